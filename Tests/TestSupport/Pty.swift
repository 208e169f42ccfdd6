import Glibc

/// A program in a terminal of its own: a new session whose controlling terminal is a pty, with the test as the terminal.
///
///     let pty = try Pty(builtProduct("eztop"), ["--demo"], columns: 120, rows: 40)
///     try pty.wait(for: "cameras")
///     pty.send("q")
///     #expect(try pty.exit() == .code(0))
///
/// The test answers nothing by itself: queries of the program stay unanswered unless the test sends replies. For what the screen
/// looks like use `Tmux`. All waiting is for something to happen, with a deadline; the process is killed when the value goes.
public final class Pty {
    /// Everything the program has written so far, or since `forget`.
    public private(set) var output: [UInt8] = []
    /// The program's process, which leads its session.
    public let process: pid_t
    /// The line's settings before the program started.
    public let before: termios
    private let number: UInt32
    private var master: Int32
    private var status: ExitStatus?

    public init(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80,
        rows: Int = 24
    ) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        guard master >= 0 else { throw SpawnFailure(program: "/dev/ptmx", code: errno) }
        // TIOCSPTLCK and TIOCGPTN, which Glibc does not show to Swift.
        var unlocked: Int32 = 0, number: UInt32 = 0
        _ = ioctl(master, 0x4004_5431, &unlocked)
        _ = ioctl(master, 0x8004_5430, &number)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        var found = termios()
        tcgetattr(master, &found)
        before = found
        self.number = number
        var variables = ["TERM": "xterm-256color", "LANG": "C.UTF-8"]
        variables.merge(environment) { $1 }
        process = try Spawning(program, arguments, environment: variables).start(Spawning.newSession) { [number] actions in
            // The leader of a new session gets the first terminal it opens as its own.
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/pts/\(number)", O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        }
    }

    deinit {
        if status == nil {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        if master >= 0 { close(master) }
    }

    /// The output as text; what is not UTF-8 is replaced.
    public var text: String { String(decoding: output, as: UTF8.self) }

    /// The line's settings now.
    public var settings: termios {
        var now = termios()
        tcgetattr(master, &now)
        return now
    }

    /// Whether the line is as it was before the program started.
    public var isRestored: Bool {
        let now = settings
        return now.c_iflag == before.c_iflag && now.c_oflag == before.c_oflag && now.c_cflag == before.c_cflag
            && now.c_lflag == before.c_lflag
    }

    /// Types. Waits until the terminal has taken all of it, reading what the program says meanwhile, or not.
    public func send(_ bytes: [UInt8], reading: Bool = true) {
        var rest = bytes[...]
        let deadline = Deadline(seconds: 10)
        while !rest.isEmpty, !deadline.passed {
            let written = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if written > 0 { rest = rest.dropFirst(written) } else if reading { read(within: 10) }
        }
    }

    public func send(_ text: String, reading: Bool = true) { send(Array(text.utf8), reading: reading) }

    /// Gives the terminal another size; the program hears SIGWINCH.
    public func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    public func signal(_ number: Int32) { kill(process, number) }

    /// Closes the terminal under the program.
    public func hangUp() {
        close(master)
        master = -1
    }

    /// Lets go of the output so far, so that the next wait looks at what comes from now on.
    public func forget() { output = [] }

    /// Reads until the text has come.
    public func wait(for expected: String, within seconds: Double = 10) throws {
        let bytes = Array(expected.utf8)
        try wait("\(expected.debugDescription)", within: seconds) { $0.count >= bytes.count && $0.contains(bytes) }
    }

    /// Reads until the condition holds for the output.
    ///
    /// - Parameter step: milliseconds after which it is looked at again where nothing came.
    public func wait(
        _ what: String, within seconds: Double = 10, step: Int32 = 100, until holds: ([UInt8]) -> Bool
    ) throws {
        let deadline = Deadline(seconds: seconds)
        read(within: 0)
        while !holds(output) {
            guard !deadline.passed else { throw TimedOut(description: "\(what) did not come: \(text.debugDescription)") }
            read(within: min(deadline.milliseconds, step))
        }
    }

    /// Waits until the program has taken all that was typed.
    public func waitUntilRead(within seconds: Double = 10) throws {
        let line = open("/dev/pts/\(number)", O_RDONLY | O_NOCTTY | O_CLOEXEC)
        defer { close(line) }
        try wait("a reader", within: seconds, step: 1) { _ in
            var left: Int32 = -1
            return ioctl(line, UInt(FIONREAD), &left) == 0 && left == 0
        }
    }

    /// Waits for the program to end, reading what it still says, or not: as a terminal that hangs.
    public func exit(within seconds: Double = 10, reading: Bool = true) throws -> ExitStatus {
        if let status { return status }
        let deadline = Deadline(seconds: seconds)
        var waited: Int32 = 0
        while waitpid(process, &waited, WNOHANG) != process {
            guard !deadline.passed else { throw TimedOut(description: "it did not end: \(text.debugDescription)") }
            if !reading || master < 0 || !read(within: 10) { poll(nil, 0, 5) }
        }
        while reading, master >= 0, read(within: 0) {}
        let ended = ExitStatus(waited: waited)
        status = ended
        return ended
    }

    /// Takes what is there, waiting for it at most so long. Returns whether there was anything.
    @discardableResult
    private func read(within milliseconds: Int32) -> Bool {
        var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&watched, 1, milliseconds) > 0, Int32(watched.revents) & POLLIN != 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        output += buffer.prefix(count)
        return true
    }
}
