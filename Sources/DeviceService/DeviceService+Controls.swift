import Fleet
import FoundationEssentials
import System
import Vocabulary

extension DeviceService {
    /// Asks for everything now: the lists, and what is shown on the screen.
    public func refreshAll() {
        let now = clock.now
        for name in order {
            guard var account = accounts[name] else { continue }
            account.plan.wantLists(at: now)
            let shown = account.plan.visible.compactMap { account.fleet[$0] }
            account.plan.want(Set(shown.filter { $0.source == .hosted }.map { .deviceInfo($0.id.serial) }), at: now)
            let recorders = Set(account.fleet.askableRecorders).intersection(shown.map(\.id.serial))
            account.plan.want(recorders.map(ScheduledCall.channels), at: now)
            account.plan.want(shown.filter(\.mayBeAsked).map { .address($0.id) }, at: now)
            accounts[name] = account
        }
        tick()
    }

    /// Asks for one camera now: its device, and its address where one can be had. What was not granted may be tried again.
    public func refresh(_ camera: CameraID) {
        accounts[camera.account]?.fleet.forgetRefusals(of: camera.serial)
        guard let known = accounts[camera.account]?.fleet[camera] else { return }
        var dues: [ScheduledCall] = [.deviceInfo(camera.serial)]
        if accounts[camera.account]?.fleet.recorders.contains(camera.serial) == true { dues.append(.channels(camera.serial)) }
        if known.mayBeAsked { dues.append(.address(camera)) }
        accounts[camera.account]?.plan.want(dues, at: clock.now)
        tick()
    }

    /// The rows on the screen, in their order: their addresses are asked first.
    public func show(_ cameras: [CameraID]) {
        var isMoved = false
        for name in order {
            let visible = cameras.filter { $0.account == name }
            guard accounts[name]?.plan.visible != visible else { continue }
            accounts[name]?.plan.visible = visible
            if let account = accounts[name] {
                accounts[name]?.fleet.stretchRounds { account.plan.infoRound(of: $0, account.fleet) }
            }
            isMoved = true
        }
        if isMoved { tick() }
    }

    public func setPaused(_ paused: Bool, by process: Int = ProcessIdentity.own) {
        if paused != isPaused { steering = Steering(paused ? .paused : .resumed, process: process, at: clock.now) }
        isPaused = paused
        pausedBy = paused ? process : nil
        for name in order { accounts[name]?.plan.paused = paused }
        tick()
    }

    /// Whether somebody looks at the screen. While nobody does, the poll is stretched, and never stops.
    public func setFocused(_ focused: Bool) {
        for name in order { accounts[name]?.plan.unwatched = !focused }
        tick()
    }

    /// Other settings from now on, of the same accounts, batteries, push and folders: for others it takes another service.
    public func adopt(_ new: ServiceSettings) {
        let old = settings
        settings.liveInterval = new.liveInterval
        settings.addressLife = new.addressLife
        settings.offlineAfter = new.offlineAfter
        settings.checkInterval = new.checkInterval
        settings.logBounds = new.logBounds
        settings.restores = new.restores
        for name in order {
            accounts[name]?.plan.liveInterval = new.liveInterval
            accounts[name]?.plan.checkInterval = new.checkInterval
            accounts[name]?.fleet.checkLife = settings.checkLife
            accounts[name]?.fleet.offlineAfter = settings.offlineAfter
        }
        // One that was chosen by its keys holds until the configuration has another.
        if new.interval != old.interval {
            settings.interval = new.interval
            steeredInterval = nil
            apply(interval: new.interval)
        } else {
            tick()
        }
    }

    /// A pause ends with the front that made it.
    ///
    /// - Parameter present: the processes whose fronts are there.
    public func endPause(unlessOf present: Set<Int>) {
        guard isPaused, let pausedBy, !present.contains(pausedBy) else { return }
        setPaused(false, by: pausedBy)
    }

    /// Whether encryption that was lifted for a time is put back by itself, from now on.
    public func setRestoring(_ on: Bool) {
        guard settings.restores != on else { return }
        settings.restores = on
        tick()
    }

    /// From now on it is the one that polls for all.
    public func pollForAll() {
        settings.pollsForAll = true
        tick()
    }

    /// Seconds between two polls, from now on.
    public func setInterval(_ seconds: TimeInterval, by process: Int = ProcessIdentity.own) {
        if seconds != interval { steering = Steering(.interval(seconds), process: process, at: clock.now) }
        steeredInterval = seconds
        apply(interval: seconds)
    }

    func apply(interval seconds: TimeInterval) {
        interval = seconds
        for name in order {
            accounts[name]?.plan.interval = seconds
            accounts[name]?.fleet.gap = 3 * seconds
        }
        tick()
    }
}
