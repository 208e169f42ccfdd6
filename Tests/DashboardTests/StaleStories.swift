import Cells
import Dashboard
import Fleet
import FoundationEssentials
import Scenes
import Testing

@Suite("Stale facts")
struct StaleStories {
    @Test("STATUS goes stale alone: dim, with its age and a mark")
    func statusAlone() {
        var story = Story()
        story.cloud { $0.cameras[2].status?.checked = SampleFleet.now - 125 }
        #expect(story.style(of: "online", inRowWith: "Garden")?.role == .dim)
        #expect(story.style(of: "off", inRowWith: "Garden")?.role == .text)
        #expect(story.style(of: "ready", inRowWith: "Garden")?.role == .good)
        #expect(story.row("Garden")?.contains("2m!") == true)
    }

    @Test("ENCRYPTION goes stale alone")
    func encryptionAlone() {
        var story = Story()
        story.cloud { $0.cameras[2].encryption?.checked = SampleFleet.now - 3700 }
        #expect(story.style(of: "online", inRowWith: "Garden")?.role == .text)
        #expect(story.style(of: "off", inRowWith: "Garden")?.role == .dim)
        #expect(story.row("Garden")?.contains("1h!") == true)
    }

    @Test("LIVE goes stale alone, after two live intervals")
    func liveAlone() {
        var story = Story()
        story.cloud { $0.cameras[2].live?.checked = SampleFleet.now - 1700 }
        #expect(story.style(of: "ready", inRowWith: "Garden")?.role == .good)
        story.cloud { $0.cameras[2].live?.checked = SampleFleet.now - 1900 }
        #expect(story.style(of: "online", inRowWith: "Garden")?.role == .text)
        #expect(story.style(of: "ready", inRowWith: "Garden")?.role == .dim)
        #expect(story.row("Garden")?.contains("31m!") == true)
    }

    @Test("a wrong clock is said on top, with how wrong it is and which way")
    func wrongClock() {
        var story = Story()
        story.cloud { $0.accounts[0].clockError = -10800 }
        #expect(story.screen.contains("This machine's clock is 3h behind open.ys7.com's: set it"))
        story.cloud { $0.accounts[0].clockError = 10800 }
        #expect(story.screen.contains("clock is 3h ahead of"))
        story.cloud { $0.accounts[0].clockError = nil }
        #expect(!story.screen.contains("clock is"))
    }

    @Test("facts grow old by the clock alone, without any message from the cloud")
    func growsOld() {
        var story = Story()
        #expect(story.row("Garden")?.contains("!") == false)
        story.now += 100
        story.send(.tick)
        #expect(story.row("Garden")?.contains("1m!") == true)
    }

    @Test("a cloud that does not answer is said on the second line with how long and why; the rows stay")
    func silence() {
        let story = Story(Scene.named("silent").snapshot)
        #expect(story.screen.contains("no answer for 2m from open.ys7.com: no connection"))
        #expect(story.row("Garden") != nil)
    }

    @Test("when the cloud answers again, that is said")
    func recovers() {
        var story = Story(Scene.named("silent").snapshot)
        story.send(.snapshot(SampleFleet.snapshot))
        #expect(story.screen.contains("open.ys7.com answers again"))
        #expect(!story.screen.contains("no answer"))
    }

    @Test("an address past its end is no longer called ready")
    func addressEnds() {
        var story = Story()
        story.now += 24 * 3600
        story.send(.tick)
        #expect(story.row("客厅摄像头")?.contains("ready") == false)
    }

    @Test("rows of a cloud that limits us grow old by the stretched interval; those of one that is silent by their own")
    func stretched() {
        var story = Story()
        story.now = SampleFleet.now + 100
        story.cloud { $0.poll.interval = 60 }
        #expect(story.screen.contains("!"))
        story.cloud { $0.poll.stretched = 60 }
        let row = story.row("D01234567") ?? ""
        #expect(!row.isEmpty && !row.contains("!"))
    }
}
