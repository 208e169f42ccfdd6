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

    /// - Returns: false where it does not follow from what was told before.
    mutating func apply(_ delta: Delta) -> Bool {
        for change in delta.rows {
            guard change.apply(to: &rows[change.account, default: []]) else { return false }
        }
        (accounts, poll) = (delta.accounts, delta.poll)
        events = EventLog.bounded(events + delta.events)
        return true
    }

    /// What a front sees of it.
    func snapshot(of view: View) -> Snapshot {
        var snapshot = Snapshot(poll: poll)
        snapshot.accounts = accounts.compactMap { account in
            guard let name = view.names[account.id], let sources = view.sources[name] else { return nil }
            return account.named(name).limited(to: sources)
        }
        for account in accounts {
            guard let name = view.names[account.id], let sources = view.sources[name] else { continue }
            let all = (rows[account.id] ?? []).filter { sources.contains($0.source) }
            snapshot.cameras += name == account.id ? all : all.map { $0.named(name) }
        }
        let hidden = Set(
            rows.values.joined().lazy.filter { camera in
                view.names[camera.id.account].flatMap { view.sources[$0] }?.contains(camera.source) == false
            }.map(\.id))
        snapshot.events = events.compactMap { event in
            guard let name = view.names[event.account], event.camera.map({ !hidden.contains($0) }) ?? true else { return nil }
            return name == event.account ? event : event.named(name)
        }
        return snapshot
    }

    /// Which of the accounts a front has, and what it calls them.
    struct View: Sendable {
        /// By the poller's name, the front's.
        var names: [AccountName: AccountName] = [:]
        /// By the front's name.
        var sources: [AccountName: [Source]] = [:]

        func poller(_ name: AccountName) -> AccountName { names.first { $0.value == name }?.key ?? name }
        func poller(_ device: DeviceID) -> DeviceID { DeviceID(account: poller(device.account), serial: device.serial) }
        func poller(_ camera: CameraID) -> CameraID { CameraID(device: poller(camera.device), channel: camera.channel) }
    }
}

extension CameraID {
    fileprivate func named(_ name: AccountName) -> CameraID { CameraID(account: name, serial: serial, channel: channel) }
}

extension Camera {
    fileprivate func named(_ name: AccountName) -> Camera {
        var camera = self
        camera.id = id.named(name)
        return camera
    }
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
        guard wanted != sources else { return self }
        var state = self
        state.sources = wanted
        let calls = Set(wanted.flatMap { $0 == .own ? [CallName.deviceList, .cameraList] : [.hostedList] }.map(\.rawValue))
        if let troubles = listTroubles {
            let own = troubles.filter { calls.contains($0.key) }
            state.listTroubles = own.isEmpty ? nil : own
            if let trouble, troubles.values.contains(trouble), !own.values.contains(trouble) {
                state.trouble = own.values.first
            }
        }
        return state
    }
}
