import Delivery
import FoundationEssentials
import TestSupport
import Testing

/// A tmux server of its own, which nobody else's environment leads to.
private struct Tmux {
    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/eztop-tmux-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = try run("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "cat")
    }

    var environment: [String: String] {
        ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "TMUX_TMPDIR": folder, "LC_ALL": "C.UTF-8"]
    }

    @discardableResult
    func run(_ arguments: String...) throws -> String {
        let finished = try Child(
            ["tmux", "-L", "test"] + arguments, output: .captured(limit: 1_000_000), environment: environment
        ).run(limit: 20)
        #expect(finished.ending == .exited(status: 0))
        return String(decoding: finished.output, as: UTF8.self)
    }

    func end() {
        _ = try? run("kill-server")
        try? FileManager.default.removeItem(atPath: folder)
    }
}

@Suite("Clipboard inside a real tmux", .serialized, .heavy)
struct TmuxClipboardTests {
    static let isInstalled = (try? Child(["tmux", "-V"]).run(limit: 20)) != nil

    @Test("leaves the text in tmux's buffer", .enabled(if: isInstalled))
    func buffer() async throws {
        let tmux = try Tmux()
        defer { tmux.end() }
        var environment = tmux.environment
        environment["TMUX"] = try String(tmux.run("display-message", "-p", "#{socket_path},#{pid},0").dropLast())
        let text = "https://例子.cn/客厅.m3u8?expire=1&id=" + String(repeating: "x", count: 50_000)
        guard case .sent(let routes, _, let failures) = await Clipboard(environment: environment).copy(text) else {
            Issue.record("not sent")
            return
        }
        #expect(routes == [.tmux, .osc52])
        #expect(failures.isEmpty)
        #expect(try tmux.run("show-buffer") == text)
    }

    @Test("says so when the server is gone", .enabled(if: isInstalled))
    func gone() {
        let environment = ["TMUX": "/nonexistent/socket,1,0", "PATH": "/usr/bin:/bin"]
        guard case .sent(let routes, _, let failures) = Clipboard(environment: environment).copyNow("a") else {
            Issue.record("not sent")
            return
        }
        #expect(routes == [.osc52])
        #expect(failures == [ClipboardFailure(route: .tmux, reason: .ended(.exited(status: 1)))])
    }
}
