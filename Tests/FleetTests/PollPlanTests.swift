import Fleet
import FoundationEssentials
import TestSupport
import Testing

@Suite("The poll plan", .serialized, .heavy)
struct PollPlanTests {
    @Test(
        "a simulated day, or week, costs the floor of list calls, to the call", arguments: [(1, 7), (50, 1), (51, 1), (120, 1)])
    func floor(devices: Int, days: Int) {
        var world = World(own: devices, addresses: false)
        world.run(for: TimeInterval(days) * 86400)
        let pages = (devices + 49) / 50
        #expect(world.calls == [.deviceList: 2880 * days * pages, .cameraList: 2880 * days * pages])
    }

    @Test("a week of hosted devices costs one device/info for each in ten minutes, evenly spread")
    func hostedWeek() {
        var world = World(hosted: 3, addresses: false)
        world.run(for: 7 * 86400)
        #expect(world.calls == [.hostedList: 20160, .deviceInfo: 3 * 1008])
        let infos = world.asked.filter { $0.due.kind == .deviceInfo }
        #expect(zip(infos, infos.dropFirst()).allSatisfy { $1.at.timeIntervalSince($0.at) >= 200 })
    }

    @Test("hosted rows on the screen are asked before they are stale, and many of them no more than four an interval")
    func hostedShown() {
        var few = World(hosted: 6, visible: 3, addresses: false)
        few.run(for: 6000)
        var last: [String: Date] = [:], widest: [String: TimeInterval] = [:]
        for (due, moment) in few.asked {
            guard case .deviceInfo(let serial) = due else { continue }
            widest[serial] = max(widest[serial] ?? 0, moment.timeIntervalSince(last[serial] ?? moment))
            last[serial] = moment
        }
        for camera in few.fleet.cameras.prefix(3) { #expect((widest[camera.id.serial] ?? 0) < 90) }
        #expect(few.calls[.deviceInfo] ?? 0 <= 3 * 101 + 3 * 11, "the others in ten minutes, as ever")

        var many = World(hosted: 80, visible: 60, addresses: false)
        many.run(for: 6000)
        #expect(many.calls[.deviceInfo] ?? 0 <= 6000 / 30 * 4 + 60 + 20 * 11)
        #expect(many.plan.callsADay(many.fleet, many.fleet.census) < 86400 / 30 * 5 + 86400 / 600 * 20 + 2 * 2880)
    }

    @Test(
        "hosted rows on the screen that do not answer are asked every half minute, not all the time",
        arguments: [CallOutcome.failed, .disturbed, .limited])
    func hostedSilent(_ outcome: CallOutcome) {
        var world = World(hosted: 3, visible: 3, interval: 2, addresses: false)
        world.outcome = { if case .deviceInfo = $0 { outcome } else { .answered } }
        world.run(for: 600)
        #expect(world.calls[.deviceInfo] ?? 0 <= 3 * 21)
    }

    @Test("a row that nobody looks at and that came back is asked at once; a whole fleet that did waits for its turns")
    func recovered() {
        var one = World(own: 3)
        one.run(for: 600)
        one.set(serial(1), encrypted: true)
        one.run(for: 90)
        let before = one.calls[.address] ?? 0
        one.set(serial(1), encrypted: false)
        let moment = one.now
        _ = one.step()
        #expect(one.asked.contains { $0.due == .address(one.fleet.cameras[1].id) && $0.at == moment })
        #expect(one.calls[.address] ?? 0 <= before + 2)

        var all = World(own: 200)
        all.run(for: 200 * 60)
        for number in 0..<200 { all.set(serial(number), online: false) }
        all.run(for: 60)
        for number in 0..<200 { all.set(serial(number), online: true) }
        let asked = all.calls[.address] ?? 0
        all.run(for: 600)
        #expect((all.calls[.address] ?? 0) - asked <= 12)
    }

    @Test("a hosted row on the screen is asked at once, not when its turn comes")
    func hostedVisible() {
        var world = World(hosted: 6, visible: 3, addresses: false)
        _ = world.step()
        #expect(Set(world.plan.visible.map { .deviceInfo($0.serial) }).isSubset(of: world.asked.map(\.due)))
        #expect(world.calls[.deviceInfo] == 4, "and the first of the others, whose turns those take from nobody")
    }

    @Test("addresses of visible rows are asked at once and each live interval, of others at most sixty an hour")
    func addresses() {
        var world = World(own: 100, visible: 10)
        world.run(for: 3600)
        let visible = Set(world.plan.visible)
        let asks = world.asked.compactMap { ask -> (CameraID, Date)? in
            if case .address(let camera) = ask.due { (camera, ask.at) } else { nil }
        }
        #expect(asks.prefix(10).allSatisfy { visible.contains($0.0) && $0.1 == VirtualClock.start })
        #expect(asks.filter { visible.contains($0.0) }.count == 40)
        #expect(asks.filter { !visible.contains($0.0) }.count == 60)
    }

    @Test("without a screen ten addresses are asked at once and then one a minute, those of cameras that came back first")
    func slowRule() {
        var world = World(own: 100)
        for number in 90..<100 { world.set(serial(number), online: false) }
        _ = world.step()
        #expect(world.calls[.address] == 10)
        world.run(for: 600)
        #expect((19...21).contains(world.calls[.address] ?? 0))
        for number in 90..<100 { world.set(serial(number), online: true) }
        let before = world.asked.count
        world.run(for: 600)
        let asked = world.asked.dropFirst(before).compactMap {
            if case .address(let camera) = $0.due { camera.serial } else { nil }
        }
        #expect(asked.prefix(10).allSatisfy { $0 >= serial(90) } && asked.count <= 22)
        world.run(for: 100 * 60)
        #expect(Set(world.asked.filter { $0.due.kind == .address }.map(\.due)).count == 100)
    }

    @Test("no address of an offline or encrypted camera is ever asked by itself, and at once when it is neither")
    func eligibility() {
        var world = World(own: 3, visible: 3)
        world.set(serial(0), online: false)
        world.set(serial(1), encrypted: true)
        world.run(for: 120)
        #expect(world.calls[.address] == 1)
        world.set(serial(0), online: true)
        world.set(serial(1), encrypted: false)
        _ = world.step()
        #expect(world.calls[.address] == 3)
    }

    @Test(
        "an address that was refused because the camera was offline or encrypted, before that was known, is asked at once when it no longer is",
        arguments: [0, 1])
    func refusedForThat(visible: Int) {
        for what in [Contradiction.encrypted, .offline] {
            var world = World(own: 1, visible: visible)
            world.outcome = { $0.kind == .address ? .disturbed : .answered }
            _ = world.step()
            world.fleet.merge(
                refusal: what == .encrypted ? "60019" : "20007", message: "", of: world.fleet.cameras[0].id, at: world.now)
            world.plan.asked(world.fleet.cameras[0].id, .contradicted(what), at: world.now)
            if what == .encrypted { world.set(serial(0), encrypted: true) } else { world.set(serial(0), online: false) }
            world.run(for: 3)
            let before = world.calls[.address] ?? 0
            world.outcome = { _ in .answered }
            if what == .encrypted { world.set(serial(0), encrypted: false) } else { world.set(serial(0), online: true) }
            _ = world.step()
            #expect(world.calls[.address] == before + 1)
        }
    }

    @Test("an address near its end is asked again")
    func expiry() {
        var world = World(own: 1, visible: 1)
        world.life = 600
        world.run(for: 3600)
        #expect(world.calls[.address] == 7)
    }

    @Test("a camera whose address call contradicts the list is asked ever more seldom, not every poll")
    func contradiction() {
        var world = World(own: 1, visible: 1)
        world.outcome = { $0.kind == .address ? .disturbed : .answered }
        world.run(for: 3600)
        #expect((world.calls[.address] ?? 0) <= 9)
    }

    @Test("10029 doubles the interval up to ten minutes, and it halves again after five quiet minutes")
    func backOff() {
        var world = World(own: 1, addresses: false)
        world.outcome = { _ in .limited }
        world.run(for: 60)
        #expect(world.plan.intervalInForce > 30)
        world.run(for: 3600)
        #expect(world.plan.intervalInForce >= 300)
        #expect(world.plan.intervalInForce <= 600)
        #expect(world.calls[.deviceList] ?? 0 < 20)
        world.outcome = { _ in .answered }
        let before = world.plan.intervalInForce
        world.run(for: 301)
        #expect(world.plan.intervalInForce <= before / 2)
        world.run(for: 1800)
        #expect(world.plan.intervalInForce == 30)
    }

    @Test("several calls of one poll that meet 10029 double the interval once")
    func oneDoubling() {
        var world = World(own: 1, addresses: false)
        world.outcome = { _ in .limited }
        _ = world.step()
        #expect(world.plan.intervalInForce == 60)
    }

    @Test("10007 rests that call, and no other, with one probe an hour; asked by hand it is tried all the same")
    func exhausted() {
        var world = World(own: 1, addresses: false)
        world.outcome = { $0 == .cameraList ? .exhausted : .answered }
        world.run(for: 24 * 3600 - 1)
        #expect(world.calls == [.deviceList: 2880, .cameraList: 24], "also after midnight in Beijing nobody knows more")
        world.plan.wantLists(at: world.now)
        _ = world.step()
        #expect(world.calls[.cameraList] == 25)
        world.outcome = { _ in .answered }
        world.plan.wantLists(at: world.now)
        _ = world.step()
        world.run(for: 61)
        #expect((world.calls[.cameraList] ?? 0) >= 28, "an answer by hand ends the rest")
    }

    @Test("the probe of a quota is one call, though many wait; once it is answered they are asked as ever")
    func probe() {
        var world = World(own: 20, visible: 20)
        world.outcome = { $0.kind == .address ? .exhausted : .answered }
        _ = world.step()
        let first = world.asked.count { $0.due.kind == .address }
        world.run(for: 3 * 3600 + 1)
        #expect(world.asked.count { $0.due.kind == .address } == first + 3)
        world.outcome = { _ in .answered }
        world.run(for: 3600)
        #expect(world.plan.visible.allSatisfy { camera in world.asked.contains { $0.due == .address(camera) } })
    }

    @Test("an answer that was under way when the quota was reached does not lift the rest")
    func lateAnswer() {
        var world = World(own: 8, visible: 8)
        _ = world.plan.schedule(world.fleet, at: world.now).due.map { world.plan.ended($0, .answered, at: world.now) }
        let due = world.plan.schedule(world.fleet, at: world.now).due.filter { $0.kind == .address }
        #expect(due.count == 4)
        let later = world.now + 1
        world.plan.ended(due[0], .exhausted, at: later)
        world.plan.ended(due[1], .answered, at: later)
        #expect(world.plan.schedule(world.fleet, at: later + 1).due.allSatisfy { $0.kind != .address })
    }

    @Test("after 10029 lists and addresses are asked one after another, until it has been quiet for long enough")
    func oneByOne() {
        var world = World(own: 20, visible: 20)
        world.outcome = { _ in .limited }
        _ = world.step()
        #expect(world.plan.isOneByOne)
        let now = world.now + 60
        let lists = world.plan.schedule(world.fleet, at: now).due
        #expect(lists.filter(\.isList).count == 1 && lists.count { $0.kind == .address } <= 1)
        for due in lists { world.plan.ended(due, .answered, at: now) }
        let next = world.plan.schedule(world.fleet, at: now).due
        #expect(next.count { $0.isList } == 1, "the other list follows")
        for due in next { world.plan.ended(due, .answered, at: now) }
        #expect(world.plan.schedule(world.fleet, at: now).due.count { $0.kind == .address } <= 1)
        world.outcome = { _ in .answered }
        world.now = now
        world.run(for: 601)
        #expect(!world.plan.isOneByOne)
    }

    @Test("a list that has not come when the rows go stale hangs, and the plan looks again at that moment")
    func hanging() {
        var world = World(own: 1, interval: 5, addresses: false)
        let begun = world.plan.schedule(world.fleet, at: world.now)
        #expect(!begun.due.isEmpty && !world.plan.isHanging(at: world.now + 9.9))
        #expect(world.plan.isHanging(at: world.now + 10), "two intervals later the facts are three intervals old")
        let schedule = world.plan.schedule(world.fleet, at: world.now + 6)
        #expect(schedule.wake.map { $0 <= world.now + 10 } == true)
        for due in begun.due { world.plan.ended(due, .answered, at: world.now + 11) }
        #expect(!world.plan.isHanging(at: world.now + 11))
    }

    @Test("a host that does not answer is asked every two minutes at the least, and at full speed once it answers")
    func unreachable() {
        var world = World(own: 1, addresses: false)
        world.outcome = { _ in .failed }
        world.run(for: 3600)
        #expect(world.plan.intervalInForce == 120)
        world.outcome = { _ in .answered }
        world.run(for: 121)
        #expect(world.plan.intervalInForce == 30)
    }

    @Test("while paused nothing is asked by itself, and what is asked by hand still is")
    func paused() {
        var world = World(own: 1, hosted: 1, visible: 2)
        world.plan.paused = true
        #expect(world.step() == nil)
        #expect(world.calls.isEmpty)
        world.plan.wantLists(at: world.now)
        world.plan.want([.address(world.fleet.cameras[0].id)], at: world.now)
        _ = world.step()
        #expect(world.calls == [.deviceList: 1, .cameraList: 1, .hostedList: 1, .address: 1])
    }

    @Test("however much is asked for by hand at once, four addresses are under way at a time")
    func width() {
        var world = World(own: 20, visible: 20)
        _ = world.step()
        world.plan.want(world.plan.visible.map { .address($0) }, at: world.now)
        let schedule = world.plan.schedule(world.fleet, at: world.now)
        #expect(schedule.due.count == 4)
        world.plan.ended(schedule.due[0], .answered, at: world.now)
        #expect(world.plan.schedule(world.fleet, at: world.now).due.count == 1)
    }

    @Test("a clock that jumps back or ahead never stalls the poll", arguments: [-7200, -259_200, 259_200] as [TimeInterval])
    func clockJump(seconds: TimeInterval) {
        var world = World(own: 1, hosted: 1, visible: 2)
        world.run(for: 3600)
        world.now = world.now.addingTimeInterval(seconds)
        let before = world.calls
        world.run(for: 900)
        #expect((world.calls[.deviceList] ?? 0) - (before[.deviceList] ?? 0) >= 30)
        #expect((world.calls[.deviceInfo] ?? 0) > (before[.deviceInfo] ?? 0))
        #expect((world.calls[.address] ?? 0) > (before[.address] ?? 0))
    }

    @Test("a call that has not come back is not made twice, and holds no other up")
    func slow() {
        var world = World(own: 1, addresses: false)
        let first = world.plan.schedule(world.fleet, at: world.now)
        #expect(Set(first.due) == [.deviceList, .cameraList])
        world.plan.ended(.deviceList, .answered, at: world.now)
        let second = world.plan.schedule(world.fleet, at: world.now.addingTimeInterval(30))
        #expect(second.due == [.deviceList])
    }

    @Test("the projection of a day is what a day costs")
    func projection() {
        var world = World(own: 51, hosted: 2, visible: 5)
        let projected = world.plan.callsADay(world.fleet, world.fleet.census)
        world.run(for: 86400)
        let spent = world.calls.values.reduce(0, +)
        #expect(abs(projected - spent) <= spent / 50)
    }
}
