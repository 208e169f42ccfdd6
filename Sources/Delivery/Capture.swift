import CChild
import Glibc
import System

/// One stream of a child: where it writes to, and what has come through the pipe when it is captured.
struct Capture: ~Copyable {
    /// The child's end; ours is closed once the child has its own, so that a pipe ends with the child.
    private var writing: Descriptor?
    private var reading: Descriptor?
    /// -1 where there is no pipe to the child; `poll` passes over that.
    private(set) var writer: Int32 = -1
    private(set) var reader: Int32 = -1
    private var limit = 0
    private(set) var bytes: [UInt8] = []
    private(set) var truncated = false

    /// - Parameter inherited: our descriptor that the child writes to when it inherits.
    init(_ output: Child.Output, inherited: Int32) throws(ChildError) {
        switch output {
        case .discarded:
            take(writing: try Descriptor(open("/dev/null", O_WRONLY | O_CLOEXEC), "open"))
        case .inherited:
            take(writing: try Descriptor(fcntl(inherited, F_DUPFD_CLOEXEC, STDERR_FILENO + 1), "fcntl"))
        case .terminal:
            take(writing: try Descriptor(open("/dev/tty", O_WRONLY | O_CLOEXEC), "open"))
        case .captured(let limit):
            self.limit = limit
            var ends: [Int32] = [-1, -1]
            guard eztop_child_pipe(&ends) == 0 else { throw .failed(call: "pipe2", errno: errno) }
            let reading = try Descriptor(ends[0], "pipe2")
            take(writing: try Descriptor(ends[1], "pipe2"))
            reader = reading.number
            self.reading = .some(reading)
        }
    }

    private mutating func take(writing descriptor: consuming Descriptor) {
        writer = descriptor.number
        writing = .some(descriptor)
    }

    mutating func closeWriter() {
        writing = nil
        writer = -1
    }

    /// Reads what is there, without waiting; of a stream that never runs dry so much that the time can be looked at again.
    mutating func drain() {
        guard reader >= 0 else { return }
        var piece = [UInt8](repeating: 0, count: 65_536)
        for _ in 0..<16 {
            let count = read(reader, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { return }
            guard count > 0 else {
                reading = nil
                reader = -1
                return
            }
            let room = max(0, limit - bytes.count)
            bytes += piece[..<min(count, room)]
            if count > room { truncated = true }
        }
    }
}
