import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@Suite("What was lifted here")
struct LiftTests {
    @Test("is forgotten by what the cloud says after the lift, and by nothing that is remembered from before")
    func forgotten() {
        var world = World(own: 1)
        world.set(serial(0), encrypted: true)
        let remembered = world.fleet.cameras
        // The run that lifted it ended before it saw the camera again.
        var fleet = Fleet(account: "home", gap: 90)
        fleet.remember(
            remembered, of: [.own],
            lifted: [serial(0): EncryptionLift(at: VirtualClock.start + 10, until: VirtualClock.start + 3610)])
        world.fleet = fleet
        #expect(world.fleet.lifted[serial(0)] != nil && world.fleet.cameras[0].lifted != nil)
        for (seconds, encrypted, isKept) in [(12.0, true, true), (40, true, true), (60, false, true), (90, true, false)] {
            world.now = VirtualClock.start + seconds
            world.set(serial(0), encrypted: encrypted)
            #expect((world.fleet.lifted[serial(0)] != nil) == isKept, "after \(seconds) s")
        }
        #expect(world.fleet.takeRestored() == [serial(0)])
    }

    @Test("is put back at once where the clock was set back since: it was an hour at most, and not hours more")
    func clockSetBack() {
        var world = World(own: 1)
        let hour = EncryptionLift(at: VirtualClock.start + 8 * 3600, until: VirtualClock.start + 9 * 3600)
        world.fleet.lift(serial(0), hour)
        #expect(world.fleet.restorable(at: VirtualClock.start + 8 * 3600 + 10).isEmpty, "it was lifted a moment ago")
        #expect(world.fleet.restorable(at: VirtualClock.start + 8 * 3600 - 10).isEmpty, "clocks are set by seconds all the time")
        #expect(world.fleet.restorable(at: VirtualClock.start + 10) == [serial(0)])
    }

    @Test("is of nobody else's making, also where an earlier run, or another program, did it")
    func author() {
        var world = World(own: 1)
        world.set(serial(0), encrypted: true)
        world.fleet.lift(serial(0), EncryptionLift(at: world.now))
        world.now += 30
        _ = world.fleet.takeEvents()
        world.set(serial(0), encrypted: false)
        let authors = world.fleet.takeEvents().compactMap { event in
            if case .encryption(_, .off, by: let author) = event.what { author } else { nil }
        }
        #expect(authors == [.you])
    }
}
