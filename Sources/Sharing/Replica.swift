import DeviceService
import Fleet
import FoundationEssentials
import Vocabulary

/// The state of another process as far as this one has been told.
struct Replica: Sendable {
    private var rows: [AccountName: [Camera]] = [:]
    private var accounts: [AccountState] = []
    private var poll = PollState()
    private var events: [Event] = []

    /// Of events: nobody counts further.
    private static let numbers = 0..<1 << 48

    /// - Returns: false where it does not follow from what was told before.
    mutating func apply(_ delta: Delta) -> Bool {
        guard delta.events.allSatisfy({ Self.numbers.contains($0.number) }) else { return false }
        for change in delta.rows {
            guard change.apply(to: &rows[change.account, default: []]) else { return false }
        }
        (accounts, poll) = (delta.accounts, delta.poll)
        events = EventLog.bounded(events + delta.events)
        return true
    }

    /// Has what was asked of it, and no more than that.
    mutating func tell(_ caused: Caused) {
        for state in caused.accounts {
            guard let place = accounts.firstIndex(where: { $0.id == state.id }) else { continue }
            accounts[place] = state
            rows[state.id] = []
        }
        for (account, told) in Dictionary(grouping: caused.cameras, by: \.id.account) {
            let ids = Set(told.map(\.id))
            let rest = (rows[account] ?? []).filter { !ids.contains($0.id) }
            rows[account] = (rest + told).sorted { $0.id < $1.id }
        }
    }

    /// All of it, as the one that polls has it.
    var whole: Snapshot {
        Snapshot(cameras: rows.keys.sorted().flatMap { rows[$0] ?? [] }, accounts: accounts, poll: poll, events: events)
    }

    /// What a front sees of it.
    func snapshot(of view: View) -> Snapshot {
        var snapshot = Snapshot(poll: poll)
        for part in view.parts {
            guard let account = accounts.first(where: { $0.id == part.poller }) else { continue }
            snapshot.accounts.append(account.named(part.front).limited(to: part.sources))
            var rows = rows[part.poller] ?? []
            if Set(part.sources) != Set(account.sources) { rows.removeAll { !part.sources.contains($0.source) } }
            if part.front != part.poller { for place in rows.indices { rows[place].id = rows[place].id.named(part.front) } }
            // The only ones are not copied.
            if snapshot.cameras.isEmpty { snapshot.cameras = rows } else { snapshot.cameras += rows }
        }
        snapshot.events = events.compactMap { event in
            let owner = event.camera.flatMap { source(of: $0) }
            let part = view.parts.first { part in
                part.poller == event.account && owner.map { part.sources.contains($0) } ?? true
            }
            return part.map { $0.front == event.account ? event : event.named($0.front) }
        }
        return snapshot
    }

    private func source(of camera: CameraID) -> Source? {
        guard let rows = rows[camera.account] else { return nil }
        // They stand in the order of their identities.
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].id < camera { low = middle + 1 } else { high = middle }
        }
        return low < rows.count && rows[low].id == camera ? rows[low].source : nil
    }

    /// Which of the accounts a front has, and what it calls them.
    struct View: Sendable {
        struct Part: Hashable, Codable, Sendable {
            /// The account's name where it is polled, and at the front.
            var poller, front: AccountName
            var sources: [Source]
        }

        var parts: [Part] = []

        func poller(_ name: AccountName) -> AccountName { parts.first { $0.front == name }?.poller ?? name }
        func poller(_ device: DeviceID) -> DeviceID { DeviceID(account: poller(device.account), serial: device.serial) }
        func poller(_ camera: CameraID) -> CameraID { CameraID(device: poller(camera.device), channel: camera.channel) }
    }
}

extension CameraID {
    fileprivate func named(_ name: AccountName) -> CameraID { CameraID(account: name, serial: serial, channel: channel) }
}

extension Event {
    fileprivate func named(_ name: AccountName) -> Event {
        var event = self
        event.account = name
        event.camera = camera?.named(name)
        return event
    }
}

extension AccountState {
    fileprivate func named(_ name: AccountName) -> AccountState {
        var state = self
        state.id = name
        return state
    }

    /// As one sees it who asks for these alone: what went wrong with the others' lists is none of his.
    fileprivate func limited(to wanted: [Source]) -> AccountState {
        guard Set(wanted) != Set(sources) else { return self }
        var state = self
        state.sources = wanted
        let calls = Set(wanted.flatMap { $0 == .own ? [CallName.deviceList, .cameraList] : [.hostedList] }.map(\.rawValue))
        func own<Value>(_ all: [String: Value]?) -> [String: Value]? {
            all.map { $0.filter { calls.contains($0.key) } }.flatMap { $0.isEmpty ? nil : $0 }
        }
        state.listAnswers = own(listAnswers)
        state.unreadable = own(unreadable)
        if let answers = state.listAnswers, answers.count == calls.count { state.lastAnswer = answers.values.min() }
        if let troubles = listTroubles {
            let left = own(troubles)
            state.listTroubles = left
            if let trouble, troubles.values.contains(trouble), left?.values.contains(trouble) != true {
                state.trouble = left?.values.first
            }
            // What the others' lists lack is why it was not whole.
            if state.trouble == nil { state.complete = missing == nil && state.unreadable == nil && deviceTroubles == nil }
        }
        return state
    }
}
