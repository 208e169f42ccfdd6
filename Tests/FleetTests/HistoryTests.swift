import Fleet
import FoundationEssentials
import TestSupport
import Testing

@Suite("The history of a camera")
struct HistoryTests {
    let start = VirtualClock.start

    func history(_ world: World) -> History { world.fleet.cameras[0].history }

    @Test("a day is drawn in buckets: online, offline, mixed, and what nobody observed")
    func strip() {
        var world = World(own: 1)
        for minute in 0..<(24 * 60) {
            world.now = start.addingTimeInterval(Double(minute) * 60)
            // Nobody looks between 12 and 18; offline from 5:30 to 10.
            if (720..<1080).contains(minute) { continue }
            world.set(serial(0), online: !(330..<600).contains(minute))
        }
        let strip = history(world).strip(buckets: 24, in: .day(until: start.addingTimeInterval(86400)))
        let shares = strip.map { bucket -> Double? in if case .seen(let down) = bucket { down } else { nil } }
        var expected = [Double?](repeating: 0, count: 24)
        expected[5] = 0.5
        expected.replaceSubrange(6..<10, with: repeatElement(1, count: 4))
        expected.replaceSubrange(12..<18, with: repeatElement(nil, count: 6))
        // The last look before nobody looked was at 11:59.
        #expect(shares == expected)
    }

    @Test("what was seen just now is drawn, and nothing else is guessed")
    func fresh() {
        let world = World(own: 1)
        let strip = history(world).strip(buckets: 12, in: .day(until: start))
        #expect(strip == Array(repeating: .unobserved, count: 11) + [.seen(down: 0)])
        #expect(History().strip(buckets: 12, in: .day(until: start)) == Array(repeating: .unobserved, count: 12))
    }

    @Test("a device that flaps for a week keeps a bounded history that begins a day ago")
    func bounded() {
        var world = World(own: 1)
        for poll in 0..<2000 {
            world.now = start.addingTimeInterval(Double(poll) * 300)
            world.set(serial(0), online: poll % 2 == 0)
        }
        #expect(history(world).changes.count <= 256)
        let old = history(world).changes.filter { $0.at < world.now.addingTimeInterval(-86400) }
        // The change that held then, and what the outage it began with was before.
        #expect(old.count <= 2)
    }

    @Test("a clock that was set back leaves no changes that lie ahead")
    func clockSetBack() {
        var world = World(own: 1)
        world.now = start.addingTimeInterval(7200)
        world.set(serial(0), online: false)
        world.now = start.addingTimeInterval(60)
        world.set(serial(0), online: true)
        #expect(history(world).changes.allSatisfy { $0.at <= world.now })
        #expect(history(world).strip(buckets: 24, in: .day(until: world.now)).count == 24)
    }

    @Test(
        "an outage is one over a stalled cloud, a sleeping machine and a night in which nobody looked", arguments: [40.0, 36_000])
    func wholeOutages(_ pause: TimeInterval) {
        var world = World(own: 1, interval: 5)
        world.now += 5
        world.set(serial(0), online: false)
        let went = world.now
        for _ in 0..<3 {
            world.now += pause
            world.set(serial(0), online: false)
        }
        #expect(history(world).offlineSince == went && history(world).sawItGo)
        world.now += 5
        world.set(serial(0), online: true)
        world.now += 40
        world.set(serial(0), online: false)
        #expect(history(world).offlineSince == world.now)
    }

    @Test("an outage that was seen to begin is one for days, however many gaps there were")
    func longOutage() {
        var world = World(own: 1, interval: 5)
        let went = start.addingTimeInterval(5)
        world.now = went
        world.set(serial(0), online: false)
        for poll in 1..<2000 {
            world.now = went.addingTimeInterval(Double(poll) * 300)
            world.set(serial(0), online: false)
        }
        #expect(history(world).offlineSince == went && history(world).sawItGo && history(world).changes.count <= 256)
        let strip = history(world).strip(buckets: 24, in: .day(until: world.now))
        #expect(strip.allSatisfy { $0 == .unobserved || $0 == .seen(down: 1) })
    }
}
