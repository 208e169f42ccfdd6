import Dispatch
import Glibc
import Synchronization

/// A program of the machine, run to its end. No thread waits for it, since the server's handlers need those.
struct Tool {
    struct Result: Sendable {
        var status: Int32
        /// Both streams.
        var output: String
    }

    struct Missing: Error, CustomStringConvertible {
        var name: String
        var description: String { "\(name) is not installed; these tests need it (apt-get install ffmpeg)" }
    }

    let name: String

    func run(_ arguments: [String]) async throws -> Result {
        let (process, output) = try spawn(arguments)
        let bytes = Mutex<[UInt8]>([])
        return await withCheckedContinuation { continuation in
            let queue = DispatchQueue(label: name)
            let channel = DispatchIO(type: .stream, fileDescriptor: output, queue: queue) { @Sendable _ in close(output) }
            channel.read(offset: 0, length: .max, queue: queue) { @Sendable isDone, data, _ in
                let text = bytes.withLock { bytes in
                    bytes += data ?? .empty
                    return isDone ? String(decoding: bytes, as: UTF8.self) : nil
                }
                guard let text else { return }
                var status: Int32 = 0
                waitpid(process, &status, 0)
                continuation.resume(returning: Result(status: status, output: text))
            }
        }
    }

    /// Starts it; returns the end of the pipe that has its output.
    private func spawn(_ arguments: [String]) throws -> (pid_t, Int32) {
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        let words = ([name] + arguments).map { strdup($0) }
        defer { words.forEach { free($0) } }
        var process = pid_t()
        guard posix_spawnp(&process, name, &actions, nil, words + [nil], environ) == 0 else {
            close(ends[0])
            throw Missing(name: name)
        }
        return (process, ends[0])
    }
}
