import Cells
import Fleet
import FoundationEssentials
import Scenes
import TestSupport
import Testing
import Wording

@testable import Dashboard

@Suite("Moving, filtering, sorting", .serialized, .heavy)
struct GridStories {
    @Test("a state is found by its word in either language", arguments: ["离线", "offline"])
    func eitherLanguage(word: String) {
        var story = Story()
        story.type("/" + word)
        #expect(story.screen.contains("车库") && !story.screen.contains("Driveway"), "\(story.screen)")
    }

    @Test("the selection follows the camera when the order changes under it")
    func followsCamera() {
        var story = Story()
        story.select("Garden")
        story.cloud { snapshot in
            snapshot.cameras[2].status?.value = .offline
            snapshot.cameras.swapAt(0, 2)
        }
        #expect(story.state.selected?.name == "Garden")
        #expect(story.row("Garden")?.hasPrefix(">") == true)
    }

    @Test("whoever wants something of the first row means that camera, also where it cannot be had")
    func meantCamera() {
        var story = Story()
        let first = story.state.selected
        story.press(.character("y"))
        #expect(story.screen.contains("offline"), "it has no address")
        story.cloud { snapshot in
            for place in snapshot.cameras.indices where snapshot.cameras[place].name == "Garden" {
                snapshot.cameras[place].status?.value = .offline
                snapshot.cameras[place].name = "00 Garden"
            }
        }
        #expect(story.state.selected?.id == first?.id && first != nil)
        #expect(story.state.grid.rows.first != nil)
    }

    @Test("when the selected camera is gone, the row that took its place is selected")
    func survivesRemoval() {
        var story = Story()
        story.press(.character("G"))
        let last = story.state.selected
        story.cloud { $0.cameras.removeAll { $0.id == last?.id } }
        #expect(story.state.selected != nil)
        story.cloud { $0.cameras = [] }
        #expect(story.state.selected == nil)
        story.press(.character("j"), .character("e"), .character("y"), .enter, .escape, .character("n"))
        #expect(story.screen.contains("no cameras"))
    }

    @Test(
        "what is open for a camera that leaves the account is closed, and that is said: no key of it acts on another one",
        arguments: [[Key.enter], [.character("Y")], [.character("p")], [.character("e")], [.enter, .character("e")]])
    func leaves(keys: [Key]) {
        var story = Story()
        story.select("Garden")
        for key in keys { story.press(key) }
        story.cloud { $0.cameras.removeAll { $0.name == "Garden" } }
        #expect(story.screen.contains("Garden: gone from the account"))
        #expect(story.row("NVR 前门") != nil && !story.screen.contains("┌"), "that is the list, and nothing lies over it")
        story.press(.escape)
        #expect(!story.screen.contains("gone from the account") && story.state.selected != nil)
    }

    @Test("a page under another one goes too, and one of another camera stays")
    func leavesBelow() {
        var story = Story()
        story.select("Garden")
        story.press(.enter, .character("l"))
        story.cloud { $0.cameras.removeAll { $0.name == "Garden" } }
        #expect(story.screen.contains(" eztop   Log"))
        story.press(.escape, .escape)
        #expect(story.row("NVR 前门") != nil)
        story.select("车库")
        story.press(.enter)
        story.cloud { $0.cameras.removeAll { $0.name == "门口" } }
        #expect(story.screen.contains("D01234567") && !story.screen.contains("gone from the account"))
    }

    @Test("details stay with their camera, though the filter lets it through no more")
    func filteredAway() {
        var story = Story()
        story.select("Garden")
        story.press(.character("/"))
        story.type("online")
        story.press(.enter)
        #expect(story.state.selected?.name == "Garden")
        story.press(.enter)
        story.cloud { $0.cameras[2].status?.value = .offline }
        #expect(story.screen.contains("F20118876") && story.state.selected?.name == "Garden")
        story.press(.escape)
        #expect(story.row("Garden") == nil && story.state.selected != nil, "the list is as the filter has it")
    }

