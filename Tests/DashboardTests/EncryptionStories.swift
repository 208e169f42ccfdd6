import Cells
import Fleet
import FoundationEssentials
import Scenes
import Testing
import Vocabulary

@testable import Dashboard

@Suite("Lifting and restoring encryption")
struct EncryptionStories {
    let door = DeviceID(account: "home", serial: "C69625502")

    @Test("e names camera, serial, direction and consequence; Enter does it; the row shows pending, then what the cloud says")
    func lifts() throws {
        var story = Story()
        story.select("门口")
        story.press(.character("e"))
        for text in ["Lift encryption?", "门口", "C69625502", "no longer be encrypted", "whoever has one can watch"] {
            #expect(story.screen.contains(text))
        }
        #expect(story.effects.isEmpty)
        story.press(.enter)
        #expect(story.takeEffects() == [.switchEncryption(door, on: false, validateCode: nil)])
        #expect(!story.screen.contains("Lift encryption?"))
        story.cloud {
            $0.cameras[1].pendingEncryption = PendingEncryption(expected: .off, since: SampleFleet.now)
        }
        #expect(try #require(story.row("C69625502")).contains("off pending"))
        story.send(.switched(door, on: false, .done))
        #expect(story.screen.contains("Encryption of 门口 lifted"))
    }

    @Test("Esc and q leave the dialog and change nothing", arguments: [Key.escape, .character("q")])
    func leaves(key: Key) {
        var story = Story()
        story.select("门口")
        story.press(.character("e"), key)
        #expect(story.effects.isEmpty)
        #expect(!story.screen.contains("Lift encryption?"))
    }

    @Test("a code with quotes around it is not sent: they are said, and the field stays", arguments: ["\"ABCDEF\"", "“ABCDEF”"])
    func quotedCode(typed: String) {
        var story = Story()
        story.select("门口")
        story.press(.character("e"), .enter)
        _ = story.takeEffects()
        story.send(.switched(door, on: false, .wantsCode(code: "20010", message: "")))
        story.type(typed)
        story.press(.enter)
        #expect(story.effects.isEmpty)
        #expect(story.screen.contains("take the quotes away") && story.screen.contains("********"))
        for _ in typed { story.press(.backspace) }
        story.type("ABCDEF")
        story.press(.enter)
        #expect(story.takeEffects() == [.switchEncryption(door, on: false, validateCode: Secret("ABCDEF"))])
    }

    @Test("letters that mean something elsewhere do nothing in the dialog")
    func ignoresOtherKeys() {
        var story = Story()
        story.select("门口")
        story.press(.character("e"))
        story.type("eyjrRcsn/l?")
        #expect(story.effects.isEmpty)
        #expect(story.screen.contains("Lift encryption?"))
    }

