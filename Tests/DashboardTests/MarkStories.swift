import Cells
import Dashboard
import Fleet
import Scenes
import Testing
import Vocabulary

@Suite("Marks, and what is done to all marked cameras")
struct MarkStories {
    private let porch = DeviceID(account: "home", serial: "C69625502")
    private let recorder = DeviceID(account: "home", serial: "E71820344")

    /// Marks both channels of the recorder and the encrypted camera at the door.
    private func marked() -> Story {
        var story = Story()
        for name in ["前门", "后院", "门口"] {
            story.select(name)
            story.press(.character(" "))
        }
        return story
    }

    @Test("belong to cameras: they survive filter and sort, and hidden ones are counted")
    func survive() {
        var story = marked()
        #expect(story.screen.contains(" 3 marked "))
        story.press(.character("/"))
        story.type("门口")
        story.press(.enter)
        #expect(story.screen.contains("3 marked, 2 hidden"))
        story.press(.escape, .character("s"), .character("S"))
        #expect(story.row("后院")?.contains("* NVR") == true)
        story.press(.character("u"))
        #expect(!story.screen.contains("marked"))
    }

    @Test("the dialog of marks names a recorder by its serial once, with all channels that the switch touches")
    func namesRecorder() throws {
        var story = marked()
        story.press(.character("e"))
        #expect(try #require(story.row("DS-7604N")).matches(of: /E71820344/).count == 1)
        #expect(story.screen.contains("channels 1 NVR 前门, 2 NVR 后院"))
    }

    @Test("a mark goes with its camera: with none left, the keys act on the selected row; the dialog names who is there")
    func leave() {
        var story = marked()
        story.press(.character("e"))
        story.cloud { $0.cameras.removeAll { $0.name == "门口" } }
        #expect(story.screen.contains("2 marked cameras on 1 device") && story.row("门口  C69625502") == nil)
        story.cloud { $0.cameras.removeAll { $0.id.serial == "E71820344" } }
        #expect(!story.screen.contains("┌") && story.screen.contains("gone from the account"))
        #expect(!story.screen.contains(" marked "))
        story.press(.escape)
        story.select("Garden")
        story.press(.character("y"))
        #expect(story.screen.contains("Garden") && !story.screen.contains("no camera is selected"))
        #expect(story.takeEffects().contains { if case .copyAddresses = $0 { true } else { false } })
    }

