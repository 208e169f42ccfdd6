import Delivery
import Settings

/// `app_secret_command`: a shell command line that prints the secret. It may ask on the terminal, as password stores do.
public struct SecretCommand {
    private let command: String
    private let environment: [String: String]

    /// Seconds: somebody may have to type a passphrase.
    private static let limit = 60

    public init(_ command: String, environment: [String: String]) {
        self.command = command
        self.environment = environment
    }

    public func run() throws(CommandFailure) -> [UInt8] {
        let finished: Finished
        do throws(ChildError) {
            finished = try Child(
                ["/bin/sh", "-c", command], output: .captured(limit: 65_536), errors: .inherited, environment: environment,
                asksOnTerminal: true
            ).run(limit: Double(Self.limit))
        } catch {
            throw .notStarted(reason: String(describing: error))
        }
        switch finished.ending {
        case .exited(status: 0): return finished.output
        case .exited(let status): throw .exited(status: status)
        case .killed(let signal): throw .killed(signal: signal)
        case .unobserved: throw .notStarted(reason: "its end was not seen")
        case .timedOut: throw .timedOut(seconds: Self.limit)
        }
    }
}
