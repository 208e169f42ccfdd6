import Cells
import Fleet
import FoundationEssentials
import Settings
import Wording

extension State {
    /// Takes in one message at the moment `now`, and says what is to be done outside. Pure: the same state, message and
    /// moment always bring the same.
    public mutating func update(_ message: Message, at now: Date) -> [Effect] {
        self.now = now
        began = min(began, now)
        let (lines, account, rhythm) = (window.lines, grid.account, snapshot.poll.rhythm)
        settleNotices()
        // What dismisses is for what stands there; any other key shows that it was seen.
        sortAtRest()
        if case .input(.key) = message { lastKey = now }
        if case .input(.key(let key)) = message, key != .escape, !dismisses(key) { notices.read(at: now) }
        var effects: [Effect] = []
        switch message {
        case .input(let input): effects = take(input)
        case .snapshot(let snapshot):
            effects = noticeChanges(in: snapshot)
            let first = self.snapshot.cameras.isEmpty
            effects += take(snapshot)
            settleSwitches()
            settleRefresh()
            if first { effects += tellShown() }
            warnOfCalls(every: snapshot.poll.configuredInterval, as: .news)
            news.take(self)
        case .tick: effects = tellShown()
        case .switched(let device, let on, let outcome): effects = finishSwitch(of: device, on: on, outcome)
        case .fetched(let camera, let trouble):
            let refusal = trouble.map { explain($0, of: camera) }
            effects = finishInBatch(where: { $0 == camera }, refusal: refusal, isAnswered: trouble?.code != nil) ?? []
        case .copied(let report): finishCopy(report)
        case .checked(let camera, let outcome): effects = finishCheck(of: camera, outcome)
        case .addressed(let camera, let liveProtocol, let quality, let answer): take(answer, of: camera, liveProtocol, quality)
        case .stable(let camera, let answer): effects = take(stable: answer, of: camera)
        case .withdrawn(let camera, let trouble): finishWithdrawal(of: camera, trouble)
        case .copiedText(let routes, let fault): finishCopy(routes, fault, said: texts.log.sent)
        case .pictured(let camera, let answer): take(answer, of: camera)
        case .past(let query, let answer): take(answer, to: query)
        case .playerFault(let camera, let words):
            notices.add(
                .refusal, texts.about(name(of: camera), texts.player.failed(texts.systemWords(words))), about: camera, at: now)
        case .themeFault(let text): notices.add(.error, text, at: now)
        case .reconfigured(let new): effects = take(new)
        case .configurationFault(let text):
            brokenConfiguration.map { notices.withdraw($0) }
            brokenConfiguration = texts.notices.configurationStays(text)
            notices.add(.error, texts.notices.configurationStays(text), at: now)
        case .terminalFellBack(let name): notices.add(.news, texts.notices.terminalFellBack(name), at: now)
        }
        effects += askPast()
        settleNotices()
        // A message that came takes rows from the list: the selected one is not among them.
        if window.lines != lines { scrollToSelection() }
        // A key changes nothing of what is counted, but for whose it is, and what counts as old.
        if case .input = message, grid.account == account, snapshot.poll.rhythm == rhythm { return effects }
        verdict = Verdict(self)
        return effects
    }

    private mutating func take(_ input: Input) -> [Effect] {
        switch input {
        case .key(let key): return press(key)
        case .paste(let text): paste(text)
        case .resize(let size):
            self.size = size
            scrollToSelection()
        case .probed(let wide): takeProbe(wide: wide)
        case .focus(let focused): return focus(focused)
        case .mouse(let mouse): return point(mouse)
        }
        return []
    }

    /// Whose keys are pressed now.
    private var scope: Scope { dialog?.scope ?? prompt?.scope ?? page.scope }

    /// What a key stands for where it is pressed now.
    func binding(for typed: Key) -> Binding? {
        let scope = scope, key = scope.isText ? typed.halfWidth : typed.halfWidth.ofInputMethod
        return options.bindings.bindings(in: scope).first { $0.keys.contains(key) && $0.applies(self) }
    }

