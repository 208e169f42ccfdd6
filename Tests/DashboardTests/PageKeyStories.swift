import Cells
import Dashboard
import Fleet
import Scenes
import Testing
import Vocabulary
import Wording

@Suite("Other keys for pages and dialogs")
struct PageKeyStories {
    private let living = SampleFleet.living
    private let door = DeviceID(account: "home", serial: "C69625502")

    private func story(_ name: String, _ opening: Key, _ rebound: [Command: [Key]]) -> Story {
        var story = Story(size: Size(columns: 200, rows: 40), rebound: rebound)
        story.select(name)
        story.press(opening)
        return story
    }

    /// What the help says of a command, opened from where the story is.
    private func help(_ story: Story, _ title: String) -> String? {
        var story = story
        story.send(.input(.resize(Size(columns: 99, rows: 200))))
        story.press(.character("?"))
        return story.row(title)
    }

    @Test("on the card: the new key acts, the old one does not, and footer, text and help name the new one")
    func card() {
        var story = story("客厅摄", .character("Y"), ["card-flv": [.character("v")], "card-copy": [.character("x"), .function(5)]])
        story.send(.addressed(living, .hls, .hd, .address(SampleFleet.address)))
        _ = story.takeEffects()
        #expect(story.footer.contains("x copy") && story.footer.contains("v FLV") && !story.footer.contains("y copy"))
        #expect(story.screen.contains("x copies it"))
        #expect(help(story, "copy the address")?.contains("x F5") == true)
        #expect(help(story, "the FLV address")?.contains(" v ") == true)
        story.press(.character("y"), .character("f"))
        #expect(story.takeEffects().isEmpty)
        story.press(.function(5), .character("v"))
        #expect(story.takeEffects() == [.copyAddress(SampleFleet.address, of: living), .askAddress(living, .flv, .hd)])
    }

    @Test("on the card: what withdraws asks for its new key a second time, and any other leaves the address")
    func withdraw() {
        var story = story("客厅摄", .character("Y"), ["card-withdraw": [.character("D")]])
        story.send(.addressed(living, .hls, .hd, .address(SampleFleet.address)))
        _ = story.takeEffects()
        story.press(.character("D"))
        #expect(story.screen.contains("D again withdraws") && story.takeEffects().isEmpty)
        story.press(.escape)
        #expect(story.screen.contains("m3u8") && !story.screen.contains("again withdraws"), "Esc leaves it, and not the card")
        story.press(.character("D"), .character("D"))
        #expect(story.takeEffects() == [.withdraw("912873344552", of: living)])
    }

    @Test("in the log")
    func log() {
        var story = story("Garden", .character("l"), ["log-filter": [.character("f")], "log-kind": [.character("K")]])
        #expect(story.footer.contains("f filter") && story.footer.contains("K kind") && !story.footer.contains("/ filter"))
        #expect(help(story, "messages, changes, calls")?.contains("K") == true)
        story.press(.character("/"))
        #expect(!story.footer.contains("keep"))
        story.press(.character("f"))
        story.type("fK")
        #expect(story.footer.contains("/fK") && story.footer.contains("Enter keep"), "a letter is text there")
        story.press(.escape, .character("K"))
        #expect(story.screen.contains("Log   messages"))
    }

    @Test("of what is typed")
    func prompt() {
        var story = Story(rebound: ["prompt-keep": [.tab], .moveDown: [.function(3)]])
        story.press(.character("/"))
        story.type("n")
        #expect(story.footer.contains("Tab keep") && !story.footer.contains("Enter keep"))
        let first = story.state.selected?.id
        story.press(.down)
        #expect(story.state.selected?.id == first)
        story.press(.function(3))
        #expect(story.state.selected?.id != first, "one moves in the rows by the keys that move in the list")
        story.press(.enter)
        #expect(story.footer.contains("Tab keep"))
        story.press(.tab)
        #expect(!story.footer.contains("keep") && story.screen.contains("/n"))
    }

