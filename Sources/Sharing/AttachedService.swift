import DeviceService
import Fleet
import FoundationEssentials
import HTTP
import System
import Vocabulary

/// The service of another process, through its socket: the same snapshots, the same actions, and no call of its own.
actor AttachedService: CameraService {
    /// Why this process cannot attach, or is no longer attached.
    enum End: Error {
        /// Nobody listens, or it has gone.
        case gone
        case refused(Refusal)
        case nonsense
        /// It has no place for another one of this user's.
        case crowded
    }

    nonisolated let snapshots: AsyncStream<Snapshot>
    private let output: AsyncStream<Snapshot>.Continuation
    private let transport: CurlTransport
    private let attachment: Attachment
    private var replica = Replica()
    private(set) var view = Replica.View()
    private var head: Attached?
    /// A state has gone out.
    private var isTold = false
    /// When it last answered.
    private var heard = Date()
    private var silentSince: Date?
    /// Requests that are under way, of which nothing is known once the poller is silent.
    private var underWay: [Int: Task<Result<Response, TransportError>, Never>] = [:]
    private var lastRequest = 0

    /// - Parameter known: what another one has told before.
    init(_ attachment: Attachment, at endpoint: LocalEndpoint, after known: Known? = nil) {
        self.attachment = attachment
        if let known { (head, replica) = (known.head, known.replica) }
        (snapshots, output) = AsyncStream.makeStream(of: Snapshot.self, bufferingPolicy: .bufferingNewest(1))
        transport = CurlTransport(
            CurlTransport.Options(
                connectSeconds: 5, totalSeconds: 3600, replyBytes: 256 << 20, connectionsPerHost: 64,
                socket: endpoint))
    }

    /// How it is told of the poller: who it is, and whether it answers.
    var poller: Poller? {
        guard var poller = head?.poller else { return nil }
        poller.silentSince = silentSince
        return poller
    }

    var hasAll: Bool { head?.hasAll ?? true }
    var known: Known? { head.map { Known(head: $0, replica: replica) } }

    // MARK: What is new

    /// Asks once what is new. The first time it is everything, and comes at once.
    ///
    /// - Parameter waits: until something is new, or for a heartbeat.
    func attach(waits: Bool = true) async throws(End) {
        var attachment = attachment
        let (run, seen) = (head?.run, head?.seen)
        (attachment.run, attachment.seen, attachment.waits) = (run, seen ?? 0, waits)
        guard let body = try? JSONEncoder().encode(attachment) else { throw .nonsense }
        let response: Response
        do throws(TransportError) {
            response = try await transport.send(Request(.post, url: Self.url("attach"), body: body))
        } catch {
            throw error == .foreign ? .nonsense : .gone
        }
        heard = Date()
        if response.status == 409, let refusal = try? JSONDecoder().decode(Refusal.self, from: response.body) {
            throw .refused(refusal)
        }
        if response.status == 429 { throw .crowded }
        // It is about to go.
        if response.status == 503 { throw .gone }
        guard response.status == 200, let answer = try? JSONDecoder().decode(AttachmentAnswer.self, from: response.body) else {
            throw .nonsense
        }
        let wasSilent = silentSince != nil
        silentSince = nil
        // Two may have asked at once: what begins with a state that is past is known already.
        guard answer.head.isWhole || head?.run == run && head?.seen == seen else { return }
        let isNews = !isTold || wasSilent || !answer.changes.isEmpty || head?.poller != answer.head.poller
        isTold = true
        if answer.head.isWhole { replica = Replica() }
        for change in answer.changes where !replica.apply(change) { throw .nonsense }
        head = answer.head
        view.parts = answer.head.parts
        if isNews { emit() }
    }

    /// Seconds between two askings at the least: one that answers at once, whatever has happened, is not asked a thousand times a second.
    private static let pace = 0.05

    /// Follows what is new, until that ends.
    func follow() async -> End {
        while !Task.isCancelled {
            let watch = Task { [weak self] in
                await FrontProtocol.outwait()
                if !Task.isCancelled { await self?.fallSilent() }
            }
            defer { watch.cancel() }
            let begin = ContinuousClock.now
            do throws(End) { try await attach() } catch { return error }
            let left = Self.pace - (ContinuousClock.now - begin) / .seconds(1)
            if left > 0 { await pause(left) }
        }
        return .gone
    }

    private func fallSilent() {
        guard silentSince == nil else { return }
        silentSince = heard
        for task in underWay.values { task.cancel() }
        emit()
    }

    private func emit() { output.yield(snapshot) }

    var snapshot: Snapshot { snapshot(with: Caused()) }

    /// What is known, and of what was asked that alone.
    func snapshot(with caused: Caused) -> Snapshot {
        var replica = replica
        replica.tell(caused)
        var snapshot = replica.snapshot(of: view)
        snapshot.poll.poller = poller
        return snapshot
    }

    // MARK: What is asked

    private static func url(_ name: String) -> String { "http://localhost" + FrontProtocol.root + name }

    func send<Body, Answer>(
        _ call: FrontCall<Body, Answer>, _ body: Body
    ) async -> Result<Answer, ServiceError> {
        let host = "pid \(head?.poller.process ?? 0)"
        guard silentSince == nil else { return .failure(.unreachable(reason: ServiceError.pollerSilent, host: host)) }
        guard let data = try? JSONEncoder().encode(body) else {
            return .failure(.malformed(reason: "cannot be written", call: CallName(rawValue: call.name), host: host))
        }
        lastRequest += 1
        let number = lastRequest
        let task = Task { [transport] () -> Result<Response, TransportError> in
            do throws(TransportError) {
                return .success(try await transport.send(Request(.post, url: Self.url(call.name), body: data)))
            } catch {
                return .failure(error)
            }
        }
        underWay[number] = task
        let result = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        underWay[number] = nil
        switch result {
        case .success(let response) where response.status == 403:
            return .failure(.unreachable(reason: ServiceError.lookOnly, host: host))
        case .success(let response):
            guard response.status == 200, let answer = try? JSONDecoder().decode(Answer.self, from: response.body) else {
                return .failure(
                    .malformed(reason: "HTTP \(response.status)", call: CallName(rawValue: call.name), host: host))
            }
            return .success(answer)
        case .failure:
            let reason = silentSince == nil ? ServiceError.pollerGone : ServiceError.pollerSilent
            return .failure(.unreachable(reason: reason, host: host))
        }
    }

    func start() {}

    @discardableResult func stop() -> [DeviceID] {
        output.finish()
        transport.stop()
        return []
    }

    func show(_ cameras: [CameraID]) async { await show(cameras, isFocused: true) }

    func setFocused(_ focused: Bool) async {}

    func show(_ cameras: [CameraID], isFocused: Bool) async {
        _ = await send(
            FrontProtocol.show, Shown(front: attachment.front, cameras: cameras.map(view.poller), isFocused: isFocused))
    }

    func refreshAll() async { _ = await send(FrontProtocol.refresh, Refreshed(camera: nil)) }

    func refresh(_ camera: CameraID) async { _ = await send(FrontProtocol.refresh, Refreshed(camera: view.poller(camera))) }

    func setPaused(_ paused: Bool, by process: Int) async {
        _ = await send(FrontProtocol.steer, Steered(what: paused ? .paused : .resumed))
    }

    func setInterval(_ seconds: TimeInterval, by process: Int) async {
        _ = await send(FrontProtocol.steer, Steered(what: .interval(seconds)))
    }

    func remember(_ preferences: [String: String]) async { _ = await send(FrontProtocol.remember, preferences) }

    func switchEncryption(
        _ device: DeviceID, on: Bool, validateCode: Secret?, life: TimeInterval?
    ) async -> EncryptionOutcome {
        let asked = Switched(device: view.poller(device), on: on, code: validateCode?.value, life: life)
        switch await send(FrontProtocol.encryption, asked) {
        case .success(let outcome): return outcome
        case .failure(let trouble): return .failed(trouble)
        }
    }

    func address(
        of camera: CameraID, liveProtocol: LiveProtocol, quality: Quality, life: TimeInterval?, minimumLeft: TimeInterval
    ) async -> Result<LiveAddress, ServiceError> {
        await send(
            FrontProtocol.address,
            Addressed(
                camera: view.poller(camera), liveProtocol: liveProtocol, quality: quality, life: life, minimumLeft: minimumLeft)
        ).flatMap(\.result)
    }

    /// Where addresses that never end lie; nil where none are served, or not to this front.
    var stableRoot: StableRoot? { get async { try? await send(FrontProtocol.stable, Nothing()).get().root } }

    func withdraw(_ urlID: String, of camera: CameraID) async -> Result<Void, ServiceError> {
        await send(FrontProtocol.withdraw, Withdrawn(urlID: urlID, camera: view.poller(camera)))
            .flatMap(\.result).map { _ in }
    }

    func check(_ camera: CameraID) async -> Result<CheckReport, ServiceError> {
        await send(FrontProtocol.check, Checked(camera: view.poller(camera), isInTurn: false)).flatMap(\.result)
    }

    func checkInTurn(_ camera: CameraID) async -> Result<CheckReport, ServiceError> {
        await send(FrontProtocol.check, Checked(camera: view.poller(camera), isInTurn: true)).flatMap(\.result)
    }

    func capture(_ camera: CameraID) async -> Result<Data, ServiceError> {
        await send(FrontProtocol.picture, view.poller(camera)).flatMap(\.result)
    }

    func pollOnce(
        addresses: Bool, of isWanted: @escaping @Sendable (Camera) -> Bool,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async -> Snapshot {
        do throws(End) {
            return try await pollOnce(addresses: addresses, isFresh: false, life: nil, of: isWanted, progress: progress)
        } catch {
            return snapshot
        }
    }
}
