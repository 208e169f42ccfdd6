import Fleet
import FoundationEssentials
import Testing
import Vocabulary
import Wording

@testable import CommandLine
@testable import Output

@Suite("What the commands print")
struct OutputTests {
    static let now = Date(timeIntervalSince1970: 1_795_446_262)

    static func snapshot(name: String) -> Snapshot {
        let camera = Camera(
            id: CameraID(account: "home", serial: "C1", channel: nil), source: .own, name: name, model: "M",
            status: Fact(.unknown(code: 7), checked: now, call: "device/list"))
        return Snapshot(cameras: [camera], accounts: [AccountState(id: "home", host: "h", sources: [.own], lastAnswer: now)])
    }

    static let hostile = "=cmd|'\u{1B}]52;c;aGk=\u{07}\u{9B}2J\u{202E}\n\"x\",y"

    @Test("a hostile name reaches no output as a control, and no spreadsheet as a formula")
    func hostileName() throws {
        let snapshot = Self.snapshot(name: Self.hostile)
        let csv = DevicesCSV.text(of: snapshot, addresses: true, at: Self.now)
        let table = DevicesTable.text(of: snapshot, addresses: true, texts: .english, at: Self.now)
        let json = try JSONText.text(of: DevicesReport(snapshot, addresses: true, at: Self.now), pretty: true)
        for text in [csv, table, json] {
            for scalar in text.unicodeScalars where scalar != "\n" && scalar != "\r" {
                #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar.value != 0x202E)
            }
        }
        #expect(csv.contains("\"'=cmd|'"))
        #expect(csv.split(separator: "\r\n").count == 2)
    }

    @Test(
        "the argument parser's words in Chinese have its punctuation, too",
        arguments: [
            ("Error: Missing value for '--devices <n>'", "错误：缺少值：'--devices <n>'"),
            ("Error: Unexpected argument 'device'. Did you mean 'devices'?", "错误：多余的参数 'device'。您是指 'devices'？"),
            (
                "Error: The value 'x' is invalid for '--quality <quality>'. Please provide one of 'hd' and 'sd'.\nUsage: eztop",
                "错误：值 'x' 不能用于 '--quality <quality>'。可用的值：'hd'、'sd'。\n用法：eztop"
            ),
            (
                "  --a <a>  语言。 (values: x, y (z; default: x)\n  --b <b>  ZONE (default: 1)",
                "  --a <a>  语言。（可选：x、y (z；默认：x）\n  --b <b>  ZONE （默认：1）"
            ),
        ])
    func parserWords(_ english: String, _ chinese: String) {
        #expect(Language.chinese.translated(english) == chinese)
    }

    @Test(
        "a mark over a comma, a quote or a sign hides none of them from the CSV's writer",
        arguments: [
            ("a,\u{301}b", "\"a,\u{301}b\""), ("\"\u{301}", "\"\"\"\u{301}\""), ("=\u{301}cmd", "'=\u{301}cmd"),
            ("plain", "plain"),
        ])
    func marked(name: String, field: String) {
        let csv = DevicesCSV.text(of: Self.snapshot(name: name), addresses: false, at: Self.now)
        let row = csv.split(separator: "\r\n").last ?? ""
        #expect(row.unicodeScalars.starts(with: "home,own,C1,,\(field),M,".unicodeScalars), "\(row)")
    }

    @Test("format controls beyond the first plane are escaped in the JSON too, as JSON does it")
    func formatControls() throws {
        let json = try JSONText.text(of: ["a\u{61C}b\u{AD}c\u{E0001}d\u{2028}e"], pretty: false)
        #expect(json == #"["a\u061cb\u00adc\udb40\udc01d\u2028e"]"# + "\n")
    }

    @Test("the JSON keeps the name as it is, for programs")
    func jsonName() throws {
        struct Report: Decodable {
            struct Camera: Decodable { var name: String }
            var cameras: [Camera]
        }
        let json = try JSONText.text(
            of: DevicesReport(Self.snapshot(name: Self.hostile), addresses: false, at: Self.now), pretty: false)
        #expect(try JSONDecoder().decode(Report.self, from: Data(json.utf8)).cameras[0].name == Self.hostile)
    }