    @Test("in dialogs: one key confirms all of them")
    func dialogs() {
        let rebound: [Command: [Key]] = [
            "dialog-confirm": [.character("y")], "encryption-hour": [.character("s")], "dialog-leave": [.character("n")],
        ]
        var story = story("门口", .character("e"), rebound)
        for text in ["y  lift encryption", "s  lift for an hour", "n  leave as it is"] { #expect(story.screen.contains(text)) }
        #expect(story.screen.contains("s lifts it for an hour"))
        story.press(.enter, .character("h"), .character("q"))
        #expect(story.takeEffects().isEmpty && story.screen.contains("Lift encryption?"))
        story.press(.character("n"))
        #expect(!story.screen.contains("Lift encryption?"))
        story.press(.character("e"), .character("s"))
        #expect(story.takeEffects() == [.switchEncryption(door, on: false, validateCode: nil, life: 3600)])
        story.send(.switched(door, on: false, .done))
        story.press(.character("e"), .character("y"))
        #expect(story.takeEffects() == [.switchEncryption(door, on: false, validateCode: nil)])
        // A letter is text in the dialog of the code.
        story.send(.switched(door, on: false, .wantsCode(code: "20010", message: "")))
        story.type("yn")
        #expect(story.takeEffects().isEmpty && story.screen.contains("code  **"))
        #expect(help(Story(rebound: rebound), "leave everything as it is")?.contains("n Esc") == true)
    }

    @Test("another picture is taken by the key that takes one, unless it has its own")
    func picture() {
        for (rebound, key) in [([.picture: [.character("x")]], "x"), (["picture-again": [.character("v")]], "v")]
            as [([Command: [Key]], String)]
        {
            var story = story("客厅摄", rebound[.picture]?.first ?? .character("p"), rebound)
            story.send(.pictured(living, .unreadable))
            _ = story.takeEffects()
            #expect(story.footer.contains("\(key) another one"))
            story.press(.character("p"))
            #expect(story.takeEffects().isEmpty)
            story.press(.character(key))
            #expect(story.takeEffects() == [.capture(living)])
        }
    }

    @Test("the key that opens a page leaves it, whichever it is")
    func opener() {
        var story = story("Garden", .character("L"), [.log: [.character("L")], .details: [.character("d")]])
        #expect(story.screen.contains("eztop   Log"))
        story.press(.character("L"))
        #expect(story.screen.contains("SERIAL"))
        story.press(.character("d"), .character("d"))
        #expect(story.screen.contains("SERIAL"))
    }

    @Test("the help begins with the keys of the page that it was opened from")
    func helpOfPage() {
        var story = story("客厅摄", .character("Y"), [:])
        story.press(.character("?"))
        let rows = story.screen.split(separator: "\n").map { $0.trimmingPrefix(while: \.isWhitespace) }
        #expect(rows.dropFirst().first?.hasPrefix("Address card") == true)
        #expect(rows.contains { $0.hasPrefix("Moving") })
    }

    @Test("an error is dismissed by the key that does so, which its line names, before the page goes")
    func errors() {
        var story = Story(rebound: [.dismiss: [.character("x")], "page-dismiss": [.function(4)]])
        for opening in [nil, Key.character("l")] {
            story.send(.switched(door, on: true, .failed(.refused(code: "20008", message: "", call: "", host: ""))))
            if let opening { story.press(opening) }
            let key: Key = opening == nil ? .character("x") : .function(4)
            #expect(story.screen.contains("(\(key.name))"))
            story.press(key)
            #expect(!story.screen.contains("(\(key.name))") && story.screen.contains("eztop   Log") == (opening != nil))
        }
        story.press(.function(4))
        #expect(story.screen.contains("STATUS"))
    }

    @Test("unbound, a page's key does nothing and is named nowhere")
    func unbound() {
        var story = story("客厅摄", .character("Y"), ["card-copy": []])
        story.send(.addressed(living, .hls, .hd, .address(SampleFleet.address)))
        _ = story.takeEffects()
        #expect(!story.footer.contains("copy") && help(story, "copy the address") == nil)
        story.press(.character("y"))
        #expect(story.takeEffects().isEmpty)
    }
}
