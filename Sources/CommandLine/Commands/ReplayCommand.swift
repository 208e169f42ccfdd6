import ArgumentParser
import Cells
import Dashboard
import FoundationEssentials
import Glibc
import Output
import Session
import Settings
import Startup
import Wording

/// `eztop replay`: what a recorded session looked like. Asks no cloud, and needs no configuration.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: spoken("A session of eztop --record, seen again.", "重放 eztop --record 录制的会话。"),
        discussion: spoken(
            """
              eztop replay bug.jsonl              Space halts, n shows the next message
              eztop replay --speed 10 bug.jsonl
              eztop replay bug.jsonl | cat        without a terminal: the last screen
            """,
            """
              eztop replay bug.jsonl              空格暂停，n 下一条消息
              eztop replay --speed 10 bug.jsonl
              eztop replay bug.jsonl | cat        没有终端时：输出最后一屏
            """))

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    @Argument(help: .spoken("The recording.", "录制文件。", "file"), completion: .file())
    var file: String

    @Option(help: .spoken("How many times as fast.", "播放倍速。"))
    var speed = 1.0

    /// Days of it.
    private static let largest = 512 << 20

    func validate() throws {
        guard (0.01...1000).contains(speed) else { throw ValidationError("--speed: 0.01 to 1000", "--speed 为 0.01 到 1000。") }
    }

    mutating func run() throws {
        let options = options.or(parent.options)
        let texts = Invocation.texts(options)
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try SystemFiles().read(file, limit: Self.largest).bytes
        } catch {
            throw Failure(.usage, texts.commandLine.fileFault(Printable.text(file), texts.describe(error)))
        }
        let recording: Recording
        do throws(Recording.Fault) {
            recording = try Recording(Data(bytes))
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