    @Test("a recorder's dialog names every channel that the switch touches, and one device is one call")
    func namesChannels() {
        var story = Story()
        story.select("前门")
        story.press(.character("e"))
        #expect(story.screen.contains("1 NVR 前门, 2 NVR 后院"))
        #expect(story.screen.contains("these 2 channels"))
        story.press(.enter)
        #expect(
            story.takeEffects() == [
                .switchEncryption(DeviceID(account: "home", serial: "E71820344"), on: true, validateCode: nil)
            ])
    }

    @Test("an unknown state lets the user choose the direction")
    func chooses() {
        var story = Story()
        story.cloud { $0.cameras[1].encryption = nil }
        story.select("门口")
        story.press(.character("e"), .enter)
        #expect(story.effects.isEmpty)
        story.press(.character("r"))
        #expect(story.takeEffects() == [.switchEncryption(door, on: true, validateCode: nil)])
    }

    @Test("an address that is refused as encrypted while the lists say off leaves both directions, and the words say so")
    func contradicts() {
        var story = Story()
        story.cloud {
            $0.cameras[1].encryption = Fact(.off, checked: SampleFleet.now, call: .cameraList)
            $0.cameras[1].live = Fact(.refused(code: "60019", message: ""), checked: SampleFleet.now, call: .liveAddress)
        }
        story.select("门口")
        story.press(.enter)
        #expect(story.flat.contains("the lists say that it does not"))
        story.press(.escape)
        #expect(story.footer.contains("e encryption"))
        story.press(.character("e"), .enter)
        #expect(story.effects.isEmpty)
        story.press(.character("l"))
        #expect(story.takeEffects() == [.switchEncryption(door, on: false, validateCode: nil)])
    }

    @Test("that an encryption could not be put back is withdrawn when a list says on, also from behind other errors")
    func withdrawn() {
        var story = Story()
        let camera = story.state.snapshot.cameras[1]
        let trouble = ServiceError.refused(code: "20008", message: "", call: .encryptOn, host: "h")
        func fail(_ encryption: Encryption) {
            story.cloud {
                $0.cameras[1].encryption = Fact(encryption, checked: SampleFleet.now, call: .cameraList)
                $0.events.append(
                    Event(at: SampleFleet.now, account: "home", camera: camera.id, name: "Door", what: .restoration(trouble)))
            }
        }
        fail(.off)
        #expect(story.flat.contains("could not be put back (20008") && story.flat.contains("it is still off"))
        story.send(.themeFault("a theme is wrong"))
        story.press(.escape)
        story.send(.themeFault("a theme is wrong"))
        story.cloud { $0.cameras[1].encryption?.value = .on }
        while story.state.notices.current != nil {
            #expect(!story.message.contains("could not be put back"))
            story.press(.escape)
        }
        fail(.on)
        #expect(!story.message.contains("could not be put back"), "the row says on")
    }

    @Test(
        "of a switch that had no answer the lists tell: the line gives way to what they say, done or not",
        arguments: [true, false])
    func told(isDone: Bool) {
        var story = Story()
        story.select("门口")
        story.press(.character("e"), .enter)
        story.send(.switched(door, on: false, .failed(.malformed(reason: "HTTP 502", call: .encryptOff, host: "h"))))
        #expect(story.flat.contains("it is not known whether that was done"))
        for (seconds, ends) in [(1.0, isDone), (8, true)] {
            story.now = SampleFleet.now + seconds
            story.cloud {
                $0.cameras[1].encryption = Fact(isDone ? .off : .on, checked: SampleFleet.now + seconds, call: .cameraList)
            }
            #expect(story.flat.contains("it is not known whether") == !ends, "\(seconds)")
        }
        #expect(story.flat.contains(isDone ? "Encryption of 门口 lifted" : "门口: not lifted: the lists say"))
    }

    @Test("h lifts for an hour, and the code that the cloud wants meanwhile does not forget that")
    func liftsForAnHour() {
        var story = Story()
        story.select("门口")
        story.press(.character("e"))
        #expect(story.screen.contains("lift for an hour") && story.screen.contains("h lifts it for an hour"))
        story.press(.character("h"))
        #expect(story.takeEffects() == [.switchEncryption(door, on: false, validateCode: nil, life: 3600)])
        story.send(.switched(door, on: false, .wantsCode(code: "20010", message: "")))
        story.type("ABCDEF")
        story.press(.enter)
        #expect(story.takeEffects() == [.switchEncryption(door, on: false, validateCode: Secret("ABCDEF"), life: 3600)])
        story.send(.switched(door, on: false, .done))
        #expect(story.screen.contains("lifted for an hour"))
    }

    @Test("that it is put back at the next start is promised only where that will be known")
    func promises() {
        var story = Story()
        story.select("门口")
        story.press(.character("e"))
        #expect(story.flat.contains("if it runs then, else at"))
        story.cloud { $0.events.append(Event(at: SampleFleet.now, account: "home", camera: nil, what: .forgot(.damaged))) }
        #expect(story.flat.contains("if it runs then, else at"), "there is a new one")
        story.cloud { $0.events.append(Event(at: SampleFleet.now, account: "home", camera: nil, what: .forgot(.full))) }
        #expect(story.flat.contains("nobody does, since nothing is remembered"))
        story.press(.escape)
        #expect(story.flat.contains("the disk is full or broken"))
        story.cloud { $0.events.append(Event(at: SampleFleet.now, account: "home", camera: nil, what: .remembered)) }
        #expect(!story.flat.contains("the disk is full or broken"), "there is room again, and all has been written")
        story.press(.character("e"))
        #expect(story.flat.contains("if it runs then, else at"))
    }

    @Test("h restores nothing")
    func noHourOfEncryption() {
        var story = Story()
        story.select("Garden")
        story.press(.character("e"), .character("h"))
        #expect(story.effects.isEmpty && story.screen.contains("Restore encryption?"))
    }

    @Test("the details say what was lifted here, how long ago, and when it is put back")
    func saysLifted() {
        var story = Story()
        story.select("Garden")
        story.press(.enter)
        #expect(!story.screen.contains("lifted by you"))
        story.cloud { $0.cameras[2].lifted = EncryptionLift(at: SampleFleet.now - 7200) }
        #expect(story.screen.contains("lifted by you 2h ago"))
        story.cloud { $0.cameras[2].lifted?.until = SampleFleet.now + 1500 }
        #expect(story.screen.contains("put back in 25m, while eztop runs"))
    }

    @Test("what was not granted dims its key, with the number and what the owner must tick; a day later it is back")
    func notGranted() {
        var story = Story()
        story.cloud { $0.cameras[6].rights = Rights([.configure: .refused(code: "10031", at: SampleFleet.now)]) }
        story.select("妈妈家")
        story.press(.character("e"))
        #expect(story.screen.contains("妈妈家 客厅: not granted (10031); the owner must tick Config, then r tries again"))
        #expect(story.effects.isEmpty && !story.screen.contains("Lift or"))
        #expect(story.style(of: "e encrypt", inRowWith: "? help")?.role == .dim)
        story.press(.enter)
        #expect(story.screen.contains("live untried · encryption not granted 10031"))
        #expect(story.screen.contains("can lift encryption, in the app"))
        story.now = SampleFleet.now + 86400
        story.press(.character("e"))
        #expect(story.screen.contains("Restore encryption?"))
    }

    @Test("an address that was not granted cannot be copied, and the reason stands in the help")
    func addressNotGranted() {
        var story = Story()
        story.select("妈妈家")
        story.press(.character("y"))
        #expect(story.effects.isEmpty && story.screen.contains("not granted (10031); the owner must tick Real"))
        story.press(.character("?"))
        #expect(story.screen.contains("the owner must tick Real"))
        story.press(.character("q"), .character("r"))
        #expect(story.takeEffects() == [.refresh(CameraID(account: "home", serial: "G55512001", channel: 1))])
    }

    @Test("restore-encryption puts back all that was lifted here, a call a device, and says when there is nothing")
    func restoresAll() {
        var story = Story()
        story.press(.character(":"))
        story.type("restore-enc")
        story.press(.enter)
        #expect(story.screen.contains("nothing that was lifted here is still lifted"))
        story.cloud { snapshot in
            for index in [2, 4, 5] { snapshot.cameras[index].lifted = EncryptionLift(at: SampleFleet.now - 60) }
        }
        story.press(.character(":"))
        story.type("restore-enc")
        story.press(.enter)
        #expect(story.screen.contains("F20118876") && story.screen.contains("DS-7604N   E71820344"))
        #expect(story.screen.contains("channels 1 NVR 前门, 2 NVR 后院"))
        #expect(story.screen.contains("these 2 devices") && story.effects.isEmpty)
        story.press(.escape)
        #expect(story.effects.isEmpty)
        story.press(.character(":"))
        story.type("restore-enc")
        story.press(.enter, .enter)
        let devices = ["F20118876", "E71820344"].map { DeviceID(account: "home", serial: $0) }
        #expect(story.takeEffects() == devices.map { .switchEncryption($0, on: true, validateCode: nil) })
        story.send(
            .switched(
                devices[0], on: true,
                .failed(.refused(code: "20008", message: "设备响应超时", call: .encryptOn, host: "open.ys7.com"))))
        story.send(.switched(devices[1], on: true, .done))
        #expect(story.screen.contains("Encryption restored: 1 of 2, 1 refused"))
        #expect(story.flat.contains("Garden") && story.flat.contains("20008"), "of what failed, and not of the last one")
    }

    @Test("who leaves is told what is lifted for a time, and of nothing that was lifted for good")
    func pending() {
        var story = Story()
        story.cloud { snapshot in
            snapshot.cameras[2].lifted = EncryptionLift(at: SampleFleet.now - 60, until: SampleFleet.now + 3540)
            snapshot.cameras[3].lifted = EncryptionLift(at: SampleFleet.now - 60)
        }
        let pending = story.state.pendingLifts
        #expect(pending.count == 1 && pending.first?.until == SampleFleet.now + 3540)
        #expect(pending.first?.name == "Garden (F20118876)")
    }

    @Test("a hosted channel that nobody let the account see says so, with the number and what the owner must tick")
    func unseen() {
        var story = Story()
        story.cloud { $0.cameras[6].rights = Rights([.get: .refused(code: "2", at: SampleFleet.now)]) }
        story.select("妈妈家")
        story.press(.enter)
        #expect(story.screen.contains("state not granted 2"))
        #expect(story.flat.contains("Get"))
    }

    @Test("what the model cannot do is not offered, and said; what is on can still be lifted")
    func cannot() {
        var story = Story()
        let door = door
        story.cloud { snapshot in
            for place in snapshot.cameras.indices where snapshot.cameras[place].id.device == door {
                snapshot.cameras[place].encryption = Fact(.off, checked: SampleFleet.now, call: "camera/list")
                snapshot.cameras[place].capacity = Capacity(encrypts: false, captures: false)
            }
        }
        story.select("门口")
        story.press(.character("e"))
        #expect(story.flat.contains("has no video encryption to switch") && story.effects.isEmpty)
        story.press(.escape, .character("p"))
        #expect(story.flat.contains("takes no pictures for the cloud") && story.takeEffects().isEmpty)
        story.cloud { snapshot in
            for place in snapshot.cameras.indices where snapshot.cameras[place].id.device == door {
                snapshot.cameras[place].encryption?.value = .on
            }
        }
        story.press(.escape, .character("e"))
        #expect(story.state.dialog != nil)
    }

    @Test("20010 asks for the verification code: masked, sent again with it, and called wrong only where one was sent")
    func asksForCode() {
        var story = Story()
        story.select("门口")
        story.press(.character("e"), .enter)
        _ = story.takeEffects()
        story.send(.switched(door, on: false, .wantsCode(code: "20010", message: "设备验证码错误")))
        #expect(story.screen.contains("wants the verification code") && story.screen.contains("20010"))
        #expect(!story.screen.contains("设备验证码错误"), "the platform's words say that it is wrong, and none was sent")
        story.type("ABCDEX")
        story.press(.backspace)
        story.send(.input(.paste("F\nsecond line")))
        #expect(!story.screen.contains("ABCDEF"))
        #expect(story.screen.contains("code  ******"))
        story.press(.enter)
        #expect(story.takeEffects() == [.switchEncryption(door, on: false, validateCode: Secret("ABCDEF"))])
        story.send(.switched(door, on: false, .refusesCode(code: "20010", message: "设备验证码错误")))
        #expect(story.flat.contains("did not take that code (20010)") && !story.screen.contains("ABCDEF"))
    }

    @Test("the code may hold the letter q: it is typed, and only Esc leaves")
    func codeTakesLetters() {
        var story = Story()
        story.select("门口")
        story.press(.character("e"), .enter)
        story.send(.switched(door, on: false, .wantsCode(code: "20010", message: "")))
        _ = story.takeEffects()
        story.type("qQ")
        #expect(story.screen.contains("code  **"))
        story.press(.escape)
        #expect(!story.screen.contains("Verification code"))
        #expect(story.effects.isEmpty)
    }

    @Test("refusals are said in words with their number and stay until Esc", arguments: ["20007", "10031", "20018"])
    func saysRefusals(code: String) {
        var story = Story()
        story.select("门口")
        story.press(.character("e"), .enter)
        story.send(.switched(door, on: false, .failed(.refused(code: code, message: "云端的话", call: "", host: "open.ys7.com"))))
        story.now += 3600
        story.send(.tick)
        #expect(story.screen.contains("\(code) 云端的话: "))
        story.press(.escape)
        #expect(!story.screen.contains(code))
    }

    @Test("60016 and 60019 count as already so")
    func alreadySo() {
        var story = Story()
        story.send(.switched(door, on: false, .already))
        #expect(story.screen.contains("off already (60016)"))
        story.send(.switched(door, on: true, .already))
        #expect(story.screen.contains("on already (60019)"))
    }

    @Test("an offline camera's e says why it cannot work, with no number of an answer that nobody gave, and asks nothing")
    func offline() {
        var story = Story()
        story.select("车库")
        story.press(.character("e"))
        #expect(story.screen.contains("车库 is offline: the cloud cannot reach it") && !story.screen.contains("20007"))
        #expect(!story.screen.contains("encryption?"))
        #expect(story.effects.isEmpty)
    }

    @Test("a second e while the first is under way is refused with the reason")
    func oneAtATime() {
        var story = Story()
        story.select("门口")
        story.press(.character("e"), .enter, .character("e"))
        #expect(story.screen.contains("is being switched"))
        story.send(.switched(door, on: false, .done))
        story.press(.character("e"))
        #expect(story.screen.contains("encryption?"))
    }

    @Test("with read-only there is no e: not in the footer, not in the help, and the key does nothing")
    func readOnly() {
        var story = Story(readOnly: true)
        story.select("门口")
        story.press(.character("e"))
        #expect(!story.screen.contains("ncryption?"))
        #expect(!story.screen.contains("e lift"))
        story.press(.character("?"))
        #expect(!story.screen.contains("lift or restore"))
    }

    @Test("an answer that wants a code does not take the keys of a dialog that was opened meanwhile")
    func doesNotStealKeys() {
        var story = Story()
        story.select("门口")
        story.press(.character("e"), .enter)
        story.select("客厅摄")
        story.press(.character("e"))
        _ = story.takeEffects()
        story.send(.switched(door, on: false, .wantsCode(code: "20010", message: "设备验证码错误")))
        #expect(story.screen.contains("Restore encryption?"))
        story.press(.escape)
        #expect(story.screen.contains("20010"))
    }
}
