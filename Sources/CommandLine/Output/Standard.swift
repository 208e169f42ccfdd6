import Glibc

/// Standard output and standard error, written at once and whole.
enum Standard {
    static func output(_ text: String) { write(text, to: STDOUT_FILENO) }

    static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            // A reader that has gone wants no more; a full disk is said where there is still a place to say it.
            guard written > 0 else {
                if descriptor == STDOUT_FILENO, errno != EPIPE { error(String(cString: strerror(errno))) }
                exit(errno == EPIPE ? 0 : ExitCode.refused.rawValue)
            }
            bytes = bytes.dropFirst(written)
        }
    }
}