    @Test("the filter takes several words, state words and inversions, and says how many it lets through")
    func filters() {
        var story = Story()
        story.press(.character("/"))
        story.type("nvr !broken")
        #expect(story.row("NVR 前门") != nil)
        #expect(story.row("NVR 后院") == nil)
        #expect(story.screen.contains("1 of 8"))
        story.press(.enter)
        #expect(story.screen.contains("/nvr !broken"))
        story.press(.character("j"))
        #expect(story.state.selected?.name == "NVR 前门")
        story.press(.escape)
        #expect(story.row("Garden") != nil)
    }

    @Test("letters typed into the filter are no commands")
    func filterTakesLetters() {
        var story = Story()
        story.press(.character("/"))
        story.type("qeyrR")
        #expect(story.effects.isEmpty)
        #expect(story.screen.contains("/qeyrR"))
        #expect(story.screen.contains("No camera matches"))
        story.press(.escape)
        #expect(story.screen.contains("Garden"))
    }

    @Test("the filter stays while new answers come, and a camera that comes to match appears")
    func filterStays() {
        var story = Story()
        story.press(.character("/"))
        story.type("offline")
        story.press(.enter)
        #expect(story.row("Garden") == nil)
        story.cloud { $0.cameras[2].status?.value = .offline }
        #expect(story.row("Garden") != nil)
    }

    @Test("n goes round the cameras that need attention, and only these")
    func nextProblem() {
        var story = Story()
        var names: [String] = []
        for _ in 0..<5 {
            story.press(.character("n"))
            names.append(story.state.selected?.name ?? "")
        }
        #expect(!names.contains("Garden"))
        #expect(names.contains("门口"))
        #expect(Set(names).count == 4)
    }

    @Test("s goes through the columns and back to the order of attention; S reverses")
    func sorts() {
        var story = Story()
        let byAttention = story.screen
        story.press(.character("s"))
        #expect(story.screen.contains("NAME↑"))
        story.press(.character("S"))
        #expect(story.screen.contains("NAME↓"))
        var presses = 0
        while story.screen.split(separator: "\n")[3].contains(where: { "↑↓".contains($0) }), presses < 20 {
            story.press(.character("s"))
            presses += 1
        }
        story.press(.character("g"))
        #expect(story.screen == byAttention)
    }

    @Test(
        "moving stays within the rows and scrolls by pages", arguments: [Size(columns: 80, rows: 10), Size(columns: 24, rows: 5)])
    func moves(size: Size) {
        var snapshot = SampleFleet.snapshot
        for number in 0..<200 {
            var camera = snapshot.cameras[0]
            camera.id = CameraID(account: "home", serial: "Z\(1000 + number)", channel: 1)
            camera.name = "Camera \(1000 + number)"
            snapshot.cameras.append(camera)
        }
        var story = Story(snapshot, size: size)
        story.press(.character("G"), .down, .pageDown)
        #expect(story.state.selected?.name == "客厅摄像头" || story.state.selected?.name == "店里收银台")
        story.press(.character("g"), .up, .pageUp)
        #expect(story.state.selected?.name == "车库")
        story.press(.pageDown, .pageDown)
        #expect(story.screen.contains(">"))
    }

    @Test("every size from 1×1 on draws a frame of just that size, on every screen")
    func everySize() {
        for scene in Scene.all {
            var state = scene.state(size: Size(columns: 80, rows: 24), language: .chinese)
            for columns in [1, 2, 5, 12, 23, 24, 25, 39, 40, 59, 60, 79, 80, 99, 100, 133, 200] {
                // A screen that is both wide and high has no rule of its own, and takes longest; goldens have one.
                for rows in [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 15, 16, 24, 60] where columns * rows <= 3600 {
                    _ = state.update(.input(.resize(Size(columns: columns, rows: rows))), at: SampleFleet.now)
                    #expect(state.view().cells.count == columns * rows)
                }
            }
        }
    }

    @Test("a name full of escape sequences reaches no cell as a control")
    func hostileNames() {
        var story = Story()
        story.cloud { $0.cameras[0].name = "\u{1B}]52;c;aGk=\u{07}\u{9B}2J\u{202E}evil\n\u{0}\u{200D}👨‍👩‍👧" }
        story.select("evil")
        for key in [Key.enter, .escape, .character("e"), .escape, .character("y"), .character("l")] {
            story.press(key)
            for cell in story.state.view().cells {
                #expect(cell.scalar == 0 || cell.scalar >= 0x20)
                #expect(!(0x7F..<0xA0).contains(cell.scalar) && cell.scalar != 0x202E && cell.scalar != 0x200D)
            }
        }
    }