    private func dismisses(_ key: Key) -> Bool { [.dismiss, .pageDismiss].contains(binding(for: key)?.command) }

    /// Does what a key stands for; Ctrl-C ends the program everywhere.
    mutating func press(_ key: Key) -> [Effect] {
        if key == .control("c") { return [.quit(exitCode: 130)] }
        let binding = binding(for: key)
        page.hear(binding?.command)
        if let binding { return run(binding) }
        if scope.isText { edit { _ = $0.edit(key.halfWidth) } }
        return []
    }

    /// Text that was pasted goes where text is typed, as its first line; nowhere else does it act as keys.
    private mutating func paste(_ text: String) {
        let line = Glyphs.admitted(String(text.split(whereSeparator: \.isNewline).first ?? "")).halfWidth
        if scope.isText { edit { $0.insert(line) } }
    }

    /// The line that is typed now, in a dialog or on the page.
    private mutating func edit(_ change: (inout TextField) -> Void) {
        if var typed = dialog as? any TypedDialog {
            change(&typed.field)
            dialog = typed
        } else {
            editPrompt(change)
        }
    }

    /// Runs a command, or says why it does not work now.
    mutating func run(_ binding: Binding) -> [Effect] {
        // Nobody answers a question that is not on the screen.
        if scope.isDangerous, isTooSmall, binding.command != .dialogLeave { return [] }
        let camera = grid.selected
        // Whoever acts on a camera, or asks what can be done with it, means that camera, wherever its row goes.
        if binding.tag == .camera || binding.command == .help, camera != nil { grid.isChosen = true }
        if let reason = binding.disabledReason(self) {
            notices.add(.answer, reason, at: now)
            return []
        }
        let effects = binding.run(&self)
        if grid.selected != camera { page.selectionMoved() }
        return effects
    }

    mutating func togglePause() -> [Effect] {
        snapshot.poll.paused.toggle()
        return [.setPaused(snapshot.poll.paused)]
    }

    /// Intervals that the keys step through, in seconds.
    private static let intervals: [TimeInterval] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600]

    mutating func changeInterval(longer: Bool) -> [Effect] {
        let current = snapshot.poll.configuredInterval
        let next = longer ? Self.intervals.first { $0 > current } : Self.intervals.last { $0 < current }
        guard let next else { return [] }
        notices.add(.answer, texts.notices.interval(Durations.exact(next)), at: now)
        warnOfCalls(every: next)
        // In force at once: further keys of the same read count from here.
        snapshot.poll.callsADay = snapshot.poll.calls(every: next)
        snapshot.poll.configuredInterval = next
        return [.setInterval(next)]
    }

    /// - Parameter kind: what nobody here has asked for takes no answer's place.
    mutating func warnOfCalls(every interval: TimeInterval, as kind: Notices.Notice.Kind = .answer) {
        // What the service has not been told of yet it cannot reckon with.
        guard !options.demo, onScreen == shown,
            let text = callsWarning.text(snapshot, every: interval, shown: shown.count, texts)
        else { return }
        notices.add(kind, text, at: now)
    }

    private mutating func takeProbe(wide: Bool?) {
        guard !options.ascii else { return }
        symbols = (wide ?? options.eastAsianLocale) ? .ascii : .lines
    }

    /// The service asks for the addresses of the rows on the screen first. It is told once a second, not at every key.
    mutating func tellShown() -> [Effect] {
        let rows = onScreen
        guard rows != shown else { return [] }
        shown = rows
        return [.show(rows)]
    }

    /// The rows that are drawn now.
    private var onScreen: [CameraID] {
        let window = window
        let end = min(grid.rows.count, grid.top + window.across * window.lines)
        return grid.top < end ? grid.rows[grid.top..<end].map { snapshot.cameras[$0].id } : []
    }
}
