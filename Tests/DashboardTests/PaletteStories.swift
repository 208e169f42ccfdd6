import Cells
import Dashboard
import Fleet
import Scenes
import Testing

@Suite("The command palette")
struct PaletteStories {
    @Test("`:` lists commands by name, with key and title; typing narrows them; Enter runs the chosen one")
    func runs() {
        var story = Story()
        story.press(.character(":"))
        #expect(story.screen.contains("details") && story.screen.contains("every known fact"))
        story.type("refresh-a")
        #expect(story.row("refresh-all")?.contains("ask for everything now") == true)
        #expect(!story.screen.contains("every known fact"))
        story.press(.enter)
        #expect(story.takeEffects() == [.refreshAll])
        #expect(!story.screen.contains("Command"))
    }

    @Test("words of the title find a command too, those of the name first; arrows choose")
    func finds() {
        var story = Story()
        story.press(.character(":"))
        story.type("interval")
        story.press(.down, .enter)
        #expect(story.takeEffects() == [.setInterval(15)])
    }

    @Test("Tab writes the chosen command's name out")
    func completes() {
        var story = Story()
        story.press(.character(":"))
        story.type("paus")
        story.press(.tab)
        #expect(story.screen.contains(":pause"))
        story.press(.enter)
        #expect(story.takeEffects() == [.setPaused(true)])
    }

    @Test("a command that does not work now says why in its line, and when it is run")
    func explains() {
        var story = Story()
        story.select("车库")
        story.press(.character(":"))
        story.type("copy")
        #expect(story.row("copy-address")?.contains("车库 is offline") == true)
        story.press(.enter)
        #expect(story.takeEffects().isEmpty)
        #expect(story.screen.contains("车库 is offline: the cloud cannot reach it"))
    }

    @Test("Esc, and Backspace with nothing typed, leave it; a word that is no command runs nothing")
    func leaves() {
        var story = Story()
        story.press(.character(":"), .escape)
        #expect(!story.screen.contains("Command"))
        story.press(.character(":"), .backspace)
        #expect(!story.screen.contains("Command"))
        story.press(.character(":"))
        story.type("zzz")
        story.press(.enter)
        #expect(story.screen.contains("No command of that name."))
        #expect(story.takeEffects().isEmpty)
    }

    @Test("read-only leaves the commands out that change devices")
    func readOnly() {
        var story = Story(readOnly: true)
        story.press(.character(":"))
        story.type("toggle-encryption")
        #expect(story.screen.contains("No command of that name."))
    }

    @Test("the line is edited as in a shell: words, ends, the middle")
    func edits() {
        var story = Story()
        story.press(.character("/"))
        story.type("off garden")
        story.press(.control("w"))
        #expect(story.row("/off")?.contains("/off ") == true)
        story.press(.home, .delete, .right, .right, .backspace, .end)
        story.type("x")
        #expect(story.screen.contains("/f x"))
        story.press(.control("a"), .right, .control("k"))
        #expect(story.screen.contains("/f ") && !story.screen.contains("/f x"))
        story.press(.control("u"))
        story.send(.input(.paste("门口\nrm -rf")))
        #expect(story.screen.contains("/门口") && story.screen.contains("1 of 8"))
    }
}
