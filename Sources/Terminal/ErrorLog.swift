import CTerminalGuard
import Glibc

/// Keeps stderr off the screen: what libraries say, and the last words of `fatalError`, go to a file while the screen is in
/// use, and are said where they belong once it is left. Does nothing where stderr is no terminal.
struct ErrorLog: ~Copyable {
    private let errors: Int32
    private let file: Int32

    /// - Parameter path: nil keeps it in memory.
    init(path: String?) {
        guard isatty(STDERR_FILENO) != 0 else {
            errors = -1
            file = -1
            return
        }
        let opened = path.map { open($0, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600) } ?? -1
        file = opened >= 0 ? opened : eztop_memory_file("errors")
        errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        guard file >= 0, errors >= 0 else { return }
        dup2(file, STDERR_FILENO)
        eztop_guard_log(file, errors)
    }

    deinit {
        eztop_guard_log(-1, -1)
        if errors >= 0, file >= 0 { dup2(errors, STDERR_FILENO) }
        close(errors)
        close(file)
    }
}
