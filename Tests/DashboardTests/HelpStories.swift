import Cells
import Dashboard
import Fleet
import FoundationEssentials
import Scenes
import TestSupport
import Testing
import Vocabulary

@Suite("Help, palette and details say what holds", .serialized, .heavy)
struct HelpStories {
    private func help(columns: Int, readOnly: Bool = false, rebound: [Command: [Key]] = [:], _ name: String = "车库") -> Story {
        var story = Story(size: Size(columns: columns, rows: 120), readOnly: readOnly, rebound: rebound)
        story.select(name)
        story.press(.character("?"))
        return story
    }

    @Test("the key table stands in columns from 100 columns on")
    func columns() {
        #expect(help(columns: 99).row("The list")?.contains("Moving") == false)
        #expect(help(columns: 100).row("The list")?.contains("Moving") == true)
        #expect(help(columns: 120).row("The program") != help(columns: 120).row("Moving"))
        #expect(help(columns: 200).row("Moving")?.contains("The program") == true)
    }

    @Test("a reason that several keys have in common is said once", arguments: [80, 120, 200])
    func reasonsOnce(columns: Int) {
        let flat = help(columns: columns).screen
        #expect(flat.split(separator: "车库 is offline").count == 2)
        #expect(flat.contains("e y Y c p o: 车库 is offline"))
    }

    @Test("texts that name keys name those in force: rebound, unbound, and without what read-only takes away")
    func keysInForce() {
        #expect(help(columns: 200).screen.contains("mark the camera: e, y, c then act on all marked"))
        #expect(help(columns: 200, readOnly: true).screen.contains("mark the camera: y, c then act on all marked"))
        let rebound: [Command: [Key]] = [.copyAddress: [.character("w")], .check: [], .toggleEncryption: [.character("x")]]
        var story = help(columns: 200, rebound: rebound, "门口")
        #expect(story.screen.contains("mark the camera: x, w, :check then act on all marked"))
        #expect(story.flat.contains("it has no live address until x lifts that"))
        story.press(.escape, .character("w"))
        #expect(story.screen.contains("until x lifts that"))
        var reader = help(columns: 200, readOnly: true, "门口")
        reader.press(.escape, .character("y"))
        #expect(reader.screen.contains("until that is lifted"))
        var mouse = Story(rebound: [.mouse: [.character("X")]])
        mouse.press(.character("X"))
        #expect(mouse.screen.contains("X switches it off again"))
    }

    @Test("the help says all that Esc takes away")
    func escape() {
        #expect(help(columns: 80).flat.contains("dismiss the message, then clear the filter, then take all marks away"))
    }

    @Test("the palette lists what acts on cameras first and moving last, and cuts no description at 120 columns")
    func palette() {
        var story = Story(size: Size(columns: 120, rows: 40))
        story.select("妈妈")
        story.press(.character(":"))
        #expect(story.row("details  ")?.contains("every known fact with its age") == true)
        #expect(!story.screen.contains("move-down"))
        var names: [String] = []
        for _ in 0..<45 {
            #expect(!story.screen.split(separator: "\n").contains { $0.contains("│") && $0.contains("…") })
            names.append(story.state.view().cells.filter { $0.style.role == .selection }.map(\.text).joined())
            story.press(.down)
        }
        #expect(names[0].hasPrefix("details"))
        #expect(names.last?.hasPrefix("next-problem") == true)
    }

    @Test("LIVE of an offline camera says when its status was checked, and explains no code that nobody sent")
    func offlineDetails() {
        for answer in [
            nil, Fact(LiveAnswer.refused(code: "20007", message: "设备不在线"), checked: SampleFleet.now - 7, call: "live/get"),
        ] {
            var story = Story()
            story.cloud { snapshot in
                snapshot.cameras[3].live = answer
                snapshot.cameras[3].encryption?.value = .on
            }
            story.select("车库")
            story.press(.enter)
            #expect(story.row("LIVE")?.contains("checked 19s ago by device/list") == true)
            for text in ["60019", "20007", "live/get", "not asked yet"] { #expect(!story.screen.contains(text)) }
        }
    }

    @Test("LIVE of an encrypted camera says when its encryption was checked")
    func encryptedDetails() {
        var story = Story()
        story.select("门口")
        story.press(.enter)
        #expect(story.row("LIVE")?.contains("checked 19s ago by camera/list") == true)
        #expect(!story.screen.contains("60019"))
    }
}
