import DeviceService
import Fleet
import FoundationEssentials
import System
import Vocabulary

/// The service of a command that prints and ends: through the process that polls, where there is one that has all of its accounts; else
/// its own. It never polls for others.
public actor CommandService: CameraService {
    /// What makes a service of the command's own.
    public typealias Maker = @Sendable () -> DeviceService

    public nonisolated let snapshots: AsyncStream<Snapshot>
    private let settings: ServiceSettings
    private let place: MeetingPlace?
    /// Another one's service, which is asked in place of the platform, and never replaced.
    private let through: ServicePlace?
    private let version: String
    private let isFresh: Bool
    private let addressLife: TimeInterval?
    private let handsOut: Bool
    private let make: Maker
    private let say: @Sendable (Aloneness) -> Void
    private var own: DeviceService?
    private var attached: AttachedService?
    private var following: Task<AttachedService.End, Never>?
    private var isTried = false

    /// - Parameters:
    ///   - isFresh: everything is asked of the cloud anew.
    ///   - life: seconds that addresses are to live, where that is not the configured time.
    ///   - handsOut: addresses are what is wanted, and not how the last asking for them ended.
    ///   - say: is told why the command asks the cloud itself, though another process polls.
    public init(
        _ settings: ServiceSettings, version: String, at place: MeetingPlace?, through: ServicePlace? = nil,
        isFresh: Bool = false,
        addressLife: TimeInterval? = nil, handsOut: Bool = false, say: @escaping @Sendable (Aloneness) -> Void,
        make: @escaping Maker
    ) {
        self.settings = settings
        self.version = version
        self.place = place
        self.through = through
        self.isFresh = isFresh
        self.addressLife = addressLife
        self.handsOut = handsOut
        self.say = say
        self.make = make
        snapshots = AsyncStream { $0.finish() }
    }

    /// Attaches to the service that was named.
    ///
    /// - Returns: why that cannot be; nil where it is attached, or none was named.
    public func reach() async -> ServiceError? {
        guard let through else { return nil }
        isTried = true
        var attachment = attachment(of: [])
        attachment.account = through.account
        let service = AttachedService(attachment, at: through.endpoint)
        let patience = Task {
            await FrontProtocol.outwait()
            if !Task.isCancelled { await service.stop() }
        }
        defer { patience.cancel() }
        do throws(AttachedService.End) { try await service.attach() } catch {
            await service.stop()
            return through.trouble(error)
        }
        attached = service
        following = Task { await service.follow() }
        return nil
    }

    /// So long nobody may listen while one process takes another's place.
    private static let change = Duration.seconds(2)

    /// The poller's, where there is one; tried once.
    private func poller() async -> AttachedService? {
        guard !isTried, let place else { return attached }
        isTried = true
        let begin = ContinuousClock.now
        // Whether somebody polls, the lock says: it is let go at once.
        while case .busy(let holder) = place.look(), let accounts = try? place.accounts(of: settings) {
            guard await !isSettled(accounts, at: place, holder) else { break }
            guard ContinuousClock.now - begin < Self.change else {
                say(.noPlace(reason: "nobody listens there", path: place.socket))
                break
            }
            await pause(0.05)
        }
        return attached
    }

    /// Tries to attach.
    ///
    /// - Returns: false where nobody listens; else it is attached, or it was said why not.
    private func isSettled(_ accounts: [Attachment.Account], at place: MeetingPlace, _ holder: Int?) async -> Bool {
        let service = AttachedService(attachment(of: accounts), at: place.endpoint)
        let begin = ContinuousClock.now
        let patience = Task {
            await FrontProtocol.outwait()
            if !Task.isCancelled { await service.stop() }
        }
        defer { patience.cancel() }
        do throws(AttachedService.End) {
            try await service.attach()
            attached = service
            following = Task { await service.follow() }
            return true
        } catch {
            await service.stop()
            switch error {
            case .refused(let refusal) where refusal.reason == .version:
                say(.otherVersion(refusal.version, process: refusal.process))
            case .refused: break
            case .nonsense: say(.nonsense(path: place.socket))
            case .gone, .crowded:
                guard ContinuousClock.now - begin >= .seconds(FrontProtocol.patience) else { return false }
                say(.silent(process: holder ?? 0))
            }
            return true
        }
    }

    private func attachment(of accounts: [Attachment.Account]) -> Attachment {
        Attachment(
            version: version, front: UUID().uuidString, process: ProcessIdentity.own, kind: .command, accounts: accounts,
            restores: false, run: nil, seen: 0)
    }

    /// Where the service that was named has addresses that never end; nil where none are served, or not to this user.
    public var stableRoot: StableRoot? { get async { await attached?.stableRoot } }

    private var ownService: DeviceService {
        if let own { return own }
        let made = make()
        own = made
        return made
    }

    private func service() async -> any CameraService {
        if let attached = await poller() { return attached }
        return ownService
    }

    /// The poller has gone, or does not answer: the rest is done alone.
    private func standAlone(_ trouble: ServiceError?) async {
        guard let attached = attached.take() else { return }
        if case .unreachable(reason: ServiceError.pollerSilent, _)? = trouble, let poller = await attached.poller {
            say(.silent(process: poller.process))
        }
        following?.cancel()
        await attached.stop()
    }

    public func start() {}

    @discardableResult public func stop() async -> [DeviceID] {
        await standAlone(nil)
        return await own?.stop() ?? []
    }

    public func pollOnce(
        addresses: Bool, of isWanted: @escaping @Sendable (Camera) -> Bool,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async -> Snapshot {
        if let attached = await poller() {
            do throws(AttachedService.End) {
                return try await attached.pollOnce(
                    addresses: addresses, isFresh: isFresh, life: addressLife, handsOut: handsOut, of: isWanted,
                    progress: progress)
            } catch {
                if let through { return Snapshot(accounts: [through.account(lacking: through.trouble(error))]) }
                let isSilent = await attached.poller?.silentSince != nil
                await standAlone(
                    isSilent ? .unreachable(reason: ServiceError.pollerSilent, host: "") : nil)
            }
        }
        return await ownService.pollOnce(addresses: addresses, of: isWanted, progress: progress)
    }

    /// Sent once: where the poller has gone meanwhile, the lists say what came of it.
    public func switchEncryption(
        _ device: DeviceID, on: Bool, validateCode: Secret?, life: TimeInterval?
    ) async -> EncryptionOutcome {
        let service = await service()
        let configured = on ? nil : settings.accounts.first { $0.name == device.account }?.verificationCode(of: device.serial)
        let outcome = await service.switchEncryption(device, on: on, validateCode: validateCode ?? configured, life: life)
        guard case .failed(let trouble) = outcome, trouble.isOfPoller, through == nil else { return outcome }
        await standAlone(trouble)
        let snapshot = await ownService.pollOnce(addresses: false)
        let isDone = snapshot.cameras.contains { $0.id.device == device && $0.encryption?.value == (on ? .on : .off) }
        return isDone ? .done : outcome
    }

    public func address(
        of camera: CameraID, liveProtocol: LiveProtocol, quality: Quality, life: TimeInterval?, minimumLeft: TimeInterval
    ) async -> Result<LiveAddress, ServiceError> {
        // None that is known has so much left.
        let minimumLeft = isFresh ? .greatestFiniteMagnitude : minimumLeft
        return await twice {
            await $0.address(
                of: camera, liveProtocol: liveProtocol, quality: quality, life: life, minimumLeft: minimumLeft)
        }
    }

    public func check(_ camera: CameraID) async -> Result<CheckReport, ServiceError> { await twice { await $0.check(camera) } }
    public func checkInTurn(_ camera: CameraID) async -> Result<CheckReport, ServiceError> { await check(camera) }

    /// What changes nothing is asked again alone.
    private func twice<Value: Sendable>(
        _ ask: (any CameraService) async -> Result<Value, ServiceError>
    ) async -> Result<Value, ServiceError> {
        let result = await ask(service())
        guard case .failure(let trouble) = result, trouble.isOfPoller, through == nil else { return result }
        await standAlone(trouble)
        return await ask(ownService)
    }

    public func withdraw(_ urlID: String, of camera: CameraID) async -> Result<Void, ServiceError> {
        await service().withdraw(urlID, of: camera)
    }

    public func capture(_ camera: CameraID) async -> Result<Data, ServiceError> { await service().capture(camera) }

    public func show(_ cameras: [CameraID]) {}
    public func setFocused(_ focused: Bool) {}
    public func refreshAll() async { await service().refreshAll() }
    public func refresh(_ camera: CameraID) async { await service().refresh(camera) }
    public func setPaused(_ paused: Bool, by process: Int) {}
    public func setInterval(_ seconds: TimeInterval, by process: Int) {}
    public func remember(_ preferences: [String: String]) {}
}
