import DeviceService
import Fleet
import FoundationEssentials
import HTTP
import Settings
import TestSupport
import Testing
import Vocabulary
import Wording

@testable import Alerts

@Suite("What alerts tell, and when", .serialized, .heavy)
struct AlertBookTests {
    private static let hour: TimeInterval = 3600, day: TimeInterval = 86_400

    private func street(_ rules: [AlertRule], routes: [String] = ["phone"], _ texts: Texts = .english) -> Street {
        var street = Street(rules, routes: routes, texts)
        street.add("G1", called: "Garden")
        street.add("D1", called: "Door")
        for channel in 1...4 { street.add("N1", channel, called: "Hall \(channel)", of: "NVR") }
        street.run(300)
        return street
    }

    @Test("an outage is told once, when it has held, and its end where the beginning was")
    func once() {
        var street = street([.offline(for: 180)])
        street.set("G1", .offline)
        street.run(600)
        street.set("G1", .online)
        street.run(3 * Self.hour)
        #expect(street.list == ["01 00:09 firing Garden is offline", "01 00:17 resolved Garden is online again (after 10m)"])
        let (firing, resolved) = (street.arrived[0].letter, street.arrived[1].letter)
        #expect(firing.id == resolved.id && firing.text == "Since 00:06: Garden. Account home.")
        #expect(
            firing.json
                == "{\"cameras\":[{\"account\":\"home\",\"channel\":1,\"name\":\"Garden\",\"serial\":\"G1\"}],\"id\":\"id1\",\"rule\":\"home\","
                + "\"since\":\"2025-12-31T16:06:00Z\",\"state\":\"firing\",\"text\":\"Since 00:06: Garden. Account home.\","
                + "\"title\":\"Garden is offline\",\"what\":\"offline\"}")
    }

    @Test("a blip, a flapping camera that never stays away, and one answer alone are nobody's business")
    func blips() {
        var street = street([.offline(for: 180)])
        for _ in 0..<60 {
            street.set("G1", .offline)
            street.run(120)
            street.set("G1", .online)
            street.run(60)
        }
        #expect(street.list == [])
    }

    @Test("a return that does not last is none")
    func falseReturn() {
        var street = street([.offline()])
        street.poll.configuredInterval = 60
        street.set("G1", .offline)
        street.run(600)
        // Back for less than the moment that an end has to last.
        var camera = street.snapshot
        for place in camera.cameras.indices where camera.cameras[place].id.serial == "G1" {
            camera.cameras[place].status = Fact(.online, checked: street.now, call: .deviceList)
            camera.cameras[place].outage = nil
        }
        street.step(camera)
        street.run(600)
        street.set("G1", .online)
        street.run(600)
        #expect(
            street.list.count == 2 && street.list[1].hasSuffix("resolved Garden is online again (after 20m)"), "\(street.list)")
    }

    @Test("a recorder that goes is one message, and one when it is back")
    func recorder() {
        var street = street([.offline()])
        street.set("N1", .offline)
        street.run(Self.hour)
        street.set("N1", .online)
        street.run(Self.hour)
        #expect(
            street.list == [
                "01 00:07 firing 4 cameras of NVR are offline", "01 01:07 resolved 4 cameras of NVR are online again (after 1h)",
            ])
    }

    @Test("of an incident that ends in parts it is told who is back and who is not, and that it is over once")
    func parts() {
        var street = street([.offline()])
        street.set("N1", .offline)
        street.set("G1", .offline)
        street.run(Self.hour)
        street.set("N1", .online)
        street.run(Self.hour)
        street.set("G1", .online)
        street.run(Self.hour)
        #expect(
            street.list == [
                "01 00:07 firing 5 cameras are offline",
                "01 01:11 firing 4 cameras of NVR are online again (after 1h); not yet: Garden",
                "01 02:07 resolved 5 cameras are online again (after 2h)",
            ])
        #expect(Set(street.arrived.map(\.letter.id)) == ["id1"])
    }

    @Test(
        "while an account does not answer, that is the message; what its cameras did meanwhile is told afterwards, if it still holds"
    )
    func account() {
        var street = street([.offline([.offline, .silent], name: "home"), .offline(for: 600, [.silent], name: "polls")])
        street.answers = false
        street.run(Self.hour)
        street.set("G1", .offline)
        street.answers = true
        street.run(600)
        let list = street.list
        #expect(list.filter { $0.contains("No poll of the account home for 10m") }.count == 1, "\(list)")
        #expect(list.contains("01 01:07 resolved The account home is polled again (after 1h)"), "\(list)")
        #expect(list.filter { $0.hasSuffix("firing Garden is offline") } == ["01 01:07 firing Garden is offline"], "\(list)")
    }

    @Test("an account that the cloud refuses is told once; a limit of calls is no refusal")
    func refused() {
        var street = street([.offline([.refused])])
        func trouble(_ code: String) -> Snapshot {
            var snapshot = street.snapshot
            let trouble = ServiceError.refused(code: code, message: "no", call: "device/list", host: "open.ys7.com")
            snapshot.accounts[0].trouble = trouble
            snapshot.accounts[0].listTroubles = ["device/list": trouble, "camera/list": trouble]
            return snapshot
        }
        for _ in 0..<5 {
            street.now.addTimeInterval(60)
            street.step(trouble("10029"))
        }
        #expect(street.list == [])
        for _ in 0..<5 {
            street.now.addTimeInterval(60)
            street.step(trouble("10005"))
        }
        #expect(street.list == ["01 00:12 firing The cloud refuses the account home"])
        street.run(300)
        #expect(
            street.list.last?.hasSuffix("resolved The cloud takes the account home again (after 5m)") == true, "\(street.list)")
    }

    @Test("encryption that comes on is told, and not that it is on; so is its end")
    func encryption() {
        var street = street([.offline([.encrypted])])
        street.run(600)
        street.encrypt("G1", .on)
        street.run(600)
        street.encrypt("G1", .off)
        street.run(600)
        #expect(
            street.list == [
                "01 00:16 firing Garden is encrypted now", "01 00:27 resolved Garden is no longer encrypted (after 11m)",
            ])
        // A rule that looks for the first time finds it changed already.
        street.encrypt("D1", .on)
        street.run(0)
        street.now.addTimeInterval(60)
        street.restart([.offline([.encrypted], name: "another")])
        street.run(600)
        #expect(street.list.count == 2)
    }

    @Test("an address that was there and is refused is lost; one that never was is not, nor by a limit")
    func live() {
        var street = street([.offline([.liveLost])])
        let address = LiveAddress(
            url: "https://marked.invalid/secret", expires: nil, urlID: nil, liveProtocol: .hls, quality: .hd)
        street.live("G1", .address(address))
        street.live("D1", .refused(code: "60019", message: ""))
        street.run(300)
        street.live("G1", .limited(code: "10007", message: ""))
        street.run(300)
        #expect(street.list == [])
        street.live("G1", .refused(code: "10031", message: ""))
        street.run(300)
        street.restart()
        street.run(300)
        street.live("G1", .address(address))
        street.run(300)
        #expect(
            street.list.map { $0.dropFirst(9) } == [
                "firing Garden has no live address any more", "resolved Garden has a live address again (after 11m)",
            ])
        #expect(!street.arrived.contains { $0.letter.json.contains("marked") })
    }

    @Test(
        "who leaves the account is told after the second list without it, who comes once; a list that was not whole makes nobody gone"
    )
    func comings() {
        var street = street([.offline([.gone, .new])])
        street.account.complete = false
        street.remove("D1")
        street.run(600)
        #expect(street.list == [])
        street.account.complete = true
        street.run(600)
        street.restart()
        street.add("P1", called: "Porch")
        street.run(600)
        street.add("D1", called: "Door")
        street.run(600)
        #expect(
            street.list.map { $0.dropFirst(9) } == [
                "firing Door has left the account", "firing Porch is new in the account",
                "resolved Door is in the account again (after 20m)",
            ])
    }

    @Test("a camera that leaves the account while it is offline is not said to be online")
    func leaves() {
        var street = street([.offline()])
        street.set("G1", .offline)
        street.run(600)
        street.remove("G1")
        street.run(600)
        #expect(street.list.map { $0.dropFirst(9) } == ["firing Garden is offline", "resolved Garden has left the account"])
    }

    @Test("what was told before a restart is not told again, and its end is; `for` goes on from the first observation")
    func restarts() {
        var street = street([.offline(for: 600)])
        street.set("G1", .offline)
        for _ in 0..<18 {
            street.run(100)
            street.restart()
        }
        street.set("G1", .online)
        for _ in 0..<5 {
            street.run(200)
            street.restart()
        }
        #expect(
            street.list.map { $0.dropFirst(9) } == ["firing Garden is offline", "resolved Garden is online again (after 30m)"])
        let first = street.arrived.first?.at.timeIntervalSince(Street.start) ?? 0
        #expect((11...18).contains(Int(first / 60) - 5), "\(street.list)")
    }

    @Test("what is off when the rule is seen first is one message of all")
    func first() {
        var street = street([])
        for serial in ["G1", "D1"] { street.set(serial, .offline) }
        street.run(Self.day)
        street.restart([.offline()])
        street.run(600)
        #expect(street.list == ["02 00:06 firing 2 cameras are offline"])
    }

    @Test("a rule that is taken away, or does not find its camera any more, tells nothing more")
    func taken() {
        for (rules, keeps) in [([AlertRule](), true), ([.offline()], false)] {
            var street = street([.offline()])
            street.set("G1", .offline)
            street.run(600)
            var other = rules
            if !keeps { other[0].cameras = "door" }
            street.restart(other) { _ in keeps }
            street.run(600)
            street.set("G1", .online)
            street.run(600)
            #expect(street.list.count == 1)
        }
    }

    @Test("in quiet hours nothing, and one summary after them")
    func quiet() {
        var street = street([.offline(quiet: "08:00-20:00")])
        street.run(7 * Self.hour)
        street.set("D1", .offline)
        street.run(2 * Self.hour)
        // 09:05: one is told already, and comes back; one goes and comes thrice, one stays away.
        street.set("D1", .online)
        for _ in 0..<3 {
            street.set("G1", .offline)
            street.run(Self.hour)
            street.set("G1", .online)
            street.run(Self.hour)
        }
        street.set("N1", .offline)
        street.run(Self.day / 4)
        let list = street.list
        #expect(list.count == 2 && list[0] == "01 07:07 firing Door is offline", "\(list)")
        #expect(list[1] == "01 20:00 firing Summary: 1 alert goes on, 4 are over", "\(list)")
        #expect(
            street.arrived[1].letter.text
                == "Door is online again (after 2h)\nGarden is offline: 3 times\n4 cameras of NVR are offline (15:06)",
            "\(street.arrived[1].letter.text)")
        street.set("N1", .online)
        street.run(600)
        #expect(street.list.last == "01 21:07 resolved 4 cameras of NVR are online again (after 6h)", "\(street.list)")
    }

    @Test("one thing alone that waited is told as itself: its end was told where its beginning was")
    func quietEnd() {
        var street = street([.offline(quiet: "22:00-07:00")])
        street.run(21 * Self.hour)
        street.set("G1", .offline)
        street.run(2 * Self.hour)
        street.set("G1", .online)
        street.run(Self.day / 2)
        #expect(
            street.list == ["01 21:07 firing Garden is offline", "02 07:00 resolved Garden is online again (after 2h)"],
            "\(street.list)")
    }

    @Test("the clock on the wall that is set forward or back: quiet goes by what it shows")
    func daylight() {
        // In Berlin clocks went forward at 01:00 UTC on 2026-03-29, and go back at 01:00 UTC on 2026-10-25.
        let (spring, autumn) = (Date(timeIntervalSince1970: 1_774_746_000), Date(timeIntervalSince1970: 1_792_890_000))
        for (change, end) in [(spring, spring.addingTimeInterval(4 * 3600)), (autumn, autumn.addingTimeInterval(5 * 3600))] {
            var street = Street([.offline(quiet: "23:30-07:00")]) { $0 >= spring && $0 < autumn ? 7200 : 3600 }
            street.now = change.addingTimeInterval(-5 * 3600)
            street.add("G1", called: "Garden")
            street.restart()
            street.run(4 * Self.hour)
            street.set("G1", .offline)
            street.run(12 * Self.hour)
            #expect(street.arrived.map(\.at) == [end], "\(street.list)")
        }
    }

    @Test("twenty an hour, then a summary; ends are not counted")
    func bound() {
        var street = street([.offline()])
        for number in 0..<60 { street.add("S\(number)", called: "Spot \(number)") }
        street.run(120)
        for number in 0..<30 {
            street.set("S\(number)", .offline)
            street.run(60)
            street.set("S\(number)", .online)
            street.set("S\(number)", .offline)
        }
        street.run(1200)
        #expect(street.arrived.count == 20 && street.arrived.allSatisfy { $0.letter.what == "offline" }, "\(street.list)")
        for number in 0..<25 { street.set("S\(number)", .online) }
        street.run(300)
        #expect(street.arrived.count { $0.letter.state == .resolved } == 20, "\(street.list)")
        street.run(Self.hour)
        let summaries = street.arrived.filter { $0.letter.what == "summary" }
        #expect(summaries.map(\.letter.title) == ["Summary: 5 alerts go on, 5 are over"], "\(street.list)")
        for first in street.arrived where first.letter.state == .firing {
            let within = street.arrived.count {
                $0.letter.state == .firing && $0.at >= first.at && $0.at.timeIntervalSince(first.at) < Self.hour
            }
            #expect(within <= 20)
        }
        for number in 25..<30 { street.set("S\(number)", .online) }
        street.run(300)
        #expect(street.arrived.count { $0.letter.state == .resolved } == 25)
    }

    @Test("a route that fails is tried again within five seconds, then after growing pauses, for an hour; that is said once")
    func retries() {
        var street = street([.offline()])
        street.faults["phone"] = .answered(503)
        street.set("G1", .offline)
        street.run(3 * Self.hour)
        #expect(street.arrived.isEmpty)
        #expect(street.news == [.failing(route: "phone", .answered(503)), .givenUp(route: "phone", 1)])
        // Once it works again, what still holds and was never told is.
        street.faults = [:]
        street.set("D1", .offline)
        street.run(600)
        #expect(street.list.map { $0.dropFirst(9) } == ["firing Door is offline", "firing Garden is offline"], "\(street.list)")
        #expect(street.news.last == .recovered(route: "phone"))
        #expect(RouteRecord.pause(after: 1) < 5)
        #expect((1..<10).allSatisfy { RouteRecord.pause(after: $0) <= RouteRecord.pause(after: $0 + 1) })
    }

    @Test("a message that one receiver alone does not like holds up no other; an end never goes before its beginning")
    func order() {
        var street = street([.offline()])
        street.faults["phone"] = .answered(400)
        street.set("G1", .offline)
        street.run(300)
        street.set("G1", .online)
        street.set("D1", .offline)
        street.run(290)
        street.faults = [:]
        street.run(1200)
        let garden = street.list.filter { $0.contains("Garden") }.map { $0.dropFirst(9) }
        #expect(garden == ["firing Garden is offline", "resolved Garden is online again (after 5m)"], "\(street.list)")
        #expect(street.list.contains { $0.contains("Door is offline") })
    }

    @Test("two routes: each has its own fate")
    func routes() {
        var street = street([.offline(via: ["phone", "mail"])], routes: ["phone", "mail"])
        street.faults["mail"] = .timedOut
        street.set("G1", .offline)
        street.run(600)
        #expect(street.arrived.map(\.letter.route) == ["phone"])
        street.faults = [:]
        street.run(300)
        #expect(street.arrived.map(\.letter.route) == ["phone", "mail"])
        #expect(Set(street.arrived.map(\.letter.json)).count == 1)
    }

    @Test("in Chinese")
    func chinese() {
        var street = street([.offline()], .chinese)
        street.set("N1", .offline)
        street.run(600)
        street.set("N1", .online)
        street.run(600)
        #expect(street.list.map { $0.dropFirst(9) } == ["firing NVR 的 4 个摄像头离线", "resolved NVR 的 4 个摄像头恢复在线（历时 10m）"])
        #expect(street.arrived[0].letter.text == "自 00:06：Hall 1、Hall 2、Hall 3、Hall 4。账号 home。")
    }

    @Test("names are whatever their owners make them: nothing of that is a control, and all of it is bounded")
    func hostile() {
        var street = Street([.offline()])
        let name = "Bad\r\nX-Evil: 1\u{1b}]52;c;AAAA\u{7}\u{202e}" + String(repeating: "長", count: 100_000)
        for number in 0..<200 { street.add("S\(number)", called: name + "\(number)") }
        street.run(300)
        for number in 0..<200 { street.set("S\(number)", .offline) }
        street.run(300)
        street.set("S0", .online)
        street.run(600)
        #expect(street.arrived.count == 2)
        for (_, letter) in street.arrived {
            #expect(letter.text.utf8.count < 4096 && letter.title.utf8.count < 2000)
            for header in letter.ntfyHeaders { #expect(header.value.utf8.allSatisfy { (0x20...0x7E).contains($0) }) }
            for text in [letter.title, letter.text, letter.json] {
                #expect(
                    !text.unicodeScalars.contains {
                        $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
                    })
            }
        }
    }

    @Test("rows that are damaged are passed over")
    func damaged() {
        var street = street([.offline()])
        street.set("G1", .offline)
        street.run(600)
        var dice = Dice(seed: 7)
        for _ in 0..<200 {
            var rows = street.rows.map { AlertRow($0.key, $0.value) }
            let place = Int.random(in: rows.indices, using: &dice)
            rows[place].body =
                String(rows[place].body.dropLast(Int.random(in: 1...20, using: &dice))) + ["", "}", "\u{0}", "9e999"]
                .randomElement(using: &dice)!
            rows[place].key.name += ["", "/", " 99999999999999999999"].randomElement(using: &dice)!
            var book = AlertBook(
                [AlertBook.Rule(.offline())], routes: ["phone"], rows: rows, AlertBook.Means(.english, offset: { _ in 0 }),
                at: street.now)
            _ = book.step(street.snapshot, at: street.now)
        }
    }
}
