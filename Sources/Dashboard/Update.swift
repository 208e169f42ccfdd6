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
        settleNotices()
        // Esc is for what stands there; any other key shows that it was seen.
        if case .input(.key(let key)) = message, key != .escape { notices.read(at: now) }
        var effects: [Effect] = []
        switch message {
        case .input(let input): effects = take(input)
        case .snapshot(let snapshot):
            effects = noticeChanges(in: snapshot)
            let first = self.snapshot.cameras.isEmpty
            take(snapshot)
            if first { effects += tellShown() }
            warnOfCalls(every: snapshot.poll.configuredInterval)
        case .tick: effects = tellShown()
        case .switched(let device, let on, let outcome): effects = finishSwitch(of: device, on: on, outcome)
        case .fetched(let camera, let trouble):
            let refusal = trouble.map { texts.explain($0, retries: false) }
            effects = finishInBatch(where: { $0 == camera }, refusal: refusal) ?? []
        case .copied(let report): finishCopy(report)
        case .checked(let camera, let outcome): effects = finishCheck(of: camera, outcome)
        case .addressed(let camera, let liveProtocol, let quality, let answer): take(answer, of: camera, liveProtocol, quality)
        case .withdrawn(let camera, let trouble): finishWithdrawal(of: camera, trouble)
        case .copiedText(let routes, let fault): finishCopy(routes, fault, said: texts.log.sent)
        case .pictured(let camera, let answer): take(answer, of: camera)
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
        settleNotices()
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
        case .mouse(let mouse): return click(mouse)
        }
        return []
    }

    mutating func press(_ typed: Key) -> [Effect] {
        let key = typed.halfWidth
        if key == .control("c") { return [.quit(exitCode: 130)] }
        if let effect = terminalEffect(of: key) { return [effect] }
        if dialog != nil { return pressInDialog(key) }
        if grid.editingFilter, page == .grid {
            editFilter(key)
            return []
        }
        return pressOnPage(key.ofInputMethod)
    }

    private mutating func pressOnPage(_ key: Key) -> [Effect] {
        switch page {
        case .grid: return options.bindings.binding(for: key).map { run($0) } ?? []
        case .details: return pressInDetails(key)
        case .help: return pressInHelp(key)
        case .log: return pressInLog(key)
        case .card: return pressInCard(key)
        case .picture: return pressInPicture(key)
        }
    }

    /// What concerns the terminal works everywhere, also in dialogs and while something is typed; there a letter is text.
    private func terminalEffect(of key: Key) -> Effect? {
        if case .character = key { return nil }
        switch options.bindings.binding(for: key)?.command {
        case .redraw: return .redraw
        case .suspend: return .suspend
        default: return nil
        }
    }

    /// Text that was pasted goes where text is typed, as its first line; nowhere else does it act as keys.
    private mutating func paste(_ text: String) {
        let line = Glyphs.admitted(String(text.split(whereSeparator: \.isNewline).first ?? "")).halfWidth
        if dialog != nil {
            pasteInDialog(line)
        } else if grid.editingFilter, page == .grid {
            setFilter { $0.insert(line) }
        } else if case .log(var log) = page, log.editingFilter {
            log.filter.field.insert(line)
            page = .log(log)
        }
    }

    /// Runs a command, or says why it does not work now.
    mutating func run(_ binding: Binding) -> [Effect] {
        if let reason = binding.disabledReason(self) {
            notices.add(.answer, reason, at: now)
            return []
        }
        // Whoever acts on a camera, or asks what can be done with it, means that camera, wherever its row goes.
        if binding.tag == .camera || binding.command == .help, grid.selected != nil { grid.isChosen = true }
        switch binding.command {
        case .moveDown: move(by: window.across)
        case .moveUp: move(by: -window.across)
        case .moveRight: move(by: 1)
        case .moveLeft: move(by: -1)
        case .pageDown: move(by: window.across * window.lines)
        case .pageUp: move(by: -window.across * window.lines)
        case .firstRow: select(row: 0)
        case .lastRow: select(row: grid.rows.count - 1)
        case .nextProblem: selectNextProblem()
        case .details: open(.details(DetailsState()))
        case .mark: toggleMark()
        case .markAll: toggleAllMarks()
        case .clearMarks: grid.marks = []
        case .toggleEncryption: openEncryptionDialog()
        case .restoreEncryption: openRestorationDialog()
        case .copyAddress: return copyAddress()
        case .card: return openCard()
        case .check: return checkSelected()
        case .play: return play()
        case .picture: return capture()
        case .refresh: return selected.map { [.refresh($0.id)] } ?? []
        case .refreshAll:
            notices.add(.answer, texts.notices.refreshing, at: now)
            return [.refreshAll]
        case .filter:
            grid.editingFilter = true
            grid.filter.field.moveToEnd()
        case .sort:
            sortByNextColumn()
            return [.remember(preferences)]
        case .reverseSort:
            grid.sort.reversed.toggle()
            arrange()
            return [.remember(preferences)]
        case .pause:
            snapshot.poll.paused.toggle()
            return [.setPaused(snapshot.poll.paused)]
        case .longerInterval: return changeInterval(longer: true)
        case .shorterInterval: return changeInterval(longer: false)
        case .palette: dialog = .palette(Palette())
        case .tiles:
            grid.tiles.toggle()
            scrollToSelection()
            return [.remember(preferences)]
        case .accounts: openChooser(.account)
        case .columns: openChooser(.columns)
        case .theme: openChooser(.theme)
        case .mouse:
            mouse.toggle()
            notices.add(.answer, mouse ? texts.notices.mouseOn(key(.mouse)) : texts.notices.mouseOff, at: now)
        case .log: open(.log(LogState()))
        case .help: open(.help(HelpState()))
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .dismiss: dismiss()
        case .quit: return [.quit(exitCode: 0)]
        }
        return []
    }

    /// Esc takes away what was added last: a message, then the filter. It never changes a device.
    private mutating func dismiss() {
        if notices.dismiss() { return }
        if !grid.filter.isEmpty {
            setFilter { $0.clear() }
        } else {
            grid.marks = []
        }
    }

    /// Intervals that the keys step through, in seconds.
    private static let intervals: [TimeInterval] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600]

    private mutating func changeInterval(longer: Bool) -> [Effect] {
        let current = snapshot.poll.configuredInterval
        let next = longer ? Self.intervals.first { $0 > current } : Self.intervals.last { $0 < current }
        guard let next else { return [] }
        notices.add(.answer, texts.notices.interval(Durations.exact(next)), at: now)
        warnOfCalls(every: next)
        // In force at once: further keys of the same read count from here.
        snapshot.poll.callsADay = Int(Double(snapshot.poll.callsADay) * current / next)
        snapshot.poll.configuredInterval = next
        return [.setInterval(next)]
    }

    mutating func warnOfCalls(every interval: TimeInterval) {
        guard !options.demo, let text = callsWarning.text(snapshot, every: interval, shown: shown.count, texts) else { return }
        notices.add(.answer, text, at: now)
    }

    private mutating func takeProbe(wide: Bool?) {
        guard !options.ascii else { return }
        symbols = (wide ?? options.eastAsianLocale) ? .ascii : .lines
    }

    /// The service asks for the addresses of the rows on the screen first. It is told once a second, not at every key.
    mutating func tellShown() -> [Effect] {
        let window = window
        let end = min(grid.rows.count, grid.top + window.across * window.lines)
        let rows = grid.top < end ? grid.rows[grid.top..<end].map { snapshot.cameras[$0].id } : []
        guard rows != shown else { return [] }
        shown = rows
        return [.show(rows)]
    }
}
