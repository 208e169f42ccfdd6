import Fleet

/// Every text of the program in one language, as a value: a text that a language lacks does not compile.
///
/// A class only so that it is cheap to hand around; there is nothing in it that changes.
public final class Texts: Sendable {
    public let language: Language
    public let states: States
    public let columns: Columns
    public let header: Header
    public let notices: Notices
    public let reasons: Reasons
    public let dialogs: Dialogs
    public let batch: Batch
    public let chooser: Chooser
    public let card: Card
    public let picture: Picture
    public let player: Player
    public let log: Log
    public let replay: Replay
    public let details: Details
    public let past: Past
    public let sharing: Sharing
    public let serving: Serving
    public let stable: Stable
    public let errors: Errors
    public let commandLine: CommandLine
    public let setup: Setup
    public let manual: Manual
    public let install: Install
    public let unit: Unit
    public let report: Report
    public let alerts: Alerts
    /// By the command's name.
    private let commands: [String: CommandWords]
    /// By the name of what stands under it: a page, a dialog, or a kind of the list's commands.
    private let headings: [String: String]

    init(
        language: Language, states: States, columns: Columns, header: Header, notices: Notices, reasons: Reasons,
        dialogs: Dialogs, batch: Batch, chooser: Chooser, card: Card, picture: Picture,
        player: Player, log: Log, replay: Replay, details: Details, past: Past, sharing: Sharing, serving: Serving,
        stable: Stable,
        errors: Errors,
        commandLine: CommandLine,
        setup: Setup, manual: Manual, install: Install, unit: Unit, report: Report, alerts: Alerts,
        commands: [String: CommandWords],
        headings: [String: String]
    ) {
        self.language = language
        self.states = states
        self.columns = columns
        self.header = header
        self.notices = notices
        self.reasons = reasons
        self.dialogs = dialogs
        self.batch = batch
        self.chooser = chooser
        self.card = card
        self.picture = picture
        self.player = player
        self.log = log
        self.replay = replay
        self.details = details
        self.past = past
        self.sharing = sharing
        self.serving = serving
        self.stable = stable
        self.errors = errors
        self.commandLine = commandLine
        self.setup = setup
        self.manual = manual
        self.install = install
        self.unit = unit
        self.report = report
        self.alerts = alerts
        self.commands = commands
        self.headings = headings
    }

    /// The words of the states: the grid, the details, `watch` and the filter use the same ones.
    public struct States: Sendable {
        public var online, offline, unknown, on, off, pending: String
        public var encrypted, playing, ready, refused, notGranted, limited, broken, asking, notAsked: String
        public var own, hosted: String
    }

    public struct Columns: Sendable {
        public var name, serial, channel, model, status, encryption, encryptionShort, live, history, age, uptime, source: String
    }

    /// The verdict line, the line under it, and what stands where there are no rows.
    public struct Header: Sendable {
        /// How many there are, and the same before their states where there is little room.
        public var cameras: @Sendable (Int) -> String
        public var count: @Sendable (Int, String) -> String
        public var demo: String
        public var token: @Sendable (String) -> String
        public var interval: @Sendable (String) -> String
        /// The interval in force, and the configured one that it was stretched from.
        public var stretched: @Sendable (String, String) -> String
        public var next: @Sendable (String) -> String
        /// Channels that are offline with their devices, and how many these are: behind "offline".
        public var onDevices: @Sendable (Int, Int) -> String
        /// So many rows are counted by the cloud and not shown.
        public var missing: @Sendable (Int) -> String
        public var push, unwatched, polling, paused, incomplete: String
        /// By the platform's code.
        public var addressesRest: @Sendable (String) -> String
        /// Calls today, and a day at the present settings.
        public var calls: @Sendable (Int, String) -> String
        public var callsShort: @Sendable (Int) -> String
        public var readOnly: String
        /// For how long, and from which host.
        public var noAnswer, refused: @Sendable (String, String) -> String
        public var noAnswerYet, refusedYet: @Sendable (String) -> String
        public var filtered: @Sendable (Int, Int) -> String
        public var asking: @Sendable (String) -> String
        public var noCameras: String
        /// The same of an account that is asked for hosted ones alone.
        public var noHosted: String
        /// By the key that clears the filter.
        /// That one account alone is shown, with the key that leads back; how many more have faults, with the key that shows them.
        public var alone: @Sendable (String, String) -> String
        public var moreTroubles: @Sendable (Int, String) -> String
        public var nothingMatches: @Sendable (String) -> String
        public var tooSmall: String
    }

