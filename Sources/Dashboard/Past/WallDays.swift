import FoundationEssentials

/// The last days by the clock on the wall: each from its midnight to the next, 23 or 25 hours where the clock is set.
struct WallDays {
    struct Day {
        var wall: WallTime
        var span: DateInterval
    }

    /// Oldest first; the last one ends now.
    var days: [Day] = []

    init(_ count: Int, until now: Date, wallTime: (Date) -> WallTime) {
        var end = now
        for place in 0..<count {
            // A second before it is the day before, however long that was.
            let inside = place == 0 ? end : end.addingTimeInterval(-1)
            let start = Self.beginning(of: inside, wallTime)
            days.append(Day(wall: wallTime(inside), span: DateInterval(start: min(start, end), end: end)))
            end = min(start, end)
        }
        days.reverse()
    }

    /// All of it.
    var span: DateInterval? {
        guard let first = days.first, let last = days.last else { return nil }
        return DateInterval(start: first.span.start, end: last.span.end)
    }

    /// Its hours, oldest first, each with the hour of the week that it is: 0 is Monday's first.
    func hours(_ wallTime: (Date) -> WallTime) -> [(span: DateInterval, ofWeek: Int)] {
        days.flatMap { day in
            stride(from: 0, to: day.span.duration, by: 3600).map { offset in
                let start = day.span.start.addingTimeInterval(offset)
                let wall = wallTime(start)
                return (
                    DateInterval(start: start, end: min(day.span.end, start.addingTimeInterval(3600))), wall.minuteOfWeek / 60
                )
            }
        }
    }

    /// The first moment of the day that a moment belongs to.
    private static func beginning(of moment: Date, _ wallTime: (Date) -> WallTime) -> Date {
        let day = wallTime(moment).daysSince1970
        var guess = Date(timeIntervalSinceReferenceDate: moment.timeIntervalSinceReferenceDate.rounded(.down))
        // The clock is set once a day at the most: two steps find it, and no midnight may be skipped.
        for _ in 0..<8 {
            let wall = wallTime(guess)
            if wall.daysSince1970 < day {
                guess.addTimeInterval(86400 - TimeInterval(wall.secondOfDay))
            } else if wallTime(guess.addingTimeInterval(-1)).daysSince1970 < day {
                break
            } else {
                guess.addTimeInterval(-TimeInterval(max(1, wall.secondOfDay)))
            }
        }
        return guess
    }
}

extension WallTime {
    /// Whole days from 1970-01-01 to this date.
    var daysSince1970: Int {
        // In the proleptic Gregorian calendar, years beginning with March.
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// 0 is Monday.
    var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 }

    var secondOfDay: Int { hour * 3600 + minute * 60 + second }

    /// Minutes since Monday's midnight, by the clock on the wall.
    public var minuteOfWeek: Int { weekday * 1440 + hour * 60 + minute }
}
