import DeviceService
import Dispatch
import Fleet
import FoundationEssentials
import HTTP
import Output
import Settings
import Sharing
import Vocabulary
import Wording

/// `/v1`, `/live`, `/metrics` and `/healthz` (docs/service.md): HTTP/1.1 with JSON, so that `curl --unix-socket` is a client.
public actor Interface: PollerInterface {
    private let version: String
    private let texts = Texts.english
    private let report: ReportMaker?
    private var events: EventFeed?
    private let live = LiveStreams()
    /// Reports are made one at a time, on a thread of their own; so many may wait.
    private let reports = DispatchQueue(label: "reports")
    private var waitingReports: [Pool: Int] = [:]
    private static let mostReports: [Pool: Int] = [.own: 4, .guests: 2, .network: 2]
    /// Metrics that are being read.
    private var scrapes: [Int: Scrape] = [:]
    private var lastScrape = 0
    private static let mostScrapes: [Pool: Int] = [.own: 8, .guests: 4, .network: 8]
    private static let scrapePatience = Duration.seconds(2)
    /// Of one address of the network, behind which nobody else stands.
    private static let mostScrapesOfPeer = 2
    /// Refusals that wait.
    private var slowed = 0

    /// Who shares what there is of something: nobody of one takes a place of another's.
    private enum Pool {
        /// The user, and root; other users of the machine; whoever comes over the network.
        case own, guests, network

        init(_ entrance: Entrance) {
            switch entrance {
            case .own: self = .own
            case .local: self = .guests
            case .network: self = .network
            }
        }
    }

    private struct Scrape {
        var body: BodyStream
        var since: ContinuousClock.Instant
        var pool: Pool
        /// nil where many may stand behind it.
        var peer: PeerAddress?
    }

    /// Makes the report of the cameras that a filter finds, since a time as somebody gave it, where the cloud is asked every so many seconds.
    public typealias ReportMaker =
        @Sendable (_ since: String?, _ filter: String, _ interval: TimeInterval) throws(ReportFault) -> ReportObject

    /// Why there is no report.
    public enum ReportFault: Error {
        /// That is no time.
        case since
        case unread(String)
    }

    /// - Parameters:
    ///   - isEager: changes are kept from the beginning, and not only from when somebody first asks for them.
    ///   - report: nil where nothing is remembered.
    public init(version: String, isEager: Bool, report: ReportMaker?) {
        self.version = version
        self.report = report
        if isEager { events = EventFeed() }
    }

    public func take(_ snapshot: Snapshot) { events?.take(snapshot) }

    public func close() {
        // Whoever still comes is told so by a stream that ends.
        let feed = events ?? EventFeed()
        feed.close()
        events = feed
    }

    /// Bytes of a body.
    private static let longestBody = 64 << 10

    public func answer(_ request: Incoming, of poller: PollerView, through entrance: Entrance) async -> Outgoing {
        guard request.body.count <= Self.longestBody else { return Outgoing(status: 413) }
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        do throws(Refused) {
            let right = try await right(of: request, entrance)
            if request.path.hasPrefix(StableAddress.path) {
                guard right >= .act || entrance.isNetwork else { throw Refused.looking(entrance) }
                return await live.answer(request, of: poller, isTrusted: entrance.trusts(request.address))
            }
            func allow(_ method: String) throws(Refused) {
                guard request.method == method || method == "GET" && request.method == "HEAD" else {
                    throw Refused(405, "it takes \(method)", next: "use \(method)", headers: [Header("Allow", method)])
                }
                guard method == "GET" || right >= .act else { throw Refused.looking(entrance) }
            }
            switch parts {
            case ["healthz"]:
                try allow("GET")
                return health(poller.snapshot)
            case ["metrics"]:
                try allow("GET")
                return try await metrics(poller, for: request, through: entrance)
            case ["v1", "cameras"]:
                try allow("GET")
                return try json(DevicesReport(poller.snapshot, addresses: false, at: Date()))
            case ["v1", "service"]:
                try allow("GET")
                return try json(ServiceObject(poller, version: version))
            case ["v1", "report"]:
                try allow("GET")
                return try await report(request, every: poller.snapshot.poll.configuredInterval, Pool(entrance))
            case ["v1", "events"]:
                try allow("GET")
                return stream(request, poller.snapshot)
            case ["v1", "refresh"]:
                try allow("POST")
                await poller.service.refreshAll()
                return Outgoing(status: 202)
            case let parts where parts.count == 4 && parts[0] == "v1" && parts[1] == "cameras":
                try allow("POST")
                let camera = try Camera(named: parts[2], account: account(of: request), in: poller.snapshot).id
                return try await answer(parts[3], request, camera, poller.service)
            case let parts where parts.count == 4 && parts[0] == "v1" && parts[1] == "devices" && parts[3] == "encryption":
                try allow("PUT")
                guard !poller.isReadOnly else {
                    throw Refused(403, "read_only is set", next: "take read_only out of the configuration")
                }
                let device = try Camera(named: parts[2], account: account(of: request), in: poller.snapshot, isDevice: true)
                return try await switchEncryption(of: device, request, poller.service)
            default: throw Refused(404, "no such path", next: "docs/service.md lists them all")
            }
        } catch {
            return error.answer(texts)
        }
    }

    /// What a request may do, by the way it came.
    private func right(of request: Incoming, _ entrance: Entrance) async throws(Refused) -> Right {
        switch entrance {
        case .own: return .act
        case .local(let right): return right
        case .network(let network, let address):
            do throws(Refused) {
                return try NetworkGate(network, at: address).right(of: request)
            } catch {
                if error.status == 401 { await slow() }
                throw error
            }
        }
    }

    /// Seconds that a wrong token costs, so that nobody tries many; and how many wait so at once: they take no place of those who have it.
    private static let delay = 0.5
    private static let mostSlowed = 16

    private func slow() async {
        guard slowed < Self.mostSlowed else { return }
        slowed += 1
        await pause(Self.delay)
        slowed -= 1
    }

    private func account(of request: Incoming) -> String? { parameter("account", of: request) }

    private func parameter(_ name: String, of request: Incoming) -> String? {
        request.query.first { $0.name == name }?.value
    }

    private func json(_ value: some Encodable, status: Int = 200) throws(Refused) -> Outgoing {
        guard let text = try? JSONText.text(of: value, pretty: false) else { throw Refused(500, "it cannot be written") }
        return Outgoing(status: status, headers: [Header("Content-Type", "application/json")], body: Data(text.utf8))
    }

    /// The body of a request as that type; where there is none, an object without fields.
    private func body<Value: Decodable>(_ request: Incoming) throws(Refused) -> Value {
        let data = request.body.isEmpty ? Data("{}".utf8) : request.json
        guard let value = try? JSONDecoder().decode(Value.self, from: data) else {
            throw Refused(400, "the body is no JSON of that kind", next: "docs/service.md shows it")
        }
        return value
    }

    // MARK: What is read

    private func health(_ snapshot: Snapshot) -> Outgoing {
        var reasons = snapshot.accounts.flatMap { account in
            texts.troubles(of: account, retries: true).map { texts.about(account.id, $0) }
        }
        reasons += snapshot.accounts.filter { $0.lastAnswer == nil && $0.trouble == nil }.map { "\($0.id): no answer yet" }
        if snapshot.poll.paused { reasons.append("polling is paused") }
        let text = reasons.isEmpty ? "ok" : reasons.map(Printable.text).joined(separator: "\n")
        return Outgoing(
            status: reasons.isEmpty ? 200 : 503, headers: [Header("Content-Type", "text/plain; charset=utf-8")],
            body: Data((text + "\n").utf8))
    }

    /// Beside everything else: of thousands of cameras it is megabytes.
    private func metrics(
        _ poller: PollerView, for request: Incoming, through entrance: Entrance
    ) async throws(Refused) -> Outgoing {
        let pool = Pool(entrance), peer = entrance.trusts(request.address) ? nil : request.address
        let shared = scrapes.filter { $0.value.pool == pool }
        // One's own oldest gives way at once, another one's where it is not read.
        let own = peer == nil ? [:] : shared.filter { $0.value.peer == peer }
        var leaving: Int?
        if own.count >= Self.mostScrapesOfPeer {
            leaving = own.keys.min()
        } else if shared.count >= Self.mostScrapes[pool] ?? 0 {
            guard let oldest = shared.min(by: { $0.key < $1.key }), .now - oldest.value.since > Self.scrapePatience else {
                throw Refused(
                    503, "so many read them already", next: "try again in a moment", headers: [Header("Retry-After", "5")])
            }
            leaving = oldest.key
        }
        if let leaving { scrapes.removeValue(forKey: leaving)?.body.cut() }
        lastScrape += 1
        let number = lastScrape
        let body = BodyStream(limit: .max) { [weak self] in Task { await self?.endScrape(number) } }
        scrapes[number] = Scrape(body: body, since: .now, pool: pool, peer: peer)
        let text = await Self.metrics(poller, version: version)
        body.send(text)
        body.finish()
        return Outgoing(status: 200, headers: [Header("Content-Type", Metrics.contentType)], stream: body)
    }

    @concurrent private static func metrics(_ poller: PollerView, version: String) async -> Data {
        Metrics.text(
            of: poller.snapshot, await poller.service.tallies, attached: poller.fronts.count { $0.kind != .command },
            version: version)
    }

    private func endScrape(_ number: Int) { scrapes[number] = nil }

    private func report(_ request: Incoming, every interval: TimeInterval, _ pool: Pool) async throws(Refused) -> Outgoing {
        guard let report else { throw Refused(503, "nothing is remembered", next: "eztop doctor says why") }
        let since = parameter("since", of: request), filter = parameter("filter", of: request) ?? ""
        guard waitingReports[pool] ?? 0 < Self.mostReports[pool] ?? 0 else {
            throw Refused(
                503, "so many reports are being made already", next: "try again in a minute",
                headers: [Header("Retry-After", "30")])
        }
        waitingReports[pool, default: 0] += 1
        defer { waitingReports[pool, default: 0] -= 1 }
        // Of a large log it takes seconds, in which others are answered, and polls go on.
        let made = await withCheckedContinuation { (done: CheckedContinuation<Result<Data, ReportFault>, Never>) in
            reports.async {
                do throws(ReportFault) {
                    let object = try report(since, filter, interval)
                    done.resume(returning: .success(Data(((try? JSONText.text(of: object, pretty: false)) ?? "").utf8)))
                } catch {
                    done.resume(returning: .failure(error))
                }
            }
        }
        switch made {
        case .success(let text):
            return Outgoing(status: 200, headers: [Header("Content-Type", "application/json")], body: text)
        case .failure(.since):
            throw Refused(400, "since is a length of time or a date", next: "such as 30d, 2026-11-01 or 2026-11-01T08:00")
        case .failure(.unread(let why)): throw Refused(503, why, next: "eztop doctor says more")
        }
    }

    private func stream(_ request: Incoming, _ snapshot: Snapshot) -> Outgoing {
        let feed: EventFeed
        if let events {
            feed = events
        } else {
            feed = EventFeed()
            feed.take(snapshot)
            events = feed
        }
        let headers = [Header("Content-Type", "text/event-stream"), Header("Cache-Control", "no-store")]
        return Outgoing(status: 200, headers: headers, stream: feed.stream(after: request.header("Last-Event-ID")))
    }

    // MARK: What is done

    private func answer(
        _ what: String, _ request: Incoming, _ camera: CameraID, _ service: any PollingService
    ) async throws(Refused) -> Outgoing {
        switch what {
        case "refresh":
            await service.refresh(camera)
            return Outgoing(status: 202)
        case "address":
            let wanted: Wanted = try body(request)
            let address = try told(
                await service.address(of: camera, liveProtocol: wanted.protocol ?? .hls, quality: wanted.quality ?? .hd))
            return try json(AddressObject(url: address.url, expires: Nullable(address.expires.map(Timestamp.text))))
        case "check":
            let report = try told(await service.check(camera))
            guard let fault = report.answer.fault else { return try json(CheckObject(state: texts.states.playing)) }
            return try json(
                CheckObject(
                    state: report.isOfStreams ? "no stream" : texts.states.broken, code: fault.code,
                    message: report.mayHoldStreams ? texts.ourChecks(code: fault.code) : Printable.text(fault.message)))
        case "picture":
            let picture = try told(await service.capture(camera))
            return Outgoing(status: 200, headers: [Header("Content-Type", "image/jpeg")], body: picture)
        default: throw Refused(404, "no such path", next: "docs/service.md lists them all")
        }
    }

    private func told<Value>(_ result: Result<Value, ServiceError>) throws(Refused) -> Value {
        switch result {
        case .success(let value): value
        case .failure(let trouble): throw Refused(trouble, texts)
        }
    }

    private struct Wanted: Decodable {
        var `protocol`: LiveProtocol?
        var quality: Quality?
    }

    /// Seconds after which an encryption that was lifted may be put back.
    private static let lives: ClosedRange<TimeInterval> = 60...7 * 86_400

    private struct WantedEncryption: Decodable {
        enum Word: String, Decodable {
            case on, off
        }

        var encryption: Word
        var verification_code: String?
        var `for`: String?
    }

    private func switchEncryption(
        of device: Camera, _ request: Incoming, _ service: any CameraService
    ) async throws(Refused) -> Outgoing {
        let wanted: WantedEncryption = try body(request)
        var life: TimeInterval?
        if let text = wanted.for {
            guard wanted.encryption == .off, let span = DurationText(text)?.seconds, Self.lives.contains(span) else {
                throw Refused(400, "\"for\" goes with \"off\", and is 1m to 7d", next: "such as \"1h\"")
            }
            life = span
        }
        guard device.pendingEncryption == nil else {
            throw Refused(409, "a switch of that device is under way", next: "wait until the cloud has told what came of it")
        }
        let outcome = await service.switchEncryption(
            device.id.device, on: wanted.encryption == .on, validateCode: wanted.verification_code.map(Secret.init), life: life)
        switch outcome {
        case .done: return try json(EncryptionObject(encryption: wanted.encryption.rawValue, changed: true))
        case .already: return try json(EncryptionObject(encryption: wanted.encryption.rawValue, changed: false))
        case .wantsCode(let code, let message):
            throw Refused(422, message, code: code, next: "send the device's verification code as \"verification_code\"")
        case .refusesCode(let code, let message):
            throw Refused(422, message, code: code, next: "the verification code that was sent is not the device's")
        case .failed(let trouble): throw Refused(trouble, texts)
        }
    }
}

