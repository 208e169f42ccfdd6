/// Why a command ends without having done what it was asked: the exit code, and what stderr says.
public struct Failure: Error {
    public var code: ExitCode
    public var message: String

    public init(_ code: ExitCode, _ message: String) {
        self.code = code
        self.message = message
    }
}

/// The exit codes that scripts rely on.
public enum ExitCode: Int32, CaseIterable, Sendable {
    case done = 0
    /// The cloud refused the action.
    case refused = 1
    case usage = 64
    case unreachable = 69
    /// Partly done: trying again may help.
    case partly = 75
    case credentials = 77
    case configuration = 78
    case hungUp = 129
    case interrupted = 130
    case terminated = 143
}
