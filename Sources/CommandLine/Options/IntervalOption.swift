import ArgumentParser
import FoundationEssentials
import Output
import Settings
import Startup

/// How often the cloud is asked, in place of the configuration's `interval`.
struct IntervalOption: ParsableArguments {
    @Option(help: .spoken("Ask for status and encryption this often: 1s to 7d.", "状态与加密的查询间隔：1s 到 7d。", "duration"))
    var interval: String?

    var seconds: TimeInterval? { interval.flatMap { DurationText($0)?.seconds } }

    /// - Throws: `Failure` 64 where the command polls once at most and would not use it.
    static func check(_ command: any ParsableCommand) throws(Failure) {
        guard !(command is Eztop || command is WatchCommand), FilterOption.isGiven("--interval") else { return }
        throw Failure(.usage, spoken("--interval goes with the dashboard and watch.", "--interval 只用于仪表盘和 watch。"))
    }

    mutating func validate() throws {
        guard interval != nil else { return }
        guard let seconds, Configuration.intervals.contains(seconds) else {
            throw ValidationError("--interval takes 1s to 7d, such as 30s.", "--interval 为 1s 到 7d，例如 30s。")
        }
    }
}