    /// A command's title in the help, and its short word in the footer.
    public struct CommandWords: Sendable {
        public var title: String
        public var short: String

        init(_ title: String, _ short: String) {
            self.title = title
            self.short = short
        }
    }

    /// What the message line says. Each takes the camera's name first.
    public struct Notices: Sendable {
        public var liftedForAnHour: @Sendable (String) -> String
        public var lifting: @Sendable (String) -> String
        /// Of an encryption whose lift's time is over: that it has been put back, why it could not be, and that nobody will.
        public var putBack: @Sendable (String) -> String
        /// Whose, and the command that does it.
        /// A device, and the time of day at which its lift is over.
        public var liftedUntil: @Sendable (String, String) -> String
        /// What is lifted as eztop ends, and where that is one device, the command that encrypts it.
        public var stillLifted: @Sendable (String, String?) -> String
        public var willNotBePutBack: @Sendable (String, String) -> String
        /// Why, and whether the lists say that it is off.
        public var notPutBack: @Sendable (String, Bool) -> String
        /// What the lists say of a switch that had no answer.
        public var notLifted, notRestored: @Sendable (String) -> String
        public var restoring, lifted, restored, alreadyOff, alreadyOn: @Sendable (String) -> String
        public var askingAddress: @Sendable (String) -> String
        /// Whose address, and the routes it took.
        public var sent: @Sendable (String, String) -> String
        public var copyFailed: @Sendable (String) -> String
        public var tooLong, clipboardOff: String
        public var checking, plays: @Sendable (String) -> String
        /// A device with all of its channels: its name, and how many these are.
        public var wholeDevice: @Sendable (String, Int) -> String
        public var statusChanged: @Sendable (String, String) -> String
        /// How many cameras, what became of them, and which they are.
        public var many: @Sendable (Int, String, String) -> String
        public var notEncrypted, overtaken: String
        public var encryptionCameOn, encryptionWentOff: @Sendable (String) -> String
        public var recovered, terminalFellBack, interval: @Sendable (String) -> String
        /// An interval, and the calls a day that it will cost.
        public var manyCalls: @Sendable (String, String) -> String
        /// The keys of the configuration that have changed, and those that take effect at the next start.
        public var reconfigured: @Sendable ([String], [String]) -> String
        /// What is wrong with a configuration that was read again.
        public var configurationStays: @Sendable (String) -> String
        public var configurationMended: String
        /// Since when nothing has.
        public var nothingHappened: @Sendable (String) -> String
        public var refreshing, refreshed, noProblem, noProblemShown, mouseOff: String
        public var mouseOn: @Sendable (String) -> String
        public var routeTmux, routeTerminal, routeScreen, routeWayland, routeX11, routeCommand, and: String
    }

    /// Why a key does not work now, with the key of the command that helps.
    public struct Reasons: Sendable {
        public var rows: @Sendable (String) -> String
        public var noCamera, nothingLifted, nothingMarked, batch: String
        public var offline, busy: @Sendable (String) -> String
        /// Name, and the key that lifts it, where there is one.
        public var encrypted: @Sendable (String, String?) -> String
        /// Name and model.
        public var cannotEncrypt, cannotCapture: @Sendable (String, String) -> String
        /// Name, right, the platform's code, and the key.
        public var notGranted: @Sendable (String, Rights.Kind, String, String) -> String
    }

    public struct Dialogs: Sendable {
        public var liftTitle, restoreTitle, chooseTitle, restoreAllTitle: String
        public var channels: String
        /// By the number of channels that the switch touches.
        public var liftConsequence, restoreConsequence: @Sendable (Int) -> [String]
        public var chooseConsequence: [String]
        /// By the key that lifts for a time: what that needs.
        /// The key, and whether the next run will know of it.
        public var hourConsequence: @Sendable (String, Bool) -> String
        /// By the number of devices.
        public var restoreAllConsequence: @Sendable (Int) -> String
        public var send, cancel: String
        public var codeTitle: String
        /// Name, serial, and the platform's code.
        public var codeWanted: @Sendable (String, String, String) -> String
        /// The same, after one that was not taken.
        public var codeRefused: @Sendable (String, String, String) -> String
        public var codeWhere, code: String
        public var paletteTitle, noCommand: String
        public var helpTitle, logTitle, back, keep: String
    }

