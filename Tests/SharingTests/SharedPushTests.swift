import CloudSimulator
import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import HTTP
import OpenPlatform
import TestSupport
import Testing
import Vocabulary

@testable import Sharing

@Suite("Pushed messages where several look", .serialized, .heavy, .timeLimit(.minutes(1)))
struct SharedPushTests {
    private let house: House
    private let settings: ServiceSettings
    private let address: String

    private static let secret = Secret("marked-push-secret")
    private static let transport = CurlTransport()

    init() throws {
        house = try House()
        let free = try Server { _ in Outgoing(status: 200) }
        (address, settings) = (free.address, house.settings(listening: free.port, Self.secret))
        free.stop()
    }

    /// An alarm that is signed now.
    private func post(_ kind: String, id: String) async throws -> Int {
        let body = Data(
            #"{"header":{"messageId":"\#(id)","type":"ys.alarm","deviceId":"C69625501","channelNo":1},"body":{"alarmType":"\#(kind)"}}"#
                .utf8)
        let time = String(Int(Date().timeIntervalSince1970 * 1000))
        let sign = PushSignature(secret: Self.secret).sign(body, time: time)
        let headers = [Header("t", time), Header("signature", sign)]
        return try await Self.transport.send(Request(.post, url: address + "/", headers: headers, body: body)).status
    }

    @Test("the one that polls takes them, for all that are attached; who stands alone takes none, and finds no place taken")
    func all() async throws {
        defer { house.cloud.stop() }
        let first = house.front(settings), second = house.front(settings), third = house.front(settings, .watch)
        await first.service.start()
        #expect(await first.seen.first { $0.isKnown && $0.poll.push != nil } != nil)
        for front in [second, third] {
            await front.service.start()
            #expect(await front.seen.first { $0.isAttached } != nil)
        }
        var strange = settings
        strange.accounts[0].appKey = "another"
        let stranger = house.front(strange)
        let alone = SharedService(settings, .dashboard, version: "eztop 1", at: nil) { settings, last in
            DeviceService(settings, after: last) { OpenPlatformClient(transport: CurlTransport(), observe: $0) }
        }
        let seenAlone = Watcher(alone.snapshots)
        await stranger.service.start()
        await alone.start()
        let seen = [await stranger.seen.first { $0.accounts.first?.trouble != nil }, await seenAlone.first { $0.isKnown }]
        for snapshot in seen {
            #expect(snapshot?.poll.push == nil)
            #expect(snapshot?.events.contains { if case .push = $0.what { true } else { false } } == false)
        }

        #expect(try await post("motiondetect", id: "a") == 200)
        for front in [first, second, third] {
            let told = await front.seen.first { $0.alarms == ["motiondetect"] }
            #expect(told?.poll.pushed == true && told?.poll.push?.last != nil && told?.poll.push?.deafness == nil)
            #expect(told?.listeners == 1)
        }
        let others = [await stranger.seen.newest, await seenAlone.newest]
        #expect(others.allSatisfy { $0?.alarms == [] })
        await alone.stop()
        for front in [stranger, third, second, first] { await front.service.stop() }
    }

    @Test("whoever polls next listens at the same place, knows what was taken, and goes on in the stretched interval")
    func handOver() async throws {
        defer { house.cloud.stop() }
        let first = house.front(settings), serve = house.front(settings, .serve)
        await first.service.start()
        #expect(await first.seen.first { $0.isKnown && $0.poll.push != nil } != nil)
        #expect(try await post("one", id: "a") == 200)
        #expect(await first.seen.first { $0.alarms == ["one"] } != nil)

        await serve.service.start()
        #expect(await serve.seen.first { $0.isKnown && $0.poll.poller == nil && $0.poll.push?.last != nil } != nil)
        #expect(await first.seen.first { $0.isAttached && $0.poll.pushed } != nil)
        // Signed anew, as the platform sends it again.
        #expect(try await post("one", id: "a") == 200)
        #expect(try await post("two", id: "b") == 200)
        for front in [first, serve] {
            let told = await front.seen.first { $0.alarms.last == "two" }
            #expect(told?.alarms == ["one", "two"] && told?.poll.push?.deafness == nil)
        }

        await serve.service.stop()
        #expect(await first.seen.first { $0.poll.poller == nil && $0.listeners == 3 } != nil)
        for id in ["a", "b"] { #expect(try await post("again", id: id) == 200) }
        #expect(try await post("three", id: "c") == 200)
        #expect(await first.seen.first { $0.alarms.last == "three" }?.alarms == ["one", "two", "three"])

        // Stopped as a job it listens no more, and does again when it is back.
        await first.service.goAway()
        await #expect(throws: TransportError.self) { _ = try await post("four", id: "d") }
        await first.service.comeBack()
        #expect(await first.seen.first { $0.listeners == 4 } != nil)
        #expect(try await post("four", id: "d") == 200)
        #expect(await first.seen.first { $0.alarms.last == "four" } != nil)
        await first.service.stop()
        await #expect(throws: TransportError.self) { _ = try await post("five", id: "e") }
    }

    @Test("one that stood alone and polls for all from now on takes them too") func later() async throws {
        defer { house.cloud.stop() }
        var strange = settings
        strange.accounts[0].appKey = "another"
        strange.push = nil
        let stranger = house.front(strange)
        await stranger.service.start()
        #expect(await stranger.seen.first { $0.accounts.first?.trouble != nil } != nil)
        let front = house.front(settings)
        await front.service.start()
        #expect(await front.seen.first { $0.isKnown && $0.poll.aloneness != nil && $0.poll.push == nil } != nil)
        await stranger.service.stop()
        #expect(await front.seen.first { $0.poll.aloneness == nil && $0.listeners == 1 } != nil)
        #expect(try await post("motiondetect", id: "a") == 200)
        #expect(await front.seen.first { $0.alarms == ["motiondetect"] } != nil)
        await front.service.stop()
    }
}

extension House {
    fileprivate func settings(listening port: UInt16, _ secret: Secret) -> ServiceSettings {
        var settings = settings()
        settings.push = .webhook(.init(host: "127.0.0.1", port: port, secret: secret))
        return settings
    }
}

extension Snapshot {
    /// As they were told.
    fileprivate var alarms: [String] {
        events.compactMap { if case .push(.alarm(let kind)) = $0.what { kind } else { nil } }
    }

    /// How often somebody began to listen.
    fileprivate var listeners: Int { events.count { if case .push(.listening) = $0.what { true } else { false } } }
}
