import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// Eztops of one user at the same time, over one cloud that counts.
@Suite("One poller for all eztops of a user", .serialized, .heavy)
struct Sharing {
    private let cloud: Cloud
    private let home: Home
    private var environment: [String: String] { cloud.environment.merging(home.environment) { $1 } }
    private var state: String { home.path + "/state/eztop" }

    init() throws {
        (cloud, home) = (try Cloud(), try Home(configuration: "interval = \"1s\"\n"))
    }

    private func front(_ more: [String: String] = [:]) throws -> Front {
        try Front(environment.merging(more) { $1 }, lacksNever: ["C69625501", "E71820344", "ready 23h"])
    }

    private func poller() async throws -> Front {
        let front = try front()
        try await Front.wait([front], "a poller that has asked everything") { front.isPolling && front.holds("10 ready") }
        return front
    }

    /// Polls no more, so that each call from then on is somebody's wish.
    private func pause(_ front: Front, among fronts: [Front]) async throws {
        front.send("\u{10}")
        try await Front.wait(fronts, "a pause") { front.holds("paused") }
        var calls = -1
        try await Front.wait(fronts, "quiet") {
            let before = calls
            calls = try await cloud.allCalls()
            poll(nil, 0, 100)
            return before == calls
        }
    }

    @Test("two dashboards, one of them in Chinese, and two watches make the calls of one, and say who makes them")
    func calls() async throws {
        let first = try await poller()
        let report = try Run(["report"], in: home, cloud.environment)
        #expect(report.errors.contains("pid \(first.process) has just begun to watch"), "\(report)")
        let second = try front(), third = try front(["LC_ALL": "zh_CN.UTF-8"])
        let watches = try [["watch"], ["watch", "--json"]].map { try Pty(builtProduct("eztop"), $0, environment: environment) }
        let all = [first, second, third]
        try await Front.wait(all, "who polls") {
            second.poller == first.process && third.holds("经由进程 \(first.process)")
        }
        let before = try await cloud.calls("device/list")
        try await cloud.change("{\"status\":{\"serial\":\"F20118878\",\"value\":0}}")
        try await Front.wait(all, "a change") { all.allSatisfy { $0.holds("12 online") || $0.holds("12 在线") } }
        for watch in watches { try watch.wait(for: "F20118878") }
        try await Front.wait(all, "polls") { try await cloud.calls("device/list") >= before + 4 }
        try await pause(second, among: all)
        // Who paused it is said to the others.
        try await Front.wait(all, "who it was") {
            first.holds("pid \(second.process) has paused polling, for all.") && third.holds("进程 \(second.process) 已为所有界面暂停查询")
        }
        // A new address is one call.
        let made = try await cloud.allCalls()
        try await Front.wait(all, "the count") {
            first.callsToday == made && second.callsToday == made && third.holds("今日 \(made) 次调用")
        }
        // All lists are asked at the same moments.
        let lists = try await ["device/list", "camera/list", "trust/device/list"].asyncMap(cloud.calls)
        #expect(Set(lists).count == 1, "\(lists)")
    }

    @Test("a front that is killed while it has paused all for all is found out, though nothing else happens") func killedPauser()
        async throws
    {
        let watch = try Pty(builtProduct("eztop"), ["watch"], environment: environment)
        try await cloud.waitForCalls("device/list", atLeast: 2)
        let dashboard = try front()
        try await Front.wait([dashboard], "attached") { dashboard.isAttached }
        try await pause(dashboard, among: [dashboard])
        let before = try await cloud.calls("device/list")
        dashboard.signal(SIGKILL)
        try await cloud.waitForCalls("device/list", atLeast: before + 2, within: 30)
        watch.signal(SIGTERM)
        _ = try watch.exit()
    }

    private static let addressCall = "v2/live/address/get"

