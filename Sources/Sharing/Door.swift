import DeviceService
import Dispatch
import Fleet
import FoundationEssentials
import Glibc
import HTTP
import System
import Vocabulary

/// Where other processes of the user meet the one that polls: a server at the Unix socket, and what it knows of each front.
///
/// A front asks what is new, and is answered when there is something, or after a heartbeat; what it has not fetched costs nothing, and
/// so a slow or a stopped one holds up nobody. Whoever has asked lately counts as attached.
actor Door {
    private struct Front {
        var attachment: Attachment
        /// Whose it is, by his number.
        var user: UInt32
        /// What it may do.
        var right: Right
        /// When it last asked, or was answered.
        var heard: Date
        var shown: [CameraID] = []
        var isFocused = true
        var isWaiting = false
    }

    let service: DeviceService
    private let place: MeetingPlace
    private let version: String
    /// Gives this one's place to another front.
    private let yields: @Sendable (_ front: String, _ process: Int) async -> Void
    /// The accounts that are polled, by the names that files know them by.
    private let accounts: [Attachment.Account]
    /// The front of this process may change something.
    private var restoresHere: Bool
    private let poller: Poller
    /// What else is offered here.
    private let interface: (any PollerInterface)?
    private var last = Snapshot()
    /// Names this run among all that fronts may have seen changes of.
    private let run = UUID().uuidString
    /// What the one before has told at last, and from where this one goes on.
    private let origin: Attached?
    private var server: Server?
    /// Where others than the user may ask, and what became of that.
    var entrances = Entrances()
    var network: Server?
    var local: Server?
    var lastTry: ContinuousClock.Instant?
    var announce: @Sendable (Entrances.News) -> Void = { _ in }
    private var changes: Changes
    /// The same without what nobody may see who may only look; nil while nobody has come for it.
    private var looks: Changes?
    private var fronts: [String: Front] = [:]
    /// Fronts that wait for something new.
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var lastWait = 0
    private var isClosing = false
    private var shown: [CameraID] = []
    private var isFocused: Bool?

    /// Each front has a connection on which it waits, and one for what it asks.
    private static let most = 256
    /// Of other users together, and of one of them.
    private static let mostGuests = 192
    private static let mostOfGuest = 8
    private static let mostStreams = 128
    /// Bytes of a front's name.
    private static let longestName = 64

    /// - Parameters:
    ///   - known: what the one has told whose place this one takes.
    ///   - interface: what else is offered at the socket.
    ///   - yields: gives the place of this one to another front.
    init(
        _ service: DeviceService, _ settings: ServiceSettings, _ kind: FrontKind, at place: MeetingPlace, version: String,
        after known: Known?, interface: (any PollerInterface)?,
        yields: @escaping @Sendable (_ front: String, _ process: Int) async -> Void
    ) throws {
        let known = known.flatMap { $0.isWhole ? $0 : nil }
        origin = known?.head
        changes = known.map(Changes.init) ?? Changes()
        self.service = service
        self.place = place
        self.version = version
        self.interface = interface
        self.yields = yields
        accounts = try place.accounts(of: settings)
        restoresHere = settings.restores
        poller = Poller(process: ProcessIdentity.own, isService: kind == .serve, since: Date())
    }

    /// Begins to listen.
    func open() throws {
        let descriptor = try LocalSocket.listen(at: place.socket)
        // The folder is the user's alone; this is for whoever got in before it was.
        server = try Server(
            socket: descriptor, bounds: Server.Bounds(connections: Self.most, streams: Self.mostStreams, sendingSeconds: 60),
            methods: [.get, .head, .post, .put],
            admits: { $0.user == geteuid() || $0.user == 0 }
        ) { [weak self] request in
            await self?.answer(request, through: .own) ?? Outgoing(status: 503)
        }
        // One that has paused may be gone with the one that polled.
        dropSilentLater()
    }

    /// Listens no more, and lets go whoever waits.
    func close() async {
        isClosing = true
        wakeAll()
        place.removeSocket()
        server?.stop()
        server = nil
        closeEntrances()
        await interface?.close()
    }

    // MARK: What is new

    func publish(_ snapshot: Snapshot) async {
        changes.add(snapshot)
        looks?.add(snapshot.withoutSecrets)
        dropSilent()
        wakeAll()
        last = snapshot
        await interface?.take(snapshot)
        reopenEntrances()
    }

    private func wakeAll() {
        let all = waiting
        waiting = [:]
        for one in all.values { one.resume() }
    }

    /// Waits until something is new, or the heartbeat is over.
    private func somethingNew() async {
        lastWait += 1
        let number = lastWait
        DispatchQueue.global().asyncAfter(deadline: .now() + FrontProtocol.heartbeat) { @Sendable [weak self] in
            Task { await self?.wake(number) }
        }
        await withCheckedContinuation { waiting[number] = $0 }
    }

    private func wake(_ number: Int) {
        dropSilent()
        waiting.removeValue(forKey: number)?.resume()
    }

    private func attach(_ request: Incoming, _ caller: Caller) async -> Outgoing {
        guard var attachment = try? JSONDecoder().decode(Attachment.self, from: request.json) else {
            return Outgoing(status: 400)
        }
        let other = { (reason: Refusal.Reason) -> Outgoing in
            let refusal = Refusal(
                reason: reason, version: self.version, process: self.poller.process, isService: self.poller.isService)
            return Self.json(refusal, status: 409)
        }
        guard attachment.version == version else { return other(.version) }
        guard let parts = parts(for: attachment) else { return other(.accounts) }
        let id = attachment.front
        guard id.utf8.count <= Self.longestName else { return Outgoing(status: 400) }
        guard hasPlace(for: id, of: caller) else { return Outgoing(status: 429) }
        if caller.isGuest { attachment.process = caller.process }
        if caller.right < .act || caller.isGuest && !restoresHere { attachment.restores = false }
        fronts[id] = Front(
            attachment: attachment, user: caller.user, right: caller.right, heard: Date(), shown: fronts[id]?.shown ?? [],
            isFocused: fronts[id]?.isFocused ?? true, isWaiting: true)
        await tellRestoring()
        let isLooking = caller.right < .act
        if isLooking, looks == nil {
            looks = Changes()
            looks?.add(last.withoutSecrets)
        }
        let run = isLooking ? run + "-look" : run
        let isOfOrigin = !isLooking && attachment.run == origin?.run && attachment.seen == origin?.seen
        let seen = attachment.run == run || isOfOrigin ? attachment.seen : nil
        if seen == number(isLooking), attachment.waits != false, !isClosing { await somethingNew() }
        fronts[id]?.isWaiting = false
        fronts[id]?.heard = Date()
        // One that asks no more is found out: what it paused goes on.
        dropSilentLater()
        do {
            let names = Set(parts.map(\.poller))
            let (steps, isWhole) = try since(seen, for: names, isLooking)
            var poller = poller
            if isLooking { poller.letsLookOnly = true }
            let head = Attached(
                run: run, seen: number(isLooking), isWhole: isWhole, poller: poller, parts: parts,
                hasAll: accounts.allSatisfy { account in
                    parts.contains { $0.poller == account.name && Set($0.sources) == Set(account.sources) }
                })
            return Outgoing(
                status: 200, headers: [Header("Content-Type", "application/json")],
                body: AttachmentAnswer.body(try JSONEncoder().encode(head), steps))
        } catch {
            return Outgoing(status: 500)
        }
    }

    /// Where the front finds each of its accounts among ours, by key, host and source; nil where it has one that we have not.
    private func parts(for attachment: Attachment) -> [Replica.View.Part]? {
        // One without a key of the platform sees what there is.
        if attachment.accounts.isEmpty {
            let named = accounts.filter { attachment.account == nil || attachment.account == $0.name }
            return named.isEmpty ? nil : named.map { Replica.View.Part(poller: $0.name, front: $0.name, sources: $0.sources) }
        }
        var parts: [Replica.View.Part] = []
        for wanted in attachment.accounts {
            let ours = accounts.first { $0.mark == wanted.mark && Set(wanted.sources).isSubset(of: $0.sources) }
            guard let ours else { return nil }
            parts.append(Replica.View.Part(poller: ours.name, front: wanted.name, sources: wanted.sources))
        }
        return parts.isEmpty ? nil : parts
    }

    private func number(_ isLooking: Bool) -> Int { isLooking ? looks?.number ?? 0 : changes.number }

    private func since(
        _ seen: Int?, for names: Set<AccountName>, _ isLooking: Bool
    ) throws -> (changes: [Data], isWhole: Bool) {
        guard isLooking else { return try changes.since(seen, for: names) }
        return try looks?.since(seen, for: names) ?? ([], true)
    }

    /// A front's name is its user's alone, and other users take no place of this one's.
    /// A command that has had its answer gives way to the next one.
    private func hasPlace(for front: String, of caller: Caller) -> Bool {
        if let known = fronts[front] { return known.user == caller.user }
        guard caller.isGuest else { return fronts.count < Self.most }
        let own = fronts.filter { $0.value.user == caller.user }
        if own.count >= Self.mostOfGuest {
            let ended = own.filter { $0.value.attachment.kind == .command && !$0.value.isWaiting }
            guard let oldest = ended.min(by: { $0.value.heard < $1.value.heard }) else { return false }
            fronts[oldest.key] = nil
        }
        return fronts.values.count { $0.user != geteuid() && $0.user != 0 } < Self.mostGuests
    }

    // MARK: What is shown

    /// What one of them shows; the front of this process has no name among them.
    private func show(_ cameras: [CameraID], isFocused: Bool, on front: String, _ caller: Caller) async {
        guard fronts[front]?.user == caller.user else { return }
        fronts[front]?.shown = cameras
        fronts[front]?.isFocused = isFocused
        await tellShown()
    }

    /// The front of this process.
    func showHere(_ cameras: [CameraID], isFocused: Bool) async {
        (shown, self.isFocused) = (cameras, isFocused)
        await tellShown()
    }

    private func tellShown() async {
        var seen: Set<CameraID> = []
        let all = (shown + fronts.sorted { $0.key < $1.key }.flatMap(\.value.shown)).filter { seen.insert($0).inserted }
        await service.show(all)
        // Who may only look changes nothing of what is asked when.
        let dashboards = fronts.values.filter { $0.attachment.kind == .dashboard && $0.right >= .act }
        let looks = [isFocused].compactMap { $0 } + dashboards.map(\.isFocused)
        await service.setFocused(looks.isEmpty || looks.contains(true))
    }

    /// Whether the front of this process may change something, from now on.
    func setRestoringHere(_ may: Bool) async {
        restoresHere = may
        await tellRestoring()
    }

    /// What was lifted for a time is put back for whoever may do so, though the front of this process may only look.
    private func tellRestoring() async {
        await service.setRestoring(restoresHere || fronts.values.contains(where: \.attachment.restores))
    }

    private func dropSilent() {
        let now = Date()
        let gone = fronts.filter { !$0.value.isWaiting && abs(now.timeIntervalSince($0.value.heard)) > FrontProtocol.patience }
        for id in gone.keys { fronts[id] = nil }
        // Those that had another poller before have come by now, or never will.
        let present = Set(fronts.values.map(\.attachment.process)).union([ProcessIdentity.own])
        let mayPause = abs(now.timeIntervalSince(poller.since)) > FrontProtocol.patience
        Task {
            if mayPause { await service.endPause(unlessOf: present) }
            guard !gone.isEmpty else { return }
            await tellShown()
            await tellRestoring()
        }
    }

    /// Finds out later which fronts have gone, though nothing else happens.
    private func dropSilentLater() {
        DispatchQueue.global().asyncAfter(deadline: .now() + FrontProtocol.patience + 1) { @Sendable [weak self] in
            Task { await self?.dropSilent() }
        }
    }

    // MARK: What is asked

    private var view: PollerView {
        PollerView(
            service: service, snapshot: last, poller: poller, isReadOnly: !restoresHere,
            fronts: fronts.values.map { PollerView.Front(kind: $0.attachment.kind, process: $0.attachment.process) },
            liveKey: entrances.network?.liveKey)
    }

    func answer(_ request: Incoming, through entrance: Entrance) async -> Outgoing {
        if request.path.hasPrefix(FrontProtocol.root), let caller = Caller(request, entrance) {
            return request.method == "POST" ? await answer(request, caller) : Outgoing(status: 404)
        }
        return await interface?.answer(request, of: view, through: entrance) ?? Outgoing(status: 404)
    }

    private func answer(_ request: Incoming, _ caller: Caller) async -> Outgoing {
        switch request.path {
        case FrontProtocol.root + "attach": return await attach(request, caller)
        // What others have chosen for their screens is not this user's.
        case FrontProtocol.remember.path where caller.isGuest: return Self.json(Nothing())
        // Rows on a screen have their addresses asked.
        case FrontProtocol.show.path where caller.right < .act: return Self.json(Nothing())
        case FrontProtocol.encryption.path where caller.isGuest && !restoresHere: return Outgoing(status: 403)
        case FrontProtocol.yield.path where caller.isGuest: return Outgoing(status: 403)
        default: return caller.right < .act ? Outgoing(status: 403) : await act(request, caller)
        }
    }

    private func act(_ request: Incoming, _ caller: Caller) async -> Outgoing {
        let process = caller.process
        switch request.path {
        case FrontProtocol.stable.path:
            return await take(request, FrontProtocol.stable) { _ in Stable(root: await self.stableRoot) }
        case FrontProtocol.show.path:
            return await take(request, FrontProtocol.show) {
                await self.show($0.cameras, isFocused: $0.isFocused, on: $0.front, caller)
                return Nothing()
            }
        case FrontProtocol.refresh.path:
            return await take(request, FrontProtocol.refresh) { [service] in
                if let camera = $0.camera { await service.refresh(camera) } else { await service.refreshAll() }
                return Nothing()
            }
        case FrontProtocol.steer.path:
            return await take(request, FrontProtocol.steer) { [service] in
                switch $0.what {
                case .paused: await service.setPaused(true, by: process)
                case .resumed: await service.setPaused(false, by: process)
                case .interval(let seconds): await service.setInterval(min(max(1, seconds), 86400), by: process)
                }
                return Nothing()
            }
        case FrontProtocol.remember.path:
            return await take(request, FrontProtocol.remember) { [service] in
                await service.remember($0)
                return Nothing()
            }
        case FrontProtocol.encryption.path:
            return await take(request, FrontProtocol.encryption) { [service] in
                await service.switchEncryption($0.device, on: $0.on, validateCode: $0.code.map(Secret.init), life: $0.life)
            }
        case FrontProtocol.address.path:
            return await take(request, FrontProtocol.address) { [service] in
                if $0.isKept == true { return Told(await service.keptAddress(of: $0.camera, minimumLeft: $0.minimumLeft)) }
                return Told(
                    await service.address(
                        of: $0.camera, liveProtocol: $0.liveProtocol, quality: $0.quality, life: $0.life,
                        minimumLeft: $0.minimumLeft))
            }
        case FrontProtocol.withdraw.path:
            return await take(request, FrontProtocol.withdraw) { [service] in
                Told(await service.withdraw($0.urlID, of: $0.camera).map { Nothing() })
            }
        case FrontProtocol.check.path:
            return await take(request, FrontProtocol.check) { [service] in
                Told($0.isInTurn ? await service.checkInTurn($0.camera) : await service.check($0.camera))
            }
        case FrontProtocol.picture.path:
            return await take(request, FrontProtocol.picture) { [service] in Told(await service.capture($0)) }
        case FrontProtocol.poll.path:
            return await take(request, FrontProtocol.poll) { [service] in
                await service.poll(lists: $0.lists, devices: $0.devices, addresses: $0.addresses)
            }
        case FrontProtocol.yield.path:
            guard !poller.isService else { return Outgoing(status: 409) }
            // The answer goes first: with the place the connection goes.
            return await take(request, FrontProtocol.yield) { [yields] asked in
                Task { await yields(String(asked.front.prefix(Self.longestName)), process) }
                return Nothing()
            }
        default: return Outgoing(status: 404)
        }
    }

    private func take<Body, Answer>(
        _ request: Incoming, _ call: FrontCall<Body, Answer>, _ body: @Sendable (Body) async -> Answer
    ) async -> Outgoing {
        guard let asked = try? JSONDecoder().decode(Body.self, from: request.json) else { return Outgoing(status: 400) }
        return Self.json(await body(asked))
    }

    private static func json(_ value: some Encodable, status: Int = 200) -> Outgoing {
        guard let body = try? JSONEncoder().encode(value) else { return Outgoing(status: 500) }
        return Outgoing(status: status, headers: [Header("Content-Type", "application/json")], body: body)
    }
}
