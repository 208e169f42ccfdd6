import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@Suite("What leaves and comes back")
struct DepartureTests {
    let start = VirtualClock.start

    private func hosted(_ serials: [String], _ world: inout World, channels: [Int] = [1], status: Int = 1) {
        let rows = serials.flatMap { serial in
            channels.map {
                HostedRow(serial: serial, channel: $0, deviceName: "D", channelName: serial, customName: "", status: status)
            }
        }
        world.fleet.merge(read(rows, at: world.now))
    }

    private func own(_ numbers: [Int], _ world: inout World, channels: Int = 1) {
        world.fleet.merge(
            read(numbers.map { DeviceRow(serial: serial($0), name: "C\($0)", model: "CS", status: 1) }, at: world.now))
        world.fleet.merge(
            read(
                numbers.flatMap { number in
                    (1...channels).map { ChannelRow(serial: serial(number), channel: $0, name: "C\(number)", isEncrypt: 0) }
                }, at: world.now))
    }

    @Test("a camera that was not granted, left, and comes back is asked as one that is new")
    func notGranted() {
        var world = World(own: 1, hosted: 1, visible: 2)
        world.outcome = { $0.kind == .address ? .disturbed : .answered }
        let camera = CameraID(account: "home", serial: "H\(serial(0))", channel: 1)
        _ = world.step()
        world.fleet.learn(.live, of: camera, code: "10031", at: world.now)
        world.plan.asked(camera, .notGranted, at: world.now)
        for _ in 0..<2 {
            world.now += 30
            hosted([], &world)
        }
        #expect(world.fleet[camera] == nil)
        // Both within one turn of the plan.
        world.now += 30
        hosted(["H\(serial(0))"], &world)
        #expect(world.fleet[camera]?.rights == Rights())
        let moment = world.now
        _ = world.step()
        #expect(world.asked.contains { $0.due == .address(camera) && $0.at == moment })
        #expect(world.asked.contains { $0.due == .deviceInfo("H\(serial(0))") && $0.at == moment }, "and so is its device")
    }

    @Test("one that was hosted and is now its user's own is another one, though it was never away")
    func source() {
        var world = World(own: 1, hosted: 1, visible: 2)
        let camera = CameraID(account: "home", serial: "H\(serial(0))", channel: 1)
        _ = world.step()
        world.fleet.learn(.live, of: camera, code: "10031", at: world.now)
        world.plan.asked(camera, .notGranted, at: world.now)
        world.now += 30
        world.fleet.merge(
            read(
                [serial(0), camera.serial].map { DeviceRow(serial: $0, name: "C", model: "CS", status: 1) }, at: world.now))
        world.fleet.merge(
            read(
                [serial(0), camera.serial].map { ChannelRow(serial: $0, channel: 1, name: "C", isEncrypt: 0) }, at: world.now))
        #expect(world.fleet[camera]?.source == .own && world.fleet[camera]?.rights == Rights())
        let moment = world.now
        _ = world.step()
        #expect(world.asked.contains { $0.due == .address(camera) && $0.at == moment })
    }

    @Test("a recorder that comes back is asked about its channels at once, and what was lifted from here is still known")
    func recorder() {
        var world = World(own: 2, channels: 2, addresses: false)
        _ = world.step()
        world.fleet.lift(serial(1), EncryptionLift(at: world.now))
        for _ in 0..<2 {
            world.now += 10
            own([0], &world, channels: 2)
        }
        world.now += 10
        own([0, 1], &world, channels: 2)
        let moment = world.now
        _ = world.step()
        #expect(world.asked.contains { $0.due == .channels(serial(1)) && $0.at == moment })
        #expect(!world.asked.contains { $0.due == .channels(serial(0)) && $0.at == moment })
        #expect(world.fleet.cameras(of: serial(1)).allSatisfy { $0.lifted != nil })
    }

    @Test("a row that stands in for channels is asked no address, and its asking is not theirs")
    func standIn() {
        var world = World(own: 1, visible: 1)
        _ = world.step()
        world.now += 5
        let devices = [0, 1].map { DeviceRow(serial: serial($0), name: "C\($0)", model: "CS", status: 1) }
        world.fleet.merge(read(devices, at: world.now))
        world.plan.visible = world.fleet.cameras.map(\.id)
        let place = CameraID(account: "home", serial: serial(1), channel: nil)
        #expect(world.fleet[place] != nil)
        _ = world.step()
        #expect(!world.asked.contains { $0.due == .address(place) })
        world.fleet.ask(place, since: world.now)
        own([0, 1], &world)
        #expect(world.fleet.cameras(of: serial(1)).map(\.asking) == [nil])
        world.plan.visible = world.fleet.cameras.map(\.id)
        _ = world.step()
        #expect(world.asked.contains { $0.due == .address(world.fleet.cameras[1].id) })
    }

    @Test("without the list of channels a device's own row is asked all the same")
    func withoutChannels() {
        var world = World(own: 1, visible: 1)
        world.outcome = { $0 == .cameraList ? .failed : .answered }
        world.now += 5
        let devices = [0, 1].map { DeviceRow(serial: serial($0), name: "C\($0)", model: "CS", status: 1) }
        world.fleet.merge(read(devices, at: world.now))
        world.plan.visible = world.fleet.cameras.map(\.id)
        _ = world.step()
        #expect(world.asked.contains { $0.due == .address(CameraID(account: "home", serial: serial(1), channel: nil)) })
    }

    @Test("hosted devices on no screen keep their turns, however often those on the screen are asked", arguments: [5.0, 30])
    func infos(interval: TimeInterval) {
        var world = World(hosted: 4, visible: 1, interval: interval, addresses: false)
        world.run(for: 1800)
        for number in 1..<4 {
            let asked = world.asked.filter { $0.due == .deviceInfo("H\(serial(number))") }.map(\.at)
            #expect((3...4).contains(asked.count), "once in ten minutes")
        }
        // One that comes later waits for no turn.
        world.now += 10
        hosted((0..<5).map { "H\(serial($0))" }, &world)
        let moment = world.now
        _ = world.step()
        #expect(world.asked.contains { $0.due == .deviceInfo("H\(serial(4))") && $0.at == moment })
    }

    @Test("`R` on an exhausted plan tries one address, and the others where that is answered")
    func exhausted() {
        var world = World(own: 12, visible: 12)
        world.outcome = { $0.kind == .address ? .exhausted : .answered }
        _ = world.step()
        let before = world.calls[.address] ?? 0
        #expect(before <= PollPlan.width)
        world.now += 60
        world.plan.want(world.fleet.cameras.map { .address($0.id) }, at: world.now)
        _ = world.step()
        #expect(world.calls[.address] == before + 1)
        world.outcome = { _ in .answered }
        world.now += 60
        world.plan.want(world.fleet.cameras.map { .address($0.id) }, at: world.now)
        _ = world.step()
        #expect(world.calls[.address] == before + 13)
    }
}
