/// How a program ended, and what of its output was kept.
public struct Finished: Hashable, Sendable {
    public enum Ending: Hashable, Sendable {
        case exited(status: Int)
        case killed(signal: Int)
        /// By the time limit.
        case timedOut
        /// Nobody knows: the system took its status, as it does where SIGCHLD is ignored.
        case unobserved
    }

    public var ending: Ending
    public var output: [UInt8]
    public var errors: [UInt8]
    /// There was more output than the limit kept.
    public var truncated: Bool

    public init(ending: Ending, output: [UInt8] = [], errors: [UInt8] = [], truncated: Bool = false) {
        self.ending = ending
        self.output = output
        self.errors = errors
        self.truncated = truncated
    }
}
