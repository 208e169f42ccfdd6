import CloudSimulator
import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import TestSupport
import Testing
import Vocabulary

@testable import DeviceService

@Suite("Messages fetched from the accounts' queues", .serialized, .heavy, .timeLimit(.minutes(2)))
struct PullTests {
    private let cloud: CloudSimulator
    private let folder: TemporaryFolder

    private static let consumer = "/api/lapp/mq/v1/consumer/group2"
    private static let messages = "/api/lapp/mq/v1/consumer/messages"
    private static let offsets = "/api/lapp/mq/v1/consumer/offsets"

    init() throws { (cloud, folder) = (try CloudSimulator(), try TemporaryFolder()) }

    private func service(
        _ names: [String] = ["home"], interval: TimeInterval = 3, clock: any Clock = SystemClock(), after last: Snapshot? = nil
    ) -> (service: DeviceService, watcher: Watcher) {
        let accounts = names.map {
            AccountSettings(
                name: $0, base: Base(url: cloud.base, overseas: false), appKey: cloud.credentials.appKey,
                appSecret: Secret(cloud.credentials.appSecret))
        }
        var settings = ServiceSettings(accounts: accounts, interval: interval, addresses: false)
        settings.stateFile = StateFile(folder: folder.path + "/state")
        settings.push = .pull(.group2)
        let service = DeviceService(settings, after: last, clock: clock) {
            OpenPlatformClient(transport: CurlTransport(), observe: $0)
        }
        return (service, Watcher(service))
    }

    @Test("a change comes at once, by one consumer, whose place is told once it is taken; the poll goes on and is stretched")
    func changes() async throws {
        defer { cloud.stop() }
        cloud.change(.queue(to: SimulatedQueue()))
        let (service, watcher) = service()
        await service.start()
        #expect(await watcher.first { $0.news == [.pulling(.group2)] } != nil)
        cloud.change(.status(serial: "C69625501", value: 0))
        let gone = await watcher.first { $0.camera("C69625501")?.status?.call == "push" }
        #expect(gone?.camera("C69625501")?.status?.value == .offline && gone?.poll.pushed == true)
        #expect(gone?.poll.push?.way == .pull && gone?.poll.push?.last != nil)
        cloud.change(.alarm(serial: "C69625501", kind: "motiondetect"))
        let alarm = await watcher.first { $0.news.last == .alarm(kind: "motiondetect") }
        #expect(alarm?.events.last { if case .push = $0.what { true } else { false } }?.camera?.serial == "C69625501")
        #expect(!"\(alarm as Any)".contains("never-kept"))
        #expect(await watcher.first { _ in cloud.calls[Self.offsets] == 2 } != nil)
        #expect(cloud.calls[Self.consumer] == 1)
        // They are calls like all others.
        let isCall = { (event: Event) in if case .call("mq/v1/consumer/messages", "200", _) = event.what { true } else { false } }
        #expect(alarm?.events.contains(where: isCall) == true)
        await service.stop()
    }

    @Test("a queue says nothing of the cameras of another platform's account")
    func strangersCameras() async throws {
        let other = try CloudSimulator(
            scenario: Scenario(devices: [SimulatedDevice(serial: "X00000001", name: "X", model: "CS-C6N")]))
        defer {
            cloud.stop()
            other.stop()
        }
        var settings = ServiceSettings(
            accounts: [cloud, other].enumerated().map { number, cloud in
                AccountSettings(
                    name: "a\(number)", base: Base(url: cloud.base, overseas: false), appKey: cloud.credentials.appKey,
                    appSecret: Secret(cloud.credentials.appSecret))
            }, interval: 3, addresses: false)
        settings.push = .pull(.group2)
        let service = DeviceService(settings) { OpenPlatformClient(transport: CurlTransport(), observe: $0) }
        let watcher = Watcher(service)
        await service.start()
        _ = try #require(await watcher.first { $0.cameras.count > 10 && $0.accounts.allSatisfy { $0.lastAnswer != nil } })
        let body = #"{"header":{"deviceId":"C69625501","channelNo":1,"type":"ys.onoffline"},"body":{"msgType":"OFFLINE"}}"#
        let message = try #require(PushedMessage(Data(body.utf8)))
        await service.take(message, sent: Date(), from: ["a1"])
        #expect(await service.snapshot.camera("C69625501")?.status?.value == .online)
        await service.take(message, sent: Date(), from: ["a0"])
        #expect(await service.snapshot.camera("C69625501")?.status?.value == .offline)
        await service.stop()
    }

    @Test("an account without a queue is told once, and polled as ever; once it has one that is told too")
    func refused() async throws {
        defer { cloud.stop() }
        let clock = VirtualClock(Date()), (first, seen) = service(clock: clock)
        await first.start()
        let told = await seen.first { !$0.news.isEmpty && $0.accounts[0].lastAnswer != nil }
        await first.stop()
        // Whoever takes its place finds the same, which is no news.
        let (service, watcher) = self.service(clock: clock, after: told)
        await service.start()
        #expect(await watcher.first { _ in cloud.calls[Self.consumer] == 2 } != nil)
        #expect(told?.accounts[0].queueTrouble?.code == "10013" && told?.accounts[0].trouble == nil)
        #expect(told?.accounts[0].complete == true && told?.poll.pushed == false)
        let polls = cloud.calls["/api/lapp/device/list"] ?? 0
        for hour in 1...3 {
            // The one before may only just have been refused.
            repeat {
                clock.advance(by: 3601)
                await service.refreshAll()
            } while await watcher.first(within: 2) { _ in cloud.calls[Self.consumer] == hour + 2 } == nil
        }
        #expect(await watcher.first { _ in cloud.calls["/api/lapp/device/list"] ?? 0 > polls } != nil)
        #expect(await service.snapshot.news.count == 1)
        cloud.change(.queue(to: SimulatedQueue()))
        var back: Snapshot?
        while back == nil {
            clock.advance(by: 3601)
            await service.refreshAll()
            back = await watcher.first(within: 2) { $0.news.last == .pulling(.group2) }
        }
        #expect(back?.accounts[0].queueTrouble == nil && back?.news.count == 2)
        await service.stop()
    }

