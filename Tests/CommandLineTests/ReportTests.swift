import Dashboard
import Fleet
import FoundationEssentials
import Output
import Startup
import TestSupport
import Testing
import Wording

@testable import CommandLine

@Suite("The report")
struct ReportTests {
    private let noon = Date(timeIntervalSince1970: 1_795_521_600)

    private var report: Report {
        let past = DemoPast(until: noon) { WallTime(utc: $0) }
        let span = DateInterval(start: noon.addingTimeInterval(-30 * 86400), end: noon)
        return Report(past.cameras, in: span, interval: 10) { WallTime(utc: $0).minuteOfWeek }
    }

    @Test(
        "the demo's past is a home's: the garage fails each night, an evening without power, a recorder, one that is gone for days"
    )
    func demo() throws {
        let rows = Dictionary(grouping: report.rows, by: \.camera.serial)
        let garage = try #require(rows["D01234567"]?.first?.figures)
        #expect(garage.failingHour?.minute == 120 && garage.failingHour?.weekday == nil && garage.outages > 20)
        let balcony = try #require(rows["C69625505"]?.first?.figures)
        #expect((4 * 86400...5 * 86400).contains(balcony.longest))
        #expect(rows["C69625504"]?.first?.figures.encryptionReturned == 3)
        #expect(rows["G55512001"]?.first?.figures.uptime == 1)
        #expect(report.incidents.map(\.cameras.count).contains(13) && report.incidents.count { $0.cameras.count == 4 } == 3)
        // Two nights in which nobody looked.
        #expect(garage.observed < 29.5 * 86400 && garage.observed > 28 * 86400)
    }

    @Test(
        "the table has those that failed most first, shares rounded down, and the incidents below", arguments: Language.allCases)
    func table(_ language: Language) {
        let lines = ReportTable.text(of: report, texts: language.texts) { WallTime(utc: $0).dateAndMinute }.split(separator: "\n")
        #expect(lines.count == 1 + 15 + 1 + 4)
        let names = lines[1...15].map { $0.prefix { $0 != " " } }
        #expect(names[0] == "店里收银台" && names[1] == "阳台" && names[14] == "妈妈家")
        #expect(lines[15].contains("100 %") && lines[1...14].allSatisfy { !$0.contains("100 %") })
        #expect(lines.contains { $0.contains("02:00–03:00") })
        #expect(lines.last?.contains("4 ") == true)
        #expect(lines.allSatisfy { !$0.contains("\u{1B}") })
    }

    @Test("times are durations before now, or dates of the clock on the wall")
    func times() throws {
        func span(_ since: String?, _ until: String? = nil) throws -> DateInterval {
            var option = SpanOption()
            option.since = since
            option.until = until
            return try option.span(now: noon)
        }
        #expect(try span("2d").start == noon.addingTimeInterval(-2 * 86400))
        #expect(try span("３０ｄ", "1d").end == noon.addingTimeInterval(-86400))
        let day = try span("2026-11-01")
        #expect(WallTime(local: day.start).dateAndClock == "2026-11-01 00:00:00" && day.end == noon)
        #expect(try WallTime(local: span("2026-11-01T08:30").start).dateAndMinute == "2026-11-01 08:30")
        #expect(try span("1d", "2099-01-01").end == noon, "nothing is known of what is to come")
        let past = try span(nil, "2020-01-01")
        #expect(past.duration == 30 * 86400 && past.end < noon, "nobody gave a begin that lies after this end")
        #expect(try span(nil).start == noon.addingTimeInterval(-30 * 86400))
        #expect(try span("2026-11-01T10:00:00Z", "2026-11-01T12:30:00+01:00").duration == 5400, "as output has them")
        let one = try span("2026-11-02", "2026-11-02")
        #expect(WallTime(local: one.end).dateAndClock == "2026-11-03 00:00:00" && one.start < one.end)
        for (since, until, message) in [
            (
                "3 weeks", nil,
                "--since 3 weeks: it takes a duration or a date, such as 30d, 2026-11-01 or 2026-11-01T08:00."
            ), ("1d", "2d", "Nothing lies between --since 1d and --until 2d."),
            ("0s", nil, "--since 0s: that is not before now."),
        ] {
            #expect("\(since)") { try span(since, until) } throws: { ($0 as? Failure)?.message == message }
        }
        for (since, until) in [
            ("x", nil), ("2026-02-30", nil), ("2026-13-01", nil), ("1d", "2d"), ("2026-1-1T25:00", nil), ("0s", nil),
            ("-1d", nil), ("2099-01-01", nil), ("1d", ""),
        ] {
            #expect(throws: Failure.self, "\(since) \(until ?? "")") { try span(since, until) }
        }
    }
}
