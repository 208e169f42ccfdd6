import CloudSimulator
import Fleet
import FoundationEssentials
import Glibc
import HTTP
import OpenPlatform
import TestSupport
import Testing
import Vocabulary

@testable import DeviceService

@Suite("Pushed messages", .serialized, .heavy, .timeLimit(.minutes(1)))
struct PushTests {
    private let secret = "marked-push-secret"

    /// A service that listens, paused so that whatever changes was pushed.
    private func listening(_ cloud: CloudSimulator, state: String? = nil) async throws -> (
        service: DeviceService, watcher: Watcher, address: String, callback: String
    ) {
        let account = AccountSettings(
            name: "home", base: Base(url: cloud.base, overseas: false), appKey: cloud.credentials.appKey,
            appSecret: Secret(cloud.credentials.appSecret))
        var settings = ServiceSettings(accounts: [account], addresses: false)
        settings.stateFile = state.map { StateFile(folder: $0) }
        settings.push = .webhook(.init(host: "127.0.0.1", port: 0, secret: Secret(secret)))
        let service = DeviceService(settings) { OpenPlatformClient(transport: CurlTransport(), observe: $0) }
        let watcher = Watcher(service)
        await service.start()
        let ready = try #require(
            await watcher.first { $0.camera("C69625501")?.status != nil && $0.camera("G55512077")?.status != nil })
        await service.setPaused(true)
        for event in ready.events {
            if case .push(.listening(let address, let callback)) = event.what { return (service, watcher, address, callback) }
        }
        Issue.record("it does not listen")
        throw CancellationError()
    }

    /// One for all, which keeps its connections.
    private static let transport = CurlTransport()

    private func post(
        _ body: String, to address: String, time: Date = Date(), signature: String? = nil, path: String = "/"
    ) async throws -> Response {
        let time = String(Int(time.timeIntervalSince1970 * 1000))
        let sign = signature ?? PushSignature(secret: Secret(secret)).sign(Data(body.utf8), time: time)
        return try await Self.transport.send(
            Request(.post, url: address + path, headers: [Header("t", time), Header("SIGNATURE", sign)], body: Data(body.utf8)))
    }

    private func message(_ word: String, id: String? = "m1", serial: String = "C69625501", sent: Date = Date()) -> String {
        let name = id.map { #""messageId":"\#($0)","# } ?? ""
        let time = Int(sent.timeIntervalSince1970 * 1000)
        return
            #"{"header":{\#(name)"type":"ys.onoffline","deviceId":"\#(serial)","messageTime":\#(time)},"body":{"msgType":"\#(word)"}}"#
    }

    @Test("the simulated cloud pushes a change, signed, and the row changes at once, without a poll")
    func changes() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let (service, watcher, address, _) = try await listening(cloud)
        cloud.change(.webhook(to: Webhook(url: address + "/", secret: secret)))
        let polls = cloud.calls["/api/lapp/device/list"]
        cloud.change(.status(serial: "C69625501", value: 0))
        let gone = await watcher.first { $0.camera("C69625501")?.status?.value == .offline }
        #expect(gone?.camera("C69625501")?.status?.call == "push")
        #expect(cloud.calls["/api/lapp/device/list"] == polls)
        #expect(await service.snapshot.poll.pushed)
        cloud.change(.alarm(serial: "C69625501", kind: "motiondetect"))
        let alarm = await watcher.first { $0.events.contains { $0.what == .push(.alarm(kind: "motiondetect")) } }
        #expect(alarm?.events.last { $0.what == .push(.alarm(kind: "motiondetect")) }?.camera?.serial == "C69625501")
        #expect(!"\(alarm as Any)".contains("never-kept") && !"\(alarm as Any)".contains(secret))
        await service.stop()
    }

    @Test(
        "a wrong signature, another secret, an old or future time, and no headers are refused, counted once, and change nothing")
    func forged() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let (service, watcher, address, _) = try await listening(cloud)
        let body = message("OFFLINE")
        let time = String(Int(Date().timeIntervalSince1970 * 1000))
        let other = PushSignature(secret: Secret("another")).sign(Data(body.utf8), time: time)
        for signature in [other, "", "00", String(repeating: "0", count: 40)] {
            #expect(try await post(body, to: address, signature: signature).status == 403)
        }
        #expect(try await post(body, to: address, time: Date() - 301).status == 403)
        #expect(try await post(body, to: address, time: Date() + 301).status == 403)
        #expect(try await CurlTransport().send(Request(.post, url: address + "/", body: Data(body.utf8))).status == 403)
        let rejected = await watcher.first { $0.events.contains { $0.what == .push(.rejected(1)) } }
        #expect(rejected?.camera("C69625501")?.status?.value == .online)
        #expect(await service.snapshot.events.filter { if case .push(.rejected) = $0.what { true } else { false } }.count == 1)
        #expect(await service.snapshot.poll.pushed == false)
        await service.stop()
    }

    @Test("the reply repeats the message's name, is 200 without one too, and a message that comes twice counts once")
    func replies() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let (service, watcher, address, _) = try await listening(cloud)
        let reply = try await post(message("OFFLINE", id: "5e57"), to: address)
        #expect(reply.status == 200 && String(decoding: reply.body, as: UTF8.self) == #"{"messageId":"5e57"}"#)
        _ = await watcher.first { $0.camera("C69625501")?.status?.value == .offline }
        #expect(try await post(message("ONLINE", id: "5e58"), to: address).status == 200)
        _ = await watcher.first { $0.camera("C69625501")?.status?.value == .online }
        #expect(try await post(message("OFFLINE", id: "5e57"), to: address).status == 200)
        #expect(try await post(message("ONLINE", id: nil), to: address).status == 200)
        #expect(await service.snapshot.camera("C69625501")?.status?.value == .online)
        await service.stop()
    }

    /// Alarms that the log knows.
    private func alarms(_ service: DeviceService) async -> Int {
        await service.snapshot.events.count { if case .push(.alarm) = $0.what { true } else { false } }
    }

    private func alarm(_ kind: String, id: String? = nil) -> String {
        let name = id.map { #""messageId":"\#($0)","# } ?? ""
        return
            #"{"header":{\#(name)"type":"ys.alarm","deviceId":"C69625501","channelNo":1},"body":{"alarmType":"\#(kind)"}}"#
    }

    @Test("a message in chunks counts as any other, once; a deep one is none, and holds nobody up")
    func chunked() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let (service, watcher, address, _) = try await listening(cloud)
        func send(_ body: String) throws -> String {
            let time = String(Int(Date().timeIntervalSince1970 * 1000))
            let sign = PushSignature(secret: Secret(secret)).sign(Data(body.utf8), time: time)
            let headers = ["t: \(time)", "signature: \(sign)", "Transfer-Encoding: chunked"].flatMap { ["-H", $0] }
            return try Tool(
                "curl", ["-s", "-o", "/dev/null", "-w", "%{http_code}", "--data-binary", "@-"] + headers + [address + "/"],
                input: body
            ).text
        }
        #expect(try send(message("OFFLINE", id: "chunks")) == "200")
        _ = await watcher.first { $0.camera("C69625501")?.status?.value == .offline }
        for open in ["[", #"{"header":"#] {
            #expect(try await post(String(repeating: open, count: 60_000 / open.utf8.count), to: address).status == 400)
        }
        #expect(try send(message("ONLINE", id: "more")) == "200")
        _ = await watcher.first { $0.camera("C69625501")?.status?.value == .online }
        #expect(try send(message("OFFLINE", id: "chunks")) == "200")
        #expect(await service.snapshot.camera("C69625501")?.status?.value == .online)
        await service.stop()
    }

    @Test("a message counts once, however its signature is spelled, after thousands of others, and after a restart")
    func replays() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let folder = try TemporaryFolder()
        let state = folder.path + "/state"
        let (service, _, address, _) = try await listening(cloud, state: state)
        let now = Date(), body = alarm("motiondetect")
        let sign = PushSignature(secret: Secret(secret)).sign(
            Data(body.utf8), time: String(Int(now.timeIntervalSince1970 * 1000)))
        #expect(try await post(body, to: address, time: now).status == 200)
        for spelling in [sign, sign.uppercased(), sign.prefix(20).uppercased() + sign.dropFirst(20)] {
            #expect(try await post(body, to: address, time: now, signature: spelling).status == 200)
        }
        #expect(await alarms(service) == 1)
        let named = alarm("motiondetect", id: "alarm-one")
        #expect(try await post(named, to: address, time: now).status == 200)
        for number in 0..<2_100 {
            #expect(try await post(message("ONLINE", id: "n\(number)"), to: address, time: now).status == 200)
        }
        for again in [body, named] { #expect(try await post(again, to: address, time: now).status == 200) }
        // Signed anew, as the platform sends it again: its own name tells.
        #expect(try await post(named, to: address).status == 200)
        #expect(await alarms(service) == 2)
        await service.stop()

        // Sent again late, it is known by its name; its second signature is good for longer than its first.
        let seen = SeenMessages(folder: folder.path + "/second", at: now)
        #expect(seen.isNew(["id", "first"], at: now))
        #expect(!seen.isNew(["id", "second"], at: now + 500))
        #expect(!seen.isNew(["second"], at: now + 700))
        #expect(seen.isNew(["first"], at: now + 700))

        // A file of that name that others could have put there would be neither read nor added to.
        let open = folder.path + "/second/pushed"
        chmod(open, 0o644)
        #expect(SeenMessages(folder: folder.path + "/second", at: now).isNew(["third"], at: now))
        #expect(!SeenMessages(folder: folder.path + "/second", at: now).isNew(["third"], at: now))

        let (later, _, place, _) = try await listening(cloud, state: state)
        for again in [body, named] { #expect(try await post(again, to: place, time: now).status == 200) }
        #expect(await alarms(later) == 0)
        #expect(try await post(alarm("calling"), to: place).status == 200)
        #expect(await alarms(later) == 1)
        await later.stop()
        let text = String(decoding: FileManager.default.contents(atPath: state + "/pushed") ?? Data(), as: UTF8.self)
        #expect(text.contains(sign) && !text.contains("alarm-one") && !text.contains(secret))
    }

    @Test("more than fifty thousand in ten minutes are not believed, and cost no more memory; then others are again")
    func bounded() {
        let now = Date(), seen = SeenMessages(folder: nil, at: now)
        #expect((0..<60_000).count { seen.isNew(["\($0)"], at: now) } == 50_000)
        #expect(!seen.isNew(["1"], at: now) && !seen.isNew(["another"], at: now + 599))
        #expect(seen.isNew(["another"], at: now + 602))
    }

    @Test("what is no message, of an unknown type or device, or older than what is known changes nothing")
    func ignored() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let (service, _, address, _) = try await listening(cloud)
        for body in ["", "{}", "[]", "null", #"{"header":7}"#, "<html>", #"{"header":{"type":"ys.onoff"#] {
            #expect(try await post(body, to: address).status == (body == #"{"header":7}"# || body.isEmpty ? 400 : 400))
        }
        for body in [
            #"{"header":{"type":"ys.unknown","deviceId":"C69625501"}}"#, message("OFFLINE", id: "a", serial: "NOBODY"),
            message("OFFLINE", id: "b", sent: Date() - 60), message("SLEEPING", id: "c"),
            #"{"header":{"type":"ys.onoffline","deviceId":{"a":1},"messageId":["x"]},"body":"no"}"#,
        ] { #expect(try await post(body, to: address).status == 200) }
        #expect(await service.snapshot.camera("C69625501")?.status?.value == .online)
        #expect(try await post(message("OFFLINE"), to: address, path: "/else").status == 404)
        #expect(try await CurlTransport().send(Request(.get, url: address + "/")).status == 404)
        let huge = try await post(String(repeating: "x", count: 70_000), to: address)
        #expect(huge.status == 413)
        await service.stop()
    }

    @Test("the authorisation callback is taken on its own path only, answers as the platform wants it, and asks for one poll")
    func callback() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let (service, watcher, address, callback) = try await listening(cloud)
        #expect(callback.utf8.count > 20)
        cloud.change(.callback(to: address + callback))
        cloud.change(.add(device: SimulatedDevice(serial: "G77700001", name: "新托管", model: "CS-C6N", hosting: Hosting())))
        #expect(await watcher.first { $0.camera("G77700001") != nil } != nil)
        let polls = cloud.calls["/api/lapp/trust/device/list"]
        for _ in 0..<20 {
            let reply = try await CurlTransport().send(Request(.get, url: address + callback + "?opt_type=device_cancel"))
            #expect(reply.status == 200 && String(decoding: reply.body, as: UTF8.self) == #"{"code":"200"}"#)
        }
        #expect(try await CurlTransport().send(Request(.get, url: address + "/callback/guessed")).status == 404)
        #expect(cloud.calls["/api/lapp/trust/device/list"] == polls)
        await service.stop()
    }

    @Test("a thousand forged messages at once leave it alive and taking the good one")
    func flood() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let (service, watcher, address, _) = try await listening(cloud)
        let transport = CurlTransport()
        let statuses = await withTaskGroup(of: Int?.self) { group in
            for number in 0..<1000 {
                group.addTask {
                    let request = Request(
                        .post, url: address + "/", headers: [Header("t", "1"), Header("signature", "x")],
                        body: Data("\(number)".utf8))
                    return try? await transport.send(request).status
                }
            }
            return await group.reduce(into: [Int?]()) { $0.append($1) }
        }
        #expect(statuses.allSatisfy { $0 == 403 || $0 == nil } && statuses.contains(403))
        #expect(try await post(message("OFFLINE", id: "after"), to: address).status == 200)
        #expect(await watcher.first { $0.camera("C69625501")?.status?.value == .offline } != nil)
        #expect(await service.snapshot.events.count <= 2000)
        await service.stop()
    }

    @Test("a place that is taken is said once, and the poll goes on; when it is free messages are taken there")
    func deaf() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let taken = try Server { _ in Outgoing(status: 200) }
        let account = AccountSettings(
            name: "home", base: Base(url: cloud.base, overseas: false), appKey: cloud.credentials.appKey,
            appSecret: Secret(cloud.credentials.appSecret))
        var settings = ServiceSettings(accounts: [account], addresses: false)
        settings.push = .webhook(.init(host: "127.0.0.1", port: taken.port, secret: Secret(secret)))
        #expect(!"\(settings.push as Any)".contains(secret))
        let clock = VirtualClock(Date())
        let service = DeviceService(settings, clock: clock) { OpenPlatformClient(transport: CurlTransport(), observe: $0) }
        let watcher = Watcher(service)
        await service.start()
        let snapshot = await watcher.first { $0.camera("C69625501")?.status != nil }
        #expect(snapshot?.poll.push?.deafness != nil)
        clock.advance(by: 31)
        await service.refreshAll()
        let said = await watcher.first {
            $0.poll.push?.deafness != nil && $0.accounts[0].lastAnswer.map { $0 >= clock.now } == true
        }
        #expect(said?.events.count { if case .push(.deaf) = $0.what { true } else { false } } == 1)
        taken.stop()
        clock.advance(by: 31)
        await service.refreshAll()
        // The list that was asked for with it has answered too: nothing but the message may change the row.
        let hears = await watcher.first {
            $0.poll.push?.deafness == nil && $0.camera("C69625501")?.status.map { $0.checked >= clock.now } == true
        }
        #expect(hears != nil)
        #expect(try await post(message("OFFLINE", sent: clock.now), to: taken.address).status == 200)
        #expect(await watcher.first { $0.camera("C69625501")?.status?.value == .offline } != nil)
        await service.stop()
    }
}
