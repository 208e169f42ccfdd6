import Cells
import Dashboard
import Fleet
import Scenes
import Testing
import Vocabulary

@Suite("Copying the HLS address")
struct CopyStories {
    let living = CameraID(account: "home", serial: "C69625501", channel: 1)

    @Test("y asks for the address, and the message names the route and claims no more than is known")
    func copies() {
        var story = Story()
        story.select("客厅摄")
        story.press(.character("y"))
        #expect(story.takeEffects() == [.copyAddresses([living])])
        story.send(.copied(CopyReport(cameras: [living], routes: [.tmux, .terminal], refusals: [], fault: nil)))
        #expect(story.screen.contains("HLS address of 客厅摄像头 sent to tmux and your terminal (OSC 52)"))
        #expect(story.screen.contains("do not confirm"))
        #expect(!story.screen.contains("copied"))
    }

    @Test("pressing y again before the answer asks only once")
    func asksOnce() {
        var story = Story()
        story.select("客厅摄")
        story.press(.character("y"), .character("y"), .character("y"))
        #expect(story.takeEffects() == [.copyAddresses([living])])
        story.send(.copied(CopyReport(cameras: [living], routes: [.terminal], refusals: [], fault: nil)))
        story.press(.character("y"))
        #expect(story.takeEffects() == [.copyAddresses([living])])
    }

    @Test(
        "an encrypted camera says to press e first, an offline one that it is offline",
        arguments: [("门口", "is encrypted", "60019"), ("车库", "is offline", "20007")])
    func saysWhyNot(name: String, reason: String, code: String) {
        var story = Story()
        story.select(name)
        story.press(.character("y"))
        #expect(story.effects.isEmpty)
        #expect(story.screen.contains("\(name) \(reason)") && !story.screen.contains(code), "nobody has answered so")
    }

    @Test("a refusal is an error with its meaning and the next step")
    func refused() {
        var story = Story()
        let id = CameraID(account: "home", serial: "G55512001", channel: 1)
        let trouble = ServiceError.refused(code: "10031", message: "子账户或萤石用户没有权限", call: "live", host: "open.ys7.com")
        story.send(
            .copied(CopyReport(cameras: [], routes: [], refusals: [CopyReport.Refusal(camera: id, trouble: trouble)], fault: nil))
        )
        #expect(story.screen.contains("妈妈家 客厅: 10031 子账户或萤石用户没有权限: not granted"))
        #expect(story.screen.contains("ask the owner"))
    }

    @Test("a clipboard that fails is an error")
    func fails() {
        var story = Story()
        story.send(.copied(CopyReport(cameras: [living], routes: [], refusals: [], fault: .failed("tmux: no server"))))
        #expect(story.screen.contains("tmux: no server"))
        #expect(!story.screen.contains("sent to"))
    }

    @Test("the address stands whole in the details, from the first column on, for the mouse")
    func wholeInDetails() throws {
        var story = Story(size: Size(columns: 60, rows: 24))
        story.select("客厅摄")
        story.press(.enter)
        let lines = story.screen.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasPrefix("https://open.ys7.com/v3/openlive/") })
        #expect(lines[start...(start + 1)].joined().hasSuffix("&t=5c1f00aa&ev=100"))
    }
}
