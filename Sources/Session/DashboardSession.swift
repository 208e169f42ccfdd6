import Cells
import Dashboard
import Delivery
import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import Output
import Settings
import Startup
import Terminal
import Wording

/// The shell around the dashboard's pure core: it owns the terminal on the thread of `main`, and hands messages in and
/// effects out.
public struct DashboardSession: ~Copyable {
    /// What other threads put in front of the main loop.
    enum Mail: Sendable {
        case message(Message)
        /// Bytes that only the terminal's owner may write, and what is said once they are out.
        case terminal([UInt8], then: Message)
        /// A player that draws in the terminal, with the address it shows.
        case player(PlayerCommand, String, CameraID)
    }

    private var loop: EventLoop<Mail>
    private var state: State
    private var theme: Theme
    private var themes: ThemeShelf
    private var invocation: Invocation
    private var configuration: ConfigurationWatch
    private let effects: Effects
    private var lastTick = 0
    /// When what the loop counts was last written down.
    private var lastCounts = Int(Date().timeIntervalSince1970)
    private var recorder: RecordingFile?
    /// What the first frame wants done once there is somebody to do it.
    private var first: [Effect] = []

    /// Runs the dashboard until the user leaves it. Returns the exit code.
    /// - Parameters:
    ///   - filter: is in force from the start.
    ///   - record: the file to record the session in.
    public static func run(_ invocation: Invocation, filter: String, record: String?) throws(Failure) -> Int32 {
        let texts = invocation.texts
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw Failure(.usage, texts.commandLine.noTerminal) }
        let bindings = invocation.bindings
        let watch = ConfigurationWatch(invocation.watchedFile)
        // Commands of secrets may ask on the terminal, and be interrupted.
        let settings = invocation.demo ? nil : try invocation.serviceSettings()
        var invocation = invocation
        invocation.secrets = settings.map(invocation.secrets) ?? [:]
        Wakeups.blockSignals()
        let remembered = invocation.remembered
        let preferences = Preferences(texts: remembered.preferences)
        let (theme, themes) = try invocation.theme(preferred: preferences.theme)
        let recorder = try record.map { path throws(Failure) in try RecordingFile(path, texts) }
        let loop: EventLoop<Mail>
        do throws(ScreenError) {
            loop = try EventLoop(invocation.screenOptions)
        } catch {
            throw Failure(error, texts)
        }
        var session = DashboardSession(invocation, filter, watch, remembered, loop, bindings, theme, themes, recorder)
        // The first frame is out; what takes time comes after it: the simulator, the network.
        let code: Int32
        do throws(Failure) {
            let settings = if let settings { settings } else { try session.demoSettings() }
            session.effects.start(settings, remembered)
            for effect in session.first { session.effects.run(effect) }
            code = session.warnOfTheme() ?? session.run()
        } catch {
            session.loop.screen.leave()
            throw error
        }
        session.loop.screen.leave()
        session.noteCounts()
        let forgotten = session.effects.stop()
        for device in forgotten {
            Standard.error(texts.notices.willNotBePutBack(device.serial, session.invocation.restoring(device)))
        }
        session.sayPending(besides: forgotten)
        session.invocation.endDemo()
        if let fault = session.recorder?.fault { Standard.error(fault) }
        return code
    }

    /// Paints the first frame.
    private init(
        _ invocation: Invocation, _ filter: String, _ watch: ConfigurationWatch, _ remembered: Remembered,
        _ loop: consuming EventLoop<Mail>,
        _ bindings: Bindings, _ theme: Theme, _ themes: ThemeShelf, _ recorder: consuming RecordingFile?
    ) {
        let options = State.Options(
            texts: invocation.texts, bindings: bindings, readOnly: invocation.readOnly, demo: invocation.demo,
            ascii: invocation.ascii, eastAsianLocale: Wording.Language.isEastAsian(invocation.environment),
            columns: invocation.configuration.columns, interval: invocation.interval,
            offlineAfter: invocation.configuration.offlineAfter, filter: filter, theme: theme.name, themes: themes.names,
            mouse: invocation.configuration.mouse, colours: loop.screen.capabilities.colours, player: invocation.playerState,
            preferences: Preferences(texts: remembered.preferences),
            wallTime: { WallTime(local: $0) })
        state = State(options: options, size: loop.screen.size, now: Date())
        recorder?.begin(state)
        self.recorder = recorder
        self.theme = theme
        self.themes = themes
        self.invocation = invocation
        configuration = watch
        effects = Effects(mailbox: loop.mailbox, invocation)
        self.loop = loop
        self.loop.stops = { [effects] in effects.handOver() }
        self.loop.goesOn = { [effects] in effects.comeBack() }
        if !invocation.demo { first = update(.snapshot(invocation.configuration.expected(remembered))) }
        if let name = self.loop.screen.capabilities.fellBackTo { _ = update(.terminalFellBack(name)) }
        self.loop.paint(state.view(), theme: theme)
    }

    private mutating func demoSettings() throws(Failure) -> ServiceSettings {
        try invocation.startDemo()
        return try invocation.serviceSettings()
    }

    private mutating func run() -> Int32 {
        while true {
            let events = loop.wait(milliseconds: untilTick)
            // Of several snapshots only the newest counts.
            let newest = events.lastIndex { if case .mail(.message(.snapshot)) = $0 { true } else { false } }
            for (index, event) in events.enumerated() {
                if case .mail(.message(.snapshot)) = event, index != newest { continue }
                if let code = take(event) { return code }
            }
            if second != lastTick {
                if let code = send(.tick) ?? reloadTheme() ?? reloadConfiguration() { return code }
                lastTick = second
                if second >= lastCounts + 60 { noteCounts() }
            }
            loop.paint(state.view(), theme: theme)
        }
    }

    private mutating func take(_ event: EventLoop<Mail>.Event) -> Int32? {
        switch event {
        case .ended(let status): return status
        case .input(let input): return send(.input(input))
        case .mail(.message(let message)): return send(message)
        case .mail(.terminal(let bytes, let then)):
            loop.screen.writeRaw(bytes)
            return send(then)
        case .mail(.player(let player, let url, let camera)):
            return loop.screen.yield(to: { player.play(url) }).flatMap { send(.playerFault(camera, $0)) }
        }
    }

    /// Who leaves is told what is still lifted for a time, and how it comes back.
    private borrowing func sayPending(besides forgotten: [DeviceID]) {
        let pending = state.pendingLifts.filter { !forgotten.contains($0.device) }
        guard !pending.isEmpty, !invocation.demo, !invocation.readOnly else { return }
        let texts = state.texts
        let lifts = pending.map { texts.notices.liftedUntil($0.name, String(WallTime(local: $0.until).clock.prefix(5))) }
        let command = pending.count == 1 ? pending.first.map { invocation.restoring($0.device) } : nil
        invocation.options.note(texts.notices.stillLifted(lifts.joined(separator: texts.punctuation.list), command))
    }

    private mutating func noteCounts() {
        invocation.log?.note(loop.takeCounts())
        lastCounts = second
    }

    /// The wall clock's second: the clock on the screen moves with it.
    private var second: Int { Int(Date().timeIntervalSince1970) }

    /// Milliseconds until the clock on the screen moves; nil where none runs.
    private var untilTick: Int? {
        guard state.showsTime else { return nil }
        let now = Date().timeIntervalSince1970
        return Int(((now.rounded(.down) + 1 - now) * 1000).rounded(.up))
    }

    /// The one door to the core: what passes it is recorded, so that a replay shows the same.
    private mutating func update(_ message: Message) -> [Effect] {
        let now = Date()
        recorder?.take(message, state, at: now)
        return state.update(message, at: now)
    }

    /// Hands a message to the core and does what comes back. Returns the exit code when the user leaves.
    private mutating func send(_ message: Message) -> Int32? {
        for effect in update(message) {
            switch effect {
            case .quit(let code): return code
            case .suspend:
                loop.suspend()
                if let code = send(.input(.resize(loop.screen.size))) { return code }
            case .redraw: loop.screen.redraw()
            case .setTheme(let name): if let code = show(themes.find(name)) { return code }
            case .notify(let text): notify(text)
            default: effects.run(effect)
            }
        }
        return nil
    }

    private mutating func show(_ found: Result<Theme, ConfigurationError>) -> Int32? {
        switch found {
        case .success(let theme):
            self.theme = theme
            return warnOfTheme()
        case .failure(let error): return send(.themeFault(state.texts.describe(error)))
        }
    }

    /// A theme that others can change is in force all the same, and that is said.
    private mutating func warnOfTheme() -> Int32? {
        themes.warning(of: theme.name).flatMap { send(.themeFault(state.texts.describe($0))) }
    }

    /// A theme whose file has changed is in force at once, or it is said what is wrong with it.
    private mutating func reloadTheme() -> Int32? {
        themes.changed(theme.name).flatMap { show($0) }
    }

    /// A configuration whose file has changed is in force at once, or it is said what is wrong with it.
    private mutating func reloadConfiguration() -> Int32? {
        // An answer that is under way would come back to a service that is no more.
        guard !state.isSwitching, configuration.hasChanged() else { return nil }
        do throws(Failure) {
            let new = try invocation.again()
            let changes = new.configuration.changes(since: invocation.configuration)
            guard !changes.isEmpty || state.isConfigurationBroken else { return nil }
            let isThemed = changes.contains(.theme) && new.options.theme == nil
            let (theme, themes) = isThemed ? try new.theme(preferred: nil) : (theme, themes)
            let isOther = !RootKey.wantAnotherService.isDisjoint(with: changes)
            let settings = isOther ? try serviceSettings(new) : nil
            effects.adopt(
                new, another: settings, changesCompanions: !RootKey.wantOtherCompanions.isDisjoint(with: changes),
                Snapshot(events: state.snapshot.events))
            if isOther {
                // What was chosen by keys, another service would not know.
                if state.snapshot.poll.paused { effects.run(.setPaused(true)) }
                if !changes.contains(.interval) { effects.run(.setInterval(state.snapshot.poll.configuredInterval)) }
            }
            (self.theme, self.themes, invocation) = (theme, themes, new)
            invocation.secrets.merge(settings.map(new.secrets) ?? [:]) { $1 }
            loop.screen.redraw()
            let later = changes.filter { $0 == .color || $0 == .glyphs }
            let code = send(
                .reconfigured(
                    Reconfiguration(
                        changed: changes.map(\.rawValue), later: later.map(\.rawValue), language: new.language,
                        bindings: new.bindings, readOnly: new.readOnly, player: new.playerState,
                        columns: changes.contains(.columns) ? new.configuration.columns : nil,
                        theme: isThemed ? theme.name : nil,
                        mouse: changes.contains(.mouse) ? new.configuration.mouse : nil,
                        interval: changes.contains(.interval) ? new.configuration.interval : nil,
                        offlineAfter: changes.contains(.offlineAfter) ? new.configuration.offlineAfter : nil)))
            return code ?? (isThemed ? warnOfTheme() : nil)
        } catch {
            return send(.configurationFault(error.message.replacing("\n", with: "   ")))
        }
    }

    /// Before anything is stopped: a secret may not be had.
    private mutating func serviceSettings(_ new: Invocation) throws(Failure) -> ServiceSettings {
        guard new.asksForSecrets else { return try new.serviceSettings() }
        return try loop.screen.yield { () throws(Failure) in try new.serviceSettings() }
    }

    /// The bell, or the terminal's own notification, for whoever does not look at the screen.
    private mutating func notify(_ text: String) {
        let notifications = invocation.configuration.notify
        if notifications.contains(.osc9) {
            loop.screen.writeRaw(Array("\u{1b}]9;eztop: \(Glyphs.cut(Glyphs.admitted(text), to: 200))\u{7}".utf8))
        }
        if notifications.contains(.bell) { loop.screen.writeRaw([7]) }
    }
}

extension Invocation {
    /// The command that encrypts a device again, of this configuration and account.
    fileprivate func restoring(_ device: DeviceID) -> String {
        let config = options.config.map { ["--config", $0] } ?? []
        let isOneOfSeveral = options.account != nil || configuration.accounts.count > 1
        let words =
            ["eztop"] + config + (isOneOfSeveral ? ["--account", device.account] : []) + ["encryption", "on", device.serial]
        return words.map(ShellWord.quoted).joined(separator: " ")
    }
}
