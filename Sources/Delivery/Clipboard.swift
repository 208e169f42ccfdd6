import Dispatch
import FoundationEssentials

/// Copies texts along the routes that fit where the program runs.
public struct Clipboard: Sendable {
    /// Runs one program with a text on its standard input; a test hands in its own.
    public typealias Run = @Sendable (_ arguments: [String], _ text: [UInt8]) throws(ChildError) -> Finished.Ending

    private let environment: [String: String]
    private let preference: ClipboardPreference
    private let run: Run

    /// Seconds a program may take.
    private static let limit: TimeInterval = 2

    public init(environment: [String: String], preference: ClipboardPreference = .auto) {
        self.init(environment: environment, preference: preference) { arguments, text throws(ChildError) in
            try Child(arguments, input: .bytes(text), environment: environment).run(limit: Self.limit).ending
        }
    }

    init(environment: [String: String], preference: ClipboardPreference, run: @escaping Run) {
        self.environment = environment
        self.preference = preference
        self.run = run
    }

    /// Runs the programs off the caller's thread, and hands back what the terminal is to be sent.
    public func copy(_ text: String) async -> ClipboardOutcome {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: copyNow(text)) }
        }
    }

    /// As `copy`, but blocks: at most two seconds a program.
    public func copyNow(_ text: String) -> ClipboardOutcome {
        let plan: ClipboardPlan
        do throws(ClipboardRefusal) {
            plan = try ClipboardPlan(text: text, environment: environment, preference: preference)
        } catch {
            return .refused(error)
        }
        var routes: [ClipboardRoute] = [], terminal: [UInt8] = [], failures: [ClipboardFailure] = []
        for step in plan.steps {
            switch step {
            case .terminal(let route, let bytes):
                routes.append(route)
                terminal += bytes
            case .run(let route, let programs):
                if let reason = failure(of: programs, Array(text.utf8)) {
                    failures.append(ClipboardFailure(route: route, reason: reason))
                } else {
                    routes.append(route)
                }
            }
        }
        return routes.isEmpty ? .failed(failures) : .sent(routes: routes, terminal: terminal, failures: failures)
    }

    /// nil as soon as one succeeds, else why the first did not. Others are tried only after one that did not like its arguments.
    private func failure(of programs: [[String]], _ text: [UInt8]) -> ClipboardFailure.Reason? {
        var first: ClipboardFailure.Reason?
        for arguments in programs {
            let reason: ClipboardFailure.Reason
            do throws(ChildError) {
                let ending = try run(arguments, text)
                if ending == .exited(status: 0) { return nil }
                reason = .ended(ending)
            } catch {
                reason = .notStarted(error)
            }
            first = first ?? reason
            guard case .ended(.exited) = reason else { break }
        }
        return first
    }
}