    @Test("a status nobody documented is unknown with its number; a device without channels has channel null")
    func undocumented() throws {
        let json = try JSONText.text(of: DevicesReport(Self.snapshot(name: "x"), addresses: false, at: Self.now), pretty: false)
        #expect(json.contains(#""status":"unknown","status_code":7"#))
        #expect(json.contains(#""channel":null"#))
    }

    @Test("exit codes: one of several accounts failed is 75, all unreachable 69, all refused 77, limits 75")
    func verdicts() {
        func account(_ id: String, _ trouble: ServiceError?, answered: Bool = false) -> AccountState {
            AccountState(
                id: id, host: "h", sources: [.own], lastAnswer: answered ? Self.now : nil, trouble: trouble,
                complete: trouble == nil)
        }
        func refused(_ code: String) -> ServiceError { .refused(code: code, message: "", call: "token/get", host: "h") }
        let gone = ServiceError.unreachable(reason: "refused", host: "h")
        func code(_ accounts: AccountState...) -> ExitCode { PollVerdict(Snapshot(accounts: accounts), .english).code }
        #expect(code(account("a", nil, answered: true)) == .done)
        #expect(code(account("a", gone)) == .unreachable)
        #expect(code(account("a", gone), account("b", gone)) == .unreachable)
        #expect(code(account("a", gone), account("b", nil, answered: true)) == .partly)
        #expect(code(account("a", refused("10030"))) == .credentials)
        #expect(code(account("a", refused("10002")), account("b", nil, answered: true)) == .partly)
        #expect(code(account("a", refused("10029"))) == .partly)
        #expect(code(account("a", refused("10007"))) == .partly)
        #expect(code(account("a", gone, answered: true)) == .partly)
    }

    @Test("an account whose list broke in the middle is partly done: 75")
    func partly() {
        var snapshot = Self.snapshot(name: "x")
        snapshot.accounts[0].lastAnswer = nil
        snapshot.accounts[0].complete = false
        snapshot.accounts[0].trouble = .unreachable(reason: "r", host: "h")
        #expect(PollVerdict(snapshot, .english).code == .partly)
    }

    @Test("lists that could not be read are named, each with its reason; what is the account's own is said once")
    func lists() {
        func refused(_ code: String, _ call: CallName) -> ServiceError {
            .refused(code: code, message: "", call: call, host: "h")
        }
        var snapshot = Self.snapshot(name: "x")
        snapshot.accounts[0].sources = [.own, .hosted]
        snapshot.accounts[0].trouble = refused("50000", "device/list")
        snapshot.accounts[0].listTroubles = [
            "device/list": refused("50000", "device/list"), "trust/device/list": refused("10031", "trust/device/list"),
        ]
        let lines = PollVerdict(snapshot, .english).lines
        #expect(lines.count == 2 && lines[0].hasPrefix("device/list: 50000") && lines[1].hasPrefix("trust/device/list: 10031"))
        let error = DevicesReport(snapshot, addresses: false, at: Self.now).accounts[0].error.value
        #expect(error?.hasPrefix("device/list: 50000") == true && error?.contains("; trust/device/list: 10031") == true)
        snapshot.accounts[0].listTroubles = nil
        snapshot.accounts[0].deviceTroubles = Dictionary(
            uniqueKeysWithValues: (1...5).map { ("H\($0)", refused($0 == 5 ? "20002" : "20008", "device/info")) })
        let devices = PollVerdict(snapshot, .english).lines
        #expect(devices.count == 2 && devices[0].hasPrefix("H1, H2, H3, H4: 20008") && devices[1].hasPrefix("H5: 20002"))
        snapshot.accounts[0].deviceTroubles = nil
        let gone = ServiceError.unreachable(reason: "refused", host: "h")
        snapshot.accounts[0].trouble = gone
        snapshot.accounts[0].listTroubles = ["device/list": gone, "camera/list": gone, "trust/device/list": gone]
        #expect(PollVerdict(snapshot, .english).lines == [Texts.english.explain(gone, retries: false)])
    }

