import DeviceService
import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import Output
import Settings
import Testing
import Vocabulary
import Wording

@testable import CommandLine
@testable import Doctor

@Suite("What doctor makes of accounts, clock and push")
struct DoctorCloudTests {
    static let now = Date(timeIntervalSince1970: 1_795_446_262)

    private static func account(
        _ lists: [AccountCheckup.List], calls: [CallRecord] = [], expires: Date? = nil
    ) -> [Finding.Check: Finding] {
        let checkup = AccountCheckup(host: "open.ys7.com", tokenExpires: expires, lists: lists, calls: calls)
        let findings = AccountCheck(account: "home", key: "abcd…", checkup: checkup, now: now).findings(.english)
        return Dictionary(uniqueKeysWithValues: findings.map { ($0.check, $0) })
    }

    private static func refused(_ code: String, _ call: CallName = .token) -> ServiceError {
        .refused(code: code, message: "", call: call, host: "open.ys7.com")
    }

    private static func call(_ name: CallName, _ code: String = "200", _ milliseconds: Int = 50) -> CallRecord {
        CallRecord(name: name, code: code, milliseconds: milliseconds)
    }

    @Test("a good account: the median of its calls, where its token is from and how long it lives, and its devices")
    func goodAccount() {
        let calls = [
            Self.call("token/get", "200", 900), Self.call("device/list", "200", 40), Self.call("trust/device/list", "200", 60),
        ]
        let findings = Self.account(
            [.init(.own, .count(13)), .init(.hosted, .count(2))], calls: calls, expires: Self.now + 6.5 * 86400)
        #expect(findings[.host]?.seen == "open.ys7.com answers in 60 ms (median of 3 calls)")
        #expect(findings[.token]?.seen == "appKey abcd…, new token, 6d 12h left")
        let older = AccountCheckup(
            host: "h", tokenExpires: Self.now + 86400, tokenObtained: Self.now - 720, lists: [.init(.own, .count(1))])
        let token = AccountCheck(account: "home", key: "abcd…", checkup: older, now: Self.now).findings(.english)
            .first { $0.check == .token }
        #expect(token?.seen == "appKey abcd…, token of 12m ago (it proves key and secret as of then), 1d left")
        #expect(findings[.devices]?.seen == "own cameras 13, hosted cameras 2")
        #expect(findings.values.allSatisfy { $0.verdict == .ok && $0.account == "home" })
        let cached = Self.account(
            [.init(.own, .count(0))], calls: [Self.call("device/list", "200", 2000)], expires: Self.now + 60)
        #expect(cached[.host]?.verdict == .warn && cached[.devices]?.verdict == .warn)
    }

    @Test("a refused key is 77 and says which host was asked; the host is well all the same, and nothing is said of devices")
    func refusedKey() {
        for code in ["10017", "10002"] {
            let findings = Self.account(
                [.init(.own, .trouble(Self.refused(code))), .init(.hosted, .notAsked)], calls: [Self.call("token/get", code)])
            #expect(findings[.token]?.verdict == .fail(.credentials))
            #expect(findings[.token]?.seen.contains("Asked was open.ys7.com") == true)
            #expect(findings[.host]?.verdict == .ok && findings[.devices] == nil)
        }
        let late = Self.account([.init(.own, .trouble(Self.refused("10002", "device/list")))], expires: Self.now + 60)
        #expect(late[.token]?.verdict == .fail(.credentials) && late[.devices] == nil)
    }

    @Test("a host that does not answer, or answers nonsense, is 69; of the token nothing is said")
    func unreachable() {
        let gone = ServiceError.unreachable(reason: "Connection refused", host: "open.ys7.com")
        let findings = Self.account(
            [.init(.own, .trouble(gone)), .init(.hosted, .notAsked)], calls: [Self.call("device/list", "unreachable")])
        #expect(findings[.host]?.verdict == .fail(.unreachable) && findings[.host]?.seen.contains("connection refused") == true)
        #expect(findings[.token] == nil && findings[.devices] == nil)
        let html = ServiceError.malformed(reason: "HTTP 502", call: "device/list", host: "open.ys7.com")
        #expect(Self.account([.init(.own, .trouble(html))])[.host]?.verdict == .fail(.unreachable))
        let page = ServiceError.malformed(reason: "HTTP 404", call: "token/get", host: "cameras.example.org")
        let finding = Self.account([.init(.own, .trouble(page))])[.host]
        #expect(finding?.verdict == .fail(.unreachable))
        #expect(finding?.mend?.hasPrefix("is cameras.example.org the address of an API?") == true)
    }

