import Glibc

/// Another user of the machine, who can do what he likes with his own files. Only root can play him.
public struct Neighbour: Sendable {
    /// `nobody`.
    public static let id: uid_t = 65_534

    public init() throws {
        guard geteuid() == 0 else { throw TimedOut(description: "these tests make a second user's files: run them as root") }
    }

    /// Runs a line of shell as him.
    @discardableResult
    public func run(_ script: String) throws -> Tool {
        let tool = try Tool(
            "setpriv", ["--reuid", "\(Self.id)", "--regid", "\(Self.id)", "--clear-groups", "sh", "-c", script],
            environment: ["HOME": "/nonexistent"])
        guard tool.status == .code(0) else { throw TimedOut(description: "\(script): \(tool.status) \(tool.text)") }
        return tool
    }
}
