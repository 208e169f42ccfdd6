import Cells
import Dashboard
import Fleet
import FoundationEssentials
import Scenes
import Testing
import Vocabulary
import Wording

@Suite("The program's own keys")
struct ProgramStories {
    @Test("q quits with 0, Ctrl-C with 130, and Ctrl-C does so from every dialog and prompt")
    func quits() {
        var story = Story()
        story.press(.character("q"))
        #expect(story.takeEffects() == [.quit(exitCode: 0)])
        story.press(.control("c"))
        #expect(story.takeEffects() == [.quit(exitCode: 130)])
        story.select("门口")
        story.press(.character("e"), .control("c"))
        #expect(story.takeEffects() == [.quit(exitCode: 130)])
        story.press(.escape, .character("/"), .control("c"))
        #expect(story.takeEffects() == [.quit(exitCode: 130)])
    }

    @Test(
        "Ctrl-L redraws and Ctrl-Z suspends, on every page, in every dialog and while something is typed",
        arguments: [
            [Key.character("?")], [.character("l")], [.enter], [.character("e")], [.character("/")], [.character(":")],
            [.character("T")], [.character("l"), .character("/")],
        ])
    func redrawsAndSuspends(opening: [Key]) {
        var story = Story()
        story.select("门口")
        for key in opening { story.press(key) }
        let screen = story.screen
        story.press(.control("l"), .control("z"))
        #expect(story.takeEffects() == [.redraw, .suspend])
        #expect(story.screen == screen)
    }

    @Test("a letter that redraws in the grid is a letter in a prompt")
    func lettersAreText() {
        var story = Story(rebound: [.redraw: [.character("L")]])
        story.press(.character("L"))
        #expect(story.takeEffects() == [.redraw])
        story.press(.character("/"), .character("L"))
        #expect(story.effects.isEmpty && story.screen.contains("/L"))
    }

    @Test("r asks for the selected camera, R for everything")
    func refreshes() {
        var story = Story()
        story.select("Garden")
        story.press(.character("r"), .character("R"))
        #expect(
            story.takeEffects() == [.refresh(CameraID(account: "home", serial: "F20118876", channel: 1)), .refreshAll])
        #expect(story.screen.contains("Asking for everything now …"))
        story.cloud { $0.poll.polling = true }
        #expect(story.screen.contains("Asking for everything now …"))
        let now = story.now
        story.cloud { snapshot in
            snapshot.poll.polling = false
            for place in snapshot.cameras.indices { snapshot.cameras[place].asking = nil }
            for place in snapshot.accounts.indices { snapshot.accounts[place].lastAnswer = now + 1 }
        }
        #expect(story.screen.contains("Everything was asked for again.") && !story.screen.contains("Asking for everything"))
    }

    @Test("the service is told which rows are on the screen: once at first, then only when they changed, with the clock")
    func tellsRows() {
        var story = Story(nil, size: Size(columns: 80, rows: 8))
        story.send(.snapshot(SampleFleet.snapshot))
        guard case .show(let first)? = story.takeEffects().first else {
            Issue.record("the first answer tells no rows")
            return
        }
        #expect(!first.isEmpty && first.count < 8)
        story.press(.character("G"))
        #expect(story.takeEffects().isEmpty)
        story.send(.tick)
        #expect(story.takeEffects().count == 1)
        story.send(.tick)
        #expect(story.takeEffects().isEmpty)
    }

    @Test("the footer lists what works on the selected camera, e and y dim where they do not, and the help says why")
    func footerAndHelp() {
        var story = Story()
        story.select("门口")
        #expect(story.footer.contains("e lift encryption") && !story.footer.contains("c check"))
        #expect(story.style(of: "e lift encryption", inRowWith: "e lift encryption")?.role == .key)
        #expect(story.style(of: "y copy HLS", inRowWith: "y copy HLS")?.role == .dim)
        var offline = Story()
        offline.select("车库")
        for text in ["e encrypt", "y copy HLS"] {
            #expect(offline.style(of: text, inRowWith: text)?.role == .dim, "\(text)")
        }
        for size in [Size(columns: 60, rows: 20), Size(columns: 80, rows: 24)] {
            var narrow = Story(size: size)
            for name in ["门口", "车库", "Garden"] {
                narrow.select(name)
                for text in ["y copy HLS", ": command", "? help"] { #expect(narrow.footer.contains(text), "\(text)") }
                #expect(narrow.footer.contains(" e "))
            }
        }
        story.press(.character("?"))
        #expect(story.screen.contains("门口 is encrypted: it has no live"))
    }

    @Test("news go after a while, errors stay, and Esc takes one error after the other")
    func messages() {
        var story = Story()
        let door = DeviceID(account: "home", serial: "C69625502")
        for code in ["20008", "20006"] {
            story.send(.switched(door, on: true, .failed(.refused(code: code, message: "", call: "", host: ""))))
        }
        story.send(.switched(door, on: true, .done))
        #expect(story.screen.contains("restored"))
        story.now += 13
        story.send(.tick)
        #expect(story.screen.contains("20006") && story.screen.contains("+1"))
        story.press(.escape)
        #expect(story.screen.contains("20008"))
        story.press(.escape)
        #expect(!story.screen.contains("20008"))
        story.press(.character("l"))
        #expect(story.screen.contains("20006") && story.screen.contains("20008"))
    }

    @Test("the symbols become ASCII when the terminal draws them wide, and no other cell leaves ASCII and letters then")
    func asciiTwins() {
        var story = Story()
        story.send(.input(.probed(ambiguousWide: true)))
        let screen = story.screen
        #expect(!screen.contains("─") && !screen.contains("·") && screen.contains("---"))
        story.send(.input(.probed(ambiguousWide: false)))
        #expect(story.screen.contains("───"))
    }
}
