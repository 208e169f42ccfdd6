import Glibc

/// A program inside a private tmux: a real terminal that says what its screen shows, cell by cell.
///
///     let tmux = try Tmux(builtProduct("eztop"), ["--demo"], columns: 120, rows: 40)
///     try tmux.wait { $0.contains("cameras") }
///     try tmux.send("y")
///     #expect(try tmux.buffer().hasPrefix("https://"))
///
/// The server has its own socket and no configuration, so a tmux of the user is neither used nor disturbed; it is killed
/// when the value goes. The pane stays when the program ends (`status` tells how), so the last screen can be looked at.
public final class Tmux {
    private let folder: TemporaryFolder
    private let environment: [String: String]

    /// - Parameters:
    ///   - environment: of the program, besides PATH, HOME, TERM (`tmux-256color`) and what tmux sets.
    public init(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80,
        rows: Int = 24
    ) throws {
        folder = try TemporaryFolder()
        self.environment = ["TMUX_TMPDIR": folder.path, "LC_ALL": "C.UTF-8"]
        let set = environment.flatMap { ["-e", "\($0.key)=\($0.value)"] }
        try run(
            ["-f", "/dev/null", "start-server", ";", "set", "-g", "default-terminal", "tmux-256color", ";"]
                + ["set", "-g", "remain-on-exit", "on", ";", "set", "-g", "status", "off", ";"]
                + ["set", "-g", "history-limit", "100", ";", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
                + set + ["--", program] + arguments)
    }

    deinit {
        _ = try? run(["kill-server"])
    }

    /// Any command of tmux. Returns what it prints.
    @discardableResult
    public func run(_ command: [String]) throws -> String {
        let tool = try Tool("tmux", ["-u"] + command, environment: environment)
        guard tool.status == .code(0) else { throw TmuxFailure(command: command, output: tool.text) }
        return tool.text
    }

    /// Types keys by tmux' names: `Enter`, `Escape`, `C-z`, `Up`, or text.
    public func send(_ keys: String...) throws {
        try run(["send-keys", "--"] + keys)
    }

    /// Types text as it is, whatever it looks like.
    public func type(_ text: String) throws {
        try run(["send-keys", "-l", "--", text])
    }

    /// The rows of the screen, without the blanks at their ends.
    /// - Parameter escapes: with the sequences for colours and attributes.
    public func capture(escapes: Bool = false) throws -> String {
        let text = try run(["capture-pane", "-p"] + (escapes ? ["-e"] : []))
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map { line in String(line.prefix(upTo: line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)) }
            .joined(separator: "\n")
    }

    /// Looks at the screen until the condition holds, and returns it.
    @discardableResult
    public func wait(within seconds: Double = 10, until holds: (String) throws -> Bool) throws -> String {
        let deadline = Deadline(seconds: seconds)
        while true {
            let screen = try capture()
            if try holds(screen) { return screen }
            guard !deadline.passed else { throw TimedOut(description: "the screen stayed:\n\(screen)") }
            poll(nil, 0, 10)
        }
    }

    public func resize(columns: Int, rows: Int) throws {
        try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// What tmux' newest paste buffer holds.
    public func buffer() throws -> String { try run(["show-buffer"]) }

    /// A variable of tmux, such as `pane_title`, `cursor_x`, `alternate_on`, `mouse_any_flag`.
    public func variable(_ name: String) throws -> String {
        let text = try run(["display-message", "-p", "#{\(name)}"])
        return String(text.dropLast())
    }

    /// How the program ended; nil while it runs.
    public func status() throws -> ExitStatus? {
        guard try variable("pane_dead") == "1" else { return nil }
        if let signal = Int32(try variable("pane_dead_signal")) { return .signal(signal) }
        return Int32(try variable("pane_dead_status")).map { .code($0) }
    }

    /// Waits for the program to end.
    public func exit(within seconds: Double = 10) throws -> ExitStatus {
        let deadline = Deadline(seconds: seconds)
        while true {
            if let status = try status() { return status }
            guard !deadline.passed else { throw TimedOut(description: "it did not end:\n\(try capture())") }
            poll(nil, 0, 10)
        }
    }
}

/// tmux refused a command.
public struct TmuxFailure: Error {
    public let command: [String]
    public let output: String
}
