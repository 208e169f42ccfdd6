import FoundationEssentials

/// The hour of the day, on one day of the week or on any, in which most of a camera's outages begin.
public struct FailingHour: Hashable, Sendable {
    /// Minutes after midnight at which the hour begins: 130 is 02:10.
    public var minute: Int
    /// 0 is Monday; nil where it is no matter of the day of the week.
    public var weekday: Int?

    /// With fewer outages there is no telling.
    static let fewest = 5

    static let minutesOfDay = 24 * 60

    /// Where half of the outages at least begin within one hour of the day; nil where that is not clear.
    ///
    /// - Parameter moments: when each of them began, in minutes since Monday's midnight, by the clock on the wall.
    init?(of moments: [Int]) {
        guard moments.count >= Self.fewest else { return nil }
        var begins = [Int](repeating: 0, count: Self.minutesOfDay)
        for moment in moments { begins[moment % Self.minutesOfDay] += 1 }
        // How many begin within the hour from each minute on.
        var within = [Int](repeating: begins[..<60].reduce(0, +), count: Self.minutesOfDay)
        for minute in 1..<Self.minutesOfDay {
            within[minute] = within[minute - 1] - begins[minute - 1] + begins[(minute + 59) % Self.minutesOfDay]
        }
        // A whole hour, if one is clear enough; else the one that begins with one of them.
        let whole = stride(from: 0, to: Self.minutesOfDay, by: 60), any = begins.indices.filter { begins[$0] > 0 }
        let clearest = [Array(whole), any].lazy.compactMap { minutes -> Int? in
            guard let best = minutes.max(by: { (within[$0], $1) < (within[$1], $0) }), within[best] * 2 >= moments.count else {
                return nil
            }
            return best
        }
        guard let begin = clearest.first else { return nil }
        minute = begin
        let hour = moments.filter { ($0 - begin + Self.minutesOfDay) % Self.minutesOfDay < 60 }
        let days = Dictionary(grouping: hour) { $0 / Self.minutesOfDay }
        weekday = days.first { $0.value.count >= Self.fewest && $0.value.count * 2 >= moments.count }?.key
    }
}
