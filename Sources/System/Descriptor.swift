import Glibc

/// A file descriptor that is closed with its owner.
public struct Descriptor: ~Copyable, Sendable {
    public let number: Int32

    /// Takes over what a call returned, whose `errno` still stands. A standard descriptor, free because ours is closed, is moved out
    /// of the way of whoever writes to standard output.
    public init(taking number: Int32, _ path: String = "") throws(SystemFault) {
        guard number >= 0 else { throw SystemFault(errno, path) }
        guard number <= STDERR_FILENO else {
            self.number = number
            return
        }
        let moved = fcntl(number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
        let fault = errno
        close(number)
        guard moved >= 0 else { throw SystemFault(fault, path) }
        self.number = moved
    }

    deinit { close(number) }

    public var status: FileStatus? { FileStatus(of: number) }

    /// Writes all of it, where nobody is waited for.
    ///
    /// - Returns: the errno of what went wrong, 0 when all of it has been written.
    public func write(_ bytes: some Sequence<UInt8>) -> Int32 { Self.write(bytes, to: number) }

    /// The same where the descriptor is somebody else's.
    public static func write(_ bytes: some Sequence<UInt8>, to descriptor: Int32) -> Int32 {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return written < 0 ? errno : EIO }
            rest = rest.dropFirst(written)
        }
        return 0
    }

    /// Reads to the end.
    ///
    /// - Returns: nil where there is more than `limit` bytes.
    public func read(limit: Int) throws(SystemFault) -> [UInt8]? {
        var bytes: [UInt8] = [], piece = [UInt8](repeating: 0, count: min(65_536, limit + 1))
        while true {
            let count = Glibc.read(number, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemFault(errno, "") }
            guard count > 0 else { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= limit else { return nil }
        }
    }
}
