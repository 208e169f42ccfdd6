import Glibc

/// What the system refused, and where.
public struct SystemFault: Error {
    /// As `errno` has it.
    public var number: Int32
    public var path: String

    public init(_ number: Int32, _ path: String) {
        self.number = number
        self.path = path
    }

    /// In the system's English.
    public var reason: String { Self.reason(number) }

    public static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}
