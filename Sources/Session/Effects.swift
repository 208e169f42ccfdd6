import Dashboard
import Delivery
import DeviceService
import Dispatch
import Fleet
import FoundationEssentials
import HTTP
import Images
import OpenPlatform
import Output
import Settings
import Sharing
import Startup
import Synchronization
import System
import Terminal
import Vocabulary
import Wording

/// Carries the dashboard's effects to the service and the clipboard, and their answers back into the mailbox.
final class Effects: Sendable {
    private struct Running: Sendable {
        var service: SharedService
        var settings: ServiceSettings
        var snapshots: Task<Void, Never>
    }

    /// What a configuration that is read again may change.
    private struct Tools: Sendable {
        var clipboard: Clipboard
        var player: PlayerCommand?
        var past: PastReader?
        var makeService: @Sendable (ServiceSettings, FrontKind, Remembered, Snapshot?) -> SharedService
        var companions: @Sendable () -> [any PollerCompanion]
        /// Where addresses that never end lie, as the configuration says, or why there are none.
        var stableRoot: @Sendable () -> Result<StableRoot, Failure>

        init(_ invocation: Invocation) {
            clipboard = invocation.clipboard
            player = invocation.player
            past = invocation.past
            makeService = invocation.makeShared
            companions = invocation.companions
            stableRoot = {
                do throws(Failure) { return .success(try invocation.stableRoot()) } catch { return .failure(error) }
            }
        }
    }

    private let mailbox: Mailbox<DashboardSession.Mail>
    private let tools: Mutex<Tools>
    private let running = Mutex<Running?>(nil)
    /// The picture that is waited for.
    private let capturing = Mutex<Task<Void, Never>?>(nil)
    /// What is to be done, in the order in which it was wished for.
    private let queue = Mutex<InOrder<Effect>?>(nil)
    private let copies = Copies()
    /// What the service could not keep when it ended.
    private let forgotten = Mutex<[DeviceID]>([])

    /// How long leaving waits for what is under way, in milliseconds.
    private static let patience = 300

    init(mailbox: Mailbox<DashboardSession.Mail>, _ invocation: Invocation) {
        self.mailbox = mailbox
        tools = Mutex(Tools(invocation))
    }

    /// Starts the service.
    ///
    /// - Parameter last: what a service before it has told.
    func start(_ settings: ServiceSettings, _ remembered: Remembered, after last: Snapshot? = nil) {
        var settings = settings
        settings.keepsCameras = true
        let (makeService, companions) = tools.withLock { ($0.makeService, $0.companions) }
        let service = makeService(settings, .dashboard, remembered, last)
        let mailbox = mailbox
        let snapshots = Task.detached {
            for await snapshot in service.snapshots {
                mailbox.send(.message(.snapshot(snapshot))) { if case .message(.snapshot) = $0 { true } else { false } }
            }
        }
        running.withLock {
            $0 = Running(service: service, settings: settings, snapshots: snapshots)
        }
        Task.detached {
            await service.setCompanions(companions)
            await service.start()
        }
    }

    /// Works as another configuration says from now on.
    ///
    /// - Parameters:
    ///   - another: the settings of a service that takes this one's place, and begins with what it knew.
    ///   - hasOtherCompanions: what goes along with the one that polls is another one.
    ///   - last: what has happened so far, for its log.
    func adopt(_ invocation: Invocation, another: ServiceSettings?, hasOtherCompanions: Bool, _ last: Snapshot) {
        tools.withLock { $0 = Tools(invocation) }
        if let another {
            stop()
            return start(another, invocation.remembered, after: last)
        }
        guard let running = running.withLock({ $0 }) else { return }
        var settings = running.settings
        invocation.configure(&settings)
        self.running.withLock { [settings] in $0?.settings = settings }
        let companions = invocation.companions
        Task.detached { [settings] in
            await running.service.adopt(settings)
            if hasOtherCompanions { await running.service.setCompanions(companions) }
        }
    }

    /// Ends the service; what does not end in time is left to the end of the process.
    ///
    /// - Returns: as `DeviceService.stop`.
    @discardableResult
    func stop() -> [DeviceID] {
        // What was wished for before is still done: preferences are to be kept.
        queue.withLock { $0 }?.wait(milliseconds: Self.patience)
        guard let running = running.withLock({ $0.take() }) else { return [] }
        running.snapshots.cancel()
        let ended = DispatchSemaphore(value: 0)
        Task.detached { [self] in
            let devices = await running.service.stop()
            forgotten.withLock { $0 = devices }
            ended.signal()
        }
        _ = ended.wait(timeout: .now() + .milliseconds(Self.patience))
        return forgotten.withLock { $0 }
    }

