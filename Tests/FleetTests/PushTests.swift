import Fleet
import FoundationEssentials
import TestSupport
import Testing

@Suite("The poll while messages are pushed")
struct PushedPlanTests {
    @Test("stretches to twice the interval, never stops, and is back ten minutes after the last message")
    func stretches() {
        var world = World(own: 1, addresses: false)
        world.run(for: 300)
        let before = world.calls[.deviceList] ?? 0
        world.plan.pushed(at: world.now)
        world.run(for: 600)
        #expect((9...11).contains((world.calls[.deviceList] ?? 0) - before))
        #expect(world.plan.intervalInForce == 60 || !world.plan.isPushed(at: world.now))
        let after = world.calls[.deviceList] ?? 0
        world.run(for: 600)
        #expect((19...21).contains((world.calls[.deviceList] ?? 0) - after))
        #expect(world.plan.intervalInForce == 30)
    }

    @Test("no fact gets stale by the stretch")
    func fresh() {
        var world = World(own: 1, addresses: false)
        world.plan.pushed(at: world.now)
        _ = world.step()
        #expect(world.plan.intervalInForce < 3 * 30)
    }
}
