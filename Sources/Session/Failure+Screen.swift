import Output
import Terminal
import Wording

extension Failure {
    /// Why there is no screen.
    init(_ error: ScreenError, _ texts: Texts) {
        if case .system = error { self.init(.unreachable, "\(error)") } else { self.init(.usage, texts.commandLine.dumbTerminal) }
    }
}
