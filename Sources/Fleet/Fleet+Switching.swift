import FoundationEssentials
import Vocabulary

/// A switch that was sent from here, or by another eztop of the user's.
public struct SentSwitch: Sendable {
    public var expected: Encryption
    public var sent: Date
    /// When its answer came, or was given up; nil while it is under way.
    var ended: Date?
    /// Another process was to send it, and has gone: whether it did, nobody has said.
    var isHearsay = false

    public init(_ expected: Encryption, sent: Date) {
        self.init(expected, sent: sent, ended: nil)
    }

    init(_ expected: Encryption, sent: Date, ended: Date?) {
        self.expected = expected
        self.sent = sent
        self.ended = ended
    }

    /// Seconds within which a change is a switch's doing: some clouds do it late.
    private static let lateness: TimeInterval = 120

    /// Whether it is what brought a change about.
    ///
    /// - Parameter gap: seconds between two answers, within which the change may have been.
    public func isDoing(_ seen: Encryption?, at moment: Date, within gap: TimeInterval) -> Bool {
        seen == expected && (-5...max(Self.lateness, gap)).contains(moment.timeIntervalSince(sent))
    }

    var isUnderWay: Bool { ended == nil }

    /// What was asked before the switch had its answer says nothing against it.
    func isKnown(to seen: Seen<Encryption>) -> Bool { ended.map { $0 <= seen.asked ?? seen.at } ?? false }

    /// Whether it may be its doing what is so now: some clouds do it after nobody waits for their answer any more.
    func isRecent(at now: Date) -> Bool { ended.map { abs(now.timeIntervalSince($0)) <= Fleet.lateness } ?? true }
}

extension Fleet {
    /// The user switched the encryption of a device: all of its rows show it as pending until it is confirmed or contradicted.
    ///
    /// - Parameter isUnderWay: it was sent, and has no answer yet.
    public mutating func expect(_ encryption: Encryption, of serial: String, isUnderWay: Bool = false, at now: Date) {
        switches[serial] = SentSwitch(encryption, sent: now, ended: isUnderWay ? nil : now)
        for place in rows[serial] ?? [] {
            cameras[place].pendingEncryption = PendingEncryption(expected: encryption, since: now)
        }
    }

    /// Another process sent a switch, and has gone since: whether it came about the lists will say.
    public mutating func expectStill(_ pending: PendingEncryption, of serial: String, at now: Date) {
        var sent = SentSwitch(pending.expected, sent: pending.since, ended: now)
        sent.isHearsay = true
        switches[serial] = sent
        for place in rows[serial] ?? [] { cameras[place].pendingEncryption = pending }
    }

    /// The cloud agreed to it: that much is known, before its lists say so too.
    public mutating func agreed(_ encryption: Encryption, of serial: String, at now: Date) {
        for place in rows[serial] ?? [] {
            log(Seen(value: encryption, at: now, call: encryption == .on ? .encryptOn : .encryptOff), by: .you, place)
        }
    }

    /// The switch did not come about: nothing is expected any more.
    ///
    /// - Parameter mayCome: it was not refused, and may be done later.
    public mutating func expectNothing(of serial: String, mayCome: Bool, at now: Date) {
        if mayCome { switches[serial]?.ended = now } else { switches[serial] = nil }
        for place in rows[serial] ?? [] { cameras[place].pendingEncryption = nil }
    }

    /// The cloud says outright how it is (60016, 60019): a fact like any other.
    public mutating func settle(_ encryption: Encryption, of serial: String, at now: Date, call: CallName) {
        switches[serial] = nil
        for place in rows[serial] ?? [] {
            cameras[place].pendingEncryption = nil
            observe(encryption: Seen(value: encryption, at: now, call: call), place)
        }
    }

    /// Something was switched, and from here it was not.
    public var hasForeignSwitch: Bool { events.contains { $0.isForeignSwitch } }

    /// What another eztop of the user's switched was not done by the device itself, or in an app.
    public mutating func credit(_ others: [String: [SentSwitch]]) {
        for place in events.indices {
            let event = events[place]
            guard case .encryption(let from, let to, _) = event.what, event.isForeignSwitch, let camera = event.camera,
                others[camera.serial]?.contains(where: {
                    $0.isDoing(to, at: event.at, within: self[camera].map { gap(of: .encryption, $0) } ?? gap)
                }) == true
            else { continue }
            events[place].what = .encryption(from: from, to: to, by: .another)
            encryptions[camera]?.credit(.another, at: event.at)
        }
    }

    /// Whether a switch of this device still waits for the cloud's word.
    public func isSettling(_ serial: String) -> Bool {
        cameras(of: serial).contains { $0.pendingEncryption != nil }
    }

    /// Whether nothing else is to be switched meanwhile. A word that never comes holds nothing up.
    func isBeingSwitched(_ serial: String, at now: Date) -> Bool {
        guard let sent = switches[serial] else { return false }
        return sent.ended.map { abs(now.timeIntervalSince($0)) <= Self.settling } ?? true
    }
}

extension Event {
    fileprivate var isForeignSwitch: Bool {
        if case .encryption(_, _, let author) = what { author != .you && author != .another } else { false }
    }
}
