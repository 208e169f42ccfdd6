import Cells
import Fleet
import FoundationEssentials
import Images
import Scenes
import Settings
import Testing
import Vocabulary

@testable import Dashboard

@Suite("Card, picture, player, tiles, choosers, mouse and focus")
struct PageStories {
    private let living = SampleFleet.living

    private func card() -> Story {
        var story = Story()
        story.select("客厅摄")
        story.press(.character("Y"))
        return story
    }

    @Test("the card asks for the kind that is chosen, and shows no answer to an earlier wish")
    func kinds() {
        var story = card()
        #expect(story.takeEffects() == [.askAddress(living, .hls, .hd)])
        story.press(.character("f"), .character("b"))
        #expect(story.takeEffects() == [.askAddress(living, .flv, .hd), .askAddress(living, .flv, .sd)])
        story.send(.addressed(living, .hls, .hd, .address(SampleFleet.address)))
        #expect(!story.screen.contains("m3u8"))
        story.send(.addressed(living, .flv, .sd, .address(SampleFleet.address)))
        #expect(story.screen.contains(SampleFleet.address.url))
        #expect(story.screen.contains("FLV  SD"))
    }

    @Test("y on the card copies what it shows, w withdraws it by its id")
    func actions() {
        var story = card()
        story.send(.addressed(living, .hls, .hd, .address(SampleFleet.address)))
        _ = story.takeEffects()
        story.press(.character("y"), .character("w"))
        #expect(story.takeEffects() == [.copyAddress(SampleFleet.address, of: living)], "w asks first")
        #expect(story.screen.contains("w again withdraws"))
        story.press(.character("j"))
        #expect(!story.screen.contains("w again withdraws") && story.takeEffects().isEmpty, "any other key leaves it")
        story.press(.character("w"), .character("w"))
        #expect(story.takeEffects() == [.withdraw("912873344552", of: living)])
        story.send(.withdrawn(living, nil))
        #expect(story.screen.contains("Withdrawn: whoever has this address can no longer watch"))
        story.press(.character("w"), .character("w"), .character("y"), .character("c"))
        #expect(story.takeEffects().isEmpty, "it is worth nothing any more")
    }

    @Test("S asks for the address that never ends, copies it as it comes, and says why there is none; it cannot be withdrawn")
    func stable() {
        var story = card()
        _ = story.takeEffects()
        story.press(.character("S"))
        #expect(story.takeEffects() == [.askStableAddress(living, isShared: false)])
        story.send(.addressed(living, .hls, .hd, .address(SampleFleet.address)))
        #expect(!story.screen.contains(SampleFleet.address.url) && story.takeEffects().isEmpty, "the one before is late")
        story.send(.stable(living, .address(SampleFleet.stableAddress)))
        #expect(story.takeEffects() == [.copyAddress(SampleFleet.stableAddress, of: living)])
        #expect(story.screen.contains(SampleFleet.stableAddress.url) && story.screen.contains("never ends"))
        story.press(.character("w"), .character("w"), .character("c"))
        #expect(story.takeEffects().isEmpty)
        story.press(.character("y"))
        #expect(story.takeEffects() == [.copyAddress(SampleFleet.stableAddress, of: living)])
        story.press(.character("h"))
        #expect(story.takeEffects() == [.askAddress(living, .hls, .hd)])
        story.send(.stable(living, .address(SampleFleet.stableAddress)))
        #expect(story.takeEffects().isEmpty, "it is not wanted any more")
        story.press(.character("S"))
        story.send(.stable(living, .none("add [service]")))
        #expect(story.screen.contains("add [service]") && story.takeEffects() == [.askStableAddress(living, isShared: false)])
    }

    @Test("read-only withdraws nothing")
    func readOnlyCard() {
        var story = Story(readOnly: true)
        story.select("客厅摄")
        story.press(.character("Y"))
        story.send(.addressed(living, .hls, .hd, .address(SampleFleet.address)))
        _ = story.takeEffects()
        story.press(.character("w"), .character("w"))
        #expect(story.takeEffects().isEmpty)
        #expect(!story.screen.contains("withdraw"))
    }

    @Test("the card of an encrypted camera asks for the one kind of address that it has")
    func encryptedCard() {
        var story = Story()
        story.select("门口")
        story.press(.character("Y"))
        guard case .askAddress(_, let liveProtocol, _)? = story.takeEffects().last else {
            Issue.record("nothing was asked")
            return
        }
        #expect(liveProtocol == .ezopen)
    }