    @Test(
        "commands ask the one that polls: nothing where all is fresh, everything where they are told to, and by themselves alone")
    func commands() async throws {
        let front = try await poller()
        try await pause(front, among: [front])
        struct Report: Decodable {
            struct Account: Decodable { var calls: Int }
            struct Camera: Decodable { var serial: String }
            var accounts: [Account]
            var cameras: [Camera]
        }
        func devices(_ arguments: [String]) async throws -> (told: Int, made: Int) {
            let before = try await cloud.allCalls()
            let run = try Run(["devices", "--json"] + arguments, in: home, cloud.environment)
            let report = try JSONDecoder().decode(Report.self, from: Data(run.text.utf8))
            #expect(run.status == .code(0) && run.errors.isEmpty && report.cameras.count == 15, "\(run)")
            return (report.accounts[0].calls, try await cloud.allCalls() - before)
        }
        let known = try await devices([])
        #expect(known == (0, 0), "\(known)")
        let fresh = try await devices(["--fresh"])
        #expect(fresh.told == fresh.made && fresh.made > 10, "\(fresh)")
        let alone = try await devices(["--standalone", "--no-live"])
        #expect(alone.told == alone.made && alone.made >= 5, "\(alone)")

        // The lists are asked again where the one that polls is paused for too long; an address that is known is not.
        let before = try await cloud.calls(Self.addressCall)
        #expect(before >= 10)
        let address = try Run(["address", "C69625501"], in: home, cloud.environment)
        let list = try Run(["export", "m3u", "--output", home.path + "/a.m3u"], in: home, cloud.environment)
        #expect(address.text.contains("C69625501") && list.status == .code(0), "\(address) \(list)")
        #expect(home.text("a.m3u")?.contains("C69625501") == true)
        #expect(try await cloud.calls(Self.addressCall) == before)
        let renewed = try Run(["address", "C69625501", "--fresh"], in: home, cloud.environment)
        #expect(renewed.text.contains("C69625501") && renewed.text != address.text, "\(renewed)")
        #expect(try await cloud.calls(Self.addressCall) == before + 1)
        let anew = try Run(
            ["export", "m3u", "--fresh", "--output", home.path + "/a.m3u"], in: home, cloud.environment)
        #expect(anew.status == .code(0) && anew.errors.contains("--fresh"), "\(anew)")
        #expect(try await cloud.calls(Self.addressCall) > before + 10)
        let lists = try await cloud.calls("device/list")
        #expect(try Run(["export", "go2rtc", "--fresh"], in: home, cloud.environment).status == .code(0))
        #expect(try await cloud.calls("device/list") == lists + 1)
        let picture = try Run(["snapshot", "C69625501", "--output", home.path + "/a.jpg"], in: home, cloud.environment)
        #expect(picture.status == .code(0), "\(picture)")
        #expect(try await cloud.calls("device/capture") == 1)
        let lift = try Run(["encryption", "off", "C69625504"], in: home, cloud.environment)
        #expect(lift.status == .code(0), "\(lift)")
        #expect(try await cloud.calls("device/encrypt/off") == 1)
        // The dashboard has it from the one that did it.
        try await Front.wait([front], "that it is lifted") { front.holds("2 encrypted") }
        #expect(!front.holds("another eztop"), "\(front.text)")
    }

    @Test("another version is told so, and stands alone: 409, with who polls and what it is")
    func version() async throws {
        let front = try await poller()
        let version = try Run(["--version"], in: home).text.filter { !$0.isNewline }
        let account = "{\"name\":\"shop\",\"mark\":\"of nobody\",\"sources\":[\"own\"]}"
        func attach(_ version: String) throws -> String {
            try Peer(state + "/eztop.sock").ask(
                "/front/1/attach",
                "{\"version\":\"\(version)\",\"front\":\"f\",\"process\":1,\"kind\":\"watch\",\"accounts\":[\(account)],\"restores\":false,\"seen\":0}"
            )
        }
        let refusal = try attach("eztop 0")
        #expect(refusal.hasPrefix("HTTP/1.1 409") && refusal.contains("\"reason\":\"version\""), "\(refusal)")
        #expect(refusal.contains("\"process\":\(front.process)") && refusal.contains("\"version\":\"\(version)\""), "\(refusal)")
        #expect(try attach(version).contains("\"reason\":\"accounts\""))
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ make: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await make(element)) }
        return values
    }
}
