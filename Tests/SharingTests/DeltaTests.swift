import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@testable import Sharing

@Suite("What travels to a front", .serialized, .heavy)
struct DeltaTests {
    private static func camera(_ number: Int, _ account: String = "home", at moment: Date = .init(timeIntervalSince1970: 0))
        -> Camera
    {
        var camera = Camera(
            id: CameraID(account: account, serial: "C\(1000 + number)", channel: 1), source: number % 3 == 0 ? .hosted : .own,
            name: "Camera \(number)", model: "CS-C6N", status: Fact(.online, checked: moment, call: .deviceList),
            encryption: Fact(.off, checked: moment, call: .cameraList))
        camera.history = History(changes: [History.Change(at: moment, seen: .online, author: .cloud)], observed: moment)
        return camera
    }

    @Test("a poll in which nothing changes but its time costs a few bytes for a thousand rows") func times() throws {
        let before = Snapshot(cameras: (0..<1000).map { Self.camera($0) })
        let later = Date(timeIntervalSince1970: 30)
        let after = Snapshot(
            cameras: (0..<1000).map { number in
                var camera = Self.camera(number)
                camera.status?.checked = later
                camera.encryption?.checked = later
                camera.history.observed = later
                return camera
            })
        let delta = Delta(from: before, to: after)
        #expect(delta.rows.count == 1)
        #expect(delta.rows[0].times.count == 1)
        #expect(delta.weight == 0)
        #expect(try JSONEncoder().encode(delta.rows).count < 200)
        var rows = before.cameras
        #expect(delta.rows[0].apply(to: &rows))
        #expect(rows == after.cameras)
    }

    @Test(
        "whatever comes, goes and changes: a replica that takes every change is what it follows, also where it missed some",
        arguments: Dice.seeds(40))
    func follows(_ seed: Int) throws {
        var dice = Dice(seed: seed), changes = Changes(), replica = Replica(), seen: Int?
        let view = Replica.View(parts: [
            Replica.View.Part(poller: "home", front: "home", sources: [.own, .hosted]),
            Replica.View.Part(poller: "shop", front: "Laden", sources: [.own, .hosted]),
        ])
        var snapshot = Snapshot(), number = 0
        snapshot.accounts = ["home", "shop"].map { AccountState(id: $0, host: "x", sources: [.own, .hosted]) }
        for step in 1...60 {
            let now = Date(timeIntervalSince1970: Double(step))
            for _ in 0..<Int.random(in: 0...6, using: &dice) {
                switch Int.random(in: 0..<5, using: &dice) {
                case 0:
                    snapshot.cameras.append(
                        Self.camera(Int.random(in: 0..<60, using: &dice), dice.happens(50) ? "home" : "shop", at: now))
                case 1 where !snapshot.cameras.isEmpty:
                    snapshot.cameras.remove(at: Int.random(in: snapshot.cameras.indices, using: &dice))
                case 2 where !snapshot.cameras.isEmpty:
                    snapshot.cameras[Int.random(in: snapshot.cameras.indices, using: &dice)].name += "!"
                case 3: for place in snapshot.cameras.indices { snapshot.cameras[place].status?.checked = now }
                default:
                    number += 1
                    snapshot.events.append(Event(number: number, at: now, account: "shop", camera: nil, what: .recovered))
                }
            }
            var taken: Set<CameraID> = []
            snapshot.cameras = snapshot.cameras.filter { taken.insert($0.id).inserted }.sorted { $0.id < $1.id }
            changes.add(snapshot)
            guard dice.happens(40) || step == 60 else { continue }
            let (written, isWhole) = try changes.since(seen, for: ["home", "shop"])
            if isWhole { replica = Replica() }
            for one in written {
                let isTaken = replica.apply(try JSONDecoder().decode(Delta.self, from: one))
                #expect(isTaken)
            }
            seen = changes.number
            let shown = replica.snapshot(of: view)
            #expect(shown.cameras.filter { $0.id.account == "home" } == snapshot.cameras.filter { $0.id.account == "home" })
            #expect(
                shown.cameras.filter { $0.id.account == "Laden" }.map(\.name)
                    == snapshot.cameras.filter { $0.id.account == "shop" }.map(\.name))
            #expect(shown.events.map(\.number) == snapshot.events.map(\.number))
            #expect(shown.events.allSatisfy { $0.account == "Laden" })
        }
    }

    @Test("who was away for long gets everything once, and what it missed is not kept for it") func bounded() throws {
        var changes = Changes(), snapshot = Snapshot(cameras: (0..<200).map { Self.camera($0) })
        changes.add(snapshot)
        for step in 0..<500 {
            for place in snapshot.cameras.indices { snapshot.cameras[place].name = "\(step)" }
            changes.add(snapshot)
        }
        let (written, isWhole) = try changes.since(1, for: ["home"])
        #expect(isWhole)
        #expect(written.count == 1)
        let isNextWhole = try changes.since(changes.number - 1, for: ["home"]).isWhole
        #expect(!isNextWhole)
    }

    @Test("changes that do not belong to what is known are refused, and nothing is out of bounds") func foreign() {
        var change = RowDelta(of: "home", from: [], to: [Self.camera(1)])
        change.splice?.from = 7
        var rows = [Self.camera(2)]
        #expect(!change.apply(to: &rows))
        change.splice = nil
        change.times = [RowDelta.Times(from: 0, count: 9, moments: Moments())]
        #expect(!change.apply(to: &rows))
        change.times = [RowDelta.Times(from: -3, count: 1, moments: Moments())]
        #expect(!change.apply(to: &rows))
        change.times = []
        change.changed = [RowDelta.Changed(at: 1, row: Self.camera(3))]
        #expect(!change.apply(to: &rows))
    }

    @Test("a front sees its own accounts and sources alone, by its own names") func limited() {
        var replica = Replica()
        var snapshot = Snapshot(cameras: (0..<6).map { Self.camera($0, "haus") } + [Self.camera(9, "shop")])
        snapshot.accounts = ["haus", "shop"].map { AccountState(id: $0, host: "x", sources: [.own, .hosted]) }
        let hosted = Event(number: 1, at: Date(), account: "haus", camera: snapshot.cameras[0].id, what: .appeared)
        snapshot.events = [
            hosted, Event(number: 2, at: Date(), account: "haus", camera: snapshot.cameras[1].id, what: .appeared),
        ]
        let isTaken = replica.apply(Delta(from: nil, to: snapshot))
        #expect(isTaken)
        let shown = replica.snapshot(of: Replica.View(parts: [.init(poller: "haus", front: "home", sources: [.own])]))
        #expect(shown.accounts.map(\.id) == ["home"])
        #expect(shown.accounts[0].sources == [.own])
        #expect(shown.cameras.allSatisfy { $0.source == .own && $0.id.account == "home" })
        #expect(shown.cameras.count == 4)
        #expect(shown.events.map(\.number) == [2])
    }
}
