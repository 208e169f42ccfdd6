import CloudSimulator
import Dashboard
import Delivery
import DeviceService
import Dispatch
import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import Synchronization
import Terminal
import Wording

/// Carries the dashboard's effects to the service and the clipboard, and their answers back into the mailbox.
final class Effects: Sendable {
    private struct Running: Sendable {
        var service: DeviceService
        var simulator: CloudSimulator?
        var snapshots: Task<Void, Never>
    }

    private let mailbox: Mailbox<DashboardSession.Mail>
    private let clipboard: Clipboard
    private let running = Mutex<Running?>(nil)

    /// How long leaving waits for what is under way, in milliseconds.
    private static let patience = 300

    init(mailbox: Mailbox<DashboardSession.Mail>, clipboard: Clipboard) {
        self.mailbox = mailbox
        self.clipboard = clipboard
    }

    /// Starts the service, and the simulated cloud before it where that is what is asked.
    func start(_ invocation: Invocation, _ remembered: Remembered) throws(Failure) {
        let simulator = invocation.demo ? try Demo.start() : nil
        var settings = if let simulator { Demo.settings(of: simulator) } else { try invocation.serviceSettings() }
        settings.keepsCameras = true
        let service = invocation.service(settings, remembered: remembered)
        let mailbox = mailbox
        let snapshots = Task.detached {
            for await snapshot in service.snapshots { mailbox.send(.message(.snapshot(snapshot))) }
        }
        running.withLock { $0 = Running(service: service, simulator: simulator, snapshots: snapshots) }
        Task.detached { await service.start() }
    }

    /// Ends the service; what does not end in time is left to the end of the process.
    func stop() {
        guard let running = running.withLock({ $0.take() }) else { return }
        running.snapshots.cancel()
        let ended = DispatchSemaphore(value: 0)
        Task.detached {
            await running.service.stop()
            running.simulator?.stop()
            ended.signal()
        }
        _ = ended.wait(timeout: .now() + .milliseconds(Self.patience))
    }

    func run(_ effect: Effect) {
        guard let service = running.withLock({ $0?.service }) else { return }
        let mailbox = mailbox
        let clipboard = clipboard
        Task.detached {
            switch effect {
            case .show(let cameras): await service.show(cameras)
            case .refreshAll: await service.refreshAll()
            case .refresh(let camera): await service.refresh(camera)
            case .setPaused(let paused): await service.setPaused(paused)
            case .setInterval(let seconds): await service.setInterval(seconds)
            case .switchEncryption(let device, let on, let code, let life):
                let outcome = await service.switchEncryption(device, on: on, validateCode: code, life: life)
                mailbox.send(.message(.switched(device, on: on, outcome)))
            case .copyAddress(let camera): mailbox.send(await Self.copy(camera, service, clipboard))
            case .check(let camera):
                switch await service.check(camera) {
                case .success: mailbox.send(.message(.checked(camera, nil)))
                case .failure(let trouble): mailbox.send(.message(.checked(camera, trouble)))
                }
            case .remember(let preferences): await service.remember(preferences.texts)
            case .quit, .suspend, .redraw: break
            }
        }
    }

    /// Under a minute left is not worth copying: a fresh address is asked for first.
    private static let worthCopying: TimeInterval = 60

    private static func copy(
        _ camera: CameraID, _ service: DeviceService, _ clipboard: Clipboard
    ) async -> DashboardSession.Mail {
        let address: LiveAddress
        switch await service.address(of: camera, liveProtocol: .hls, quality: .hd, life: nil, minimumLeft: worthCopying) {
        case .success(let fresh): address = fresh
        case .failure(let trouble):
            let refusal = CopyReport.Refusal(camera: camera, trouble: trouble)
            return .message(.copied(CopyReport(cameras: [], routes: [], refusals: [refusal], fault: nil)))
        }
        switch await clipboard.copy(address.url) {
        case .sent(let routes, let bytes, _):
            let report = CopyReport(cameras: [camera], routes: routes.map(\.reported), refusals: [], fault: nil)
            return .terminal(bytes, then: .copied(report))
        case .refused(let refusal): return .message(.copied(.fault(refusal.fault, of: camera)))
        case .failed(let failures): return .message(.copied(.fault(.failed(failures.reason), of: camera)))
        }
    }
}

extension CopyReport {
    /// The camera is named among the refused ones of a copy that failed as a whole, so that it can be tried again.
    fileprivate static func fault(_ fault: Fault, of camera: CameraID) -> CopyReport {
        CopyReport(cameras: [camera], routes: [], refusals: [], fault: fault)
    }
}
