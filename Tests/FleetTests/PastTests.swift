import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

/// A history written down: `online 0, offline 60 …` in seconds after the start.
func history(_ changes: [(History.Seen, TimeInterval)], until observed: TimeInterval) -> History {
    History(
        changes: changes.map { History.Change(at: VirtualClock.start + $0.1, seen: $0.0) },
        observed: VirtualClock.start + observed)
}

@Suite("The past of a camera", .serialized, .heavy)
struct PastTests {
    let start = VirtualClock.start
    let camera = CameraID(account: "home", serial: "A", channel: 1)

    private func span(_ seconds: TimeInterval) -> DateInterval { DateInterval(start: start, duration: seconds) }

    private func figures(_ past: Past, _ seconds: TimeInterval) -> Figures {
        Figures(past, in: span(seconds)) { Int($0.timeIntervalSince(start) / 60) % (7 * 24 * 60) }
    }

    @Test("an outage over a gap is one, of which the part that was seen counts; what one answer alone said is none")
    func outages() {
        let status = history(
            [
                (.online, 0), (.blip, 100), (.online, 110), (.offline, 200), (.unobserved, 300), (.offline, 900), (.online, 1000),
                (.unobserved, 1100), (.offline, 2000), (.unobserved, 2100), (.online, 3000),
            ], until: 4000)
        let outages = status.outages
        #expect(outages.map(\.begin) == [start + 200, start + 2000])
        #expect(outages.map(\.end) == [start + 1000, start + 2100], "where nobody saw it come back, it ends with the last look")
        #expect(outages.map(\.duration) == [200, 100])
        #expect(outages.map(\.sawItGo) == [true, false] && outages.allSatisfy(\.wasOnline))
        let figures = figures(Past(status: status), 4000)
        #expect(figures.observed == 1100 + 200 - 600 - 0 + 0 + 0 + 100 + 1000 - 200)
        #expect(figures.offline == 300 && figures.outages == 2 && figures.longest == 200)
        #expect(figures.lastOutage == start + 2000)
    }

    @Test("nothing is known of a camera that nobody looked at, and its uptime is neither 0 nor 1")
    func unknown() {
        #expect(figures(Past(), 100).uptime == nil && figures(Past(), 100).liveShare == nil)
        let status = history([(.online, 0), (.unobserved, 10)], until: 10)
        #expect(Figures(Past(status: status), in: DateInterval(start: start + 50, duration: 50)) { _ in 0 }.uptime == nil)
    }

    @Test("figures are of the span alone: of an outage that reaches into it the part within it")
    func clipped() {
        let status = history([(.online, 0), (.offline, 100), (.online, 300), (.offline, 900)], until: 1000)
        let figures = Figures(Past(status: status), in: DateInterval(start: start + 200, duration: 750)) { _ in 0 }
        #expect(figures.outages == 2 && figures.offline == 150 && figures.longest == 100 && figures.observed == 750)
        #expect(figures.uptime == 0.8)
    }

    @Test("the hour in which it fails is told where it is clear, by day of the week where that is clear too")
    func failingHour() {
        func hour(_ begins: [Int]) -> FailingHour? {
            var changes: [(History.Seen, TimeInterval)] = [(.online, 0)]
            for begin in begins { changes += [(.offline, Double(begin) * 60), (.online, Double(begin) * 60 + 30)] }
            return figures(Past(status: history(changes, until: 40 * 86400)), 40 * 86400).failingHour
        }
        let day = 24 * 60
        #expect(hour((1...4).map { $0 * day + 130 }) == nil, "four are too few")
        #expect(hour((0...6).map { $0 * day + 130 })?.minute == 120)
        #expect(hour((0...6).map { $0 * day + 130 })?.weekday == nil)
        #expect(hour((0...4).map { $0 * 7 * day + 2 * day + 130 })?.weekday == 2)
        let around = [100, 110, 125, 135, 600, 800, 1000, 1200].enumerated().map { $0.offset * day + $0.element }
        #expect(hour(around)?.minute == 100, "an hour that is no whole one")
        #expect(hour((0...7).map { $0 * day + 170 * $0 + 10 }) == nil, "at any time of the day")
    }

    @Test("encryption that came on again by itself is counted, and how much of the asked time there was an address")
    func facts() {
        var past = Past()
        past.encryption.changes = [
            History.Change(at: start, seen: .off, author: .cloud), History.Change(at: start + 10, seen: .on, author: .device),
            History.Change(at: start + 20, seen: .off, author: .you), History.Change(at: start + 30, seen: .on, author: .you),
        ]
        past.live = history([(.ready, 0), (.refused, 60), (.unobserved, 80)], until: 80)
        let figures = figures(past, 200)
        #expect(figures.encryptionReturned == 1 && figures.liveShare == 0.75)
    }

