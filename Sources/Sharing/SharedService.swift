import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import HTTP
import System
import Vocabulary

/// The service as a front has it: it polls, or another process of the user does, and the front need not know which.
///
/// Whoever is first takes the lock, polls, and opens a door; the others attach. When the one that polls goes, one of those attached takes
/// its place and goes on with all that was known. Where nobody can be met, or those who are met do not fit, a front polls for itself.
/// `eztop serve` goes before all: whoever else polls gives its place to it.
public actor SharedService: CameraService {
    /// What makes a service that polls: of settings, with what is known, after what another one knew last.
    public typealias Maker = @Sendable (ServiceSettings, Snapshot?) -> DeviceService

    public nonisolated let snapshots: AsyncStream<Snapshot>
    private let output: AsyncStream<Snapshot>.Continuation

    var settings: ServiceSettings
    private let kind: FrontKind
    private let version: String
    /// nil meets nobody.
    private let place: MeetingPlace?
    /// Another one's service, which is asked in place of the platform, and never replaced.
    private let through: ServicePlace?
    private let make: Maker
    private let interface: (@Sendable () -> any PollerInterface)?
    /// Where others than the user may ask this one while it polls for all, and who is told what becomes of that.
    private var entrances = Entrances()
    private var announce: @Sendable (Entrances.News) -> Void = { _ in }
    /// What goes along with this one while it polls for all.
    private var companions: [any PollerCompanion] = []
    private var makeCompanions: @Sendable () -> [any PollerCompanion] = { [] }
    /// Names this front.
    private let front = UUID().uuidString

    private var lock: FileLock?
    var device: DeviceService?
    var door: Door?
    var attached: AttachedService?
    private var life: Task<Void, Never>?
    var isEnded = false
    /// Stopped as a job: somebody else polls meanwhile.
    var isAway = false
    var cameBack = Date.distantPast
    /// How this one polled before it was stopped.
    private var left: PollState?
    private var back: CheckedContinuation<Void, Never>?
    /// Fronts' wishes that wait for a service.
    var hopes: [CheckedContinuation<Void, Never>] = []
    /// Who waits for the next state, or for another service.
    var watchers: [CheckedContinuation<Void, Never>] = []
    private var forgotten: [DeviceID] = []

    /// What the front shows before anything is known.
    private let expected: Snapshot
    /// The last state that went out: what a service of this process begins with when it takes over.
    var last: Snapshot?
    /// What others have told, for as long as this one is attached to one after another.
    private var known: Known?
    /// Why there is no service, though one is waited for.
    var absence: ServiceError?
    /// Since when nobody has listened, though somebody has the lock.
    private var unmet: ContinuousClock.Instant?
    private var aloneness: Aloneness?
    /// Since when another front has had the first claim to the place.
    private var waitingForHeir: ContinuousClock.Instant?
    var shown: [CameraID] = []
    var isFocused = true
    /// What a poller that this one has not followed before has numbered is told as if it went on from here.
    private var heard = 0
    private var looks = 0
    private var shift = 0

    /// - Parameters:
    ///   - place: where this user's eztops meet; nil for one that stands alone.
    ///   - through: another one's service, which is asked in place of the platform; nil where this one asks it.
    ///   - expected: what the front shows before anything is known.
    ///   - last: what a service before this one has told its front.
    ///   - interface: makes what is offered at the socket besides, whenever this one begins to poll for all.
    ///   - companions: makes those that go along with it then.
    public init(
        _ settings: ServiceSettings, _ kind: FrontKind, version: String, at place: MeetingPlace?, through: ServicePlace? = nil,
        expected: Snapshot = Snapshot(),
        after last: Snapshot? = nil, interface: (@Sendable () -> any PollerInterface)? = nil,
        companions: @escaping @Sendable () -> [any PollerCompanion] = { [] }, make: @escaping Maker
    ) {
        self.settings = settings
        self.kind = kind
        self.version = version
        self.place = place
        self.through = through
        self.make = make
        self.interface = interface
        makeCompanions = companions
        self.expected = expected
        self.last = last
        (snapshots, output) = AsyncStream.makeStream(of: Snapshot.self, bufferingPolicy: .bufferingNewest(1))
    }

    public func start() {
        guard life == nil, !isEnded else { return }
        life = Task { await live() }
    }

    @discardableResult public func stop() async -> [DeviceID] {
        isEnded = true
        back.take()?.resume()
        await leave()
        life?.cancel()
        output.finish()
        for hope in hopes { hope.resume() }
        hopes = []
        tellWatchers()
        return forgotten
    }

    /// Before the job stops: what is to be kept is written, and somebody else takes over.
    public func goAway() async {
        guard lock != nil || device != nil else { return }
        isAway = true
        left = device == nil ? nil : last?.poll
        await leave()
        lock = nil
    }

    public func comeBack() {
        isAway = false
        cameBack = Date()
        tellWatchers()
        back.take()?.resume()
    }

    /// Other settings from now on, of the same accounts.
    public func adopt(_ new: ServiceSettings) async {
        let isOther = new.interval != settings.interval
        settings = new
        await device?.adopt(new)
        await door?.setRestoringHere(new.restores)
        // The one that polls reads no file again: the user has written another interval, for all.
        if isOther { await attached?.setInterval(new.interval, by: ProcessIdentity.own) }
    }

    /// Others may ask there from now on, and nowhere else, while this one polls for all.
    ///
    /// - Parameter announce: is told what becomes of it.
    public func setEntrances(_ new: Entrances, announce: @escaping @Sendable (Entrances.News) -> Void) async {
        (entrances, self.announce) = (new, announce)
        await door?.setEntrances(new, announce)
    }

    /// These go along with this one from now on, in place of those before, whenever it polls for all.
    public func setCompanions(_ make: @escaping @Sendable () -> [any PollerCompanion]) async {
        makeCompanions = make
        guard !companions.isEmpty || door != nil else { return }
        await closeCompanions()
        companions = make()
        if let device { await tellCompanions(of: device, last) }
    }

    private func tellCompanions(of device: DeviceService, _ snapshot: Snapshot?) async {
        guard let snapshot else { return }
        for companion in companions { await companion.take(snapshot, of: device) }
    }

    private func closeCompanions() async {
        let all = companions
        companions = []
        await Self.close(all)
    }

    private static func close(_ companions: [any PollerCompanion]) async {
        await withTaskGroup(of: Void.self) { group in
            for companion in companions { group.addTask { await companion.close() } }
        }
    }

    /// Begins anew with other accounts, and keeps its place.
    public func begin(anewWith new: ServiceSettings) async {
        settings = new
        last = Snapshot(events: last?.events ?? [])
        known = nil
        await leave()
    }

    /// Gives its place to a front that is to poll before all others.
    private func yieldPlace(to other: String, of process: Int) async {
        // It is held until all is written, but no longer this one's to poll with.
        guard kind != .serve, door != nil, let place, let held = lock.take() else { return }
        place.leave(held, to: other, of: process)
        await leave()
        _ = consume held
    }

    /// Ends what is, so that `live` looks anew.
    private func leave() async {
        // What is to be kept is written meanwhile: whoever ends waits a moment only, and a companion may have others to wait for.
        let leaving = companions
        companions = []
        async let closed: Void = Self.close(leaving)
        if let door = door.take() { await door.close() }
        if let device = device.take() { forgotten = await device.stop() }
        if let attached = attached.take() { await attached.stop() }
        await closed
        if isEnded { lock = nil }
    }

    // MARK: Whoever polls

    private func live() async {
        while !isEnded {
            if isAway {
                await withCheckedContinuation { back = $0 }
                continue
            }
            if let through {
                await follow(through)
                continue
            }
            guard let place else {
                await poll(nil)
                continue
            }
            if lock == nil {
                if isLeft(place) {
                    await pause(Self.rest)
                    continue
                }
                switch place.take() {
                case .taken(let lock): self.lock = consume lock
                case .impossible(let why):
                    aloneness = why
                    await poll(nil)
                    continue
                case .busy(let process):
                    await attach(at: place, holder: process)
                    continue
                }
            }
            aloneness = nil
            (absence, unmet) = (nil, nil)
            await poll(place)
        }
    }

    /// Whether the place is left to the front for which it was given up, for a moment at most.
    private func isLeft(_ place: MeetingPlace) -> Bool {
        guard place.isLeft(toOther: front) else {
            waitingForHeir = nil
            return false
        }
        let since = waitingForHeir ?? .now
        waitingForHeir = since
        return ContinuousClock.now - since < Self.courtesy
    }

    /// So long a front has the first claim to a place that was given up for it.
    private static let courtesy = Duration.seconds(2)

    /// Polls until this service ends: for all where there is a place to meet them, else for this front alone.
    private func poll(_ place: MeetingPlace?) async {
        var settings = settings
        settings.pollsForAll = place != nil
        let device = make(settings, last)
        await steer(device)
        self.device = device
        if let place { await openDoor(of: device, at: place) }
        await device.start()
        await tellShown()
        admitHopes()
        for await snapshot in device.snapshots {
            await door?.publish(snapshot)
            emit(snapshot)
            await tellCompanions(of: device, snapshot)
            await look()
        }
    }

    /// Whether the lock and the socket are still where the others look for them: somebody may have tidied up the folder.
    private func look() async {
        guard let place, let device, door != nil else { return }
        if isLockLost(at: place) {
            // Another one may have it: then this one attaches to that.
            await leave()
            lock = nil
        } else if !place.hasSocket, let door = door.take() {
            await door.close()
            await openDoor(of: device, at: place)
        }
    }

    private func isLockLost(at place: MeetingPlace) -> Bool {
        switch lock {
        case .some(let lock): !place.holds(lock)
        case .none: false
        }
    }

    private func openDoor(of device: DeviceService, at place: MeetingPlace) async {
        do {
            let door = try Door(
                device, settings, kind, at: place, version: version, after: known.take(), interface: interface?()
            ) { [weak self] in
                await self?.yieldPlace(to: $0, of: $1)
            }
            await door.publish(await device.snapshot)
            try await door.open()
            self.door = door
            if companions.isEmpty { companions = makeCompanions() }
            await door.setEntrances(entrances, announce)
        } catch {
            let reason = (error as? SystemFault)?.reason ?? (error as? ServerError)?.reason
            aloneness = .noPlace(reason: reason ?? "no key of the user's own", path: place.socket)
        }
    }

    /// A service that takes over polls as the one before it did, and one that comes back as it did itself.
    private func steer(_ device: DeviceService) async {
        let before = last?.poll.poller == nil ? left : last?.poll
        left = nil
        if let before { await device.goOn(as: before, isLeft: kind == .serve) }
    }

    /// Looks again while the one that has the lock is about to listen, or to go.
    static let rest: TimeInterval = 0.05
    /// So long somebody may have the lock without listening: it has just begun, or takes over a large fleet. Then it never will.
    private static let lateness = Duration.seconds(5)

    /// Attaches to whoever polls, and follows it until it goes.
    private func attach(at place: MeetingPlace, holder: Int?) async {
        guard let accounts = try? place.accounts(of: settings) else {
            aloneness = .noPlace(reason: "no key of the user's own", path: place.folder)
            return await pollBeside(place)
        }
        guard place.fits else {
            aloneness = .noPlace(reason: SystemFault.reason(ENAMETOOLONG), path: place.socket)
            return await pollBeside(place)
        }
        let attached = AttachedService(attachment(of: accounts), at: place.endpoint, after: known)
        let watch = Task { [weak self] in
            await FrontProtocol.outwait()
            if !Task.isCancelled { await self?.note(silent: holder) }
        }
        do throws(AttachedService.End) {
            try await attached.attach()
            watch.cancel()
        } catch {
            watch.cancel()
            absence = nil
            if case .refused(let refusal) = error, refusal.reason == .accounts, kind == .serve, refusal.isService != true {
                await askForPlace(attached)
                await attached.stop()
                return await pause(Self.rest)
            }
            await attached.stop()
            switch error {
            case .refused(let refusal):
                aloneness =
                    refusal.reason == .version
                    ? .otherVersion(refusal.version, process: refusal.process) : .otherAccounts(process: refusal.process)
                return await pollBeside(place)
            case .nonsense:
                aloneness = .nonsense(path: place.socket)
                return await pollBeside(place)
            case .gone, .crowded:
                let since = unmet ?? .now
                unmet = since
                guard ContinuousClock.now - since > Self.lateness else { return await pause(Self.rest) }
                aloneness = .noPlace(reason: "nobody listens there", path: place.socket)
                return await pollBeside(place)
            }
        }
        guard !isEnded, !isAway else {
            await attached.stop()
            return
        }
        aloneness = nil
        await follow(attached)
    }

    /// Follows one to which it is attached, until that goes.
    private func follow(_ attached: AttachedService) async {
        (absence, unmet) = (nil, nil)
        shift = max(0, heard - (await attached.snapshot.events.last?.number ?? 0))
        self.attached = attached
        let relay = Task {
            for await snapshot in attached.snapshots { emit(snapshot, shift) }
        }
        await tellShown()
        admitHopes()
        if kind == .serve, await attached.poller?.isService != true { await askForPlace(attached) }
        _ = await attached.follow()
        // Of several the one with all accounts goes first: the others could attach to it again.
        if await !attached.hasAll { await pause(4 * Self.rest) }
        known = await attached.known
        self.attached = nil
        tellWatchers()
        await attached.stop()
        await relay.value
        shift = 0
    }

    /// Whoever polls gives its place to this one, which goes on with all that it knew.
    private func askForPlace(_ attached: AttachedService) async {
        _ = await attached.send(FrontProtocol.yield, Yielded(front: front))
    }

    /// Follows another one's service, and polls for nobody, whatever becomes of it.
    private func follow(_ service: ServicePlace) async {
        var attachment = attachment(of: [])
        attachment.account = service.account
        let attached = AttachedService(attachment, at: service.endpoint, after: known)
        let watch = Task { [weak self] in
            await FrontProtocol.outwait()
            if !Task.isCancelled {
                await self?.note(absence: .unreachable(reason: ServiceError.pollerSilent, host: service.socket), of: service)
            }
        }
        do throws(AttachedService.End) {
            try await attached.attach()
            watch.cancel()
        } catch {
            watch.cancel()
            await attached.stop()
            let since = unmet ?? .now
            unmet = since
            // One that begins anew is back in a moment.
            if known == nil || ContinuousClock.now - since > Self.lateness { note(absence: service.trouble(error), of: service) }
            return await pause(known == nil ? 1 : 4 * Self.rest)
        }
        guard !isEnded, !isAway else {
            await attached.stop()
            return
        }
        await follow(attached)
    }

    /// Says why there is nothing to be had: rows age, and what is asked meanwhile ends with that.
    private func note(absence trouble: ServiceError, of service: ServicePlace) {
        guard attached == nil, !isEnded else { return }
        absence = trouble
        var snapshot = last ?? expected
        if snapshot.accounts.isEmpty { snapshot.accounts = [service.account(lacking: trouble)] }
        for place in snapshot.accounts.indices {
            // It is not the platform that does not answer.
            snapshot.accounts[place].host = service.socket
            snapshot.accounts[place].trouble = trouble
            snapshot.accounts[place].complete = false
        }
        snapshot.poll.poller?.silentSince = nil
        if snapshot != last { emit(snapshot) }
        admitHopes()
    }

    private func attachment(of accounts: [Attachment.Account]) -> Attachment {
        Attachment(
            version: version, front: front, process: ProcessIdentity.own, kind: kind, accounts: accounts,
            restores: settings.restores, run: nil, seen: 0)
    }

    /// Says that the one that has the lock does not answer: rows age, and nobody else polls. What is asked meanwhile ends with that.
    private func note(silent holder: Int?) {
        guard attached == nil, device == nil, !isEnded else { return }
        let poller = Poller(
            process: holder ?? 0, since: Date(), silentSince: Date().addingTimeInterval(-FrontProtocol.patience))
        absence = .unreachable(reason: ServiceError.pollerSilent, host: "pid \(poller.process)")
        var snapshot = last ?? expected
        snapshot.poll.poller = poller
        output.yield(snapshot)
        admitHopes()
    }

    /// Polls for this front alone, until the lock is free.
    private func pollBeside(_ place: MeetingPlace) async {
        let look = Task { [weak self] in
            while !Task.isCancelled {
                await pause(1)
                await self?.takePlace(place)
            }
        }
        defer { look.cancel() }
        await poll(nil)
    }

    /// So many looks for the lock there are to one whether whoever has it lets this one in.
    private static let rounds = 4

    private func isWelcome(at place: MeetingPlace) async -> Bool {
        guard place.hasSocket, let accounts = try? place.accounts(of: settings) else { return false }
        let probe = AttachedService(attachment(of: accounts), at: place.endpoint)
        defer { Task { await probe.stop() } }
        do throws(AttachedService.End) { try await probe.attach() } catch { return false }
        return true
    }

    private func takePlace(_ place: MeetingPlace) async {
        guard lock == nil, let device, door == nil, !isLeft(place) else { return }
        guard case .taken(let lock) = place.take() else {
            // By now somebody else may have the lock, or have other accounts.
            looks += 1
            if looks % Self.rounds == 0, await isWelcome(at: place) { await leave() }
            return
        }
        self.lock = consume lock
        aloneness = nil
        await device.pollForAll()
        await openDoor(of: device, at: place)
        if let last { emit(last) }
        await tellCompanions(of: device, last)
    }

    private func emit(_ snapshot: Snapshot, _ shift: Int = 0) {
        var snapshot = snapshot
        snapshot.poll.aloneness = aloneness
        if snapshot.poll.steering?.process == ProcessIdentity.own { snapshot.poll.steering = nil }
        if shift > 0 { for place in snapshot.events.indices { snapshot.events[place].number += shift } }
        heard = max(heard, snapshot.events.last?.number ?? 0)
        last = snapshot
        output.yield(snapshot)
        tellWatchers()
    }
}
