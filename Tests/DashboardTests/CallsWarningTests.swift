import Cells
import Fleet
import FoundationEssentials
import Scenes
import Testing
import Vocabulary
import Wording

@testable import Dashboard

@Suite("The warning of many calls")
struct CallsWarningTests {
    /// As the dashboard begins: rows of the last run, and no answer yet.
    private var remembered: Snapshot {
        var snapshot = SampleFleet.snapshot
        snapshot.accounts[0].lastAnswer = nil
        snapshot.poll = PollState(interval: 2, configuredInterval: 2)
        return snapshot
    }

    private var polled: Snapshot {
        var snapshot = SampleFleet.snapshot
        snapshot.poll = PollState(interval: 2, configuredInterval: 2, callsADay: 91_000)
        return snapshot
    }

    @Test(
        "figures that no service says, as a recording may, end nothing",
        arguments: [(Int.max, 30), (Int.min, 30), (100, 0)] as [(Int, Double)])
    func figures(_ calls: Int, _ interval: Double) {
        var story = Story(nil)
        var snapshot = polled
        snapshot.poll = PollState(interval: interval, configuredInterval: interval, callsADay: calls)
        story.send(.snapshot(snapshot))
        for key in "---++" { story.press(.character(String(key))) }
        #expect(story.state.snapshot.poll.callsADay == (calls == 100 ? 0 : max(0, calls)))
    }

    @Test("takes no place of the answer to what the user has just done: whoever takes over begins to poll then")
    func waits() {
        var story = Story(nil)
        story.send(.snapshot(remembered))
        story.send(.checked(story.state.snapshot.cameras[0].id, .plays))
        let answer = story.message
        story.send(.snapshot(polled))
        var shown = polled
        shown.poll.shown = story.state.shown.count
        story.send(.tick)
        story.send(.snapshot(shown))
        #expect(!answer.isEmpty && story.message == answer)
        story.now += 11
        story.send(.tick)
        #expect(story.message.contains("calls a day. The platform"))
    }

    @Test("comes after the first poll, with the figure, and once")
    func once() {
        var story = Story(nil)
        story.send(.snapshot(remembered))
        #expect(!story.screen.contains("calls a day. The platform"))
        var guessed = remembered
        guessed.poll.callsADay = 86_400
        story.send(.snapshot(guessed))
        #expect(!story.screen.contains("calls a day. The platform"), "nobody has answered yet")
        var early = polled
        early.poll.shown = 0
        early.poll.callsADay = 22_000
        story.send(.snapshot(early))
        #expect(!story.screen.contains("calls a day. The platform"), "what is on the screen is not reckoned with yet")
        early.poll.shown = nil
        story.send(.snapshot(early))
        #expect(!story.screen.contains("calls a day. The platform"), "nobody knows how the channels of a recorder are")
        let whole = early.cameras
        early.cameras = Array(whole.prefix(5))
        early.poll.shown = story.state.shown.count
        story.send(.snapshot(early))
        #expect(!story.screen.contains("calls a day. The platform"), "other rows are on the screen than the service was told of")
        early.cameras = whole
        early.poll.shown = story.state.shown.count
        early.poll.callsADay = 91_000
        story.send(.snapshot(early))
        #expect(story.row("Every 2s: about 91 000 calls a day") != nil)
        story.press(.escape)
        story.send(.snapshot(polled))
        story.press(.character("-"))
        #expect(!story.screen.contains("calls a day. The platform"))
    }

    @Test("is not worth a word from ten seconds on, and waits for every account")
    func limits() {
        var warning = CallsWarning()
        var two = polled
        two.poll.shown = 0
        let calm = warning.text(two, every: 10, .english)
        two.accounts.append(AccountState(id: "work", host: "h", sources: [.own]))
        let early = warning.text(two, every: 2, .english)
        two.accounts[1].trouble = .refused(code: "10017", message: "", call: "token/get", host: "h")
        let said = warning.text(two, every: 1, .chinese)
        let again = warning.text(two, every: 1, .chinese)
        #expect(calm == nil && early == nil && said?.contains("182 000") == true && again == nil)
    }
}
