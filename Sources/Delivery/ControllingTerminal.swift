import Glibc

/// The terminal somebody sits at, for a command that draws no screen.
public enum ControllingTerminal {
    /// Writes escape sequences to `/dev/tty`, else to standard output where that is a terminal; never into a pipe or a file.
    /// False when there is no terminal, or it did not take them all within two seconds.
    public static func write(_ bytes: [UInt8]) -> Bool {
        let opened = open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        if opened >= 0 {
            defer { close(opened) }
            return write(bytes, to: opened)
        }
        return isatty(STDOUT_FILENO) == 1 && write(bytes, to: STDOUT_FILENO)
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        let deadline = Deadline(after: 2)
        var rest = bytes[...]
        while !rest.isEmpty {
            var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let polled = poll(&ready, 1, deadline.milliseconds)
            if polled < 0, errno == EINTR { continue }
            guard polled > 0 else { return false }
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, min($0.count, 1024)) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
