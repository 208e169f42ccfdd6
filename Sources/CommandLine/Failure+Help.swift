import ArgumentParser
import Output

extension Failure {
    /// A command that only gathers others: its help says which.
    static func missingSubcommand(of command: any ParsableCommand.Type) -> Failure {
        Failure(.usage, HelpText.shown(Eztop.helpMessage(for: command, columns: HelpWrap.unbroken)))
    }
}

/// Ours; the argument parser's is called by its whole name.
typealias ExitCode = Output.ExitCode
