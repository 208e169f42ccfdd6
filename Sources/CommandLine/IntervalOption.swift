import ArgumentParser
import FoundationEssentials
import Settings

/// How often the cloud is asked, in place of the configuration's `interval`.
struct IntervalOption: ParsableArguments {
    @Option(help: .spoken("Ask for status and encryption this often: 1s to 7d.", "状态与加密的查询间隔：1s 到 7d。", "duration"))
    var interval: String?

    var seconds: TimeInterval? { interval.flatMap { DurationText($0)?.seconds } }

    mutating func validate() throws {
        guard interval != nil else { return }
        guard let seconds, Configuration.intervals.contains(seconds) else {
            throw ValidationError("--interval takes 1s to 7d, such as 30s.", "--interval 为 1s 到 7d，例如 30s。")
        }
    }
}
