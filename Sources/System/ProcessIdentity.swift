import Glibc

/// Processes by their numbers.
public enum ProcessIdentity {
    public static var own: Int { Int(getpid()) }

    /// Whether there is a process of this number. One of another user's counts.
    public static func isAlive(_ number: Int) -> Bool {
        guard let number = Int32(exactly: number), number > 0 else { return false }
        return kill(number, 0) == 0 || errno == EPERM
    }
}