    @Test("a strip shows the share of downtime, and a dot where nobody looked")
    func strip() {
        let status = history([(.online, 0), (.offline, 150), (.online, 200), (.unobserved, 300), (.offline, 500)], until: 600)
        let strip = status.strip(buckets: 6, in: span(600))
        #expect(
            strip == [.seen(down: 0), .seen(down: 0.5), .seen(down: 0), .unobserved, .unobserved, .seen(down: 1)])
        #expect(History().strip(buckets: 3, in: span(600)) == [.unobserved, .unobserved, .unobserved])
    }

    @Test("times of different lengths are a strip too, and several of them may be one stretch of it")
    func times() {
        let status = history([(.online, 0), (.offline, 150), (.online, 200), (.unobserved, 300), (.offline, 500)], until: 600)
        let edges: [TimeInterval] = [0, 100, 150, 200, 450, 700]
        let times = zip(edges, edges.dropFirst()).map { DateInterval(start: start + $0, end: start + $1) }
        #expect(
            status.strip(of: times, buckets: 5) { $0 }
                == [.seen(down: 0), .seen(down: 0), .seen(down: 1), .seen(down: 0), .seen(down: 1)])
        #expect(status.strip(of: times, buckets: 3) { $0 % 2 } == [.seen(down: 0.6), .seen(down: 0), .unobserved])
        #expect(status.strip(of: [], buckets: 2) { $0 } == [.unobserved, .unobserved])
    }

    @Test(
        "what STATUS comes to over a span is what it was within it",
        arguments: [(100.0, 300.0), (0, 600), (180, 190), (310, 400)])
    func uptime(begin: TimeInterval, end: TimeInterval) {
        let status = history(
            [(.online, 0), (.offline, 150), (.online, 200), (.unobserved, 300), (.blip, 500), (.online, 510)], until: 600)
        let span = DateInterval(start: start + begin, end: start + end), uptime = status.uptime(in: span)
        #expect(uptime.observed == status.stretches(in: span).reduce(0) { $0 + $1.duration })
        #expect(uptime.offline == (begin < 200 ? min(end, 200) - max(begin, 150) : 0) && uptime.outages == (begin < 200 ? 1 : 0))
        #expect((uptime.share == nil) == (begin > 300))
    }

    @Test(
        "three of an account, or all of a recorder, that go together are one incident; two cameras and a gap before all are none")
    func incidents() {
        func id(_ serial: String, _ channel: Int = 1) -> CameraID { CameraID(account: "home", serial: serial, channel: channel) }
        func outage(_ begin: TimeInterval, _ end: TimeInterval?, wasOnline: Bool = true) -> PastOutage {
            PastOutage(begin: start + begin, end: end.map { start + $0 }, wasOnline: wasOnline, seen: [])
        }
        let together = Incident.all(
            [id("A"): [outage(0, 60)], id("B"): [outage(10, 90)], id("C"): [outage(30, 50), outage(500, 510)], id("D"): []],
            interval: 30)
        #expect(
            together == [Incident(begin: start, end: start + 90, cameras: [id("A"), id("B"), id("C")], seenUntil: start + 30)])
        #expect(Incident.all([id("A"): [outage(0, 60)], id("B"): [outage(10, 90)]], interval: 30).isEmpty)
        #expect(
            Incident.all([id("A"): [outage(0, 60)], id("B"): [outage(40, 90)], id("C"): [outage(80, 90)]], interval: 30).isEmpty)
        let recorder = Incident.all(
            [id("N", 1): [outage(0, 60)], id("N", 2): [outage(0, nil)], id("A"): [outage(300, 400)]], interval: 30)
        #expect(recorder == [Incident(begin: start, end: nil, cameras: [id("N", 1), id("N", 2)])])
        #expect(Incident.all([id("N", 1): [outage(0, 60)], id("N", 2): [outage(0, 60)], id("N", 3): []], interval: 30).isEmpty)
        // Two of its channels have been dead for long: they could not go.
        let dead = PastOutage(begin: start - 9000, end: nil, wasOnline: false, seen: [])
        let half = Incident.all(
            [id("N", 1): [outage(0, 60)], id("N", 2): [outage(0, 60)], id("N", 3): [dead], id("N", 4): [dead]], interval: 30)
        #expect(half.map(\.cameras) == [[id("N", 1), id("N", 2)]] && half.first?.end == start + 60)
        let flapping = [outage(0, 5), outage(10, 15)]
        #expect(Incident.all([id("A"): flapping, id("B"): flapping], interval: 30).isEmpty, "two cameras are two, however often")
        let first = ["A", "B", "C"].map { (id($0), [outage(0, nil, wasOnline: false)]) }
        #expect(Incident.all(Dictionary(uniqueKeysWithValues: first), interval: 30).isEmpty, "nobody saw them before")
        let other = CameraID(account: "shop", serial: "C", channel: 1)
        #expect(Incident.all([id("A"): [outage(0, 1)], id("B"): [outage(0, 1)], other: [outage(0, 1)]], interval: 30).isEmpty)
    }

    @Test("the log takes what it lacks, and says nothing otherwise that is in it")
    func following() {
        func following(_ mine: History, _ end: (History.Seen, TimeInterval), observed: TimeInterval) -> [String] {
            let end = LogEnd(
                change: History.Change(at: start + end.1, seen: end.0), observed: start + observed)
            return mine.following(end, gap: 90).map { "\($0.seen) \(($0.at.timeIntervalSince(start) * 1000).rounded() / 1000)" }
        }
        let mine = history([(.online, 0), (.offline, 100), (.online, 200)], until: 300)
        #expect(mine.following(nil, gap: 90) == mine.changes)
        #expect(following(mine, (.online, 0), observed: 60) == ["offline 100.0", "online 200.0"])
        #expect(following(mine, (.offline, 99), observed: 150) == ["online 200.0"], "another saw it a second earlier")
        #expect(following(mine, (.offline, 400), observed: 500) == [], "what is over is over")
        #expect(following(mine, (.offline, 240), observed: 250) == ["online 300.0"], "as of the last answer")
        #expect(
            following(mine, (.online, -500), observed: -400) == [
                "unobserved -399.999", "online 0.0", "offline 100.0", "online 200.0",
            ])
        let confirmed = history([(.online, 0), (.offline, 100)], until: 160)
        #expect(following(confirmed, (.blip, 100), observed: 100) == ["offline 100.0"], "in the place of the blip")
        let seen = history([(.online, 0), (.offline, 98), (.online, 140)], until: 160)
        #expect(following(seen, (.blip, 100), observed: 100) == ["offline 100.0", "online 140.0"], "whoever saw it first")
        let stale = history([(.online, 0), (.unobserved, 100), (.online, 300)], until: 400)
        #expect(following(stale, (.online, 0), observed: 290) == [], "another looked while this one did not")
    }

    @Test("what one eztop alone saw is in the log, whenever it saved")
    func alone() {
        var world = World(own: 1, addresses: false)
        world.fleet = Fleet(account: "home", gap: 90)
        var log = Log(), dice = Dice(seed: 1), isOnline = true
        for _ in 0..<500 {
            world.now += 30
            if dice.happens(10) { isOnline.toggle() }
            world.set(serial(0), online: isOnline)
            if dice.happens(30) { log.add(world.fleet.cameras[0].history, gap: 90, now: world.now) }
        }
        log.add(world.fleet.cameras[0].history, gap: 90, now: world.now)
        let span = DateInterval(start: start, end: world.now)
        let figures = Figures(Past(status: log.history), in: span) { _ in 0 }
        #expect(abs(figures.observed - 499 * 30) < 0.1 && figures.outages > 0)
        #expect(log.history.changes.allSatisfy { $0.seen != .unobserved })
    }

    @Test("what is shown of a long span goes on with what was seen since it was read")
    func continued() {
        let long = history([(.online, -1000), (.offline, 100)], until: 200)
        let later = history([(.online, 0), (.offline, 100), (.online, 300)], until: 400)
        #expect(long.continued(by: later).changes.map(\.seen) == [.online, .offline, .online])
        #expect(long.continued(by: later).observed == start + 400)
        #expect(long.continued(by: History()) == long)
        let afterGap = history([(.online, 5000)], until: 5010)
        #expect(long.continued(by: afterGap).changes.map(\.seen) == [.online, .offline, .unobserved, .online])
    }
}