    @Test("every word of every filter is found in both languages' state words")
    func chineseFilter() {
        var state = Scene.named("grid").state(size: Size(columns: 120, rows: 40), language: .chinese)
        for character in "/offline" { _ = state.update(.input(.key(.character(String(character)))), at: SampleFleet.now) }
        #expect(state.grid.rows.count == 1)
    }

    @Test("how the rows were sorted is kept for the next run, and stands there again")
    func remembersSort() {
        var story = Story()
        story.press(.character("s"), .character("s"), .character("S"))
        guard case .remember(let preferences)? = story.takeEffects().last else {
            Issue.record("nothing is remembered")
            return
        }
        #expect(Preferences(texts: preferences.texts) == preferences)
        let options = State.Options(
            texts: Language.english.texts, preferences: preferences, wallTime: story.state.options.wallTime)
        var next = State(options: options, size: Size(columns: 120, rows: 40), now: SampleFleet.now)
        _ = next.update(.snapshot(SampleFleet.snapshot), at: SampleFleet.now)
        #expect(next.view().text == story.state.view().text)
    }

    @Test("the filter knows the words of every column, in Chinese that of a camera which is not encrypted too")
    func stateWords() {
        var story = Story(language: .chinese)
        story.press(.character("/"))
        story.type("未加密")
        let found = story.state.grid.rows.map { story.state.snapshot.cameras[$0] }
        #expect(!found.isEmpty && found.allSatisfy { $0.encryption?.value == .off })
        #expect(found.count == story.state.snapshot.cameras.count { $0.encryption?.value == .off })
        var english = Story()
        english.press(.character("/"))
        english.type("off")
        #expect(english.state.grid.rows.allSatisfy { english.state.snapshot.cameras[$0].status?.value == .offline })
    }

    @Test("a Chinese input method's signs and letters are the keys they stand for; SERIAL:CH finds that camera alone")
    func inputMethod() {
        var story = Story()
        story.press(.character("："))
        #expect(story.state.dialog != nil)
        story.press(.escape, .character("／"))
        story.type("ｋｔ")
        let found = story.state.grid.rows
        #expect(story.state.grid.filter.text == "kt" && !found.isEmpty)
        #expect(found.count < story.state.snapshot.cameras.count)
        story.press(.escape, .character("、"))
        let camera = story.state.snapshot.cameras[0].id
        story.type("\(camera.serial):\(camera.channel ?? 1)")
        #expect(story.state.grid.rows.map { story.state.snapshot.cameras[$0].id } == [camera])
    }

    @Test("/ on a filter that is in force edits it where it ends, with the cursor on the screen, however long it is")
    func editsAgain() {
        var story = Story(size: Size(columns: 40, rows: 12))
        story.press(.character("/"))
        story.type("cam")
        story.press(.home, .enter, .character("/"))
        #expect(story.footer.hasPrefix(" /cam") && story.state.view().cursor == Point(column: 5, row: 11))
        story.type("era")
        #expect(story.footer.hasPrefix(" /camera"))
        story.press(.enter)
        #expect(story.state.grid.filter.text == "camera" && story.state.view().cursor == nil)
        story.press(.character("/"))
        story.type(" !客厅客厅客厅客厅 !garden !driveway !end")
        #expect(story.footer.hasSuffix("!end") || story.footer.contains("!end "))
        #expect(story.state.view().cursor?.row == 11)
        story.press(.home)
        #expect(story.footer.hasPrefix(" /camera"))
    }

    @Test("four keys of one read count four times")
    func plusPlusPlusPlus() {
        var story = Story()
        story.press(.character("+"), .character("+"), .character("+"), .character("+"))
        #expect(story.effects == [.setInterval(60), .setInterval(120), .setInterval(300), .setInterval(600)])
        story.press(.control("p"), .control("p"))
        #expect(story.effects.suffix(2) == [.setPaused(true), .setPaused(false)])
    }

    @Test("an error stays on the screen beside what is said later")
    func errorStays() {
        var story = Story()
        story.send(.themeFault("the theme is broken"))
        story.press(.character("+"))
        #expect(story.flat.contains("the theme is broken") && story.flat.contains("Asking every"))
    }
}
