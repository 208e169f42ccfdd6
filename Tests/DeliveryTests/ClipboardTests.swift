import Synchronization
import Testing

@testable import Delivery

@Suite("Clipboard")
struct ClipboardTests {
    private static let secret = "https://host/live.m3u8?token=MARKED"

    @Test("says which routes took the text, and which did not and why")
    func outcome() async {
        let clipboard = Clipboard(environment: ["TMUX": "s", "DISPLAY": ":0"], preference: .auto) {
            arguments, _ throws(ChildError) in
            if arguments[0] == "xclip" { throw .notFound(program: "xclip") }
            return .exited(status: 0)
        }
        guard case .sent(let routes, let terminal, let failures) = await clipboard.copy(Self.secret) else {
            Issue.record("not sent")
            return
        }
        #expect(routes == [.tmux, .osc52])
        #expect(terminal.starts(with: Array("\u{1B}]52;c;".utf8)))
        #expect(failures == [ClipboardFailure(route: .x11, reason: .notStarted(.notFound(program: "xclip")))])
    }

    @Test("asks an old tmux without the option that it does not know, and nothing more when it hangs")
    func oldTmux() {
        let asked = Mutex<[[String]]>([])
        func copy(_ first: Finished.Ending) -> [[String]] {
            asked.withLock { $0 = [] }
            let clipboard = Clipboard(environment: ["TMUX": "s"], preference: .auto) { arguments, _ throws(ChildError) in
                asked.withLock { $0.append(arguments) }
                return arguments.contains("-w") ? first : .exited(status: 0)
            }
            _ = clipboard.copyNow("a")
            return asked.withLock { $0 }
        }
        #expect(copy(.exited(status: 1)).map(\.count) == [4, 3])
        #expect(copy(.timedOut).map(\.count) == [4])
    }

    @Test("hands the text over on standard input, never as an argument")
    func noArgument() {
        let seen = Mutex<[[String]]>([])
        let environment = ["TMUX": "s", "DISPLAY": ":0", "WAYLAND_DISPLAY": "w"]
        let clipboard = Clipboard(environment: environment, preference: .auto) { arguments, text throws(ChildError) in
            seen.withLock { $0.append(arguments) }
            return text == Array(Self.secret.utf8) ? .exited(status: 0) : .exited(status: 1)
        }
        guard case .sent(_, _, let failures) = clipboard.copyNow(Self.secret) else {
            Issue.record("not sent")
            return
        }
        #expect(failures.isEmpty)
        #expect(seen.withLock { $0 }.joined().allSatisfy { !$0.contains("MARKED") })
    }

    @Test("fails when its only route does, and says nothing of the text")
    func failed() {
        let clipboard = Clipboard(environment: [:], preference: .command(["sh", "-c", "cat >&2; exit 3"]))
        let outcome = clipboard.copyNow(Self.secret)
        #expect(outcome == .failed([ClipboardFailure(route: .command, reason: .ended(.exited(status: 3)))]))
        #expect(!"\(outcome)".contains("MARKED"))
    }

    @Test("refuses before any program is run")
    func refused() {
        let clipboard = Clipboard(environment: ["TMUX": "s"], preference: .auto) { _, _ throws(ChildError) in
            Issue.record("a program was run")
            return .exited(status: 0)
        }
        #expect(clipboard.copyNow("a\u{1B}]0;b") == .refused(.unprintable))
    }
}
