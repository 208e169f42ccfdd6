import FoundationEssentials

/// A device's encryption was lifted from here, and has not come back since.
public struct EncryptionLift: Hashable, Codable, Sendable {
    public var at: Date
    /// When eztop puts it back by itself; nil leaves that to the user.
    public var until: Date?

    public init(at: Date, until: Date? = nil) {
        self.at = at
        self.until = until
    }
}

extension Fleet {
    /// The encryption of a device was lifted from here; nil: it was not, or has been put back from here.
    public mutating func lift(_ serial: String, _ lifted: EncryptionLift?) {
        if lifted == nil, self.lifted[serial] != nil { restored.insert(serial) }
        if lifted != nil { restored.remove(serial) }
        self.lifted[serial] = lifted
        liftedElsewhere.remove(serial)
        for place in rows[serial] ?? [] { cameras[place].lifted = lifted }
    }

    /// Another eztop of the user's lifted it.
    public mutating func takeOver(_ lift: EncryptionLift, of serial: String) {
        self.lift(serial, lift)
        liftedElsewhere.insert(serial)
    }

    /// Seconds after a lift in which nothing takes it back: a list that was asked before it may come this late, and so may the lift
    /// itself, where its answer did not come.
    static var lateness: TimeInterval { 60 }

    /// It is encrypted again, whoever did it: as was said well after the lift. What was said long before it was so by a clock that has been
    /// set back since.
    mutating func forgetLifted(_ serial: String, said moment: Date) {
        guard let lift = lifted[serial], abs(moment.timeIntervalSince(lift.at)) > Self.lateness else { return }
        lifted[serial] = nil
        restored.insert(serial)
        for place in rows[serial] ?? [] { cameras[place].lifted = nil }
    }

    /// Devices whose encryption was lifted for a time that is over: those that are listed, and no switch of theirs is under way.
    public func restorable(at now: Date) -> [String] {
        lifted.filter { serial, lifted in
            // One of times to come was lifted before the clock was set back: how long ago nobody knows, and too soon harms nobody.
            let isOver = lifted.until.map { $0 <= now || lifted.at.timeIntervalSince(now) > Self.lateness } ?? false
            return isOver && rows[serial] != nil && !isBeingSwitched(serial, at: now)
        }.map(\.key).sorted()
    }

    /// When the next such time is over.
    public func nextRestoration(after now: Date) -> Date? {
        lifted.values.compactMap(\.until).filter { $0 > now }.min()
    }

    /// Devices that were lifted here and are encrypted again, since it was last asked.
    public mutating func takeRestored() -> Set<String> {
        defer { restored = [] }
        return restored
    }
}
