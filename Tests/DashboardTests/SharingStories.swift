import Cells
import Dashboard
import Fleet
import FoundationEssentials
import Scenes
import Testing
import Vocabulary
import Wording

@Suite("Another process polls")
struct SharingStories {
    private func second(_ story: Story) -> String { story.state.view().text(row: 1) }

    private func attached(_ language: Language = .english, columns: Int = 80) -> Story {
        var story = Story(size: Size(columns: columns, rows: 24), language: language)
        story.cloud { $0.poll.poller = Poller(process: 4711, since: SampleFleet.now - 3 * 86400) }
        return story
    }

    @Test(
        "the second line says which, also where there is little room", arguments: [Language.english, .chinese],
        [60, 80, 120, 200])
    func via(_ language: Language, columns: Int) {
        #expect(second(attached(language, columns: columns)).contains(language == .english ? "via pid 4711" : "经由进程 4711"))
    }

    @Test("of eztop serve it says how long it has been up") func service() {
        var story = attached(columns: 120)
        story.cloud { $0.poll.poller?.isService = true }
        #expect(second(story).contains("via eztop serve, up 3d"))
    }

    @Test("one that does not answer is named with its number and what to do, and since when; when it speaks again that ends")
    func silent() {
        var story = attached(columns: 120)
        story.cloud { $0.poll.poller?.silentSince = SampleFleet.now - 12 }
        #expect(second(story).contains("pid 4711 asks the cloud for all, and has not answered for 12s: fg or kill -CONT 4711"))
        story.now += 5
        story.send(.tick)
        #expect(second(story).contains("17s"))
        story.cloud { $0.poll.poller?.silentSince = nil }
        #expect(!second(story).contains("answered"))
    }

    @Test("why no pushed messages come is told once, of each account too", arguments: [Language.english, .chinese])
    func withoutMessages(_ language: Language) {
        var story = Story(size: Size(columns: 160, rows: 24), language: language)
        let word = language == .english ? "no pushed messages are taken" : "无法接收推送消息"
        story.cloud { $0.poll.push = PushState(.webhook, deafness: "127.0.0.1 port 8420: Address already in use") }
        #expect(story.flat.contains(word))
        story.press(.escape)
        story.cloud { $0.poll.push?.last = SampleFleet.now }
        #expect(!story.flat.contains(word))
        let queue =
            language == .english
            ? "polling goes on without messages of the platform's queue: 10013" : "平台的消息队列没有消息可取：10013"
        let refused = ServiceError.refused(code: "10013", message: "应用没有权限调用此接口", call: .messages, host: "open.ys7.com")
        story.cloud { $0.accounts[0].queueTrouble = refused }
        #expect(story.flat.contains(queue))
        story.press(.escape)
        story.cloud { $0.poll.callsADay += 1 }
        #expect(!story.flat.contains(queue))
    }

    @Test("what another front sets is told once, with whose it was") func steered() {
        var story = attached(columns: 120)
        story.cloud { snapshot in
            snapshot.poll.paused = true
            snapshot.poll.steering = Steering(.paused, process: 4712, at: SampleFleet.now)
        }
        #expect(story.flat.contains("pid 4712 has paused polling, for all."))
        story.press(.escape)
        story.cloud { $0.poll.callsADay += 1 }
        #expect(!story.flat.contains("has paused"))
        story.cloud { $0.poll.steering = Steering(.interval(15), process: 4712, at: SampleFleet.now + 1) }
        #expect(story.flat.contains("pid 4712 has set the interval to 15s, for all."))
    }

    @Test(
        "what happened before it was opened is no news, though the first state that came had nothing of it; what comes later is")
    func late() throws {
        var story = attached(columns: 120)
        let camera = try #require(story.state.snapshot.cameras.first { $0.name == "客厅摄像头" })
        func gone(_ number: Int, after seconds: TimeInterval) {
            story.cloud { snapshot in
                let at = SampleFleet.now + seconds
                snapshot.events.append(
                    Event(
                        number: number, at: at, account: camera.id.account, camera: camera.id, name: camera.name,
                        what: .outageBegan(since: at - 30)))
            }
        }
        gone(9_001, after: -480)
        #expect(!story.message.contains("客厅摄像头 is offline") && story.takeEffects().isEmpty, "\(story.flat)")
        gone(9_002, after: 1)
        #expect(story.flat.contains("客厅摄像头 is offline"), "\(story.flat)")
    }

    @Test("an interval that was asked for and is not in force is said once", arguments: [Language.english, .chinese])
    func otherInterval(_ language: Language) {
        var story = Story(size: Size(columns: 120, rows: 24), language: language, interval: 5)
        story.cloud { $0.poll.poller = Poller(process: 4711, since: SampleFleet.now) }
        let text =
            language == .english ? "pid 4711 asks the cloud for all, every 30s: --interval 5s is not in force" : "--interval 5"
        #expect(story.flat.contains(text), "\(story.flat)")
        story.press(.escape)
        story.cloud { $0.poll.callsADay += 1 }
        #expect(!story.flat.contains("--interval"))
    }

    @Test(
        "an offline_after that differs from that of the one that polls is said once, and of the next one that does",
        arguments: [Language.english, .chinese])
    func otherOfflineAfter(_ language: Language) {
        var story = Story(size: Size(columns: 120, rows: 24), language: language, offlineAfter: 0)
        func attach(_ process: Int, _ seconds: TimeInterval?) {
            story.press(.escape)
            story.cloud {
                $0.poll.poller = Poller(process: process, since: SampleFleet.now)
                $0.poll.offlineAfter = seconds
            }
        }
        func words(_ process: Int, _ seconds: Int) -> String {
            language == .english
                ? "pid \(process) asks the cloud for all, and tells of an outage after \(seconds)s: offline_after = \"0s\" is not in"
                : "离线满 \(seconds)s 才提示"
        }
        attach(4711, 20)
        #expect(story.flat.contains(words(4711, 20)), "\(story.flat)")
        attach(4711, 20)
        #expect(!story.flat.contains("offline_after"))
        attach(4712, 40)
        #expect(story.flat.contains(words(4712, 40)), "\(story.flat)")
        for seconds in [0, nil] as [TimeInterval?] {
            attach(4713, seconds)
            #expect(!story.flat.contains("offline_after"))
        }
    }

    @Test("how others had set the poll before is no news to watch, and what they set then is") func steeredBefore() {
        let (texts, began) = (Language.english.texts, SampleFleet.now)
        var (before, now) = (PollState(), PollState())
        now.steering = Steering(.interval(5), process: 4712, at: began - 60)
        #expect(texts.newsOfSharing(from: before, to: now, interval: nil, offlineAfter: nil, since: began, at: began).isEmpty)
        before = now
        now.steering = Steering(.paused, process: 4712, at: began + 1)
        #expect(texts.newsOfSharing(from: before, to: now, interval: nil, offlineAfter: nil, since: began, at: began).count == 1)
    }

    @Test(
        "who stands alone is told why and what helps",
        arguments: [Language.english, .chinese])
    func alone(_ language: Language) {
        var story = Story(size: Size(columns: 120, rows: 24), language: language)
        story.cloud { $0.poll.aloneness = .otherAccounts(process: 4711) }
        #expect(story.flat.contains("4711"))
        story.cloud { $0.poll.aloneness = .otherVersion("eztop 0.0.9", process: 4711) }
        #expect(story.flat.contains("4711") && story.flat.contains("eztop 0.0.9"))
    }
}
