import Glibc

/// Runs a program to its end, for tests.
public struct Tool: Sendable {
    public let status: ExitStatus
    /// What it wrote to stdout.
    public let output: [UInt8]

    public var text: String { String(decoding: output, as: UTF8.self) }

    /// - Parameters:
    ///   - environment: all of it besides PATH and HOME.
    ///   - input: what it finds on stdin; less than a socket holds.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], input: String = "",
        within seconds: Double = 20
    ) throws {
        // A socket in place of two pipes: it can be closed on exec from its beginning, so no other child keeps it open.
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | O_CLOEXEC
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw SpawnFailure(program: program, code: errno) }
        let (own, its) = (pair[0], pair[1])
        defer { close(own) }
        let process: pid_t
        do {
            defer { close(its) }
            process = try Spawning(program, arguments, environment: environment).start(0) { actions in
                posix_spawn_file_actions_adddup2(&actions, its, 0)
                posix_spawn_file_actions_adddup2(&actions, its, 1)
                posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
            }
        }
        if !input.isEmpty {
            _ = Array(input.utf8).withUnsafeBytes { send(own, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        }
        shutdown(own, Int32(SHUT_WR))

        let deadline = Deadline(seconds: seconds)
        var collected: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            var watched = pollfd(fd: own, events: Int16(POLLIN), revents: 0)
            guard poll(&watched, 1, deadline.milliseconds) > 0 else {
                kill(process, SIGKILL)
                waitpid(process, nil, 0)
                throw TimedOut(description: "\(program) \(arguments) did not end")
            }
            let count = read(own, &buffer, buffer.count)
            if count <= 0 { break }
            collected += buffer.prefix(count)
        }
        var waited: Int32 = 0
        waitpid(process, &waited, 0)
        status = ExitStatus(waited: waited)
        output = collected
    }
}
