import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@Suite("Outages")
struct OutageTests {
    let start = VirtualClock.start

    func at(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

    /// What is told, which the log leaves out.
    private func told(_ world: inout World) -> [Event.What] {
        world.fleet.takeEvents().filter(\.isTelling).map(\.what)
    }

    @Test("an offline is shown at once, and told when a second answer says so; its end is told with its beginning")
    func confirmed() {
        var world = World(own: 2, addresses: false)
        world.set(serial(0), online: false)
        #expect(world.fleet.cameras[0].status?.value == .offline)
        #expect(world.fleet.cameras[0].toldStatus == .online)
        #expect(told(&world).isEmpty)
        world.now = at(30)
        world.set(serial(0), online: false)
        #expect(world.fleet.cameras[0].toldStatus == .offline)
        #expect(told(&world) == [.outageBegan(since: start)])
        world.now = at(60)
        world.set(serial(0), online: false)
        #expect(told(&world).isEmpty)
        world.now = at(90)
        world.set(serial(0), online: true)
        #expect(told(&world) == [.outageEnded(since: start, to: .online)])
    }

    @Test("a blip is told to nobody, and stays in the log")
    func blip() {
        var world = World(own: 1, addresses: false)
        world.set(serial(0), online: false)
        world.now = at(10)
        world.set(serial(0), online: true)
        let events = world.fleet.takeEvents()
        #expect(events.map(\.what) == [.status(from: .online, to: .offline), .status(from: .offline, to: .online)])
    }

    @Test("a camera that was never seen otherwise is no news, and neither is the same answer twice")
    func firstSight() {
        var fleet = Fleet(account: "home")
        let row = DeviceRow(serial: serial(0), name: "C", model: "", status: 0)
        fleet.merge(read([row], at: start))
        fleet.merge(read([row], at: at(30)))
        #expect(fleet.takeEvents().isEmpty)
        #expect(fleet.cameras[0].toldStatus == .offline)
    }

    @Test("a pushed message confirms at once")
    func pushed() {
        var world = World(own: 1, addresses: false)
        world.fleet.merge(pushed: .offline, of: serial(0), sent: nil, at: at(5))
        #expect(told(&world) == [.outageBegan(since: at(5))])
    }

    @Test("offline_after holds it longer still", arguments: [false, true])
    func held(isPushed: Bool) {
        var world = World(own: 1, addresses: false)
        world.fleet.offlineAfter = 120
        if isPushed {
            world.fleet.merge(pushed: .offline, of: serial(0), sent: nil, at: start)
        } else {
            world.set(serial(0), online: false)
        }
        for seconds in [30.0, 60, 90] {
            world.now = at(seconds)
            world.set(serial(0), online: false)
        }
        #expect(told(&world).isEmpty)
        world.now = at(120)
        world.set(serial(0), online: false)
        #expect(told(&world) == [.outageBegan(since: start)])
    }

    @Test("a clock that was set back confirms nothing by itself, and hinders nothing")
    func clockSetBack() {
        var world = World(own: 1, addresses: false)
        world.set(serial(0), online: false)
        world.now = at(-3600)
        world.set(serial(0), online: false)
        #expect(told(&world).isEmpty)
        world.now = at(-3570)
        world.set(serial(0), online: false)
        #expect(told(&world) == [.outageBegan(since: at(-3600))])
    }

    @Test("an earlier run's offline that one answer alone had said is told to nobody: its end neither, its second answer is")
    func remembered() {
        func resumed(after answers: Int) -> World {
            var world = World(own: 1, addresses: false)
            for number in 0..<answers {
                world.now = at(Double(10 + 10 * number))
                world.set(serial(0), online: false)
            }
            var next = World(own: 1, addresses: false)
            next.fleet = Fleet(account: "home")
            next.fleet.remember(world.fleet.cameras, of: [.own], lifted: [:])
            next.now = at(60)
            return next
        }
        var blip = resumed(after: 1)
        blip.set(serial(0), online: true)
        #expect(told(&blip).isEmpty)
        var goes = resumed(after: 1)
        goes.set(serial(0), online: false)
        #expect(told(&goes) == [.outageBegan(since: at(10))])
        var whole = resumed(after: 2)
        whole.set(serial(0), online: false)
        #expect(told(&whole).isEmpty, "that was told by the earlier run")
        whole.now = at(90)
        whole.set(serial(0), online: true)
        #expect(told(&whole) == [.outageEnded(since: at(10), to: .online)])
    }

    @Test("an offline that offline_after still holds at the end of a run is told by the next one, once and from its beginning")
    func heldOverTheRun() {
        var world = World(own: 1, addresses: false)
        world.fleet.offlineAfter = 60
        for seconds in [10.0, 30] {
            world.now = at(seconds)
            world.set(serial(0), online: false)
        }
        #expect(told(&world).isEmpty)
        func next(_ earlier: World) -> World {
            var next = World(own: 1, addresses: false)
            next.fleet = Fleet(account: "home")
            next.fleet.offlineAfter = 60
            next.fleet.remember(earlier.fleet.cameras, of: [.own], lifted: [:])
            return next
        }
        var back = next(world)
        back.now = at(50)
        back.set(serial(0), online: true)
        #expect(told(&back).isEmpty, "nobody was told that it had gone")
        var away = next(world)
        for seconds in [50.0, 70, 90] {
            away.now = at(seconds)
            away.set(serial(0), online: false)
        }
        let events = away.fleet.takeEvents()
        #expect(events.map(\.what) == [.status(from: .online, to: .offline), .outageBegan(since: at(10))])
        #expect(events.first?.at == at(10), "the log of this run has what it is told of")
        var later = next(away)
        later.now = at(100)
        later.set(serial(0), online: false)
        #expect(told(&later).isEmpty, "the run before has told it")
    }

    @Test("where the log goes on from the earlier one, which has the offline, it says it once")
    func logGoesOn() {
        var world = World(own: 2, addresses: false)
        world.set(serial(0), online: false)
        let log = world.fleet.takeEvents()
        var next = World(own: 2, addresses: false)
        next.fleet = Fleet(account: "home")
        next.fleet.remember(world.fleet.cameras, of: [.own], lifted: [:])
        next.fleet.goOn(from: log)
        next.now = at(30)
        next.set(serial(0), online: false)
        #expect(next.fleet.takeEvents().map(\.what) == [.outageBegan(since: start)])
    }

    @Test("an offline that was pushed, and so told at once, is not told again by the next run")
    func pushedBefore() {
        var world = World(own: 1, addresses: false)
        world.fleet.merge(pushed: .offline, of: serial(0), sent: nil, at: at(5))
        var next = World(own: 1, addresses: false)
        next.fleet = Fleet(account: "home")
        next.fleet.remember(world.fleet.cameras, of: [.own], lifted: [:])
        next.now = at(60)
        next.set(serial(0), online: false)
        #expect(told(&next).isEmpty)
    }

    @Test("it is asked about once more after ten seconds, once an outage, by one call")
    func secondLook() {
        var world = World(own: 60, interval: 600, addresses: false)
        world.run(for: 60)
        world.calls = [:]
        world.set(serial(0), online: false)
        world.run(for: 9)
        #expect(world.calls.isEmpty)
        world.run(for: 300)
        #expect(world.calls == [.deviceInfo: 1], "two pages of the list would be two calls")
        for number in 1..<8 { world.set(serial(number), online: false) }
        world.calls = [:]
        world.run(for: 60)
        #expect(world.calls == [.deviceList: 2], "seven devices would be seven")
    }

    @Test("a regular answer that comes sooner makes the second look needless")
    func regularFirst() {
        var world = World(own: 1, interval: 5, addresses: false)
        world.run(for: 60)
        world.set(serial(0), online: false)
        let before = world.calls[.deviceList] ?? 0
        for _ in 0..<12 {
            world.run(for: 5)
            world.set(serial(0), online: false)
        }
        #expect((world.calls[.deviceList] ?? 0) - before == 12)
    }
}