/// The log as several processes write it, each with what it saw.
private struct Log {
    var history = History()

    mutating func add(_ mine: History, gap: TimeInterval, now: Date) {
        if let end = history.observed, end > now {
            history.changes.removeAll { $0.at > now }
            history.observed = history.changes.isEmpty ? nil : now
        }
        let end = history.observed.flatMap { observed in history.changes.last.map { LogEnd(change: $0, observed: observed) } }
        for change in mine.following(end, gap: gap) {
            if history.changes.last.map({ abs($0.at.timeIntervalSince(change.at)) < 0.0005 }) == true {
                history.changes.removeLast()
            }
            history.changes.append(change)
        }
        if let observed = mine.observed { history.observed = max(history.observed ?? observed, observed) }
    }

    func seen(at moment: Date) -> History.Seen {
        guard let observed = history.observed, moment <= observed else { return .unobserved }
        return history.changes.last { $0.at <= moment }?.seen ?? .unobserved
    }
}

@Suite("Random pasts of a camera", .serialized, .heavy)
struct RandomPastTests {
    @Test(
        "whatever is seen by whom, with gaps, restarts and clocks set back: nothing is claimed of unseen time, and the figures add up",
        arguments: Dice.seeds(60))
    func invariants(seed: Int) {
        var dice = Dice(seed: seed)
        let gap: TimeInterval = 90
        var log = Log()
        /// Every answer that anybody got, as long as the clock has not been set back before it.
        var answers: [(at: Date, online: Bool)] = []
        var worlds = [World(own: 1, addresses: false), World(own: 1, addresses: false)]
        for place in worlds.indices {
            worlds[place].fleet = Fleet(account: "home", gap: gap)
        }
        var now = VirtualClock.start
        var isOnline = true
        for _ in 0..<300 {
            now += dice.happens(10) ? Double.random(in: 100...20_000, using: &dice) : Double.random(in: 1...60, using: &dice)
            let isSetBack = dice.happens(2)
            if isSetBack {
                now -= Double.random(in: 1...3000, using: &dice)
                answers.removeAll { $0.at > now }
            }
            if dice.happens(20) { isOnline.toggle() }
            let place = Int.random(in: 0..<2, using: &dice)
            // All of them soon see a clock that was set back.
            for looking in worlds.indices where looking == place || isSetBack {
                worlds[looking].now = now
                worlds[looking].set(serial(0), online: isOnline)
            }
            answers.append((now, isOnline))
            if isSetBack || dice.happens(40) {
                let camera = worlds[place].fleet.cameras[0]
                log.add(worlds[place].fleet.history(of: .status, camera), gap: gap, now: now)
            }
            // It ends, or is killed, and the next one begins with what the log has.
            if dice.happens(5) {
                var camera = worlds[place].fleet.cameras[0]
                camera.history = log.history
                worlds[place].fleet = Fleet(account: "home", gap: gap)
                worlds[place].fleet.remember([camera], of: [.own], lifted: [:])
            }
        }
        for world in worlds {
            if let camera = world.fleet.cameras.first { log.add(camera.history, gap: gap, now: now) }
        }
        let history = log.history
        #expect(zip(history.changes, history.changes.dropFirst()).allSatisfy { $0.at < $1.at }, "in order")
        #expect(history.changes.allSatisfy { $0.at <= now })

        let span = DateInterval(start: VirtualClock.start - 3000, end: now)
        let stretches = history.stretches(in: span)
        #expect(zip(stretches, stretches.dropFirst()).allSatisfy { $0.end <= $1.begin }, "no time is counted twice")
        let figures = Figures(Past(status: history), in: span) { _ in 0 }
        #expect(abs(figures.observed - stretches.reduce(0) { $0 + $1.duration }) < 0.01)
        #expect(figures.observed <= span.duration + 0.001)
        #expect(figures.uptime.map { (0...1).contains($0) } ?? true)
        let outages = history.outages.filter { $0.touches(span) }
        #expect(figures.outages == outages.count)
        #expect(abs(figures.offline - outages.reduce(0) { $0 + $1.duration(in: span) }) < 0.01, "as the outages say")
        #expect(figures.longest <= figures.offline + 0.001 && figures.offline <= figures.observed + 0.001)

        // What the log claims of a moment, somebody had been told not longer before than the gap, and was not told otherwise since.
        for stretch in stretches where stretch.duration > 0.01 {
            let moment = stretch.begin + stretch.duration / 2
            let before = answers.last { $0.at <= moment }, after = answers.first { $0.at > moment }
            guard let before, let after else {
                #expect(before != nil, "seed \(seed): \(stretch.seen) before anybody looked")
                continue
            }
            #expect(after.at.timeIntervalSince(before.at) <= 2 * gap + 0.01, "seed \(seed): nobody looked at \(moment)")
        }
        // An outage begins with an answer that said so, and ends with one.
        for outage in history.outages {
            #expect(answers.contains { !$0.online && abs($0.at.timeIntervalSince(outage.begin)) < 0.01 }, "seed \(seed)")
            if let end = outage.end {
                #expect(answers.contains { abs($0.at.timeIntervalSince(end)) < 0.01 }, "seed \(seed): it ended at \(end)")
            }
        }
    }
}
