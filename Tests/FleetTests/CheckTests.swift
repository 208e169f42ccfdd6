import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@Suite("Reading playlists by itself")
struct CheckTests {
    private func address(_ number: Int = 1, until end: Date? = nil) -> LiveAddress {
        LiveAddress(
            url: "https://x/\(number).m3u8", expires: end, urlID: nil, liveProtocol: .hls, quality: .hd)
    }

    /// Cameras with an address each, and a plan that checks them.
    private func world(_ count: Int, every seconds: TimeInterval?) -> World {
        var world = World(own: count)
        world.plan.checkInterval = seconds
        for camera in world.fleet.cameras { world.fleet.merge(address(), of: camera.id, at: world.now) }
        return world
    }

    private func checks(_ world: World) -> [CameraID] {
        world.asked.compactMap { if case .check(let camera) = $0.due { camera } else { nil } }
    }

    @Test("each camera with an address is read once an interval, one at a time; on demand none is")
    func rhythm() {
        var world = world(3, every: 900)
        let first = world.plan.schedule(world.fleet, at: world.now).due.filter { $0.kind == .check }
        #expect(first.count == 1)
        #expect(world.plan.schedule(world.fleet, at: world.now).due.filter { $0.kind == .check }.isEmpty)
        world.plan.ended(first[0], .answered, at: world.now)
        if case .check(let camera) = first[0] { world.plan.checked(camera, at: world.now) }
        world.run(for: 4 * 900 - 1)
        #expect(checks(world).count + 1 == 12)
        var onDemand = self.world(3, every: nil)
        onDemand.run(for: 3600)
        #expect(checks(onDemand).isEmpty)
    }

    @Test("ten seconds lie between the end of a check and the next, whoever made it; what is asked for together comes first")
    func apart() {
        var world = world(3, every: 900)
        let (a, b, c) = (world.fleet.cameras[0].id, world.fleet.cameras[1].id, world.fleet.cameras[2].id)
        func due(_ world: inout World, _ moment: Date) -> [ScheduledCall] {
            world.plan.schedule(world.fleet, at: moment).due.filter { $0.kind == .check }
        }
        world.plan.checkBegan()
        world.plan.queueCheck(c)
        world.plan.queueCheck(b)
        #expect(due(&world, world.now).isEmpty, "one is under way, in whatever account")
        world.plan.checkEnded(at: world.now + 2)
        #expect(due(&world, world.now + 11.9).isEmpty)
        #expect(world.plan.schedule(world.fleet, at: world.now + 11.9).wake == world.now + 12)
        #expect(due(&world, world.now + 12) == [.check(c)])
        world.plan.ended(.check(c), .answered, at: world.now + 14)
        world.plan.checkEnded(at: world.now + 14)
        #expect(due(&world, world.now + 24) == [.check(b)])
        world.plan.ended(.check(b), .answered, at: world.now + 26)
        world.plan.checked(b, at: world.now + 26)
        world.plan.checked(c, at: world.now + 26)
        world.plan.checkEnded(at: world.now + 26)
        #expect(due(&world, world.now + 36) == [.check(a)])
    }

    @Test("a round ends where the streams are taken, and goes on later with the next camera")
    func taken() {
        var world = world(3, every: 900)
        world.plan.checked(world.fleet.cameras[0].id, streamsTaken: true, at: world.now)
        world.run(for: 59)
        #expect(checks(world).isEmpty)
        world.run(for: 2)
        #expect(checks(world).first == world.fleet.cameras[1].id)
    }

    @Test(
        "where eztop's own readings hold the streams, the same camera is read once they are free, and the next ones are further apart"
    )
    func ownStreams() {
        var world = world(3, every: 900)
        let first = world.fleet.cameras[0].id
        world.plan.metOwnStreams(at: world.now)
        world.run(for: 59)
        #expect(checks(world).isEmpty)
        world.run(for: 2)
        #expect(checks(world).first == first)
        world.plan.checkBegan()
        world.plan.queueCheck(first)
        world.plan.checkEnded(at: world.now)
        #expect(world.plan.schedule(world.fleet, at: world.now + 19).due.allSatisfy { $0.kind != .check })
        #expect(world.plan.schedule(world.fleet, at: world.now + 20).due.contains(.check(first)))
    }

