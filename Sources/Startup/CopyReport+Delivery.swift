import Dashboard
import Delivery

extension ClipboardRoute {
    /// What is copied is written to the terminal, by whoever owns it.
    public var goesThroughTerminal: Bool { self == .osc52 || self == .screen }

    /// The route as the dashboard's message names it.
    public var reported: CopyReport.Route {
        switch self {
        case .tmux: .tmux
        case .screen: .screen
        case .osc52: .terminal
        case .wayland: .wayland
        case .x11: .x11
        case .command: .command
        }
    }
}

extension ClipboardRefusal {
    public var fault: CopyReport.Fault {
        switch self {
        case .tooLarge: .tooLong
        case .off: .off
        case .unprintable: .failed("not printable")
        }
    }
}

extension [ClipboardFailure] {
    /// The first one in a few words: which program, and how it ended.
    public var reason: String {
        guard let first else { return "" }
        let program = first.route.rawValue
        switch first.reason {
        case .notStarted(.notFound(let name)), .notStarted(.notExecutable(let name)): return "\(name): not found"
        case .notStarted: return "\(program): not started"
        case .ended(.exited(let status)): return "\(program): exit \(status)"
        case .ended(.killed(let signal)): return "\(program): signal \(signal)"
        case .ended(.timedOut): return "\(program): no answer in 2 s"
        case .ended(.unobserved): return "\(program): ended"
        }
    }
}