    @Test("an address that holds a verification code shows neither it nor a QR code, and is copied whole")
    func doublySecret() {
        var story = Story()
        story.select("Garden")
        story.press(.character("Y"), .character("z"))
        let garden = CameraID(account: "home", serial: "F20118876", channel: 1)
        let address = LiveAddress(
            url: "ezopen://QWERTY@open.ys7.com/F20118876/1.hd.live", expires: nil, urlID: nil, liveProtocol: .ezopen, quality: .hd
        )
        story.send(.addressed(garden, .ezopen, .hd, .address(address)))
        _ = story.takeEffects()
        #expect(story.screen.contains("ezopen://******@open.ys7.com/") && !story.screen.contains("QWERTY"))
        #expect(!story.screen.contains("▄") && story.screen.contains("verification code"))
        story.press(.character("y"))
        #expect(story.takeEffects() == [.copyAddress(address, of: garden)])
    }

    @Test("what a check found is said, whatever the rows still show; only what moves is playing")
    func checks() {
        var story = Story()
        story.select("Garden")
        story.press(.character("c"))
        let garden = CameraID(account: "home", serial: "F20118876", channel: 1)
        story.send(.checked(garden, .fails(code: "404", message: "")))
        #expect(story.row("Garden: 404") != nil)
        story.press(.escape, .character(" "), .character("c"))
        story.send(.checked(garden, .fails(code: "9053", message: "")))
        #expect(story.screen.contains("Playing: 0 of 1, 1 refused") && story.screen.contains("9053"))
    }

    @Test("the page of a camera stays that camera's, though its row moves before any key chose it")
    func chosenByActing() {
        var story = Story()
        let first = story.state.selected
        story.press(.enter)
        story.cloud { snapshot in
            for index in snapshot.cameras.indices where snapshot.cameras[index].id != first?.id {
                snapshot.cameras[index].status = Fact(.offline, checked: SampleFleet.now, call: "device/list")
            }
        }
        #expect(story.state.selected?.id == first?.id)
    }

    @Test("a card without room for the code says how many rows it needs, and shows no half of one")
    func small() {
        var story = card()
        story.send(.addressed(living, .hls, .hd, .address(SampleFleet.address)))
        #expect(story.screen.contains("▀"))
        story.send(.input(.resize(Size(columns: 80, rows: 16))))
        #expect(!story.screen.contains("▀"))
        #expect(story.screen.contains("QR code: needs"))
        #expect(story.screen.replacing("\n", with: "").contains(SampleFleet.address.url), "the address is whole")
    }

    @Test("a picture is asked for once, drawn in pixels, and never asked for by itself")
    func picture() {
        var story = Story()
        story.select("客厅摄")
        story.press(.character("p"))
        #expect(story.takeEffects() == [.capture(living)])
        story.press(.character("p"))
        story.send(.tick)
        #expect(story.takeEffects().filter { if case .capture = $0 { true } else { false } }.isEmpty)
        story.send(.pictured(living, .picture(SampleFleet.picture)))
        #expect(story.state.view().hasPixels)
        story.press(.escape, .enter)
        #expect(story.state.view().hasPixels, "the details show the last one")
        story.press(.escape)
        #expect(story.state.view().hasPixels, "and the pane")
        story.press(.character("j"))
        #expect(!story.state.view().hasPixels, "it is another camera's")
    }

    @Test("Esc gives up a picture that has not come, and one that comes all the same opens no page")
    func noMorePicture() {
        var story = Story()
        story.select("客厅摄")
        story.press(.character("p"))
        _ = story.takeEffects()
        story.press(.escape)
        #expect(story.takeEffects().contains(.stopCapture))
        story.send(.pictured(living, .picture(SampleFleet.picture)))
        #expect(story.state.page is GridPage)
    }

    @Test("what is no picture, and a refusal, are said")
    func noPicture() {
        var story = Story()
        story.select("客厅摄")
        story.press(.character("p"))
        story.send(.pictured(living, .unreadable))
        #expect(story.screen.contains("no JPEG"))
        story.send(.pictured(living, .trouble(.refused(code: "20015", message: "", call: "device/capture", host: "h"))))
        #expect(story.screen.contains("20015"))
    }

    @Test("the player is started where there is a display; else it is said why not, and what to do")
    func player() {
        var story = Story()
        story.select("客厅摄")
        story.press(.character("o"))
        #expect(story.takeEffects() == [.play(living)])
        story.send(.playerFault(living, "cannot open display"))
        #expect(story.screen.contains("cannot open display"))
    }

    @Test("tiles show the same cameras, and arrows move among them")
    func tiles() {
        var story = Story()
        let first = story.state.selected?.id
        story.press(.character("t"))
        #expect(story.screen.contains("encryption off"))
        story.press(.right, .down, .up, .left)
        #expect(story.state.selected?.id == first)
        story.press(.down)
        let below = story.state.selected?.id
        story.press(.character("t"))
        #expect(story.state.selected?.id == below)
        #expect(story.screen.contains("ENCRYPTION"))
    }

    @Test("a column that is taken away is gone, NAME cannot be, and the choice is remembered")
    func columns() {
        var story = Story()
        story.press(.character("C"), .character(" "), .down, .character(" "))
        guard case .remember(let preferences)? = story.takeEffects().last else {
            Issue.record("nothing is remembered")
            return
        }
        story.press(.escape)
        #expect(story.screen.contains("NAME"))
        #expect(!story.screen.contains("SERIAL"))
        #expect(Preferences(texts: preferences.texts) == preferences)
    }

