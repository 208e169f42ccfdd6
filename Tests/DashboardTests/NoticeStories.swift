import Cells
import Dashboard
import Fleet
import FoundationEssentials
import Scenes
import Testing
import Vocabulary

@Suite("What the message line says")
struct NoticeStories {
    private let garden = CameraID(account: "home", serial: "F20118876", channel: 1)
    private let living = SampleFleet.living
    /// What brings an outage to the message line.
    private static let went = Event.What.outageBegan(since: Date(timeIntervalSince1970: 0))

    /// Another camera's encryption is lifted elsewhere.
    private func tellNews(_ story: inout Story) {
        let now = story.now, living = living
        story.cloud {
            $0.events.append(
                Event(
                    at: now, account: "home", camera: living, name: "Hall",
                    what: .encryption(from: .on, to: .off, by: .cloud)))
        }
    }

    private func offline(_ story: inout Story, _ names: [String]) {
        let now = story.now
        story.cloud { snapshot in
            for (number, name) in names.enumerated() {
                let id = CameraID(account: "home", serial: "N\(snapshot.events.count)\(number)", channel: 1)
                snapshot.events.append(Event(at: now, account: "home", camera: id, name: name, what: Self.went))
            }
        }
    }

    private static let news = "Hall: encryption was lifted elsewhere"

    @Test("news of others wait until the answer has been seen for ten seconds")
    func answerStays() {
        var story = Story()
        story.send(.checked(garden, .plays))
        tellNews(&story)
        for seconds in [0.0, 5, 4] {
            story.now += seconds
            story.send(.tick)
            #expect(story.screen.contains("Garden plays") && !story.message.contains(Self.news))
        }
        story.now += 2
        story.send(.tick)
        #expect(!story.screen.contains("Garden plays") && story.message.contains(Self.news))
        story.now += 11
        story.send(.tick)
        #expect(!story.message.contains(Self.news))
    }

    /// A recorder goes with its two channels.
    private func loseRecorder(_ story: inout Story) {
        let now = story.now
        story.cloud { snapshot in
            for place in snapshot.cameras.indices where snapshot.cameras[place].id.serial == "E71820344" {
                snapshot.cameras[place].status = Fact(.offline, checked: now, call: "device/list")
                snapshot.cameras[place].deviceName = "Yard recorder"
                let camera = snapshot.cameras[place]
                snapshot.events.append(Event(at: now, account: "home", camera: camera.id, name: camera.name, what: Self.went))
            }
        }
    }

    @Test("a recorder that goes with all of its channels is one thing: in the news, in the verdict, and for n")
    func recorder() {
        var story = Story()
        let offline = story.state.snapshot.cameras.count { $0.status?.value == .offline }
        loseRecorder(&story)
        #expect(story.screen.contains("Yard recorder (both channels) is offline"))
        #expect(story.flat.contains("\(offline + 2) offline (2 on 1 device)"))
        var visited: [CameraID] = []
        for _ in 0..<20 {
            story.press(.character("n"))
            if let camera = story.state.grid.selected, !visited.contains(camera) { visited.append(camera) }
        }
        #expect(visited.count { $0.serial == "E71820344" } == 1)
        #expect(visited.count > 1)
    }

    @Test(
        "a recorder that can be reached is not told as offline, though all of its cameras are dead: each is a problem of its own")
    func deadChannels() {
        var story = Story()
        let offline = story.state.snapshot.cameras.count { $0.status?.value == .offline }
        let now = story.now
        story.cloud { snapshot in
            for place in snapshot.cameras.indices where snapshot.cameras[place].id.serial == "E71820344" {
                snapshot.cameras[place].status = Fact(.offline, checked: now, call: "device/camera/list")
                snapshot.cameras[place].deviceName = "Yard recorder"
                let camera = snapshot.cameras[place]
                snapshot.events.append(Event(at: now, account: "home", camera: camera.id, name: camera.name, what: Self.went))
            }
        }
        #expect(story.flat.contains("2 cameras offline: NVR 后院, NVR 前门"))
        #expect(!story.screen.contains("Yard recorder (") && !story.screen.contains("on 1 device"))
        #expect(story.flat.contains("\(offline + 2) offline"))
    }

    @Test("few cameras are called by their names, however alike these are; many are counted by place")
    func names() {
        var story = Story()
        offline(&story, ["Driveway 3", "Driveway 5"])
        #expect(story.flat.contains("2 cameras offline: Driveway 5, Driveway 3"))
    }

    @Test("the log calls a camera as it was called then, also when it has gone")
    func former() {
        var story = Story(size: Size(columns: 200, rows: 60))
        let now = story.now
        story.cloud { snapshot in
            let gone = CameraID(account: "home", serial: "G00000001", channel: 1)
            snapshot.events.append(Event(at: now, account: "home", camera: gone, name: "Park", what: .disappeared))
        }
        story.press(.character("l"))
        #expect(story.screen.contains("Park (G00000001:1)"))
    }

    @Test("of a recorder that lost some of its channels each is told")
    func partOfRecorder() {
        var story = Story()
        let now = story.now
        story.cloud { snapshot in
            for camera in snapshot.cameras.filter({ $0.id.serial == "E71820344" }).prefix(1) {
                snapshot.events.append(Event(at: now, account: "home", camera: camera.id, name: camera.name, what: Self.went))
            }
        }
        #expect(story.screen.contains("NVR 前门 is offline"))
    }

