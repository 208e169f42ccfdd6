/// Why a program could not be started. Its other arguments are not part of it.
public enum ChildError: Error, Hashable, Sendable {
    case notFound(program: String)
    case notExecutable(program: String)
    /// None at all, or a NUL in one.
    case invalidArguments
    case failed(call: String, errno: Int32)
}