    @Test("watch tells changes alone: the first time a fact is learned is none, and a renewed address is none")
    func changes() {
        var log = ChangeLog()
        var snapshot = Self.snapshot(name: "门口")
        #expect(log.take(snapshot, at: Self.now).isEmpty)
        snapshot.cameras[0].status?.value = .online
        snapshot.cameras[0].encryption = Fact(.on, checked: Self.now, call: "camera/list")
        #expect(log.take(snapshot, at: Self.now).count == 1)
        snapshot.cameras[0].encryption?.value = .off
        snapshot.cameras[0].asking = Self.now
        guard case .change(let change)? = log.take(snapshot, at: Self.now).first else {
            Issue.record("the change of encryption is not told")
            return
        }
        #expect(change.what == .encryption && change.from.word == "on" && change.to.word == "off")
        for hours in [1.0, 2.0] {
            let address = LiveAddress(
                url: "http://h/a.m3u8", expires: Self.now + hours * 3600, urlID: nil, liveProtocol: .hls, quality: .hd)
            snapshot.cameras[0].live = Fact(.address(address), checked: Self.now, call: "v2/live/address/get")
            let lines = log.take(snapshot, at: Self.now)
            #expect(lines.count == (hours == 1 ? 1 : 0))
        }
    }

    @Test("watch does not say that a camera has gone which was never seen to be there")
    func neverThere() {
        var log = ChangeLog()
        var snapshot = Self.snapshot(name: "x")
        snapshot.cameras[0].status = Fact(.online, checked: Self.now, call: .deviceList)
        _ = log.take(snapshot, at: Self.now)
        snapshot.cameras[0].status = Fact(.offline, checked: Self.now, call: .deviceCameraList)
        snapshot.cameras[0].outage = Outage(since: Self.now, before: nil, isConfirmed: true)
        #expect(log.take(snapshot, at: Self.now).isEmpty)
        snapshot.cameras[0].status?.value = .online
        snapshot.cameras[0].outage = nil
        #expect(log.take(snapshot, at: Self.now).count == 1)
    }

    @Test("watch says once that a list hides rows, and one trouble once, whichever call meets it")
    func accounts() {
        var log = ChangeLog()
        var snapshot = Self.snapshot(name: "x")
        _ = log.take(snapshot, at: Self.now)
        snapshot.accounts[0].missing = 2
        #expect(log.take(snapshot, at: Self.now).count == 1 && log.take(snapshot, at: Self.now).isEmpty)
        snapshot.accounts[0].trouble = .refused(code: "10002", message: "", call: .deviceList, host: "h")
        #expect(log.take(snapshot, at: Self.now).count == 1)
        snapshot.accounts[0].trouble = .refused(code: "10002", message: "", call: .cameraList, host: "h")
        #expect(log.take(snapshot, at: Self.now).isEmpty)
        snapshot.accounts[0].trouble = nil
        #expect(log.take(snapshot, at: Self.now).count == 1)
    }

    @Test("watch says once that an account has no camera, when the cloud has said so, and again when the last one has gone")
    func empty() {
        var log = ChangeLog()
        var snapshot = Snapshot(accounts: [AccountState(id: "home", host: "h", sources: [.own], complete: false)])
        func empties() -> Int {
            log.take(snapshot, at: Self.now).count { if case .empty = $0 { true } else { false } }
        }
        #expect(empties() == 0)
        snapshot.accounts[0].complete = true
        #expect(empties() == 0, "nothing has answered")
        snapshot.accounts[0].lastAnswer = Self.now
        #expect(empties() == 1 && empties() == 0)
        snapshot.cameras = Self.snapshot(name: "x").cameras.map { camera in
            Camera(id: CameraID(account: "home", serial: camera.id.serial, channel: 1), source: .own, name: "x", model: "")
        }
        #expect(empties() == 0)
        snapshot.cameras = []
        #expect(empties() == 1)
    }

