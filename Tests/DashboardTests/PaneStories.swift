import Cells
import Fleet
import FoundationEssentials
import Scenes
import Settings
import Testing
import Vocabulary
import Wording

@testable import Dashboard

@Suite("The pane, the news, and rows that hold still")
struct PaneStories {
    private func names(_ story: Story) -> [String] { story.state.grid.rows.map { story.state.snapshot.cameras[$0].name } }

    @Test("the pane says what is known of the selected camera, and never its address")
    func pane() {
        var story = Story()
        story.select("客厅摄")
        let address = SampleFleet.address.url
        #expect(story.screen.contains("C69625501   channel 1") && story.flat.contains("checked"))
        #expect(!story.flat.contains(address.prefix(30)))
        story.press(.character("j"))
        let name = story.state.selected?.id.serial ?? ""
        #expect(story.screen.contains("\(name)   channel"))
        story.press(.enter)
        #expect(story.screen.contains("CHANGES") || story.screen.contains("Changes"))
    }

    @Test("v moves the pane, says where it is, and the next start finds it there")
    func moves() {
        var story = Story(size: Size(columns: 120, rows: 40))
        var seen: [PaneChoice] = []
        for _ in 0..<4 {
            story.press(.character("v"))
            seen.append(story.state.grid.pane)
            #expect(story.message.contains("Pane: "))
            guard case .remember(let preferences)? = story.takeEffects().last else {
                Issue.record("not remembered")
                return
            }
            let again = Preferences(texts: preferences.texts)
            #expect(again.pane == (story.state.grid.pane == .auto ? nil : story.state.grid.pane))
        }
        #expect(seen == [.right, .below, .off, .auto])
    }

    @Test("a filter changes nothing of where the parts of the screen stand")
    func still() {
        var story = Story(size: Size(columns: 120, rows: 40))
        let before = story.state.layout
        story.press(.character("/"))
        story.type("Garden")
        #expect(story.state.layout == before && story.state.grid.rows.count == 1)
    }

    @Test("the selection spans the whole row, up to the pane", arguments: [120, 200])
    func wholeRow(columns: Int) {
        let story = Story(size: Size(columns: columns, rows: 40))
        let frame = story.state.view(), layout = story.state.layout
        let row = layout.body.lowerBound
        #expect(layout.listColumns.allSatisfy { frame[$0, row].style.selected })
        #expect(!(layout.pane?.columns.contains { frame[$0, row].style.selected } ?? false) || columns < 160)
    }

    @Test("what happens to many within a minute is one line, newest first; its colour goes when they are back")
    func news() {
        var story = Story(size: Size(columns: 120, rows: 40))
        let now = story.now, cameras = story.state.snapshot.cameras
        func tell(_ place: Int, _ what: Event.What, _ at: Date, _ status: Status) {
            story.cloud {
                $0.cameras[place].status = Fact(status, checked: at, call: .deviceList)
                $0.events.append(
                    Event(at: at, account: "home", camera: cameras[place].id, name: cameras[place].name, what: what))
            }
        }
        for place in [1, 2, 6] { tell(place, .outageBegan(since: now), now, .offline) }
        #expect(story.state.news.lines.first?.text.contains("3 cameras offline") == true, "\(story.state.news.lines)")
        #expect(story.state.news.lines.first?.isAlarm == true)
        #expect(story.screen.contains("15:04  3 cameras offline"))
        for place in [1, 2, 6] { tell(place, .outageEnded(since: now, to: .online), now + 300, .online) }
        #expect(story.state.news.lines.prefix(2).map(\.text).first?.contains("3 cameras online") == true)
        #expect(story.state.news.lines[1].isAlarm == false)
        tell(1, .outageBegan(since: now + 900), now + 900, .offline)
        // Of what is told of a camera only the newest is still so.
        #expect(story.state.news.lines.prefix(3).map(\.isAlarm) == [true, false, false])
    }

    @Test("what earlier runs saw stands there from the start; where nothing is known, since when")
    func earlier() {
        #expect(Story(size: Size(columns: 120, rows: 40)).screen.contains("09:04  车库 is offline"))
        var snapshot = SampleFleet.snapshot
        snapshot.events = []
        for place in snapshot.cameras.indices { snapshot.cameras[place].history = History() }
        #expect(Story(snapshot, size: Size(columns: 120, rows: 40)).screen.contains("Nothing has happened since 15:04."))
    }

    @Test("rows do not move under the cursor: a new order is taken three seconds after the last key")
    func holdsStill() {
        var story = Story(size: Size(columns: 120, rows: 40))
        story.press(.character("j"), .character("j"))
        let before = names(story), selected = story.state.grid.selected
        story.now += 1
        story.cloud { $0.cameras[6].status = Fact(.offline, checked: SampleFleet.now, call: .deviceList) }
        #expect(names(story) == before)
        story.now += 1.9
        story.send(.tick)
        #expect(names(story) == before)
        story.press(.character("k"))
        story.now += 2.9
        story.send(.tick)
        #expect(names(story) == before, "every key counts")
        story.now += 0.2
        story.send(.tick)
        #expect(names(story) != before && Set(names(story)) == Set(before))
        #expect(story.state.selected?.name == before[1] && selected != nil)
        // Nobody moves: at once.
        story.now += 10
        let after = names(story)
        story.cloud { $0.cameras[6].status = Fact(.online, checked: SampleFleet.now, call: .deviceList) }
        #expect(names(story) != after)
    }

    @Test(
        "a dialog stands beside the row that it speaks of",
        arguments: [Size(columns: 120, rows: 40), Size(columns: 80, rows: 24)])
    func beside(size: Size) {
        var story = Story(size: size)
        for _ in 0..<story.state.grid.rows.count {
            let name = story.state.selected?.name ?? "?"
            story.press(.character("e"))
            if let box = story.state.dialogBox, story.state.dialog != nil {
                let row = story.state.view().text(row: box.besides?.lowerBound ?? 0)
                #expect(row.hasPrefix(">") && row.contains(name) && !row.contains("┌"), "\(name)\n\(story.screen)")
            }
            story.press(.escape)
            story.press(.character("j"))
        }
    }
}
