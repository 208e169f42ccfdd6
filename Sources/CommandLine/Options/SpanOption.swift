import ArgumentParser
import FoundationEssentials
import Output
import Startup

/// From when on, and until when: as durations before now, as dates of the clock on the wall, or as moments the way output has them.
struct SpanOption: ParsableArguments {
    @Option(
        help: .spoken(
            "From when on: 7d, 12h, 2026-11-01 or 2026-11-01T08:00; 30 days before the end unless given.",
            "起点：7d、12h、2026-11-01 或 2026-11-01T08:00；默认为终点前 30 天。", "time"))
    var since: String?

    @Option(help: .spoken("Until when: the same; now unless given.", "终点：写法同上；默认为现在。", "time"))
    var until: String?

    /// - Throws: `Failure` 64 where one of them is no time, or nothing lies between them.
    func span(now: Date) throws(Failure) -> DateInterval { try GivenSpan.read(since: since, until: until, now: now) }
}