private struct AddressObject: Encodable {
    var url: String
    var expires: Nullable<String>
}

private struct CheckObject: Encodable {
    var state: String
    var code: String?
    var message: String?
}

private struct EncryptionObject: Encodable {
    var encryption: String
    var changed: Bool
}

extension Camera {
    /// - Parameters:
    ///   - name: `SERIAL` or `SERIAL:CH`.
    ///   - account: where a serial is not unique.
    ///   - isDevice: any channel will do.
    fileprivate init(named name: String, account: String?, in snapshot: Snapshot, isDevice: Bool = false) throws(Refused) {
        let argument = CameraArgument(argument: name)
        let found = snapshot.cameras.filter {
            $0.id.serial == argument.serial && (isDevice || argument.channel == nil || $0.id.channel == argument.channel)
                && (account == nil || $0.id.account == account)
        }
        guard let first = found.first else { throw Refused(404, "no such camera", next: "GET /v1/cameras lists them") }
        let isOne = isDevice ? Set(found.map(\.id.account)).count == 1 : found.count == 1
        guard isOne else {
            let isOfAccounts = Set(found.map(\.id.account)).count > 1
            throw Refused(
                400, "several cameras are called so",
                next: isOfAccounts ? "add ?account=NAME" : "add the channel: \(first.id.serial):\(first.id.channel ?? 1)")
        }
        self = first
    }
}
