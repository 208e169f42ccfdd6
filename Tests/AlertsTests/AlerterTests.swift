import CloudSimulator
import DeviceService
import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import Settings
import Sharing
import TestSupport
import Testing
import Vocabulary
import Wording

@testable import Alerts

@Suite("Whoever sends alerts", .serialized, .heavy)
struct AlerterTests {
    private static let taken = FaultServer.Fault.answerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    private let folder: TemporaryFolder
    private let cloud: CloudSimulator
    private let device: DeviceService
    private let account: AccountIdentity

    init() throws {
        folder = try TemporaryFolder()
        cloud = try CloudSimulator()
        let base = cloud.base, credentials = cloud.credentials
        account = AccountIdentity(name: "home", appKey: credentials.appKey, base: base)
        device = DeviceService(
            ServiceSettings(
                accounts: [
                    AccountSettings(
                        name: "home", base: Base(url: base, overseas: false), appKey: credentials.appKey,
                        appSecret: Secret(credentials.appSecret), sources: [.own])
                ])
        ) { OpenPlatformClient(transport: CurlTransport(), observe: $0) }
    }

    private func alerter(_ url: String, seconds: Double = 15) -> Alerter {
        let options = CurlTransport.Options(totalSeconds: seconds, replyBytes: 64 << 10, cutsReplies: true)
        return Alerter(
            Alerter.Settings(
                rules: [AlertBook.Rule(.offline())],
                routes: [AlertRoute(name: "phone", way: .webhook(AlertRoute.Post(url: url)))],
                stateFile: StateFile(folder: folder.path + "/state"), accounts: [account],
                means: AlertBook.Means(.english, offset: { _ in 0 })),
            Courier(environment: [:], transport: CurlTransport(options)))
    }

    /// One camera that has been offline for a minute, or is online.
    private func snapshot(_ status: Status) -> Snapshot {
        let now = Date(), id = CameraID(account: "home", serial: "G1", channel: 1)
        var camera = Camera(id: id, source: .own, name: "Garden", model: "")
        camera.status = Fact(status, checked: now, call: .deviceList)
        if status == .offline { camera.outage = Outage(since: now.addingTimeInterval(-60), before: .online, isConfirmed: true) }
        var account = AccountState(id: "home", host: "x", sources: [.own], lastAnswer: now)
        account.listAnswers = ["device/list": now, "camera/list": now]
        return Snapshot(cameras: [camera], accounts: [account], poll: PollState(interval: 2, configuredInterval: 2))
    }

    /// Two answers say so.
    private func comeBack(_ alerter: Alerter) async {
        let end = ContinuousClock.now + .seconds(1)
        await alerter.take(snapshot(.online), of: device)
        while ContinuousClock.now < end { await alerter.take(snapshot(.online), of: device) }
    }

    private func body(_ request: String?) -> String { request?.split(separator: "\r\n\r\n").last.map(String.init) ?? "" }

    @Test(
        "a sink that fails, stalls and comes back gets the same message until it takes it; no poll waits for it",
        .timeLimit(.minutes(1)))
    func retries() async throws {
        let server = try FaultServer(
            .answerAndClose("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"), .silence, Self.taken)
        let alerter = alerter(server.address + "/", seconds: 1)
        let begin = ContinuousClock.now
        for _ in 0..<50 { await alerter.take(snapshot(.offline), of: device) }
        #expect(ContinuousClock.now - begin < .seconds(1))
        var requests = server.requests.makeAsyncIterator()
        let first = body(await requests.next()), failed = ContinuousClock.now
        let second = body(await requests.next())
        #expect(ContinuousClock.now - failed < .seconds(5))
        let third = body(await requests.next())
        #expect(first.contains("\"title\":\"Garden is offline\""), "\(first)")
        #expect(first == second && second == third, "\(second) \(third)")
        let events = Watcher(device.snapshots)
        let said = await events.first { snapshot in
            snapshot.events.contains { $0.what == .alert(.recovered(route: "phone")) }
        }
        let news = said?.events.compactMap { event -> AlertNews? in if case .alert(let news) = event.what { news } else { nil } }
        #expect(
            news == [
                .failing(route: "phone", .answered(503)), .failing(route: "phone", .timedOut), .recovered(route: "phone"),
            ])
        await comeBack(alerter)
        #expect(body(await requests.next()).contains("\"state\":\"resolved\""))
        await alerter.close()
    }

    @Test(
        "what was under way when it ended is sent again by the next one with the same id; what was taken is not",
        .timeLimit(.minutes(1)))
    func again() async throws {
        let stalled = try FaultServer(.silence)
        let first = alerter(stalled.address + "/")
        await first.take(snapshot(.offline), of: device)
        var requests = stalled.requests.makeAsyncIterator()
        let sent = body(await requests.next())
        let begin = ContinuousClock.now
        await first.close()
        #expect(ContinuousClock.now - begin < .seconds(2))

        let server = try FaultServer(Self.taken)
        let second = alerter(server.address + "/")
        await second.take(snapshot(.offline), of: device)
        var taken = server.requests.makeAsyncIterator()
        #expect(body(await taken.next()) == sent)
        // Taken, and known to be: the third one has nothing to send but the end.
        while try StateFile(folder: folder.path + "/state").alertRows(of: [account]).contains(where: { $0.key.kind == "letter" })
        {
            await Task.yield()
        }
        await second.close()
        let third = alerter(server.address + "/")
        await third.take(snapshot(.offline), of: device)
        await comeBack(third)
        let end = body(await taken.next())
        #expect(end.contains("\"state\":\"resolved\"") && end.contains(sent.split(separator: "\"id\":").last?.prefix(18) ?? "?"))
        await third.close()
    }
}