    @Test("where the clock is set back, what comes after that is told as before")
    func clockSetBack() {
        var log = ChangeLog(since: Self.now)
        var snapshot = Self.snapshot(name: "门口")
        func takes(at now: Date, _ status: Status) -> [String] {
            snapshot.cameras[0].status = Fact(status, checked: now, call: "device/list")
            return log.take(snapshot, at: now).compactMap { if case .change(let change) = $0 { change.to.word } else { nil } }
        }
        _ = takes(at: Self.now + 1, .online)
        let back = Self.now - 8 * 3600
        #expect(takes(at: back, .unknown(code: 7)) == ["unknown"])
        #expect(takes(at: back + 1, .online) == ["online"])
    }

    @Test("a camera that is encrypted from elsewhere is told twice: its encryption, and that its address is gone")
    func encrypted() {
        var log = ChangeLog()
        var snapshot = Self.snapshot(name: "门口")
        let address = LiveAddress(
            url: "http://h/a.m3u8", expires: Self.now + 3600, urlID: nil, liveProtocol: .hls, quality: .hd)
        snapshot.cameras[0].status = Fact(.online, checked: Self.now, call: "device/list")
        snapshot.cameras[0].encryption = Fact(.off, checked: Self.now, call: "camera/list")
        snapshot.cameras[0].live = Fact(.address(address), checked: Self.now, call: "v2/live/address/get")
        _ = log.take(snapshot, at: Self.now)
        snapshot.cameras[0].encryption?.value = .on
        let changes = log.take(snapshot, at: Self.now).compactMap { if case .change(let change) = $0 { change } else { nil } }
        #expect(
            changes.map { [$0.what.rawValue, $0.from.word, $0.to.word] } == [
                ["encryption", "off", "on"], ["live", "ready", "encrypted"],
            ])
    }

    @Test("watch tells who came, left and is called otherwise, once, and nothing of a row that stands for a device")
    func comings() {
        var log = ChangeLog()
        var snapshot = Self.snapshot(name: "门口")
        let id = snapshot.cameras[0].id
        func event(_ number: Int, _ what: Event.What) -> Event {
            Event(number: number, at: Self.now, account: id.account, camera: id, name: "门口", what: what)
        }
        #expect(log.take(snapshot, at: Self.now).isEmpty)
        snapshot.events = [event(3, .appeared), event(4, .renamed(from: "门", to: "门口")), event(7, .disappeared)]
        let printer = ChangePrinter(json: true, texts: .english)
        let lines = log.take(snapshot, at: Self.now).compactMap { line in
            if case .change(let change) = line { printer.text(of: change) } else { nil }
        }
        let sides = [#""from":null,"to":"门口""#, #""from":"门","to":"门口""#, #""from":"门口","to":null"#]
        #expect(lines.count == 3)
        for (line, (what, _)) in zip(lines, zip(["new", "name", "gone"], sides)) {
            #expect(line.contains("\"what\":\"\(what)\""))
        }
        for (line, side) in zip(lines, sides) {
            for part in side.split(separator: ",") { #expect(line.contains(part), "\(line)") }
        }
        #expect(log.take(snapshot, at: Self.now).isEmpty)
        snapshot.cameras[0].awaitsChannels = true
        snapshot.cameras[0].status?.value = .unknown(code: 3)
        #expect(log.take(snapshot, at: Self.now).isEmpty)
    }

    @Test("a number that nobody documented is a field of its own, in both directions")
    func codes() {
        var log = ChangeLog()
        var snapshot = Self.snapshot(name: "x")
        let printer = ChangePrinter(json: true, texts: .english)
        func lines() -> [String] {
            log.take(snapshot, at: Self.now).compactMap { line in
                if case .change(let change) = line { printer.text(of: change) } else { nil }
            }
        }
        snapshot.cameras[0].status = Fact(.unknown(code: -1), checked: Self.now, call: "trust/device/list")
        _ = lines()
        snapshot.cameras[0].status?.value = .online
        let away = lines().joined()
        #expect(away.contains(#""from":"unknown""#) && away.contains(#""from_code":-1"#) && !away.contains("to_code"))
        snapshot.cameras[0].status?.value = .unknown(code: 7)
        let back = lines().joined()
        #expect(back.contains(#""to":"unknown""#) && back.contains(#""to_code":7"#) && !back.contains("from_code"))
    }
}
