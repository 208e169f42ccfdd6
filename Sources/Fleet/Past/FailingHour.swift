import FoundationEssentials

/// The hour of the day, on one day of the week or on any, in which most of a camera's outages begin.
public struct FailingHour: Hashable, Sendable {
    /// Minutes after midnight at which the hour begins: 130 is 02:10.
    public var minute: Int
    /// 0 is Monday; nil where it is no matter of the day of the week.
    public var weekday: Int?
    /// The share of its outages that begin in it, 0.5…1.
    public var share: Double

    /// With fewer outages there is no telling.
    static let fewest = 5

    static let minutesOfDay = 24 * 60

    /// Where half of the outages at least begin within one hour of the day; nil where that is not clear.
    ///
    /// - Parameter moments: when each of them began, in minutes since Monday's midnight, by the clock on the wall.
    init?(of moments: [Int]) {
        guard moments.count >= Self.fewest else { return nil }
        // Of each minute of the day, how many begin in the hour from there on.
        var counts = [Int](repeating: 0, count: Self.minutesOfDay)
        for moment in moments { counts[Self.ofDay(moment)] += 1 }
        var within = [Int](repeating: 0, count: Self.minutesOfDay)
        within[0] = counts[..<60].reduce(0, +)
        for minute in 1..<Self.minutesOfDay {
            within[minute] = within[minute - 1] - counts[minute - 1] + counts[(minute + 59) % Self.minutesOfDay]
        }
        // A whole hour, if one is clear enough; else the one that begins with one of them.
        let whole = (0..<24).map { $0 * 60 }
        let begins = [whole, counts.indices.filter { counts[$0] > 0 }].lazy.compactMap { candidates -> Int? in
            guard let best = candidates.max(by: { (within[$0], $1) < (within[$1], $0) }), within[best] * 2 >= moments.count else {
                return nil
            }
            return best
        }
        guard let begin = begins.first else { return nil }
        minute = begin
        share = Double(within[begin]) / Double(moments.count)
        let days = Dictionary(grouping: moments.filter { Self.ofDay($0 - begin) < 60 }) { $0 / Self.minutesOfDay }
        weekday = days.first { $0.value.count >= Self.fewest && $0.value.count * 2 >= moments.count }?.key
    }

    private static func ofDay(_ minute: Int) -> Int { (minute % minutesOfDay + minutesOfDay) % minutesOfDay }
}
