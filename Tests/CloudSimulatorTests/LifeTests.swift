import FoundationEssentials
import TestSupport
import Testing

@testable import CloudSimulator

@Suite("The demo's life", .serialized, .heavy) struct LifeTests {
    static let start = Date(timeIntervalSince1970: 1_795_000_000)

    func life(seed: UInt64) -> Life { Life(.home, seed: seed, start: Self.start) }

    @Test("the first change comes after eight seconds, the others 20 to 40 seconds apart, a day long")
    func pace() {
        let life = life(seed: 7)
        #expect(life.moment(at: Self.start + 7.9) == Life.Moment())
        #expect(life.moment(at: Self.start + 8).offline != nil)
        for change in 1..<2_880 {
            #expect((20...40).contains(life.time(of: change) - life.time(of: change - 1)))
        }
    }

    @Test("every change is seen: none leaves things as they were")
    func changes() {
        let life = life(seed: 7)
        for change in 1..<1_000 {
            let time = Self.start + life.time(of: change)
            #expect(life.moment(at: time - 0.01) != life.moment(at: time + 0.01))
        }
    }

    @Test("a seed gives the same life each time, another seed another one")
    func deterministic() {
        let moments = { (seed: UInt64) in
            stride(from: 0.0, to: 3_600, by: 5).map { life(seed: seed).moment(at: Self.start + $0) }
        }
        #expect(moments(1) == moments(1))
        #expect(moments(1) != moments(2))
    }

    @Test("no clock upsets it", arguments: [-1e18, -1, 0, 1e11, 1e18, .infinity])
    func clocks(elapsed: Double) {
        _ = life(seed: 1).moment(at: Self.start + elapsed)
    }

    @Test("an account with nothing steady in it has no life")
    func empty() {
        let life = Life(Scenario(devices: []), seed: 1, start: Self.start)
        #expect(life.moment(at: Self.start + 100) == Life.Moment())
    }

    /// What the cloud says over ten minutes, by camera.
    func watch(_ cloud: Cloud, minutes: Int) -> [String: Set<[Bool]>] {
        var seen: [String: Set<[Bool]>] = [:]
        for second in stride(from: 0, to: minutes * 60, by: 5) {
            let now = Self.start + Double(second)
            for device in cloud.roster.devices {
                seen[device.serial, default: []].insert([
                    cloud.status(of: device, at: now) == 1, cloud.isEncrypted(device, at: now),
                ])
            }
        }
        return seen
    }

    @Test("cameras go and come back, one's encryption comes on; what the user switched stays")
    func switchesStick() {
        var cloud = Cloud(scenario: .home, credentials: .demo, seed: 1, isLively: true, start: Self.start)
        let before = watch(cloud, minutes: 10)
        let changing = before.filter { $0.value.count > 1 }.keys
        #expect(changing.count == 3)
        #expect(before["F20118878"] == [[true, false], [true, true]])
        // The first camera, those that were offline and the recorder stay as they were.
        for serial in ["C69625501", "D01234567", "E71820344", "F20118876"] { #expect(before[serial]?.count == 1) }

        for serial in changing { _ = cloud.apply(.encryption(serial: serial, on: false)) }
        #expect(watch(cloud, minutes: 10).allSatisfy { $0.value.count == 1 })
    }

    @Test("without it nothing changes by itself")
    func off() {
        let cloud = Cloud(scenario: .home, credentials: .demo, seed: 1, isLively: false, start: Self.start)
        #expect(watch(cloud, minutes: 10).allSatisfy { $0.value.count == 1 })
    }
}