    @Test("neither an offline nor an encrypted camera is read, nor one without an address, nor one on a battery")
    func left() {
        var world = world(3, every: 60)
        world.set(serial(0), online: false)
        world.set(serial(1), encrypted: true)
        world.run(for: 600)
        #expect(Set(checks(world)) == [world.fleet.cameras[2].id])
        var battery = World(own: 1)
        battery.fleet.battery = [serial(0)]
        battery.fleet.merge(read([DeviceRow(serial: serial(0), name: "C", model: "CS-C6N", status: 1)], at: battery.now))
        battery.plan.checkInterval = 60
        battery.fleet.merge(address(), of: battery.fleet.cameras[0].id, at: battery.now)
        battery.run(for: 600)
        #expect(checks(battery).isEmpty)
        var nothing = World(own: 1)
        nothing.plan.checkInterval = 60
        nothing.run(for: 600)
        #expect(checks(nothing).isEmpty)
    }

    @Test("a check by hand counts: the next one by itself comes an interval later")
    func byHand() {
        var world = world(1, every: 900)
        let camera = world.fleet.cameras[0].id
        world.plan.checked(camera, at: world.now)
        world.run(for: 899)
        #expect(checks(world).isEmpty)
        world.run(for: 2)
        #expect(checks(world) == [camera])
    }

    @Test("what a playlist said outlasts a renewed address, without an event, and no longer than the check counts")
    func outlasts() throws {
        var fleet = world(1, every: nil).fleet
        fleet.checkLife = 1350
        let (camera, now) = (fleet.cameras[0].id, VirtualClock.start)
        fleet.merge(check: .playing(address()), of: camera, at: now)
        _ = fleet.takeEvents()
        fleet.merge(address(2), of: camera, at: now + 900)
        #expect(fleet[camera]?.live?.value == .playing(address(2)))
        #expect(fleet[camera]?.live?.checked == now)
        #expect(fleet.takeEvents().isEmpty)
        fleet.merge(address(3), of: camera, at: now + 1800)
        #expect(fleet[camera]?.live?.value == .address(address(3)))
        fleet.merge(check: .broken(code: "9053", message: ""), of: camera, at: now + 1900)
        fleet.merge(address(4), of: camera, at: now + 2000)
        #expect(fleet[camera]?.live?.value == .broken(code: "9053", message: ""))
    }

    @Test("what a playlist said before an outage says nothing after it", arguments: [true, false])
    func outage(plays: Bool) throws {
        var world = world(1, every: nil)
        world.fleet.checkLife = 1350
        let camera = world.fleet.cameras[0].id
        world.fleet.merge(address(), of: camera, at: world.now)
        world.fleet.merge(check: plays ? .playing(address()) : .broken(code: "9053", message: ""), of: camera, at: world.now)
        world.now += 10
        world.set(camera.serial, online: false)
        world.now += 10
        world.set(camera.serial, online: true)
        let live = world.fleet[camera]?.live
        #expect(live?.value == (plays ? .address(address()) : nil))
        world.fleet.merge(address(2), of: camera, at: world.now)
        #expect(world.fleet[camera]?.live?.value == .address(address(2)))
    }

    @Test("a fresh address mends one that had expired, and, where checks are made by hand alone, everything")
    func mends() {
        var fleet = world(1, every: nil).fleet
        let (camera, now) = (fleet.cameras[0].id, VirtualClock.start)
        fleet.merge(check: .broken(code: "9053", message: ""), of: camera, at: now)
        fleet.merge(address(2), of: camera, at: now + 1)
        #expect(fleet[camera]?.live?.value == .address(address(2)))
        fleet.checkLife = 1350
        fleet.merge(check: .broken(code: "404", message: ""), of: camera, at: now + 2)
        fleet.merge(address(3), of: camera, at: now + 3)
        #expect(fleet[camera]?.live?.value == .address(address(3)))
    }
}
