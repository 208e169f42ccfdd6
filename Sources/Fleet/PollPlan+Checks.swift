import FoundationEssentials

/// Reading playlists by itself, where the configuration wants it (`check = "15m"`).
extension PollPlan {
    /// A playlist was read, by itself or by hand.
    public mutating func checked(_ camera: CameraID, at now: Date) {
        checks[camera] = now
    }

    /// One at a time, the one that waits longest: each reading may take one of the few streams that the account's plan has.
    mutating func takeChecks(_ agenda: inout Agenda, _ fleet: Fleet, at now: Date) {
        guard let checkInterval, !running.keys.contains(where: { $0.kind == .check }) else { return }
        if checks.count > 2 * fleet.cameras.count + 16 { checks = checks.filter { fleet[$0.key] != nil } }
        var first: (id: CameraID, due: Date)?
        for camera in fleet.cameras where camera.mayBeChecked {
            let due = checks[camera.id].map { $0 > now ? now : $0.addingTimeInterval(checkInterval) } ?? .distantPast
            if first.map({ due < $0.due }) ?? true { first = (camera.id, due) }
        }
        guard let first else { return }
        if first.due > now {
            agenda.wake(at: first.due)
        } else {
            agenda.due.append(.check(first.id))
        }
    }
}

extension Camera {
    /// Its playlist can be read without anybody asking for it: there is an address, or a playlist was read before, and no battery
    /// is drained.
    var mayBeChecked: Bool {
        guard mayBeAsked, !battery, let live else { return false }
        return live.value.address != nil || live.call == Fleet.playlistCall
    }
}
