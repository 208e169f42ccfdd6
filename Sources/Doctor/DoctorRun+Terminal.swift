import Cells
import Delivery
import Glibc
import Settings
import Startup
import Terminal
import Wording

extension DoctorRun {
    /// Milliseconds in which a key has to be pressed.
    private static let keyPatience = 10_000
    /// Milliseconds to paste a text somewhere and come back.
    private static let pastePatience = 60_000

    /// Before any thread is started, since the terminal is in its hands.
    mutating func examineTerminal() throws(RawTerminal.Interruption) {
        guard var conversation = RawTerminal(environment: invocation.environment) else {
            noteTerminal(nil)
            note(KeyCheck.finding(nil, texts))
            note(ClipboardCheck.finding(plannedClipboard, texts))
            return
        }
        let size = conversation.size
        let hasRoom = (size?.columns ?? 80) > WidthCheck.samples.count * 2
        let isMute = description.isPlain || !hasRoom
        let answers = isMute ? nil : try conversation.ask(widthsOf: WidthCheck.samples)
        noteTerminal(TerminalCheck.Present(size: size, answers: answers))
        let isAsked = asks && description.used != nil && isatty(STDIN_FILENO) == 1
        note(KeyCheck.finding(isAsked ? try askForKeys(&conversation) : nil, texts))
        note(ClipboardCheck.finding(isAsked ? try askForClipboard(&conversation) : plannedClipboard, texts))
        try conversation.leave()
    }

    private var description: TerminalDescription {
        TerminalDescription(invocation.screenOptions.color, environment: invocation.environment)
    }

    private mutating func noteTerminal(_ present: TerminalCheck.Present?) {
        let description = description
        note(TerminalCheck(description: description, present: present, environment: invocation.environment).finding(texts))
        note(LocaleCheck.finding(UserLocale(environment: invocation.environment), texts))
        note(ColourCheck.finding(present == nil ? nil : description, option: invocation.options.color?.rawValue, texts))
        note(WidthCheck.finding(present?.answers, texts))
    }

    private func askForKeys(_ conversation: inout RawTerminal) throws(RawTerminal.Interruption) -> [KeyCheck.Trial] {
        var trials: [KeyCheck.Trial] = []
        for key in KeyCheck.keys {
            conversation.say(texts.doctor.asking.press(key.name))
            let press = try conversation.key(within: Self.keyPatience)
            let isSkipped = press == nil || press?.key == .enter || press?.key == .character("q")
            let shown = isSkipped ? texts.doctor.asking.skipped : press.map { KeyCheck.shown($0.bytes) } ?? ""
            conversation.say("\(shown)\n")
            trials.append(KeyCheck.Trial(wanted: key, press: isSkipped ? nil : press))
        }
        return trials
    }

    /// Where a text would go, without sending one.
    private var plannedClipboard: ClipboardCheck.Result {
        do throws(ClipboardRefusal) {
            let plan = try ClipboardPlan(
                text: "eztop", environment: invocation.environment, preference: invocation.clipboardPreference)
            return .wouldGo(
                plan.steps.map { step in
                    switch step {
                    case .run(let route, _), .terminal(let route, _): route
                    }
                })
        } catch {
            return .off
        }
    }

    private func askForClipboard(
        _ conversation: inout RawTerminal
    ) throws(RawTerminal.Interruption) -> ClipboardCheck.Result {
        let text = "eztop doctor " + String((0..<4).map { _ in Self.letters.randomElement() ?? "X" })
        switch invocation.clipboard.copyNow(text) {
        case .refused: return .off
        case .failed(let failures): return .failed(failures)
        case .sent(let routes, let bytes, _):
            if !bytes.isEmpty, !ControllingTerminal.write(bytes), routes.allSatisfy(\.goesThroughTerminal) { return .lost }
            conversation.say(texts.doctor.asking.question(text, ClipboardCheck.names(of: routes, texts)))
            let arrived = try answer(&conversation)
            conversation.say("\n")
            return .sent(routes, arrived: arrived)
        }
    }

    /// Without the ones that look alike.
    private static let letters = Array("ACDEFGHJKLMNPQRTUVWXY34679")

    /// Yes, no, or nil for whoever does not know.
    private func answer(_ conversation: inout RawTerminal) throws(RawTerminal.Interruption) -> Bool? {
        while let press = try conversation.key(within: Self.pastePatience) {
            switch press.key?.halfWidth {
            case .character("y"), .character("Y"): return true
            case .character("n"), .character("N"): return false
            case .enter, .escape, .character("q"): return nil
            default: continue
            }
        }
        return nil
    }
}
