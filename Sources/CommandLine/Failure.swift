import ArgumentParser
import Terminal
import Wording

/// Why a command ends without having done what it was asked: the exit code, and what stderr says.
struct Failure: Error {
    var code: ExitCode
    var message: String

    init(_ code: ExitCode, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Why there is no screen.
    init(_ error: ScreenError, _ texts: Texts) {
        if case .system = error { self.init(.unreachable, "\(error)") } else { self.init(.usage, texts.commandLine.dumbTerminal) }
    }

    /// A command that only gathers others: its help says which.
    static func missingSubcommand(of command: any ParsableCommand.Type) -> Failure {
        Failure(.usage, HelpText.shown(Eztop.helpMessage(for: command, columns: HelpWrap.unbroken)))
    }
}

/// The exit codes that scripts rely on.
enum ExitCode: Int32, CaseIterable, Sendable {
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