    @Test("an account alone, and all of them again")
    func accounts() {
        var story = Story()
        story.cloud { snapshot in
            snapshot.accounts.append(snapshot.accounts[0])
            snapshot.accounts[1].id = "shop"
            var camera = snapshot.cameras[0]
            camera.id = CameraID(account: "shop", serial: "S1", channel: 1)
            camera.name = "counter"
            snapshot.cameras.append(camera)
        }
        story.press(.character("a"), .down, .down, .enter)
        #expect(story.screen.contains("counter"))
        #expect(!story.screen.contains("Garden"))
        story.press(.character("a"), .character("g"), .enter)
        #expect(story.screen.contains("Garden"))
    }

    @Test("a theme is seen while it is chosen, kept by Enter, and taken back by Esc")
    func themes() {
        var story = Story(themes: ["default", "light", "solarized"])
        story.press(.character("T"), .down, .down, .escape)
        #expect(story.takeEffects() == [.setTheme("light"), .setTheme("solarized"), .setTheme("default")])
        story.press(.character("T"), .down, .enter)
        #expect(story.state.theme == "light")
    }

    @Test("the mouse is off at the start; on, a click selects, a second one opens, a title sorts, a hint acts")
    func mouse() throws {
        var story = Story()
        let row = try #require(
            story.screen.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("Garden") })
        let click = Message.input(.mouse(Mouse(action: .press, point: Point(column: 5, row: row))))
        story.send(click)
        #expect(story.state.selected?.name != "Garden")
        story.press(.character("m"))
        #expect(story.state.view().mouse)
        story.send(click)
        #expect(story.state.selected?.name == "Garden")
        story.send(click)
        #expect(story.screen.contains("F20118876"))
        story.press(.escape, .escape)
        story.send(.input(.mouse(Mouse(action: .press, point: Point(column: 4, row: 3)))))
        #expect(story.state.grid.sort.column == .name)
        let hints = story.state.view().text(row: 39)
        let column = try #require(
            hints.indices.first { hints[$0...].hasPrefix("? help") }.map {
                hints.distance(from: hints.startIndex, to: $0)
            })
        story.send(.input(.mouse(Mouse(action: .press, point: Point(column: column, row: 39)))))
        #expect(story.screen.contains("Moving"))
    }

    @Test("out of focus the poll is stretched and said so; back in focus the screen is drawn anew")
    func focus() {
        var story = Story()
        story.send(.input(.focus(false)))
        #expect(story.takeEffects() == [.setFocused(false)])
        #expect(story.screen.contains("out of focus"))
        story.send(.input(.focus(true)))
        #expect(story.takeEffects() == [.setFocused(true), .redraw])
    }

    @Test("the log is filtered, narrowed to one kind, and copied as plain lines")
    func log() {
        var story = Story()
        story.press(.character("l"), .tab, .tab, .tab)
        #expect(story.screen.contains("device/list"))
        #expect(!story.screen.contains("门口"))
        story.press(.tab, .character("/"))
        story.type("encryption")
        story.press(.enter)
        #expect(!story.screen.contains("device/list"))
        story.press(.character("y"))
        guard case .copyText(let text)? = story.takeEffects().last else {
            Issue.record("nothing was copied")
            return
        }
        #expect(text.contains("门口") && !text.contains("\u{1b}"))
    }

    @Test("pinyin and its initials find Chinese names, and what they matched is marked")
    func pinyin() {
        for typed in ["kt", "keting", "ktsx", "客厅"] {
            var story = Story()
            story.press(.character("/"))
            story.type(typed)
            story.press(.enter)
            #expect(story.screen.contains("客厅摄像头"), "\(typed)")
            #expect(!story.screen.contains("Garden"))
            #expect(story.style(of: "客", inRowWith: "客厅摄像头")?.role == .match, "\(typed)")
        }
        var story = Story()
        story.press(.character("/"))
        story.type("offline !nvr")
        #expect(story.screen.contains("车库"))
        #expect(!story.screen.contains("NVR"))
    }

    @Test("a camera that goes offline is told of once")
    func notifies() {
        var story = Story()
        let now = story.now
        story.cloud { snapshot in
            snapshot.events.append(
                Event(
                    at: now, account: "home", camera: living, what: .status(from: .online, to: .offline)))
        }
        #expect(story.takeEffects().isEmpty, "one answer alone rings no bell")
        story.cloud { snapshot in
            snapshot.events.append(
                Event(at: now.addingTimeInterval(10), account: "home", camera: living, what: .outageBegan(since: now)))
        }
        #expect(story.takeEffects().contains { if case .notify(let text) = $0 { text.contains("客厅摄像头") } else { false } })
        story.cloud { _ in }
        #expect(story.takeEffects().isEmpty)
    }
}