    @Test("ten thousand old messages are left alone, and hold up neither the poll nor what is new; the next run reads on")
    func backlog() async throws {
        defer { cloud.stop() }
        cloud.change(.queue(to: SimulatedQueue(perCall: 500, backlog: 10_000)))
        let (service, watcher) = service()
        await service.start()
        #expect(await watcher.first { $0.camera("C69625501")?.status?.value == .online } != nil)
        cloud.change(.status(serial: "F20118878", value: 0))
        let told = await watcher.first(within: 40) { $0.news.contains(.passedOver(10_000)) }
        #expect(told?.news.contains { if case .alarm = $0 { true } else { false } } == false)
        #expect(told?.camera("C69625501")?.status?.value == .online)
        #expect(told?.camera("F20118878")?.status?.value == .offline)
        #expect(told?.accounts[0].queueTrouble == nil)
        await service.stop()

        cloud.change(.alarm(serial: "C69625501", kind: "later"))
        let (next, seen) = self.service()
        let before = cloud.calls[Self.messages] ?? 0
        await next.start()
        #expect(await seen.first { $0.news.contains(.alarm(kind: "later")) } != nil)
        #expect((cloud.calls[Self.messages] ?? 0) - before <= 2)
        await next.stop()
    }

    @Test("messages that come again are told once, over a restart too; a queue that gives nothing else is asked more seldom")
    func repeats() async throws {
        defer { cloud.stop() }
        cloud.change(.queue(to: SimulatedQueue(repeats: true)))
        cloud.change(.alarm(serial: "C69625501", kind: "motiondetect"))
        let (first, watcher) = service()
        await first.start()
        let told = await watcher.first { $0.accounts[0].queueTrouble != nil }
        #expect(told?.news.filter { $0 == .alarm(kind: "motiondetect") }.count == 1)
        #expect(told?.accounts[0].queueTrouble?.isSameKind(as: .malformed(reason: "", call: .messages, host: "")) == true)
        #expect((3...4).contains(cloud.calls[Self.messages] ?? 0), "\(cloud.calls)")
        await first.stop()

        let (second, seen) = service(), taken = cloud.calls[Self.offsets] ?? 0
        await second.start()
        let after = await seen.first { _ in (cloud.calls[Self.offsets] ?? 0) > taken }
        #expect(after?.news.contains(.alarm(kind: "motiondetect")) == false)
        await second.stop()
    }

    @Test("a slow queue, and one that does not answer, hold up nothing; a consumer that is one no more is followed by another")
    func slow() async throws {
        defer { cloud.stop() }
        cloud.change(.queue(to: SimulatedQueue()))
        let (service, watcher) = service(interval: 1)
        await service.start()
        #expect(await watcher.first { $0.news == [.pulling(.group2)] } != nil)
        cloud.change(.forgetConsumers)
        cloud.change(.alarm(serial: "C69625501", kind: "one"))
        #expect(await watcher.first { $0.news.last == .alarm(kind: "one") } != nil)
        #expect(cloud.calls[Self.consumer] == 2)
        cloud.change(.fail(with: Fault(path: Self.messages, delay: 4)))
        let polls = cloud.calls["/api/lapp/device/list"] ?? 0, asked = cloud.calls[Self.messages] ?? 0
        #expect(await watcher.first { _ in (cloud.calls["/api/lapp/device/list"] ?? 0) >= polls + 3 } != nil)
        #expect((cloud.calls[Self.messages] ?? 0) <= asked + 2)
        cloud.change(.clearFaults)
        cloud.change(.alarm(serial: "C69625501", kind: "two"))
        #expect(await watcher.first { $0.news.last == .alarm(kind: "two") } != nil)
        #expect(await service.snapshot.accounts[0].queueTrouble == nil)
        await service.stop()
    }

    @Test("each account has a queue of its own: one that is refused is no trouble of the other, whose camera is told in both")
    func accounts() async throws {
        defer { cloud.stop() }
        cloud.change(.queue(to: SimulatedQueue()))
        cloud.change(.fail(with: Fault(path: Self.consumer, times: 1, code: "10031")))
        let (service, watcher) = service(["a", "b"])
        await service.start()
        let told = await watcher.first { $0.news.contains(.pulling(.group2)) && $0.accounts.contains { $0.queueTrouble != nil } }
        #expect(told?.accounts.count { $0.queueTrouble?.code == "10031" } == 1)
        cloud.change(.status(serial: "C69625501", value: 0))
        let gone = await watcher.first { $0.cameras.count { $0.id.serial == "C69625501" && $0.status?.call == "push" } == 2 }
        #expect(gone != nil)
        await service.stop()
    }
}

extension Snapshot {
    /// What was said of pushed messages, in its order.
    fileprivate var news: [PushNews] { events.compactMap { if case .push(let news) = $0.what { news } else { nil } } }
}
