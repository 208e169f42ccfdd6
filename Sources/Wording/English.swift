import Fleet
import Vocabulary

extension Texts {
    public static let english = Texts(
        language: .english,
        states: States(
            online: "online", offline: "offline", unknown: "unknown", on: "on", off: "off", pending: "pending",
            encrypted: "encrypted", playing: "playing", ready: "ready", refused: "refused", notGranted: "not granted",
            limited: "limited", broken: "broken", asking: "asking", notAsked: "not asked", own: "own", hosted: "hosted"),
        columns: Columns(
            name: "NAME", serial: "SERIAL", channel: "CH", model: "MODEL", status: "STATUS", encryption: "ENCRYPTION",
            encryptionShort: "ENC", live: "LIVE", history: "HISTORY", age: "AGE", uptime: "UPTIME", source: "SOURCE"),
        header: Header(
            cameras: { $0 == 1 ? "1 camera" : "\($0) cameras" },
            count: { "\($0) \($1)" },
            demo: "demo",
            token: { "token \($0)" },
            interval: { "every \($0)" },
            stretched: { "every \($0) instead of \($1)" },
            next: { "next in \($0)" },
            onDevices: { " (\($0) on \($1) device\($1 == 1 ? "" : "s"))" },
            missing: { "\($0) not shown by the cloud" },
            push: "push", unwatched: "out of focus", polling: "asking now", paused: "paused", incomplete: "incomplete",
            addressesRest: { "addresses rest (\($0))" },
            calls: { "\($0) calls today, \($1) a day" }, callsShort: { "\($0) calls today" }, readOnly: "read-only",
            noAnswer: { "no answer for \($0) from \($1)" }, refused: { "refused for \($0) by \($1)" },
            noAnswerYet: { "no answer yet from \($0)" }, refusedYet: { "refused by \($0)" },
            filtered: { "\($0) of \($1)" },
            asking: { "Asking \($0) …" },
            noCameras: "The cloud answers: this account has no cameras.",
            noHosted: "The cloud answers: no camera is hosted to this account.",
            alone: { "\($0) alone (\($1): all accounts)" },
            moreTroubles: { " (+\($0) more: \($1))" },
            nothingMatches: { "No camera matches the filter. \($0) clears it." },
            tooSmall: "eztop: too small, 24×5 at least; keys still work"),
        notices: Notices(
            liftedForAnHour: { "Encryption of \($0) lifted for an hour; its live address is asked for." },
            lifting: { "Lifting the encryption of \($0) …" },
            putBack: { "The time of the lift is over: \($0) is encrypted again." },
            liftedUntil: { "\($0) until \($1)" },
            stillLifted: {
                "Encryption is still lifted: \($0). eztop puts it back when it runs after that"
                    + ($1.map { "; at once: \($0)" } ?? "")
            },
            willNotBePutBack: {
                "\($0): its encryption is lifted, and nobody puts it back, since that could not be kept: \($1)"
            },
            notPutBack: {
                "the time of the lift is over, but the encryption could not be put back (\($0))\($1 ? ": it is still off" : ""); eztop tries again"
            },
            notLifted: { "\($0): not lifted: the lists say that it is encrypted still" },
            notRestored: { "\($0): not restored: the lists say that it is not encrypted" },
            restoring: { "Restoring the encryption of \($0) …" },
            lifted: { "Encryption of \($0) lifted; its live address is asked for." },
            restored: { "Encryption of \($0) restored; its live address is gone." },
            alreadyOff: { "\($0): encryption was off already (60016)." },
            alreadyOn: { "\($0): encryption was on already (60019)." },
            askingAddress: { "Asking for the live address of \($0) …" },
            sent: { "HLS address of \($0) sent to \($1). Terminals do not confirm it." },
            copyFailed: { "The address could not be copied: \($0)" },
            tooLong: "The address is too long for the clipboard.",
            clipboardOff: "The configuration has switched the clipboard off.",
            checking: { "Reading the playlist of \($0) …" },
            plays: { "\($0) plays: its playlist moves." },
            wholeDevice: { "\($0) (\($1 == 2 ? "both" : "all \($1)") channels)" },
            statusChanged: { "\($0) is \($1)" },
            many: { "\($0) cameras \($1): \($2)" },
            notEncrypted: "no longer encrypted",
            overtaken: "What was copied later is on the clipboard; this came too late.",
            encryptionCameOn: { "\($0): encryption was switched on elsewhere; its live address is gone" },
            encryptionWentOff: { "\($0): encryption was lifted elsewhere" },
            recovered: { "\($0) answers again." },
            terminalFellBack: { "This machine does not know your terminal; it is treated as \($0)." },
            interval: { "Asking every \($0) from now on." },
            manyCalls: {
                "Every \($0): about \($1) calls a day. The platform limits them (10029, 10007) and publishes no figure."
            },
            reconfigured: { changed, later in
                "Configuration read again: \(changed.joined(separator: ", "))"
                    + (later.isEmpty ? "" : " (\(later.joined(separator: ", ")) from the next start on)")
            },
            configurationStays: { "The configuration was changed and is wrong; the old one stays in force. \($0)" },
            configurationMended: "The configuration is right again, and as it was.",
            nothingHappened: { "Nothing has happened since \($0)." },
            refreshing: "Asking for everything now …", refreshed: "Everything was asked for again.",
            noProblem: "No camera needs attention.", noProblemShown: "None of the cameras on the list needs attention.",
            mouseOff: "The mouse is off",
            mouseOn: { "The mouse is on: \($0) switches it off again, so that the terminal's own selection works" },
            routeTmux: "tmux", routeTerminal: "your terminal (OSC 52)", routeScreen: "your terminal through screen (OSC 52)",
            routeWayland: "wl-copy", routeX11: "xclip", routeCommand: "your clipboard command", and: " and "),
        reasons: Reasons(
            rows: { "rows stand below each other; \($0) shows cards" },
            noCamera: "no camera is selected", nothingLifted: "nothing that was lifted here is still lifted",
            nothingMarked: "no camera is marked",
            batch: "an action on marked cameras is still going on",
            offline: { "\($0) is offline: the cloud cannot reach it" },
            busy: { "the encryption of \($0) is being switched" },
            encrypted: { name, key in
                "\(name) is encrypted: it has no live address until \(key.map { "\($0) lifts that" } ?? "that is lifted")"
            },
            cannotEncrypt: { "\($0): the model \($1) has no video encryption to switch, the cloud says" },
            cannotCapture: { "\($0): the model \($1) takes no pictures for the cloud, it says" },
            notGranted: { "\($0): not granted (\($2)); the owner must tick \($1.rawValue), then \($3) tries again" }),
        dialogs: Dialogs(
            liftTitle: "Lift encryption?", restoreTitle: "Restore encryption?", chooseTitle: "Lift or restore encryption?",
            restoreAllTitle: "Restore what was lifted?",
            channels: "channels",
            liftConsequence: { channels in
                [
                    channels == 1
                        ? "The video of this camera will no longer be encrypted."
                        : "The video of these \(channels) channels will no longer be encrypted.",
                    "A live address can then be had; whoever has one can watch.",
                ]
            },
            restoreConsequence: { channels in
                [
                    channels == 1
                        ? "The video of this camera will be encrypted again."
                        : "The video of these \(channels) channels will be encrypted again.",
                    "Live addresses end; players need the verification code.",
                ]
            },
            chooseConsequence: [
                "Whether it is encrypted is not known. Lifted, a live address can be had, and whoever has one can watch;",
                "restored, live addresses end.",
            ],
            hourConsequence: {
                "\($0) lifts it for an hour: eztop puts it back if it runs then, "
                    + ($1 ? "else at its next start." : "else nobody does, since nothing is remembered.")
            },
            restoreAllConsequence: {
                "The video of \($0 == 1 ? "this device" : "these \($0) devices") will be encrypted again; live addresses end."
            },
            send: "send", cancel: "cancel",
            codeTitle: "Verification code",
            codeWanted: { "The cloud wants the verification code of \($0) (\($1)) first (\($2))." },
            codeRefused: { "\($0) (\($1)) did not take that code (\($2))." },
            codeWhere: "Six letters on the label, unless changed in the app; kept in memory only.",
            code: "code", paletteTitle: "Command", noCommand: "No command of that name.", helpTitle: "Keys", logTitle: "Log",
            back: "back", keep: "keep"),
        batch: Batch(
            actOnMarked: { "\($0) then act on all marked" },
            marks: { $1 == 0 ? "\($0) marked" : "\($0) marked, \($1) hidden" },
            marked: { marked, devices, hidden in
                let cameras = marked == 1 ? "1 marked camera" : "\(marked) marked cameras"
                return cameras + (devices == marked ? "" : " on \(devices == 1 ? "1 device" : "\(devices) devices")")
                    + (hidden == 0 ? "." : "; \(hidden) of them \(hidden == 1 ? "is" : "are") not on the list as it is.")
            },
            channels: { "\($0) channels" },
            allOn: "All of them are encrypted already", allOff: "None of them is encrypted",
            consequence:
                "Lifted, live addresses can be had, and whoever has one can watch; restored, they end. Who is already so is left alone.",
            liftingTitle: "Lifting encryption", restoringTitle: "Restoring encryption", addressTitle: "Asking for addresses",
            checkTitle: "Checking",
            lifted: { "Encryption lifted: \($0) of \($1)" }, restored: { "Encryption restored: \($0) of \($1)" },
            addressed: { "Addresses: \($0) of \($1)" }, checked: { "Playing: \($0) of \($1)" },
            refused: { "\($0) refused" }, unanswered: { "\($0) without an answer" }, leftAlone: { "\($0) left alone" },
            notSent: { "\($0) not sent" }, running: { "under way: \($0)" },
            inTurn: "Each takes a stream of the few that an account has: one at a time, ten seconds apart.",
            separator: ", ", hide: "go on behind the grid",
            more: { "more of them in the log (\($0))" },
            codeAlone: {
                "\($0): wants its verification code; \($1) takes the marks away, then \($2) on it alone asks for the code"
            },
            already: { "\($0) so already" },
            states: { on, off, unknown, offline in
                var parts = ["\(on) encrypted", "\(off) not"]
                if unknown > 0 { parts.append("\(unknown) unknown") }
                return parts.joined(separator: ", ") + (offline > 0 ? "; \(offline) of them offline, left alone" : "")
            }),
        chooser: Chooser(
            accounts: "Accounts", themes: "Theme", columns: "Columns", allAccounts: "all together", show: "show",
            asBefore: "as before", tooNarrow: "(the terminal is too narrow)"),
        card: Card(
            asking: "Asking for the address …",
            neverEnds: "never ends",
            noID: "This address has no id, so it cannot be withdrawn",
            stable: {
                "Whoever has it can watch while eztop serve runs; eztop serve --new-live-key ends all of them. \($0) copies it."
            },
            byHand: { "Whoever has this address can watch. \($0) copies it; if it does not arrive, select it above." },
            holdsCode: {
                "It holds the camera's verification code, masked here: whoever has it can watch, and lift the encryption. \($0) copies it whole."
            },
            withdrawAgain: {
                "\($0) again withdraws this address: whoever has it can then no longer watch. Any other key does not."
            },
            isWithdrawn: { "Withdrawn: whoever has this address can no longer watch. \($0) asks for another one." },
            withdrawn: { "\($0): withdrawn; whoever has this address can no longer watch" },
            withdrawing: { "Withdrawing the address of \($0) …" },
            wantsRows: { "QR code: needs \($0) rows, here \(max(0, $1))" },
            wantsColumns: { "QR code: needs \($0) columns, here \($1)" }),
        picture: Picture(
            asking: "The camera is taking a picture …", unreadable: "What came is no JPEG picture.",
            ago: { "\($0) ago" }),
        player: Player(
            starting: { "Handing \($0) to the player" }, failed: { "the player failed: \($0)" },
            missing: { "the player \($0) is not on this machine; \($1) shows the address for another one" },
            noDisplay: { "there is no display for a player here (ssh?); \($0) shows the address for another machine" },
            none: "the configuration names no player"),
        log: Log(
            messages: "messages", changes: "changes", calls: "calls", nothing: "There is nothing to copy.",
            sent: { "The log sent to \($0). Terminals do not confirm it." }),
        replay: Replay(running: "recording", halted: "halted", over: "its end", keys: "Space halt   n next   q leave"),
        details: Details(
            channel: { "channel \($0)" },
            rights: "RIGHTS", granted: "granted", untried: "untried",
            hostedRights:
                "Hosted: asked with the hosting token, which may do what the owner ticked. Without Config only the owner can lift encryption, in the app.",
            right: { kind in
                switch kind {
                case .get: "state"
                case .live: "live"
                case .configure: "encryption"
                case .capture: "pictures"
                }
            },
            tick: { "The owner must tick \($0.rawValue) in the hosting settings of the app; \($1) tries again." },
            noChannel: "no channel", ownDevice: "own device", hostedDevice: "hosted device",
            battery: "Runs on a battery: no check wakes it by itself.",
            checked: { "checked \($0) ago by \($1)" },
            neverChecked: "not asked yet", stale: "stale",
            changed: { "changed \($0) ago" },
            pending: { "switched to \($0) \($1) ago; the cloud has not confirmed it yet" },
            lifted: { "lifted by you \($0) ago" },
            putBack: { "put back in \($0), while eztop runs" }, putBackDue: "to be put back now",
            orLonger: ", or longer", offlineSince: { "offline since \($0), \($1)" },
            address: "Live address",
            ends: { "ends \($0) (\($1))" }, endsIn: { "ends in \($0)" },
            changes: "Changes", noChanges: "None seen in the last 24 hours.",
            by: { author in
                switch author {
                case .cloud: "by the cloud"
                case .push: "by a pushed message"
                case .you: "by you"
                case .another: "by another eztop of yours"
                case .device: "by itself, or in an app"
                }
            }, appeared: "appeared", disappeared: "gone from the account",
            recovered: "answers again"),
        past: .english,
        sharing: .english, serving: .english, stable: .english,
        errors: Errors(
            unreachable: { "\($0) cannot be reached: \($1)" },
            malformed: { "\($0) sent no proper reply to \($1): \($2)" },
            badReply: { "no proper reply to \($0): \($1)" },
            openEnded: {
                "\($0) did not answer (\($1)): it is not known whether that was done; \($2) tells"
            },
            nextReading: "the next reading of the lists",
            saidOff: "the lists say that it does not: lift it all the same, or ask again later",
            unpublished: "no public page says what that means; try again, or ask the platform's support with the code",
            retries: "eztop asks again by itself", tryAgain: "check the network and try again",
            ourChecks: "eztop's own checks may hold the streams; wait a minute, then check again",
            wrongHost: { host in
                host.hasSuffix("ys7.com")
                    ? "Asked was \(host), which does not know keys of the overseas consoles: they need region eu, us, sa, sg, in or ru"
                    : "Asked was \(host), which does not know keys of other regions: a key of open.ys7.com needs region = \"cn\""
            },
            asksHourly: "nobody says until when; eztop tries once an hour",
            checkKey: "copy appKey and appSecret from the console again",
            askOwner: { "ask the owner to tick \($0.rawValue)" },
            missing: {
                "\($0) counts \($1) more than it shows; a personal plan shows ten devices: where yours is one, take the business plan, or remove some"
            },
            forgot: { fault in
                switch fault {
                case .unavailable: "the state folder cannot be written: nothing is remembered between runs"
                case .foreign:
                    "the state file is somebody else's, a link, or open to others: it is left alone, and nothing is remembered"
                case .damaged: "the state file was damaged; it was set aside as state.db.damaged, and a new one begun"
                case .journal:
                    "beside the state file lay a journal that was none of its own; it was set aside as state.db.damaged-journal"
                case .newer: "the state file is of a newer eztop: it is left alone, and nothing is remembered"
                case .full: "the state file cannot be written, the disk is full or broken: nothing is remembered"
                case .clock:
                    "the clock is off, or what is remembered is of times to come: the history is not recorded until that is mended"
                case .busy: "another eztop holds the state file; it is written at the next turn"
                }
            },
            rememberedAgain: "the state file is written again",
            push: { news in
                switch news {
                case .listening(let address, let callback):
                    "takes pushed messages at \(address)/, authorisation callbacks at \(address)\(callback)"
                case .deaf(let reason): "no pushed messages are taken: \(reason); polling goes on"
                case .rejected(let count):
                    "\(count) pushed message\(count == 1 ? "" : "s") refused: signature or time is wrong; compare push.secret with the console's, and the clock"
                case .alarm(let kind): "alarm \(kind)"
                case .pulling(let group): "takes messages from the platform's queue, \(group.rawValue)"
                case .refused: "polling goes on without messages of the platform's queue"
                case .passedOver(let count):
                    "\(Durations.grouped(count)) message\(count == 1 ? "" : "s") of the platform's queue left alone: too old to be news"
                }
            },
            clockAhead: { "This machine's clock is \($0) ahead of \($1)'s: set it; ages and ends are wrong until then" },
            clockBehind: { "This machine's clock is \($0) behind \($1)'s: set it; ages and ends are wrong until then" }),
        commandLine: CommandLine(
            noTerminal:
                "The dashboard needs a terminal. Without one: `eztop devices` prints every camera once, `eztop watch` a line a change.",
            dumbTerminal:
                "The dashboard needs a terminal that can move its cursor, and TERM names none. `eztop watch` prints a line a change, `eztop devices` every camera once.",
            nothingConfigured: """
                eztop has no account yet.
                  eztop --demo     shows a simulated home, no account needed
                  eztop setup      asks for appKey and appSecret, tries them, and writes the configuration
                  EZTOP_APP_KEY, EZTOP_APP_SECRET and EZTOP_REGION name an account without any file
                """,
            manyCalls: { "asking for addresses: \($0) calls" },
            watching: { "\($0 == 1 ? "1 camera is" : "\($0) cameras are") watched: a line a change, ^C ends it" },
            nothingMatches: { "no camera matches --filter \($0)" },
            endsWithDemo: "The demo's cloud ends with this command, and its addresses with it.",
            noDemo: "setup writes a configuration for a real account; the demo needs none: eztop --demo",
            unknownSerial: { "no camera \($0) in any account" },
            unknownAmongAnswered: { "no camera \($0) in the accounts that answered" },
            notHosted: { "\($0) is not hosted to you; eztop hosting devices lists what can be given back" },
            wholeDevice: "encryption belongs to the whole device: name its serial without a channel",
            severalAccounts: { "\($0) is in several accounts: \($1); choose with --account" },
            whichChannel: { "\($0) has the channels \($1)" },
            unknownAccount: { "no account named \($0); there are: \($1)" },
            readOnly: "read-only: nothing that changes a device is done",
            lifted: { "Encryption of \($0) lifted." }, restored: { "Encryption of \($0) restored." },
            codePrompt: { "verification code of \($0): " },
            codeAsked: { "The cloud wants the verification code (\($0))." },
            codeWanted: {
                "The cloud wants the verification code (\($0)): set EZTOP_VERIFICATION_CODE, or accounts.verification_codes in the configuration."
            },
            codeRefused: {
                "The cloud did not take the verification code that was sent (\($0)): it stands on the device's label, unless it was changed in the app."
            },
            noCode: "No code was typed: the encryption stays as it is.",
            incomplete: { "incomplete: \($0)" },
            sent: { "Sent to \($0). Terminals do not confirm it." },
            noTerminalForCopy: "there is no terminal to send it to",
            pictureToTerminal: "a picture is not for a terminal: name a file, or pipe it",
            addressPrompt: "address or its id: ", noAddressGiven: "no address, and no id, was given", withdrawn: "Withdrawn.",
            wantsYes: "there is no terminal to ask on: --yes gives them back without asking",
            nothingGivenBack: "nothing was given back", keptWithoutReason: "still hosted; the cloud gave no reason",
            giveBack: {
                "Give \($0 == 1 ? "this camera" : "these \($0) cameras") back to the owner? Only the owner can host them to you again. [y/N]"
            },
            whichAccount: { "there are several accounts: \($0); choose with --account" },
            fileFault: { "\($0): \($1)" }, noRecording: { "\($0): this is no recording of eztop" },
            simulatedInPublic: {
                "The simulated cloud is open to other machines: plain HTTP, and who has an address of it can watch its video. "
                    + "Only who has the keys below can ask it, and only who has the control address can change it (\($0))"
            },
            notPlaying: { "does not play: \($0)" }),
        setup: .english, manual: .english, install: .english, unit: .english, report: .english, alerts: .english,
        commands: [
            "move-down": CommandWords("next camera", "down"),
            "move-up": CommandWords("previous camera", "up"),
            "page-down": CommandWords("a page down", "page down"),
            "page-up": CommandWords("a page up", "page up"),
            "first-row": CommandWords("first camera", "first"),
            "last-row": CommandWords("last camera", "last"),
            "next-problem": CommandWords("next camera that needs attention", "next problem"),
            "details": CommandWords("details: every known fact with its age", "details"),
            "mark": CommandWords("mark the camera", "mark"),
            "mark-all": CommandWords("mark all rows, or none of them", "mark all"),
            "clear-marks": CommandWords("take all marks away", "unmark"),
            "move-left": CommandWords("card to the left", "left"),
            "move-right": CommandWords("card to the right", "right"),
            "card": CommandWords("address card: every protocol, the whole address, a QR code", "card"),
            "play": CommandWords("open the address in the player", "play"),
            "picture": CommandWords("take a picture and draw it here", "picture"),
            "tiles": CommandWords("tiles or rows", "tiles"),
            "pane": CommandWords("details beside or below the list", "pane"),
            "history": CommandWords("history: 30 days, a row a camera, and what went offline together", "history"),
            "history-span": CommandWords("what HISTORY shows: 24 h, 7 d, 30 d", "span"),
            "columns": CommandWords("choose the columns", "columns"),
            "accounts": CommandWords("choose the account that is shown", "accounts"),
            "theme": CommandWords("choose the theme", "theme"),
            "mouse": CommandWords("mouse on or off", "mouse"),
            "toggle-encryption": CommandWords("lift or restore the encryption of the device; asks first", "encryption"),
            "restore-encryption": CommandWords("encrypt again all that was lifted here; asks first", "encrypt all"),
            "copy-address": CommandWords("copy the HLS address", "copy HLS"),
            "check": CommandWords("read the playlist: does it play?", "check"),
            "refresh": CommandWords("ask for this camera now", "refresh"),
            "refresh-all": CommandWords("ask for everything now", "refresh all"),
            "filter": CommandWords("filter: name, serial, model, states; !word leaves out", "filter"),
            "sort": CommandWords("sort by the next column", "sort"),
            "reverse-sort": CommandWords("reverse the order", "reverse"),
            "pause": CommandWords("pause or resume asking", "pause"),
            "longer-interval": CommandWords("longer interval", "slower"),
            "shorter-interval": CommandWords("shorter interval", "faster"),
            "palette": CommandWords("every command by its name", "command"),
            "log": CommandWords("log of messages, changes and calls", "log"),
            "help": CommandWords("this page", "help"),
            "redraw": CommandWords("redraw the screen", "redraw"),
            "suspend": CommandWords("suspend; fg comes back", "suspend"),
            "dismiss": CommandWords("dismiss the message, then clear the filter, then take all marks away", "dismiss"),
            "quit": CommandWords("leave eztop", "quit"),
            "page-dismiss": CommandWords("dismiss the error that shows, else back to the page before", "back"),
            "page-back": CommandWords("back to the page before", "back"),
            "scroll-down": CommandWords("a row down", "scroll"),
            "scroll-up": CommandWords("a row up", "scroll"),
            "scroll-page-down": CommandWords("a page down", "page down"),
            "scroll-page-up": CommandWords("a page up", "page up"),
            "scroll-top": CommandWords("to the beginning", "beginning"),
            "scroll-bottom": CommandWords("to the end", "end"),
            "details-close": CommandWords("back to the page before", "back"),
            "details-up": CommandWords("a row up", "scroll"),
            "details-down": CommandWords("a row down", "scroll"),
            "card-copy": CommandWords("copy the address", "copy"),
            "card-hls": CommandWords("the HLS address", "HLS"),
            "card-llhls": CommandWords("the HLS address of low latency", "LLHLS"),
            "card-rtmp": CommandWords("the RTMP address", "RTMP"),
            "card-flv": CommandWords("the FLV address", "FLV"),
            "card-ezopen": CommandWords("the address of the platform's own players", "ezopen"),
            "card-sd": CommandWords("in standard definition", "SD"),
            "card-hd": CommandWords("in high definition", "HD"),
            "card-stable": CommandWords("the address that never ends, by eztop serve; copies it", "never ends"),
            "card-check": CommandWords("read the playlist: does it play?", "check"),
            "card-withdraw": CommandWords(
                "pressed twice: withdraw the address, so that who has it can no longer watch", "withdraw"),
            "card-keep": CommandWords("pressed after the first of those: leave the address as it is", "keep"),
            "picture-again": CommandWords("take another picture", "another one"),
            "history-close": CommandWords("back to the page before", "back"),
            "history-down": CommandWords("next camera", "move"),
            "history-up": CommandWords("previous camera", "move"),
            "history-page-down": CommandWords("a page down", "page down"),
            "history-page-up": CommandWords("a page up", "page up"),
            "history-first": CommandWords("first camera", "first"),
            "history-last": CommandWords("last camera", "last"),
            "history-camera": CommandWords("the camera's outages, its hours of the week, its uptime", "this camera"),
            "log-filter": CommandWords("filter the log; !word leaves out", "filter"),
            "log-kind": CommandWords("messages, changes, calls, or all of them", "kind"),
            "log-copy": CommandWords("copy what is shown, as plain lines", "copy"),
            "log-clear": CommandWords("clear the filter, before it goes back", "clear"),
            "log-close": CommandWords("back to the page before", "back"),
            "help-close": CommandWords("back to the page before", "back"),
            "prompt-keep": CommandWords("keep what was typed", "keep"),
            "prompt-clear": CommandWords("clear what was typed", "clear"),
            "filter-leave": CommandWords("leave the filter, where nothing is typed", "leave"),
            "dialog-confirm": CommandWords("do what is asked", "yes"),
            "dialog-leave": CommandWords("leave everything as it is", "leave as it is"),
            "dialog-down": CommandWords("a row down, where it is longer than the screen", "scroll"),
            "dialog-up": CommandWords("a row up", "scroll"),
            "dialog-page-down": CommandWords("a page down", "page down"),
            "dialog-page-up": CommandWords("a page up", "page up"),
            "encryption-lift": CommandWords("lift the encryption, where both directions are offered", "lift encryption"),
            "encryption-hour": CommandWords("lift it for an hour", "lift for an hour"),
            "encryption-restore": CommandWords("restore it, where both directions are offered", "encrypt"),
            "batch-stop": CommandWords("stop what is not sent yet", "stop what is not sent yet"),
            "chooser-down": CommandWords("the next row", "down"),
            "chooser-up": CommandWords("the row before", "up"),
            "chooser-first": CommandWords("the first row", "first"),
            "chooser-last": CommandWords("the last row", "last"),
            "chooser-toggle": CommandWords("show or hide the column", "show or hide"),
            "palette-down": CommandWords("the next command", "down"),
            "palette-up": CommandWords("the command before", "up"),
            "palette-complete": CommandWords("write its name out", "complete"),
            "palette-leave": CommandWords("leave the palette, where nothing is typed", "leave"),
        ],
        headings: [
            "move": "Moving", "camera": "The selected camera", "list": "The list", "program": "The program",
            "pages": "Every page", "scrolling": "Pages of text", "details": "Details", "card": "Address card",
            "picture": "Picture", "history": "History", "camera-history": "A camera's history", "log": "Log", "help": "Help",
            "prompts": "Every filter, while it is typed",
            "filter": "Filter of the list", "log-filter": "Filter of the log", "dialogs": "Every dialog",
            "encryption": "Dialog of encryption", "restoration": "Dialog of what was lifted", "code": "Verification code",
            "marked": "Dialog of marked cameras", "batch": "Marked cameras, under way", "chooser": "Lists to choose from",
            "palette": "Command palette",
        ])
}
