import Cells
import Fleet
import FoundationEssentials
import Scenes
import Settings
import Testing
import Wording

@testable import Dashboard

@Suite("A configuration that is read again")
struct ReconfigurationStories {
    private func new(
        _ changed: [String], later: [String] = [], language: Language = .english, rebound: [Command: [Key]] = [:],
        readOnly: Bool = false, columns: [ColumnID]? = nil, mouse: Bool? = nil, interval: TimeInterval? = nil
    ) -> Message {
        .reconfigured(
            Reconfiguration(
                changed: changed, later: later, language: language,
                bindings: Bindings(rebound: rebound, readOnly: readOnly), readOnly: readOnly, player: .ready, columns: columns,
                theme: nil, mouse: mouse, interval: interval, offlineAfter: nil))
    }

    @Test("language, columns and keys are other ones at once, and what changed is said")
    func inForce() {
        var story = Story()
        story.select("Garden")
        story.send(
            new(["language", "columns", "keys"], language: .chinese, rebound: [.help: [.function(1)]], columns: [.name, .live]))
        #expect(story.row("已重新读取配置：language、columns、keys") != nil)
        #expect(story.row("名称")?.contains("直播") == true && story.row("名称")?.contains("序列号") == false)
        #expect(story.row("> ")?.contains("Garden") == true, "the selection moved")
        story.press(.character("?"))
        #expect(story.state.page is GridPage)
        story.press(.function(1))
        #expect(story.row("按键") != nil)
    }

    @Test("read-only takes the keys that change devices away, and gives them back")
    func readOnly() {
        var story = Story()
        story.select("门口")
        story.send(new(["read_only"], readOnly: true))
        story.press(.character("e"))
        #expect(story.state.dialog == nil)
        story.send(new(["read_only"]))
        story.press(.character("e"))
        story.send(new(["read_only"], readOnly: true))
        story.press(.enter)
        #expect(
            story.takeEffects().allSatisfy { if case .switchEncryption = $0 { false } else { true } }, "an open dialog is closed")
        story.send(new(["read_only"]))
        story.press(.character("e"))
        #expect(story.state.dialog != nil)
    }

    @Test("columns that were chosen on the screen hold until the file has others")
    func chosenColumns() {
        var story = Story()
        story.send(new(["columns"], columns: [.name, .serial]))
        story.send(new(["interval"]))
        #expect(story.row("NAME")?.contains("SERIAL") == true && story.row("NAME")?.contains("MODEL") == false)
        story.send(new(["color"], later: ["color"]))
        #expect(story.row("color (color from the next start on)") != nil)
    }

    @Test("one that is wrong is an error that stays until it is dismissed")
    func wrong() {
        var story = Story()
        story.send(.configurationFault("config.toml:1: intervall: unknown key; did you mean interval?"))
        story.now += 3600
        story.send(.tick)
        #expect(story.row("the old one stays in force. config.toml:1: intervall") != nil)
        story.press(.escape)
        #expect(story.row("intervall") == nil)
    }

    @Test("the service, which may be another one, is told again which rows are on the screen")
    func shown() {
        var story = Story()
        story.send(.tick)
        _ = story.takeEffects()
        story.send(new(["accounts"]))
        guard case .show(let rows)? = story.takeEffects().first else {
            Issue.record("it was not told")
            return
        }
        #expect(rows.count == SampleFleet.snapshot.cameras.count)
    }

    @Test("an account that is gone takes the choice of it along: no empty grid")
    func goneAccount() {
        var story = Story()
        story.press(.character("a"), .down, .enter)
        #expect(story.state.grid.account == "home")
        story.cloud { snapshot in
            snapshot.accounts[0].id = "house"
            for index in snapshot.cameras.indices { snapshot.cameras[index].id.device.account = "house" }
        }
        #expect(story.state.grid.account == nil && story.state.grid.rows.count == SampleFleet.snapshot.cameras.count)
    }

    @Test("a file that asks every few seconds comes with a word on what that costs")
    func costly() {
        var story = Story()
        let shown = story.state.shown.count
        story.cloud {
            $0.poll.configuredInterval = 30
            $0.poll.callsADay = 6_000
            $0.poll.shown = shown
        }
        story.send(new(["interval"], interval: 3))
        #expect(story.row("Every 3s: about 60 000 calls a day") != nil)
    }

    @Test("an interval below ten seconds comes with a word on what it costs")
    func busy() {
        var story = Story()
        let shown = story.state.shown.count
        story.cloud {
            $0.poll.configuredInterval = 10
            $0.poll.callsADay = 10_000
            $0.poll.shown = shown
        }
        story.press(.character("-"))
        #expect(story.takeEffects().contains(.setInterval(5)))
        #expect(story.row("Every 5s: about 20 000 calls a day") != nil)
        story.press(.escape)
        story.press(.character("+"))
        #expect(story.row("calls a day. The platform") == nil)
    }
}
