import FoundationEssentials
import Glibc
import Testing

@testable import Dashboard

@Suite("Days by the clock on the wall")
struct WallDaysTests {
    /// A clock that is ahead of UTC by so many seconds, and by others from a moment on.
    private func clock(_ before: Double, _ after: Double, from change: Date) -> (Date) -> WallTime {
        { WallTime(utc: $0.addingTimeInterval($0 < change ? before : after)) }
    }

    private func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test("each is from its midnight to the next, and the last one ends now")
    func ordinary() throws {
        let now = try date("2026-11-23T15:04:22Z")
        let days = WallDays(30, until: now + 0.4) { WallTime(utc: $0) }
        #expect(days.days.count == 30 && days.span?.end == now + 0.4)
        #expect(days.days.first?.wall.day == 25 && days.days.last?.wall.day == 23)
        #expect(days.days.dropLast().allSatisfy { $0.span.duration == 86400 })
        #expect(days.days.last?.span.start == (try date("2026-11-23T00:00:00Z")))
        for (before, after) in zip(days.days, days.days.dropFirst()) { #expect(before.span.end == after.span.start) }
    }

    @Test("the day on which the clock is set back has 25 hours, the one on which it is set forward 23")
    func daylight() throws {
        let autumn = clock(7200, 3600, from: try date("2026-10-25T01:00:00Z"))
        let back = WallDays(3, until: try date("2026-10-26T12:00:00Z"), wallTime: autumn)
        #expect(back.days.map { $0.span.duration / 3600 } == [24, 25, 13] && back.days.map(\.wall.day) == [24, 25, 26])
        #expect(back.days.map { autumn($0.span.start).secondOfDay } == [0, 0, 0])
        let spring = clock(3600, 7200, from: try date("2026-03-29T01:00:00Z"))
        let forward = WallDays(3, until: try date("2026-03-30T12:00:00Z"), wallTime: spring)
        #expect(forward.days.map { $0.span.duration / 3600 } == [24, 23, 14] && forward.days.map(\.wall.day) == [28, 29, 30])
        let onTheDay = WallDays(1, until: try date("2026-10-25T20:00:00Z"), wallTime: autumn)
        #expect(onTheDay.days.map { $0.span.duration / 3600 } == [22], "22 hours since its midnight, at nine in the evening")
    }

    @Test("a day whose midnight is skipped begins with its first moment, one that has it twice with the first of both")
    func midnights() throws {
        // Beirut and Havana set the clock at midnight.
        let spring = clock(7200, 10800, from: try date("2026-03-28T22:00:00Z"))
        let skipped = WallDays(3, until: try date("2026-03-30T12:00:00Z"), wallTime: spring)
        #expect(skipped.days.map { $0.span.duration / 3600 } == [24, 23, 15] && skipped.days.map(\.wall.day) == [28, 29, 30])
        let autumn = clock(10800, 7200, from: try date("2026-10-24T21:00:00Z"))
        let twice = WallDays(3, until: try date("2026-10-26T12:00:00Z"), wallTime: autumn)
        #expect(twice.days.map(\.wall.day) == [24, 25, 26] && twice.days.map { $0.span.duration / 3600 } == [25, 24, 14])
    }

    @Test("hours go where they belong in the week, the one that is there twice into one place")
    func hours() throws {
        let autumn = clock(7200, 3600, from: try date("2026-10-25T01:00:00Z"))
        let hours = WallDays(2, until: try date("2026-10-25T22:30:00Z"), wallTime: autumn).hours(autumn)
        // A Saturday and a Sunday.
        #expect(hours.first?.ofWeek == 5 * 24 && hours.last?.ofWeek == 6 * 24 + 23 && hours.count == 49)
        #expect(hours.filter { $0.ofWeek == 6 * 24 + 2 }.count == 2)
    }

    @Test(
        "days of the week and since 1970 are those of the calendar", arguments: [-800_000_000_000.0, -1, 0, 1_795_446_262, 4e9])
    func weekdays(seconds: Double) {
        let date = Date(timeIntervalSince1970: max(-62_135_596_800, seconds)), wall = WallTime(utc: date)
        #expect(wall.daysSince1970 == Int((date.timeIntervalSince1970 / 86400).rounded(.down)))
        var time = time_t(date.timeIntervalSince1970), parts = tm()
        gmtime_r(&time, &parts)
        #expect(wall.weekday == (Int(parts.tm_wday) + 6) % 7)
        #expect((0..<7 * 1440).contains(wall.minuteOfWeek))
    }
}
