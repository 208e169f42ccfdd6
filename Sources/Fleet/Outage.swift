import FoundationEssentials
import Vocabulary

/// A camera's being offline. It is shown at once, and told to nobody before it is confirmed: one poor answer of the cloud is no
/// reason to ring a bell.
public struct Outage: Hashable, Codable, Sendable {
    /// When it was first seen offline.
    public var since: Date
    /// What it was before; nil where it was never seen to be anything else.
    public var before: Status?
    /// A second answer or a pushed message said so too, and it has lasted as long as it must to be told.
    public var isConfirmed: Bool

    public init(since: Date, before: Status?, isConfirmed: Bool) {
        self.since = since
        self.before = before
        self.isConfirmed = isConfirmed
    }

    /// An offline is asked about once more after so many seconds, where no regular answer comes sooner.
    static let secondLook: TimeInterval = 10
}

/// A row that one answer alone calls offline.
struct SecondLook {
    var camera: CameraID
    var source: Source
    /// The one that said so: another one may not report it.
    var call: CallName
    var since: Date
    var at: Date
}

extension Camera {
    /// STATUS as whoever is not looking is told of it: an offline that nothing has confirmed yet is none.
    public var toldStatus: Status? {
        if let outage, !outage.isConfirmed { outage.before } else { status?.value }
    }
}

extension Fleet {
    /// Follows a row's being offline through one more answer.
    mutating func follow(_ seen: Seen<Status>, from before: Status?, _ place: Int, at now: Date) {
        let id = cameras[place].id
        guard seen.value == .offline else {
            guard let outage = cameras[place].outage else { return }
            cameras[place].outage = nil
            unlogged.remove(id)
            if outage.isConfirmed { events.append(note(.outageEnded(since: outage.since, to: seen.value), id, at: now)) }
            return
        }
        let known = cameras[place].outage
        if known == nil || now < known?.since ?? now {
            // The first answer, or the clock was set back: then it is counted anew.
            cameras[place].outage = Outage(
                since: now, before: known.map(\.before) ?? before, isConfirmed: known?.isConfirmed ?? (before == nil))
        }
        // What is said once more of the same moment is no second answer.
        if seen.call == .push || known.map({ $0.since < seen.at }) == true { confirm(place, by: seen) }
    }

    private mutating func confirm(_ place: Int, by seen: Seen<Status>) {
        guard let outage = cameras[place].outage, !outage.isConfirmed, seen.at.timeIntervalSince(outage.since) >= offlineAfter
        else { return }
        cameras[place].outage?.isConfirmed = true
        if unlogged.remove(cameras[place].id) != nil {
            events.append(note(.status(from: outage.before ?? .online, to: .offline), cameras[place].id, at: outage.since))
        }
        events.append(note(.outageBegan(since: outage.since), cameras[place].id, at: seen.at))
    }

    /// When to look at each row once more that is offline, by one answer alone.
    var secondLooks: [SecondLook] {
        cameras.compactMap { camera in
            guard let outage = camera.outage, !outage.isConfirmed else { return nil }
            return SecondLook(
                camera: camera.id, source: camera.source, call: camera.status?.call ?? .deviceList, since: outage.since,
                at: outage.since.addingTimeInterval(max(Outage.secondLook, offlineAfter)))
        }
    }
}
