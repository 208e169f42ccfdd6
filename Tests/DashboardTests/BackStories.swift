import Cells
import Dashboard
import Fleet
import Scenes
import TestSupport
import Testing
import Vocabulary

@Suite("Pages: their keys, and the way back", .serialized, .heavy)
struct BackStories {
    private func details(_ name: String = "Garden", size: Size = Size(columns: 120, rows: 40)) -> Story {
        var story = Story(size: size)
        story.select(name)
        story.press(.enter)
        return story
    }

    @Test("every key that the details' footer lists does something there")
    func detailsFooter() {
        for name in ["Garden", "门口", "车库"] {
            let story = details(name, size: Size(columns: 200, rows: 40))
            let hints = story.footer.split(separator: "   ").map { $0.split(separator: " ")[0] }
            #expect(hints.count > 4)
            for hint in hints {
                guard let key = Key(name: String(hint)) else { continue }
                var pressed = story
                pressed.press(key)
                #expect(pressed.screen != story.screen || !pressed.effects.isEmpty, "\(hint) on \(name)")
            }
        }
    }

    @Test("keys of the list are not listed in the details, and do nothing there")
    func listKeys() {
        var story = details()
        for text in ["s sort", "t tiles", "/ filter", "q quit"] { #expect(!story.footer.contains(text)) }
        let screen = story.screen
        story.press(.character("s"), .character("S"), .character("t"))
        #expect(story.screen == screen)
        story.press(.escape)
        #expect(!story.screen.contains("↑") && story.screen.contains("ENCRYPTION"))
    }

    @Test("Space in the details marks the camera, which says so and stays")
    func marks() {
        var story = details()
        #expect(story.footer.contains("Space mark"))
        story.press(.character(" "))
        #expect(story.row("eztop * Garden") != nil)
        story.press(.escape)
        #expect(story.row("Garden")?.hasPrefix(">* Garden") == true)
    }

    @Test("under a dialog the footer is empty: the keys are the dialog's", arguments: ["e", "T", ":"])
    func dialogFooter(key: String) {
        for isDetails in [false, true] where !isDetails || key != "T" {
            var story = isDetails ? details() : Story()
            if !isDetails { story.select("Garden") }
            #expect(!story.footer.isEmpty)
            story.press(.character(key))
            #expect(story.footer.isEmpty)
            story.press(.escape)
            #expect(!story.footer.isEmpty)
        }
    }

    @Test("Esc on a page goes back whatever news there is, and dismisses an error that shows first")
    func escape() {
        for opening in [Key.character("?"), .character("l"), .enter] {
            var story = Story()
            story.select("Garden")
            story.press(opening, .character("x"))
            // On a page of one camera, news of another waits for the grid.
            let device = DeviceID(account: "home", serial: opening == .enter ? "F20118876" : "C69625502")
            story.send(.switched(device, on: true, .done))
            #expect(story.screen.contains("restored"), "\(opening)")
            story.press(.escape)
            #expect(story.screen.contains("STATUS"), "\(opening)")

            story.press(opening)
            story.send(.switched(device, on: true, .failed(.refused(code: "20008", message: "", call: "", host: ""))))
            story.press(.escape)
            #expect(!story.screen.contains("HISTORY        ") && !story.screen.contains("(Esc)"), "\(opening)")
            story.press(.escape)
            #expect(story.screen.contains("SERIAL"), "\(opening)")
        }
    }

    @Test("a page that was opened from another one returns to it")
    func returns() {
        var story = details()
        let page = story.screen
        for opening in ["?", "l", "Y", "p"] {
            story.press(.character(opening))
            #expect(story.screen != page)
            story.press(.escape)
            #expect(story.screen == page, "\(opening)")
        }
        story.press(.character("?"), .character("l"), .character("?"))
        #expect(story.screen.contains("Moving"))
        story.press(.escape)
        #expect(story.screen == page, "no page lies there twice")
        story.press(.escape)
        #expect(story.screen.contains("SERIAL"))
    }

    @Test("a command of the list that is run by name from a page is done in the grid")
    func paletteFromPage() {
        var story = details()
        story.press(.character(":"))
        story.type("sort")
        story.press(.enter)
        #expect(story.screen.contains("NAME↑"))
    }

    @Test("j and k go from camera to camera in the details at every size, arrows scroll", arguments: [10, 40])
    func detailKeys(rows: Int) {
        var story = details(size: Size(columns: 80, rows: rows))
        let before = story.screen
        story.press(.character("j"))
        #expect(story.state.selected?.name == "NVR 前门")
        story.press(.character("k"))
        #expect(story.state.selected?.name == "Garden" && story.screen == before)
        story.press(.down)
        #expect(story.state.selected?.name == "Garden")
        #expect((story.screen != before) == (rows == 10))
        story.press(.character("j"), .character("k"))
        #expect(story.screen == before, "another camera is read from its first line on")
    }

    @Test("a click on a key below presses it, also on a page")
    func clicks() {
        var story = Story()
        story.press(.character("m"), .character("?"))
        story.send(.input(.mouse(Mouse(action: .press, point: Point(column: 2, row: 39)))))
        #expect(story.screen.contains("SERIAL"))
    }

    @Test(
        "how far a page is scrolled stands in its title's row, over no text",
        arguments: [Size(columns: 40, rows: 10), Size(columns: 80, rows: 12)])
    func position(size: Size) throws {
        for opening in [Key.enter, .character("?"), .character("l")] {
            var story = Story(size: size)
            story.cloud { snapshot in
                for place in 0..<30 { snapshot.events.append(snapshot.events[place % 2]) }
                snapshot.cameras[2].name = "A garden with a name that is longer than the row"
            }
            story.select("garden")
            story.press(opening)
            let title = story.state.view().text(row: 0)
            #expect(title.last?.isNumber == true && title.contains("/"), "\(title)")
            // The same page with room for all of it: every row is there as it is.
            var tall = story
            tall.send(.input(.resize(Size(columns: size.columns, rows: 120))))
            let whole = Set(tall.screen.split(separator: "\n"))
            for row in 2..<(size.rows - 2) {
                let text = story.state.view().text(row: row)
                #expect(text.isEmpty || whole.contains(Substring(text)), "\(text)")
            }
        }
    }
}