    @Test("rows that the cloud counts and does not show are said once, and stand in the second line while they are missing")
    func missing() {
        var story = Story(size: Size(columns: 200, rows: 60))
        for _ in 0..<2 {
            story.cloud {
                $0.accounts[0].missing = 5
                $0.accounts[0].complete = false
            }
        }
        #expect(story.flat.contains("counts 5 more than it shows") && story.flat.contains("personal plan shows ten devices"))
        #expect(story.screen.contains("5 not shown by the cloud"))
        story.press(.escape)
        story.cloud { $0.accounts[0].callsToday += 1 }
        #expect(!story.flat.contains("counts 5 more"))
    }

    @Test("a key shows that the answer was seen")
    func keyReads() {
        var story = Story()
        story.send(.checked(garden, .plays))
        tellNews(&story)
        story.now += 1
        story.press(.character("j"))
        #expect(story.message.contains(Self.news))
    }

    @Test("a refusal keeps its place, and is there again when the news have gone")
    func refusalStays() {
        var story = Story()
        let trouble = ServiceError.refused(code: "10031", message: "no-right", call: "device/encrypt/on", host: "h")
        story.send(.switched(garden.device, on: true, .failed(trouble)))
        tellNews(&story)
        #expect(story.screen.contains("no-right") && !story.message.contains(Self.news))
        story.now += 10
        story.send(.tick)
        #expect(story.message.contains(Self.news))
        story.now += 12
        story.send(.tick)
        #expect(story.screen.contains("no-right") && story.screen.contains("(Esc)"))
        story.press(.escape)
        #expect(!story.screen.contains("no-right"))
    }

    @Test("many that go at once are one red line with their count and places, newest first, and one bell")
    func many() {
        var story = Story()
        let names =
            (1...28).map { "Office \($0)" } + (1...5).map { "Garden \($0)" } + (1...6).map { "Driveway \($0)" }
        offline(&story, names)
        #expect(story.flat.contains("39 cameras offline: Driveway 6, Garden 5, Office 28"))
        #expect(story.messageStyle?.role == .bad)
        let bells = story.takeEffects().compactMap { if case .notify(let text) = $0 { text } else { nil } }
        #expect(bells == ["39 cameras offline: Driveway 6, Garden 5, Office 28"])
        // What comes while the line stands joins it.
        story.now += 3
        offline(&story, ["Gate"])
        #expect(story.flat.contains("40 cameras offline: Gate, Driveway 6"))
    }

    @Test("what came on a page before another call's entry is told all the same, and once")
    func numbered() {
        var story = Story()
        let now = story.now
        story.cloud {
            $0.events.append(
                Event(at: now + 6, account: "home", camera: nil, what: .call(name: "camera/list", code: "200", milliseconds: 1)))
        }
        story.now += 7
        let before = now + 1
        story.cloud { $0.events.append(Event(at: before, account: "home", camera: living, name: "Hall", what: Self.went)) }
        #expect(story.screen.contains("Hall is offline"))
        let notices = story.takeEffects().filter { if case .notify = $0 { true } else { false } }
        #expect(notices.count == 1)
        story.cloud { _ in }
        #expect(story.takeEffects().isEmpty)
    }

    @Test("news of another camera wait while a camera's card is open")
    func cardIsLeftAlone() {
        var story = Story()
        story.select("Garden")
        story.press(.character("Y"))
        tellNews(&story)
        story.now += 60
        story.send(.tick)
        #expect(!story.message.contains(Self.news))
        story.press(.escape)
        #expect(story.message.contains(Self.news))
    }

    @Test("the log says a change once")
    func logSaysOnce() {
        var story = Story()
        tellNews(&story)
        story.now += 60
        story.send(.tick)
        story.press(.character("l"))
        #expect(story.screen.split(separator: "\n").count { $0.contains("C69625501:1") } == 1)
        #expect(!story.message.contains(Self.news))
    }

    @Test("a batch whose box was left says what came of all of it")
    func batchSaysAll() {
        var story = Story()
        for name in ["Garden", "客厅"] {
            story.select(name)
            story.press(.character(" "))
        }
        _ = story.takeEffects()
        story.press(.character("c"), .enter)
        for outcome in [CheckOutcome.plays, .fails(code: "stalled", message: "")] {
            for effect in story.takeEffects() {
                if case .checkInTurn(let camera) = effect { story.send(.checked(camera, outcome)) }
            }
        }
        #expect(story.screen.contains("1 of 2"))
        story.press(.escape)
        #expect(story.screen.contains("(Esc)"))
    }

    @Test("what changed before this run stands in the details, from the history")
    func earlierChanges() {
        var story = Story()
        story.select("Garden")
        let now = story.now, garden = garden
        story.cloud { snapshot in
            guard let place = snapshot.cameras.firstIndex(where: { $0.id == garden }) else { return }
            snapshot.cameras[place].history = History(
                changes: [
                    History.Change(at: now - 7200, seen: .online), History.Change(at: now - 3600, seen: .offline),
                    History.Change(at: now - 1800, seen: .online),
                ], observed: now)
        }
        story.press(.enter, .character("G"))
        #expect(story.flat.contains("online → offline") && story.flat.contains("offline → online"))
        #expect(!story.screen.contains("None seen"))
    }
}