    @Test("a spent quota passes by itself and is a warning; a right that was not granted is 1; calls that were spent are said")
    func refusedLists() {
        let storm = Self.account([.init(.own, .trouble(Self.refused("10029", "device/list")))], expires: Self.now + 60)
        #expect(storm[.devices]?.verdict == .warn)
        #expect(Self.account([.init(.own, .trouble(Self.refused("10007")))])[.token]?.verdict == .warn)
        let denied = Self.account(
            [.init(.own, .count(3)), .init(.hosted, .trouble(Self.refused("10031", "trust/device/list")))], expires: Self.now + 60
        )
        #expect(
            denied[.devices]?.verdict == .fail(.refused)
                && denied[.devices]?.seen.hasPrefix("own cameras 3, hosted: 10031") == true)
        let spent = Self.account([.init(.own, .count(3)), .init(.hosted, .notAsked)], expires: Self.now + 60)
        #expect(spent[.devices]?.verdict == .warn && spent[.devices]?.seen.contains("three calls") == true)
    }

    @Test("the clock that is farthest off is told, with its sign; no reply, no verdict")
    func clock() {
        func finding(_ differences: [(TimeInterval, TimeInterval?)]) -> Finding {
            ClockCheck.finding(
                differences.map { AccountCheckup(host: "h", clockDifference: $0.0, clockError: $0.1) }, .english)
        }
        #expect(finding([(1.2, nil), (-3, nil)]).seen == "agrees with h to 3 seconds")
        let behind = finding([(1, nil), (-200, -200)])
        #expect(behind.verdict == .warn && behind.seen == "3m 20s behind h" && behind.mend?.contains("timedatectl") == true)
        #expect(finding([(3600, 3600)]).seen.hasPrefix("1h ahead"))
        #expect(ClockCheck.finding([], .english).verdict == .ok)
    }

    @Test("a port that is taken is a warning, an address that cannot be had is 1, and one of the world outside is not told")
    func push() {
        let push = Push.webhook(listen: ListenAddress(host: "127.0.0.1", port: 8420), secret: Secret("marked-secret"))
        #expect(PushCheck.finding(nil, fault: nil, .english).seen == "not configured")
        #expect(PushCheck.finding(push, fault: nil, .english).seen == "127.0.0.1:8420 is free")
        let taken = PushCheck.finding(push, fault: ServerError(reason: "x", isTaken: true), .english)
        #expect(taken.verdict == .warn && taken.mend?.contains("running eztop") == true)
        let outside = Push.webhook(listen: ListenAddress(host: "203.0.113.7", port: 80), secret: Secret("marked-secret"))
        let refused = PushCheck.finding(outside, fault: ServerError(reason: "203.0.113.7 port 80: Permission denied"), .english)
        #expect(refused.verdict == .fail(.refused) && refused.seen == "…:80: Permission denied")
        let pulled = PushCheck.finding(.pull(.group2), fault: nil, .english)
        #expect(pulled.verdict == .ok && pulled.seen.contains("group2"))
    }

    @Test("a broker that does not let eztop in is a warning, and one of the world outside is not told")
    func broker() throws {
        let broker = Broker(try #require(BrokerAddress("mqtts://eztop@broker.example.org")))
        let good = BrokerCheck.finding(broker, library: "libmosquitto 2.0.11", fault: nil, .english)
        #expect(good.verdict == .ok && good.seen == "mqtts://…:8883 lets eztop in (libmosquitto 2.0.11)")
        let bad = BrokerCheck.finding(broker, library: nil, fault: .noLibrary, .english)
        #expect(
            bad.verdict == .warn && bad.seen == "mqtts://…:8883: libmosquitto is not installed (apt-get install libmosquitto1)")
    }
}
