import Dashboard
import Fleet
import FoundationEssentials
import Vocabulary

/// What is remembered of the sample fleet: a garage that fails most nights, a power cut, a week in which nobody looked at the garden.
extension SampleFleet {
    public static let read: PastReader = { _, _, cameras in
        pasts.filter { cameras?.contains($0.key) != false }
    }

    public static var pasts: [CameraID: Past] {
        let cameras = cameras
        return Dictionary(uniqueKeysWithValues: cameras.map { ($0.id, past(of: $0)) })
    }

    /// What befell several of them together.
    public static var incidents: [Incident] {
        let query = PastQuery(span: .last(30 * 86400, until: now), interval: 30)
        if case .read(_, let incidents) = query.answer(from: read) { return incidents }
        return []
    }

    private static func past(of camera: Camera) -> Past {
        let midnight = now - (15 * 3600 + 4 * 60 + 22)
        /// Minutes of outages, by when they began: so many days ago, so many minutes after midnight.
        var outages: [(begin: Date, minutes: Double)] = []
        func add(_ daysAgo: Double, _ minute: Double, _ minutes: Double) {
            outages.append((midnight - daysAgo * 86400 + minute * 60, minutes))
        }
        // The evening without power, at home.
        if camera.source == .own { add(12, 19 * 60 + 31, camera.id.serial == "D01234567" ? 180 : 64) }
        switch camera.id.serial {
        case "D01234567":
            for night in [2, 3, 4, 5, 7, 9, 10, 16, 17, 20, 21, 25] {
                add(Double(night), 130 + Double(night), Double(4 + night % 7))
            }
        case "F20118876": add(23, 400, 3 * 1440)
        case "G55512001": add(5, 800, 0.75)
        default: break
        }
        var changes = [History.Change(at: midnight - 60 * 86400, seen: .online, author: .cloud)]
        for outage in outages.sorted(by: { $0.begin < $1.begin }) {
            changes.append(History.Change(at: outage.begin, seen: .offline, author: .cloud))
            changes.append(History.Change(at: outage.begin + outage.minutes * 60, seen: .online, author: .cloud))
        }
        if camera.id.serial == "F20118876" {
            changes.removeAll { $0.at > midnight - 10 * 86400 && $0.at < midnight - 7 * 86400 }
            changes += [
                History.Change(at: midnight - 10 * 86400, seen: .unobserved),
                History.Change(at: midnight - 7 * 86400, seen: .online, author: .cloud),
            ]
        }
        var past = Past(name: camera.name, status: History(changes: changes, observed: now - 20 * 3600))
        past.encryption = History(
            changes: [.off, .on, .off, .on].enumerated().map { place, seen in
                History.Change(at: midnight - Double(9 - place) * 86400, seen: seen, author: seen == .on ? .device : .you)
            }, observed: now - 20 * 3600)
        past.live = History(
            changes: [
                History.Change(at: midnight - 20 * 86400, seen: .ready, author: .cloud),
                History.Change(at: midnight - 5 * 86400, seen: .refused, code: "10031", author: .cloud),
                History.Change(at: midnight - 4 * 86400, seen: .ready, author: .cloud),
            ], observed: now - 20 * 3600)
        return past
    }
}
