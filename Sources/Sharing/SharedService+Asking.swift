import DeviceService
import Fleet
import FoundationEssentials
import System
import Vocabulary

/// What a front asks, of whichever service there is.
extension SharedService {
    /// The service that there is, or the next one; nil where that can take for ever.
    private func service() async -> (any CameraService)? {
        if device == nil, attached == nil, absence == nil, !isEnded { await withCheckedContinuation { hopes.append($0) } }
        if let device { return device }
        return attached
    }

    /// Why there is no service.
    private func nobody(_ account: AccountName) -> ServiceError {
        absence ?? .unreachable(reason: "cancelled", host: account)
    }

    /// Comes back once whoever does the work of this process has a moment for it.
    public func answer() async { _ = await device?.snapshot }

    func admitHopes() {
        let all = hopes
        hopes = []
        for hope in all { hope.resume() }
    }

    func tellShown() async {
        if let door {
            await door.showHere(shown, isFocused: isFocused)
        } else if let device {
            await device.show(shown)
            await device.setFocused(isFocused)
        } else {
            await attached?.show(shown, isFocused: isFocused)
        }
    }

    public func show(_ cameras: [CameraID]) async {
        shown = cameras
        await tellShown()
    }

    public func setFocused(_ focused: Bool) async {
        isFocused = focused
        await tellShown()
    }

    public func refreshAll() async { await service()?.refreshAll() }
    public func refresh(_ camera: CameraID) async { await service()?.refresh(camera) }
    public func setPaused(_ paused: Bool, by process: Int) async { await service()?.setPaused(paused, by: process) }
    public func setInterval(_ seconds: TimeInterval, by process: Int) async {
        await service()?.setInterval(seconds, by: process)
    }
    public func remember(_ preferences: [String: String]) async { await service()?.remember(preferences) }

    /// Never sent twice: where the one that was to send it has gone, the lists are asked, and what they say is what came of it.
    public func switchEncryption(
        _ device: DeviceID, on: Bool, validateCode: Secret?, life: TimeInterval?
    ) async -> EncryptionOutcome {
        guard let service = await service() else { return .failed(nobody(device.account)) }
        let own = self.device, code = validateCode ?? configuredCode(of: device, on: on)
        let outcome = await service.switchEncryption(device, on: on, validateCode: code, life: life)
        // One of this process that has ended meanwhile waits for no answer.
        let hasLeft = own != nil && own !== self.device
        guard case .failed(let trouble) = outcome, trouble.code == nil, trouble.isOfPoller || hasLeft else { return outcome }
        return await isSwitched(device, on: on, after: Date()) ? .done : outcome
    }

    /// A code of this front's configuration, which the poller's may not have.
    private func configuredCode(of device: DeviceID, on: Bool) -> Secret? {
        guard !on, attached != nil else { return nil }
        return settings.accounts.first { $0.name == device.account }?.verificationCode(of: device.serial)
    }

    /// Seconds in which a list that was asked after a switch says what came of it.
    private static let verdictLife: TimeInterval = 15

    private func isSwitched(_ device: DeviceID, on: Bool, after moment: Date) async -> Bool {
        let end = Task { [weak self] in
            await pause(Self.verdictLife)
            await self?.tellWatchers()
        }
        defer { end.cancel() }
        // While the job is stopped nothing is read.
        while !isEnded, isAway || Date() < max(moment, cameBack).addingTimeInterval(Self.verdictLife) {
            let facts = (last?.cameras ?? []).filter { $0.id.device == device }.compactMap(\.encryption)
            if facts.contains(where: { $0.checked > moment && $0.value == (on ? .on : .off) }) { return true }
            await withCheckedContinuation { watchers.append($0) }
        }
        return false
    }

    func tellWatchers() {
        let all = watchers
        watchers = []
        for watcher in all { watcher.resume() }
    }

    public func address(
        of camera: CameraID, liveProtocol: LiveProtocol, quality: Quality, life: TimeInterval?, minimumLeft: TimeInterval
    ) async -> Result<LiveAddress, ServiceError> {
        await twice(camera.account) {
            await $0.address(
                of: camera, liveProtocol: liveProtocol, quality: quality, life: life, minimumLeft: minimumLeft)
        }
    }

    /// Where the service that there is has addresses that never end; nil where none are served, or not to this front.
    public var stableRoot: StableRoot? {
        get async {
            if let door { return await door.stableRoot }
            return await attached?.stableRoot
        }
    }

    public func withdraw(_ urlID: String, of camera: CameraID) async -> Result<Void, ServiceError> {
        await service()?.withdraw(urlID, of: camera) ?? .failure(nobody(camera.account))
    }

    public func check(_ camera: CameraID) async -> Result<CheckReport, ServiceError> {
        await twice(camera.account) { await $0.check(camera) }
    }

    public func checkInTurn(_ camera: CameraID) async -> Result<CheckReport, ServiceError> {
        await twice(camera.account) { await $0.checkInTurn(camera) }
    }

    public func capture(_ camera: CameraID) async -> Result<Data, ServiceError> {
        await twice(camera.account) { await $0.capture(camera) }
    }

    /// What changes nothing is asked again where the one that was to ask it has gone.
    private func twice<Value: Sendable>(
        _ account: AccountName, _ ask: (any CameraService) async -> Result<Value, ServiceError>
    ) async -> Result<Value, ServiceError> {
        guard let service = await service() else { return .failure(nobody(account)) }
        let result = await ask(service)
        guard case .failure(.unreachable(reason: ServiceError.pollerGone, _)) = result else { return result }
        while attached != nil, !isEnded { await withCheckedContinuation { watchers.append($0) } }
        guard let next = await self.service() else { return .failure(nobody(account)) }
        return await ask(next)
    }

    public func pollOnce(
        addresses: Bool, of isWanted: @escaping @Sendable (Camera) -> Bool,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async -> Snapshot {
        await service()?.pollOnce(addresses: addresses, of: isWanted, progress: progress) ?? Snapshot()
    }
}
