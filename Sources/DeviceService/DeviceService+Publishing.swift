import Dispatch
import Fleet
import FoundationEssentials
import OpenPlatform

extension DeviceService {
    /// Everything as it stands.
    public var snapshot: Snapshot {
        recall()
        gather()
        return Snapshot(cameras: cameras, accounts: order.compactMap { accounts[$0]?.state }, poll: pollState, events: events.all)
    }

    /// Hands a snapshot out where something has changed.
    func publish() {
        gather()
        let poll = pollState
        guard isChanged || poll != published?.poll else { return }
        isChanged = false
        let snapshot = Snapshot(
            cameras: cameras, accounts: order.compactMap { accounts[$0]?.state }, poll: poll, events: events.all)
        published = snapshot
        output.yield(snapshot)
    }

    /// Something that happened beside the polls, for the log.
    public func note(_ what: Event.What) {
        if case .broker(let news) = what { settings.log?(.broker(news)) }
        guard let account = order.first else { return }
        note(what, of: account)
        publishSoon()
    }

    /// Hands out in one what comes within the next moment: answers about single cameras come in flocks.
    func publishSoon() {
        isChanged = true
        guard !willPublish else { return }
        willPublish = true
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(50)) { @Sendable [weak self] in
            Task { await self?.publishNow() }
        }
    }

    private func publishNow() {
        willPublish = false
        publish()
    }

    private var cameras: [Camera] {
        guard order.count != 1 else { return order.first.flatMap { accounts[$0]?.fleet.cameras } ?? [] }
        return order.flatMap { accounts[$0]?.fleet.cameras ?? [] }
    }

    /// Collects what the fleets and the calls have to tell.
    private func gather() {
        for name in order {
            let calls = accounts[name]?.log.take() ?? []
            creditOthers(name)
            let changes = accounts[name]?.fleet.takeEvents() ?? []
            guard !calls.isEmpty || !changes.isEmpty else { continue }
            isChanged = true
            if !changes.isEmpty { isUnsaved = true }
            events.add(changes)
            events.add(
                calls.map { call in
                    Event(
                        at: call.at, account: name, camera: nil,
                        what: .call(name: call.record.name, code: call.record.code, milliseconds: call.record.milliseconds))
                })
        }
    }

    private var pollState: PollState {
        let now = clock.now
        let plans = order.compactMap { accounts[$0]?.plan }
        var state = PollState(
            interval: plans.map(\.intervalInForce).max() ?? interval, configuredInterval: interval,
            liveInterval: settings.liveInterval, next: plans.compactMap { $0.nextPoll(at: now) }.min(), paused: isPaused,
            polling: plans.contains(where: \.isPolling),
            callsADay: order.compactMap { accounts[$0].map { $0.plan.callsADay($0.fleet, $0.census) } }.reduce(0, +))
        state.stretched = plans.map(\.rhythm).max().flatMap { $0 > interval ? $0 : nil }
        let isReckoned = order.allSatisfy { accounts[$0].map { $0.plan.isReckoned($0.fleet, at: now) } ?? true }
        state.shown = isReckoned ? plans.reduce(0) { $0 + $1.visible.count } : nil
        state.steering = steering
        state.pausedBy = isPaused ? pausedBy : nil
        state.steeredInterval = steeredInterval
        state.offlineAfter = settings.offlineAfter
        state.push = pushState
        state.pushed = plans.contains { $0.isPushed(at: now) }
        state.addressesRest = plans.contains { $0.isResting(.address, at: now) } ? true : nil
        return state
    }
}