    /// Before the job stops: another process of the user's is to poll meanwhile.
    func handOver() {
        guard let service = running.withLock({ $0?.service }) else { return }
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            await service.goAway()
            done.signal()
        }
        _ = done.wait(timeout: .now() + .milliseconds(Self.patience))
    }

    /// The job goes on.
    func comeBack() {
        guard let service = running.withLock({ $0?.service }) else { return }
        Task.detached { await service.comeBack() }
    }

    /// Has an effect done, after all that were wished for before it.
    func run(_ effect: Effect) {
        queue.withLock { queue in
            queue = queue ?? InOrder { [weak self] in await self?.carryOut($0) }
            queue?.add(effect)
        }
    }

    /// What the service takes note of is done before anything that comes after it: of two quick ones the last one holds. What asks the
    /// cloud is only begun, since its answer says whom it is about, and nobody waits for another one's; the clipboard has what was
    /// asked for last, whichever answer comes first.
    private func carryOut(_ effect: Effect) async {
        guard let service = running.withLock({ $0?.service }) else { return }
        switch effect {
        case .show(let cameras): await service.show(cameras)
        case .refreshAll: await service.refreshAll()
        case .refresh(let camera): await service.refresh(camera)
        case .setPaused(let paused): await service.setPaused(paused, by: ProcessIdentity.own)
        case .setInterval(let seconds): await service.setInterval(seconds, by: ProcessIdentity.own)
        case .setFocused(let focused): await service.setFocused(focused)
        case .remember(let preferences): await service.remember(preferences.texts)
        case .stopCapture: capturing.withLock { $0.take() }?.cancel()
        case .quit, .suspend, .redraw, .setTheme, .notify: break
        case .switchEncryption, .copyAddresses, .fetchAddress, .check, .checkInTurn, .askAddress, .askStableAddress,
            .copyAddress, .copyText,
            .withdraw,
            .capture, .play, .readPast:
            begin(effect, service, await copies.turn())
        }
    }

    private func begin(_ effect: Effect, _ service: SharedService, _ turn: Int) {
        let mailbox = mailbox, copies = copies
        let (clipboard, player, past, root) = tools.withLock { ($0.clipboard, $0.player, $0.past, $0.stableRoot) }
        let task = Task.detached {
            switch effect {
            case .switchEncryption(let device, let on, let code, let life):
                let outcome = await service.switchEncryption(device, on: on, validateCode: code, life: life)
                mailbox.send(.message(.switched(device, on: on, outcome)))
            case .copyAddresses(let cameras): mailbox.send(await Self.copy(cameras, service, clipboard, copies, turn))
            case .fetchAddress(let camera):
                switch await service.address(of: camera, minimumLeft: Self.worthCopying) {
                case .success: mailbox.send(.message(.fetched(camera, nil)))
                case .failure(let trouble): mailbox.send(.message(.fetched(camera, trouble)))
                }
            case .check(let camera): mailbox.send(.message(.checked(camera, CheckOutcome(await service.check(camera)))))
            case .checkInTurn(let camera):
                mailbox.send(.message(.checked(camera, CheckOutcome(await service.checkInTurn(camera)))))
            case .askAddress(let camera, let liveProtocol, let quality):
                let answer: AddressAnswer =
                    switch await service.address(of: camera, liveProtocol: liveProtocol, quality: quality) {
                    case .success(let address): .address(address)
                    case .failure(let trouble): .trouble(trouble)
                    }
                mailbox.send(.message(.addressed(camera, liveProtocol, quality, answer)))
            case .askStableAddress(let camera, let isShared):
                let answer = await Self.stable(camera, isShared: isShared, service, root)
                mailbox.send(.message(.stable(camera, answer)))
            case .copyAddress(let address, let camera):
                mailbox.send(
                    await Self.send(address.url, to: clipboard, copies, turn) { routes, fault in
                        .copied(CopyReport(cameras: [camera], routes: routes, refusals: [], fault: fault))
                    })
            case .copyText(let text):
                mailbox.send(await Self.send(text, to: clipboard, copies, turn) { routes, fault in .copiedText(routes, fault) })
            case .withdraw(let urlID, let camera):
                switch await service.withdraw(urlID, of: camera) {
                case .success: mailbox.send(.message(.withdrawn(camera, nil)))
                case .failure(let trouble): mailbox.send(.message(.withdrawn(camera, trouble)))
                }
            case .capture(let camera):
                let answer = await Self.picture(of: camera, service)
                if !Task.isCancelled { mailbox.send(.message(.pictured(camera, answer))) }
            case .play(let camera):
                switch await service.address(of: camera, minimumLeft: Self.worthCopying) {
                case .success(let address):
                    if let player, player.drawsInTerminal {
                        mailbox.send(.player(player, address.url, camera))
                    } else if let player, let words = await Self.blocking("player", { player.play(address.url) }) {
                        mailbox.send(.message(.playerFault(camera, words)))
                    }
                case .failure(let trouble):
                    let refusal = CopyReport.Refusal(camera: camera, trouble: trouble)
                    mailbox.send(.message(.copied(CopyReport(cameras: [], routes: [], refusals: [refusal], fault: nil))))
                }
            case .readPast(let query):
                let answer = await Self.blocking("past") { query.answer(from: past) }
                mailbox.send(.message(.past(query, answer)))
            default: break
            }
        }
        if case .capture = effect { capturing.withLock { $0 = task } }
    }

    /// Under a minute left is not worth copying: a fresh address is asked for first.
    private static let worthCopying: TimeInterval = 60

    private static func copy(
        _ cameras: [CameraID], _ service: SharedService, _ clipboard: Clipboard, _ copies: Copies, _ turn: Int
    ) async -> DashboardSession.Mail {
        var addresses: [String] = [], copied: [CameraID] = [], refusals: [CopyReport.Refusal] = []
        for camera in cameras {
            switch await service.address(of: camera, minimumLeft: worthCopying) {
            case .success(let fresh):
                addresses.append(fresh.url)
                copied.append(camera)
            case .failure(let trouble): refusals.append(CopyReport.Refusal(camera: camera, trouble: trouble))
            }
        }
        return await send(addresses.joined(separator: "\n"), to: clipboard, copies, turn) { routes, fault in
            .copied(CopyReport(cameras: copied, routes: routes, refusals: refusals, fault: fault))
        }
    }

    /// What takes its time (a player runs for hours) blocks a thread of its own rather than one of Swift's few.
    private static func blocking<Value: Sendable>(_ name: String, _ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: name).async { continuation.resume(returning: work()) }
        }
    }

    private static func picture(of camera: CameraID, _ service: SharedService) async -> PictureAnswer {
        switch await service.capture(camera) {
        case .success(let data):
            do throws(PictureError) {
                return .picture(try await Picture.decode(Array(data)))
            } catch {
                return .unreadable
            }
        case .failure(let trouble): return .trouble(trouble)
        }
    }

    /// The service that runs knows best where it is found.
    private static func stable(
        _ camera: CameraID, isShared: Bool, _ service: SharedService, _ configured: @Sendable () -> Result<StableRoot, Failure>
    ) async -> AddressAnswer {
        let root: StableRoot
        if let served = await service.stableRoot {
            root = served
        } else {
            switch configured() {
            case .success(let said): root = said
            case .failure(let failure): return .none(failure.message)
            }
        }
        return .address(
            LiveAddress(
                url: root.url(of: camera, isShared: isShared), expires: nil, urlID: nil, liveProtocol: .hls, quality: .hd))
    }

    /// Text to the clipboard, and the message that says which ways it took.
    private static func send(
        _ text: String, to clipboard: Clipboard, _ copies: Copies, _ turn: Int,
        then message: ([CopyReport.Route], CopyReport.Fault?) -> Message
    ) async -> DashboardSession.Mail {
        guard !text.isEmpty else { return .message(message([], nil)) }
        switch await copies.copy(text, to: clipboard, turn) {
        case nil: return .message(message([], .overtaken))
        case .sent(let routes, let bytes, _): return .terminal(bytes, then: message(routes.map(\.reported), nil))
        case .refused(let refusal): return .message(message([], refusal.fault))
        case .failed(let failures): return .message(message([], .failed(failures.reason)))
        }
    }
}
