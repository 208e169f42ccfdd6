import Glibc

/// Processes by their numbers.
public enum ProcessIdentity {
    public static var own: Int { Int(getpid()) }

    /// Whether there is a process of this number. One of another user's counts; one that has ended and waits for its parent's notice, as it
    /// may for good in a container, does not.
    public static func isAlive(_ number: Int) -> Bool {
        guard let process = Int32(exactly: number), process > 0, kill(process, 0) == 0 || errno == EPERM else { return false }
        return !hasEnded(process)
    }

    private static func hasEnded(_ process: Int32) -> Bool {
        guard let file = try? Descriptor(taking: open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)),
            let text = (try? file.read(limit: 4096)) ?? nil, let name = text.lastIndex(of: UInt8(ascii: ")"))
        else { return false }
        // Its state comes after its name, which may be anything.
        return text[name...].dropFirst().starts(with: " Z".utf8)
    }
}
