import System

/// Why a program could not be started. Its other arguments are not part of it.
public enum ChildError: Error, Hashable, Sendable {
    case notFound(program: String)
    case notExecutable(program: String)
    /// None at all, or a NUL in one.
    case invalidArguments
    case failed(call: String, errno: Int32)
}

extension ChildError: CustomStringConvertible {
    /// In a few words, as programs say it of each other.
    public var description: String {
        switch self {
        case .notFound(let program): "\(program): not found"
        case .notExecutable(let program): "\(program): not executable"
        case .invalidArguments: "not printable"
        case .failed(let call, let errno): "\(call): \(SystemFault.reason(errno))"
        }
    }
}

extension Descriptor {
    init(_ number: Int32, _ call: String) throws(ChildError) {
        do throws(SystemFault) {
            try self.init(taking: number)
        } catch {
            throw .failed(call: call, errno: error.number)
        }
    }
}