    /// What is done to all marked cameras.
    public struct Batch: Sendable {
        /// By the keys that then act on all that is marked.
        public var actOnMarked: @Sendable (String) -> String
        /// Marked, and hidden by the filter.
        public var marks: @Sendable (Int, Int) -> String
        /// Marked, their devices, and those that are not on the list.
        public var marked: @Sendable (Int, Int, Int) -> String
        public var channels: @Sendable (Int) -> String
        public var allOn, allOff, consequence: String
        public var liftingTitle, restoringTitle, addressTitle, checkTitle: String
        /// So many of so many.
        public var lifted, restored, addressed, checked: @Sendable (Int, Int) -> String
        public var refused, unanswered, leftAlone, notSent: @Sendable (Int) -> String
        public var running: @Sendable (String) -> String
        /// Why checks wait for each other.
        public var inTurn: String
        public var separator, hide: String
        /// By the key of the log.
        public var more: @Sendable (String) -> String
        /// The platform's code, and the keys that take the marks away and switch encryption.
        public var codeAlone: @Sendable (String, String, String) -> String
        /// How many were so already.
        public var already: @Sendable (Int) -> String
        /// How many are on, off, of unknown state, and of all of them offline.
        public var states: @Sendable (Int, Int, Int, Int) -> String
    }

    /// The lists to choose from.
    public struct Chooser: Sendable {
        public var accounts, themes, columns, allAccounts, show, asBefore, tooNarrow: String
    }

    /// The address card.
    public struct Card: Sendable {
        public var asking, neverEnds, noID: String
        /// By the key that copies.
        public var stable, byHand, holdsCode: @Sendable (String) -> String
        /// By the key that withdraws, and by the one that asks for another address.
        public var withdrawAgain, isWithdrawn: @Sendable (String) -> String
        public var withdrawn, withdrawing: @Sendable (String) -> String
        /// What the code needs, and what there is.
        public var wantsRows, wantsColumns: @Sendable (Int, Int) -> String
    }

    public struct Picture: Sendable {
        public var asking, unreadable: String
        public var ago: @Sendable (String) -> String
    }

    public struct Player: Sendable {
        public var starting, failed: @Sendable (String) -> String
        /// The program, and the key of the card.
        public var missing: @Sendable (String, String) -> String
        public var noDisplay: @Sendable (String) -> String
        public var none: String
    }

    public struct Replay: Sendable {
        public var running, halted, over, keys: String
    }

    public struct Log: Sendable {
        public var messages, changes, calls, nothing: String
        /// By the routes it took.
        public var sent: @Sendable (String) -> String
    }

    public struct Details: Sendable {
        public var channel: @Sendable (Int) -> String
        public var rights, granted, untried, hostedRights: String
        public var right: @Sendable (Rights.Kind) -> String
        /// What the owner must do, and the key that tries again.
        public var tick: @Sendable (Rights.Kind, String) -> String
        public var noChannel, ownDevice, hostedDevice, battery: String
        /// Age, and the call that said so.
        public var checked: @Sendable (String, String) -> String
        public var neverChecked, stale: String
        public var changed: @Sendable (String) -> String
        /// The state that was switched to, and how long ago.
        public var pending: @Sendable (String, String) -> String
        /// How long ago; and in how long it is put back, where that was asked for.
        public var lifted: @Sendable (String) -> String
        public var putBack: @Sendable (String) -> String
        public var putBackDue: String
        public var orLonger: String
        /// When, and for how long.
        public var offlineSince: @Sendable (String, String) -> String
        public var address: String
        /// When, and how long until then.
        public var ends: @Sendable (String, String) -> String, endsIn: @Sendable (String) -> String
        public var changes, noChanges: String
        /// Who changed something: `by you`.
        public var by: @Sendable (Author) -> String
        public var appeared, disappeared, recovered: String
    }

