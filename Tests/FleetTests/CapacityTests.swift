import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@Suite("What a model can do", .serialized, .heavy)
struct CapacityTests {
    private func asked(_ world: World) -> [String] {
        world.asked.compactMap { if case .capacity(let serial) = $0.0 { serial } else { nil } }
    }

    private func tell(_ world: inout World, firmware: String = "", status: Int = 1, of number: Int) {
        let row = DeviceRow(serial: serial(number), name: "C", model: "CS-C6N", firmware: firmware, status: status)
        world.fleet.merge(partial([row], at: world.now))
    }

    @Test("is asked once for all devices of one model and firmware, and again for the next firmware")
    func once() {
        var world = World(own: 6, visible: 6)
        world.run(for: 60)
        #expect(asked(world) == [serial(0)])
        world.fleet.learn(Capacity(encrypts: false, captures: true), of: serial(0))
        #expect(world.fleet.cameras.allSatisfy { $0.capacity == Capacity(encrypts: false, captures: true) })
        world.run(for: 3 * 86400)
        #expect(asked(world).count == 1)
        tell(&world, firmware: "V6", of: 3)
        #expect(world.fleet.cameras.map { $0.capacity == nil } == [false, false, false, true, false, false])
        world.run(for: 60)
        #expect(asked(world) == [serial(0), serial(3)])
    }

    @Test("is asked of no device that is on no screen or offline; a refusal rests a day, no answer ten minutes")
    func patience() {
        var world = World(own: 2)
        world.run(for: 3600)
        #expect(asked(world).isEmpty)
        world.plan.visible = [world.fleet.cameras[1].id]
        tell(&world, status: 0, of: 1)
        world.run(for: 60)
        #expect(asked(world).isEmpty)
        tell(&world, of: 1)
        world.run(for: 86300)
        #expect(asked(world).count == 1)
        world.outcome = { if case .capacity = $0 { .disturbed } else { .answered } }
        world.run(for: 3600)
        #expect((5...7).contains(asked(world).count), "\(asked(world).count)")
    }
}
