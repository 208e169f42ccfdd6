import ArgumentParser
import FoundationEssentials
import Output
import Settings
import Startup

/// How often the cloud is asked, in place of the configuration's `interval`.
struct IntervalOption: ParsableArguments {
    @Option(help: .spoken("Ask for status and encryption this often: 1s to 7d.", "状态与加密的查询间隔：1s 到 7d。", "duration"))
    var interval: String?

    var seconds: TimeInterval? { interval.flatMap { DurationText(CopiedText.tidied($0))?.seconds } }

    /// - Throws: `Failure` 64 where it is none, or the command polls once at most and would not use it.
    static func check(_ command: any ParsableCommand) throws(Failure) {
        guard FilterOption.isGiven("--interval") else { return }
        let given: [IntervalOption]
        switch command {
        case let command as Eztop: given = [command.interval]
        case let command as WatchCommand: given = [command.interval, command.parent.interval]
        case let command as ServeCommand: given = [command.interval, command.parent.interval]
        default:
            throw Failure(
                .usage, spoken("--interval goes with the dashboard, watch and serve.", "--interval 只用于仪表盘、watch 和 serve。"))
        }
        // Not while it is parsed: that would be answered with the usage of the level above.
        for option in given where option.interval != nil {
            guard let seconds = option.seconds, Configuration.intervals.contains(seconds) else {
                throw Failure(.usage, spoken("--interval takes 1s to 7d, such as 30s.", "--interval 为 1s 到 7d，例如 30s。"))
            }
        }
    }
}