    /// What failed, in words; the platform's codes have a table of their own.
    public struct Errors: Sendable {
        /// Host, and the transport's reason.
        public var unreachable: @Sendable (String, String) -> String
        /// Host, call, and what was wrong with the reply.
        public var malformed: @Sendable (String, String, String) -> String
        /// Call, and what was wrong, where the host has been named.
        public var badReply: @Sendable (String, String) -> String
        /// Host and reason, where what was asked for may have been done all the same, and what tells.
        public var openEnded: @Sendable (String, String, String) -> String
        public var nextReading: String
        /// The next step where an address is refused since the device encrypts, and the lists say that it does not.
        public var saidOff: String
        /// What helps with a code that the platform has published nowhere.
        public var unpublished: String
        /// The next step: eztop takes it by itself, or the user has to.
        public var retries, tryAgain, ourChecks: String
        public var wrongHost: @Sendable (String) -> String
        /// What becomes of a call whose quota is used up and that is asked by itself.
        public var asksHourly: String
        /// What helps where key or secret are no such thing.
        public var checkKey: String
        /// What helps where a right was not granted.
        public var askOwner: @Sendable (Rights.Kind) -> String
        /// Host, and how many rows it counts more than it shows.
        public var missing: @Sendable (String, Int) -> String
        /// Why nothing is remembered from one run to the next.
        public var forgot: @Sendable (StateFault) -> String
        public var rememberedAgain: String
        public var push: @Sendable (PushNews) -> String
        /// By how much, and of which host.
        public var clockAhead, clockBehind: @Sendable (String, String) -> String
    }

    /// What the commands without a screen say on stderr.
    public struct CommandLine: Sendable {
        public var noTerminal, dumbTerminal: String
        public var nothingConfigured: String
        public var manyCalls: @Sendable (Int) -> String
        /// How many cameras `watch` has an eye on.
        public var watching: @Sendable (Int) -> String
        /// A filter that lets no camera through.
        public var nothingMatches: @Sendable (String) -> String
        /// The addresses that the simulated cloud gave; and that setup has no demo.
        public var endsWithDemo, noDemo: String
        public var unknownSerial: @Sendable (String) -> String
        /// The same where some account could not be asked, and where only a hosted camera would do.
        public var unknownAmongAnswered, notHosted: @Sendable (String) -> String
        public var wholeDevice: String
        /// A serial that several accounts have, and their names.
        public var severalAccounts: @Sendable (String, String) -> String
        /// A recorder without a channel, and its channels.
        public var whichChannel: @Sendable (String, String) -> String
        public var unknownAccount: @Sendable (String, String) -> String
        public var readOnly: String
        public var lifted, restored: @Sendable (String) -> String
        public var codePrompt: @Sendable (String) -> String
        /// None was sent; and the one that was sent was not taken. Each with the platform's code.
        /// That a code is wanted: where it is asked for next, and where nobody can be asked; and that one was not taken.
        public var codeAsked, codeWanted, codeRefused: @Sendable (String) -> String
        public var noCode: String
        public var incomplete: @Sendable (String) -> String
        public var sent: @Sendable (String) -> String
        public var noTerminalForCopy: String
        public var pictureToTerminal: String
        public var addressPrompt, noAddressGiven, withdrawn: String
        public var wantsYes, nothingGivenBack, keptWithoutReason: String
        public var giveBack: @Sendable (Int) -> String
        public var whichAccount: @Sendable (String) -> String
        /// A file, and why.
        public var fileFault: @Sendable (String, String) -> String
        public var noRecording: @Sendable (String) -> String
        /// `simulate` listens where other machines reach it, at this base.
        public var simulatedInPublic: @Sendable (String) -> String
        public var notPlaying: @Sendable (String) -> String
    }

    /// A command's words; one without any is a fault that a test finds.
    public func words(for command: String) -> CommandWords {
        commands[command] ?? CommandWords(command, command)
    }

    /// What stands over the keys of a page or dialog, or over some of the list's commands.
    public func heading(_ name: String) -> String { headings[name] ?? name }
}