    @Test("e asks for a direction, names each device once, and never flips each its own way")
    func asks() {
        var story = marked()
        story.press(.character("e"))
        #expect(story.screen.contains("3 marked cameras on 2 devices"))
        #expect(story.row("门口  C69625502")?.contains("on") == true)
        story.press(.enter)
        #expect(story.effects.isEmpty, "Enter has no direction")
        story.press(.character("l"))
        #expect(
            story.takeEffects() == [.switchEncryption(porch, on: false, validateCode: nil)], "who is off already is left alone")
    }

    @Test("one call a device: a recorder's channels are switched at once")
    func oneCall() {
        var story = marked()
        story.press(.character("e"), .character("r"))
        #expect(story.takeEffects() == [.switchEncryption(recorder, on: true, validateCode: nil)])
        story.send(.switched(recorder, on: true, .done))
        #expect(story.screen.contains("Encryption restored: 1 of 1"))
        #expect(!story.screen.contains("┌"), "the box goes where all went well")
    }

    @Test("a refusal stays on the screen until it was read, with its code, and stands in the log")
    func refusal() {
        var story = marked()
        story.press(.character("e"), .character("l"))
        story.send(.switched(porch, on: false, .wantsCode(code: "20010", message: "设备验证码错误")))
        #expect(story.screen.contains("20010"))
        #expect(story.screen.contains("u takes the"), "and what to do")
        story.press(.escape)
        #expect(!story.screen.contains("┌"))
        story.press(.character("l"))
        #expect(story.screen.contains("20010"))
    }

    @Test("who was not asked was left alone, and nobody refused what had no answer")
    func kinds() {
        var story = Story()
        story.press(.character("*"), .character("y"))
        while case let cameras = story.takeEffects().compactMap({ if case .fetchAddress(let camera) = $0 { camera } else { nil } }
        ),
            !cameras.isEmpty
        {
            for camera in cameras {
                let trouble: ServiceError? =
                    switch camera.serial {
                    case "F20118876": .unreachable(reason: "Operation timed out", host: "open.ys7.com")
                    case "E71820344": .refused(code: "20008", message: "", call: .liveAddress, host: "open.ys7.com")
                    default: nil
                    }
                story.send(.fetched(camera, trouble))
            }
        }
        #expect(story.flat.contains("2 refused, 1 without an answer, "), "\(story.screen)")
        #expect(story.flat.contains(" left alone"))
        story.press(.escape, .character("u"), .character("*"), .character("e"))
        #expect(story.flat.contains("; 1 of them offline, left alone"))
    }

    @Test("a recorder that can be reached is not offline for a channel that is dead, marked or not")
    func deadChannel() {
        var snapshot = SampleFleet.snapshot
        for place in snapshot.cameras.indices where snapshot.cameras[place].id.serial == "E71820344" {
            guard snapshot.cameras[place].id.channel == 1 else { continue }
            snapshot.cameras[place].status = Fact(.offline, checked: SampleFleet.now, call: "device/camera/list")
        }
        var story = Story()
        story.send(.snapshot(snapshot))
        story.select("前门")
        story.press(.character(" "), .character("e"))
        #expect(story.screen.contains("E71820344") && !story.flat.contains("offline, left alone"), "\(story.screen)")
    }

    @Test("of who was not asked no answer is told")
    func unasked() {
        var story = Story()
        for name in ["门口", "车库"] {
            story.select(name)
            story.press(.character(" "))
        }
        story.press(.character("y"))
        #expect(story.takeEffects().isEmpty && story.flat.contains("2 left alone"))
        #expect(story.screen.contains("is encrypted") && story.screen.contains("is offline"))
        #expect(!story.screen.contains("20007") && !story.screen.contains("60019"))
    }

    @Test("Esc stops what has not been sent; what was sent is awaited")
    func stops() {
        var story = Story()
        story.press(.character("*"), .character("y"))
        let sent = story.takeEffects()
        #expect(sent.count == 4, "four at a time: \(sent)")
        story.press(.escape)
        #expect(story.screen.contains("not sent") || story.screen.contains("stop"))
        for case .fetchAddress(let camera) in sent { story.send(.fetched(camera, nil)) }
        let copied = story.takeEffects()
        #expect(copied.count == 1)
        guard case .copyAddresses(let cameras)? = copied.first else { return }
        #expect(cameras.count == 4)
    }

    @Test("y copies one address a line, and says which cameras have none")
    func copies() {
        var story = Story()
        story.press(.character("*"), .character("y"))
        #expect(story.screen.contains("the camera is offline") || story.screen.contains("offline"))
        var asked: Set<CameraID> = []
        while true {
            let effects = story.takeEffects()
            let wanted = effects.compactMap { if case .fetchAddress(let camera) = $0 { camera } else { nil } }
            if wanted.isEmpty {
                guard case .copyAddresses(let cameras)? = effects.last else {
                    Issue.record("nothing was copied: \(effects)")
                    return
                }
                #expect(Set(cameras) == asked)
                break
            }
            for camera in wanted {
                #expect(asked.insert(camera).inserted, "asked twice")
                story.send(.fetched(camera, nil))
            }
        }
        #expect(!asked.contains { $0.serial == "C69625502" || $0.serial == "D01234567" }, "encrypted or offline: not asked")
    }

    @Test("checks go one at a time; the first that finds no stream ends the round, and says whether eztop's own may hold them")
    func checksInTurn() {
        for (ours, words) in [(true, "eztop's own checks may hold the streams"), (false, "too many are watching")] {
            var story = Story()
            story.press(.character("*"), .character("c"))
            let sent = story.takeEffects()
            guard case .checkInTurn(let first)? = sent.first, sent.count == 1 else {
                Issue.record("not one at a time: \(sent)")
                return
            }
            #expect(story.flat.contains("one at a time,") && story.flat.contains("ten seconds apart"), "why the next ones wait")
            story.send(.checked(first, .plays))
            guard case .checkInTurn(let second)? = story.takeEffects().first else {
                Issue.record("the next does not follow")
                return
            }
            story.send(.checked(second, .noStream(code: "9048", message: "", ours: ours)))
            #expect(story.takeEffects().isEmpty)
            #expect(story.screen.contains("not sent"))
            story.press(.escape, .character("l"))
            #expect(story.screen.contains(words), "\(story.screen)")
        }
    }

    @Test("on the details page the keys act on that camera, whatever is marked")
    func details() {
        var story = marked()
        story.select("门口")
        story.press(.enter, .character("e"))
        #expect(story.screen.contains("Lift encryption?"))
        story.press(.enter)
        #expect(story.takeEffects() == [.switchEncryption(porch, on: false, validateCode: nil)])
    }

    @Test("read-only knows no dialog for them")
    func readOnly() {
        var story = Story(readOnly: true)
        story.press(.character("*"), .character("e"), .character("l"))
        #expect(story.effects.allSatisfy { if case .switchEncryption = $0 { false } else { true } })
    }
}
