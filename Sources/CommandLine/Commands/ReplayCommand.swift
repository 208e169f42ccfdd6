import ArgumentParser
import Cells
import Dashboard
import FoundationEssentials
import Glibc
import Wording

/// `eztop replay`: what a recorded session looked like. Asks no cloud, and needs no configuration.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "A session of eztop --record, seen again.",
        discussion: """
              eztop replay bug.jsonl                   Space halts, n shows the next message, q leaves
              eztop replay --speed 10 bug.jsonl
              eztop replay bug.jsonl | tail -5         without a terminal: the last screen as text
            """)

    @ParentCommand var parent: Eztop
    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("The recording.", valueName: "file"), completion: .file())
    var file: String

    @Option(help: "How many times as fast.")
    var speed = 1.0

    func validate() throws {
        guard (0.01...1000).contains(speed) else { throw ValidationError("--speed: 0.01 to 1000") }
    }

    mutating func run() throws {
        let options = options.or(parent.options)
        let texts = Invocation.texts(options)
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure(.usage, texts.commandLine.notRecorded(Printable.text(file), String(cString: strerror(errno))))
        }
        let recording: Recording
        do throws(Recording.Fault) {
            recording = try Recording(data)
        } catch {
            let line = if case .line(let line) = error { ":\(line)" } else { "" }
            throw Failure(.usage, texts.commandLine.noRecording(Printable.text(file) + line))
        }
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            var state = recording.beginning
            for moment in recording.moments { _ = state.update(moment.message, at: moment.at) }
            Standard.output(state.view().text + "\n")
            return
        }
        let theme = try Invocation.theme(options)
        throw ArgumentParser.ExitCode(try ReplaySession.run(recording, speed: speed, theme: theme, options: options))
    }
}
