import Cells
import Fleet
import Scenes
import Testing
import Vocabulary
import Wording

@testable import Dashboard

@Suite("Small terminals lose no word that matters")
struct SmallStories {
    private static let small = Size(columns: 40, rows: 10)

    @Test("consequence and keys of a switch stand whole at 40×10", arguments: Language.allCases)
    func consequence(language: Language) {
        let texts = language.texts
        for (name, consequence) in [
            ("lift", texts.dialogs.liftConsequence(1)), ("restore-recorder", texts.dialogs.restoreConsequence(2)),
            ("marked-dialog", [texts.batch.consequence]),
        ] {
            var story = Story()
            story.send(.input(.resize(Self.small)))
            let screen = Scene.named(name).state(size: Self.small, language: language).view().text
            let letters = screen.filter { !$0.isWhitespace && !"│─┌┐└┘".contains($0) }
            for text in consequence + [texts.words(for: "dialog-leave").short] {
                #expect(letters.contains(text.filter { !$0.isWhitespace }), "\(name): \(text)\n\(screen)")
            }
        }
    }

    @Test("the marked cameras are scrolled where they do not fit, with how far beside the title")
    func scrolls() {
        var story = Story(size: Self.small)
        story.press(.character("*"), .character("e"))
        var seen: Set<String> = []
        #expect(story.row("Lift or restore")?.contains("1/8") == true)
        for _ in 0..<8 {
            for name in ["车库", "门口", "Garden", "客厅摄像头", "店里收银台"] where story.screen.contains(name) { seen.insert(name) }
            #expect(story.screen.contains("Esc  leave as it is"))
            story.press(.down)
        }
        #expect(seen.count == 5)
        #expect(story.row("Lift or restore")?.contains("8/8") == true)
        #expect(story.effects.isEmpty)
    }

    @Test("a question that the screen is too small to show is answered by no key but Esc")
    func unseen() {
        var story = Story(size: Size(columns: 20, rows: 6))
        story.select("门口")
        story.press(.character("e"))
        #expect(story.screen.contains("too small"))
        story.press(.enter)
        #expect(story.effects.isEmpty)
        story.press(.escape)
        #expect(story.state.dialog == nil)
    }

    @Test("what was lifted is scrolled above the consequence of restoring it")
    func restoration() {
        var story = Story(size: Self.small)
        story.cloud { snapshot in
            for place in snapshot.cameras.indices { snapshot.cameras[place].lifted = EncryptionLift(at: SampleFleet.now) }
        }
        story.press(.character(":"))
        story.type("restore-enc")
        story.press(.enter)
        #expect(story.flat.contains("will be encrypted again; live addresses end."))
        #expect(!story.screen.contains("G55512077"))
        for _ in 0..<8 { story.press(.down) }
        #expect(story.screen.contains("G55512077") && story.flat.contains("live addresses end."))
        #expect(story.effects.isEmpty)
    }

    @Test("a list that is longer than the screen says so, and the chosen one shows")
    func choosers() {
        var story = Story(size: Self.small, themes: (1...20).map { "theme-\($0)" })
        story.press(.character("T"), .character("G"))
        #expect(story.row("Theme")?.contains("20/20") == true)
        #expect(story.screen.contains("theme-20"))
        story.press(.escape, .character("C"))
        #expect(story.row("Columns")?.contains("1/11") == true)
        #expect(story.screen.contains("show or hide"))
    }

    @Test("the filter's prompt says at 40 columns how it is cleared", arguments: Language.allCases)
    func prompt(language: Language) {
        var story = Story(size: Self.small, language: language)
        story.press(.character("/"))
        for letter in "offline garden" {
            story.press(.character(String(letter)))
            #expect(story.footer.contains("Esc \(language.texts.words(for: "prompt-clear").short)"))
        }
    }

    @Test("the titles of picture and card keep how old they are, and when it ends, at 40 columns")
    func titles() {
        var story = Story(size: Self.small)
        story.select("客厅摄")
        story.press(.character("p"))
        story.send(.pictured(SampleFleet.living, .picture(SampleFleet.picture)))
        #expect(story.row("客厅摄像头")?.contains("0s ago") == true)
        story.press(.escape, .character("Y"))
        story.send(.addressed(SampleFleet.living, .hls, .hd, .address(SampleFleet.address)))
        #expect(story.row("客厅摄像头")?.contains("ends in 23h 58m") == true)
    }

    @Test("with five rows the keys of a dialog are all there still", arguments: Language.allCases)
    func least(language: Language) {
        let screen = Scene.named("lift").state(size: Size(columns: 24, rows: 5), language: language).view().text
        for key in ["Enter", "h", "Esc"] { #expect(screen.contains("\(key)  ")) }
    }
}
