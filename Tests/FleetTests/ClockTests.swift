import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@Suite("A clock that is set")
struct ClockTests {
    let start = VirtualClock.start

    func at(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

    @Test("is found out by time as it passes, once, and a second is none")
    func found() {
        let clock = VirtualClock()
        var watch = ClockWatch(clock)
        clock.advance(by: 86400)
        #expect(watch.step(of: clock) == nil)
        clock.jump(by: -0.9)
        #expect(watch.step(of: clock) == nil)
        clock.jump(by: -3600)
        #expect(watch.step(of: clock).map { abs($0 + 3600.9) < 0.01 } == true)
        clock.advance(by: 5)
        #expect(watch.step(of: clock) == nil)
    }

    @Test("a switch of long ago takes no answer's word, by whatever the clock was set back", arguments: [-3.0, -3600, -28800])
    func switchedBefore(step: TimeInterval) {
        var world = World(own: 1)
        world.set(serial(0), encrypted: true)
        world.fleet.expect(.off, of: serial(0), at: at(10))
        for seconds in [12.0, 90] {
            world.now = at(seconds)
            world.set(serial(0), encrypted: false)
        }
        world.now = at(95 + step)
        world.fleet.clockWasSet(by: step)
        world.set(serial(0), encrypted: true)
        #expect(world.fleet.cameras[0].encryption?.value == .on)
        // Nobody found out that it was set: what was confirmed is forgotten all the same.
        var unnoticed = World(own: 1)
        unnoticed.fleet.expect(.on, of: serial(0), at: at(10))
        for seconds in [12.0, 90] {
            unnoticed.now = at(seconds)
            unnoticed.set(serial(0), encrypted: true)
        }
        unnoticed.now = at(95 + step)
        unnoticed.set(serial(0), encrypted: false)
        #expect(unnoticed.fleet.cameras[0].encryption?.value == .off)
    }

    @Test("a switch that waits for its word waits as long as ever: a stale read is one, a contradiction is one")
    func pending() {
        var world = World(own: 1)
        world.fleet.expect(.on, of: serial(0), at: at(10))
        world.fleet.clockWasSet(by: -3600)
        world.now = at(-3600 + 12)
        world.set(serial(0), encrypted: false)
        #expect(world.fleet.isSettling(serial(0)))
        world.now = at(-3600 + 16)
        world.set(serial(0), encrypted: false)
        #expect(!world.fleet.isSettling(serial(0)) && world.fleet.cameras[0].encryption?.value == .off)
    }

    @Test("what was lifted is encrypted again, as is said by a clock that was set back since")
    func lifted() {
        var world = World(own: 1)
        world.fleet.lift(serial(0), EncryptionLift(at: at(28800)))
        world.set(serial(0), encrypted: true)
        #expect(world.fleet.lifted[serial(0)] == nil && world.fleet.cameras[0].lifted == nil)
    }

    @Test("offline_after holds an offline for as long as it lasts, and not for as far as the clock was set forward")
    func offlineAfter() {
        var world = World(own: 1, addresses: false)
        world.fleet.offlineAfter = 120
        world.set(serial(0), online: false)
        world.now = at(3600 + 5)
        world.fleet.clockWasSet(by: 3600)
        for seconds in [5.0, 60, 119] {
            world.now = at(3600 + seconds)
            world.set(serial(0), online: false)
        }
        #expect(!world.fleet.takeEvents().contains { $0.isTelling })
        world.now = at(3600 + 120)
        world.set(serial(0), online: false)
        #expect(world.fleet.takeEvents().filter(\.isTelling).map(\.what) == [.outageBegan(since: at(3600))])
    }
}
