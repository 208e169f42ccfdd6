import Fleet
import FoundationEssentials
import OpenPlatform
import Vocabulary

extension DeviceService {
    /// A live address of a camera (doc 1414). The grid's own kind (HLS, HD, the configured life) is taken from what is known
    /// where that has more than `minimumLeft` seconds left; everything else is asked.
    public func address(
        of camera: CameraID, liveProtocol: LiveProtocol = .hls, quality: Quality = .hd, life: TimeInterval? = nil,
        minimumLeft: TimeInterval = 60
    ) async -> Result<LiveAddress, ServiceError> {
        guard liveProtocol == .hls, quality == .hd, life ?? settings.addressLife == settings.addressLife else {
            let began = clock.now
            let result = await askAddress(of: camera, liveProtocol, quality, life: life ?? settings.addressLife)
            if case .failure(let trouble) = result {
                // That the device is offline or encrypted is said of whatever address was asked for.
                if let contradiction = Contradiction(code: trouble.code) {
                    note(refusal: trouble, of: camera)
                    accounts[camera.account]?.plan.contradicted(camera, contradiction, began: began)
                    tick()
                }
                let outcome = CallOutcome(trouble, of: .address)
                accounts[camera.account]?.plan.met(outcome, .address, began: began, at: clock.now)
            }
            publishSoon()
            return result
        }
        if let known = knownAddress(of: camera), let expires = known.expires,
            expires.timeIntervalSince(clock.now) > minimumLeft
        {
            return .success(known)
        }
        let result = await ownAddress(of: camera)
        tick()
        return result
    }

    /// The address that is known, where it has more than so many seconds left: the platform is not asked.
    public func keptAddress(of camera: CameraID, minimumLeft: TimeInterval) -> Result<LiveAddress, ServiceError> {
        guard let known = knownAddress(of: camera), let expires = known.expires,
            expires.timeIntervalSince(clock.now) > minimumLeft
        else { return .failure(.noAccount(camera.account)) }
        return .success(known)
    }

    /// The address that was handed out, while nothing has been said against it: a limit of calls says nothing of it.
    private func knownAddress(of camera: CameraID) -> LiveAddress? {
        guard let known = accounts[camera.account]?.fleet[camera], known.mayBeAsked else { return nil }
        switch known.live?.value {
        case .address(let address), .playing(let address): return address
        case .limited: return addresses[camera]
        case .refused, .broken, nil: return nil
        }
    }

    /// Withdraws a live address of a camera (doc 1415): who has it can no longer watch.
    public func withdraw(_ urlID: String, of camera: CameraID) async -> Result<Void, ServiceError> {
        guard let account = accounts[camera.account] else { return .failure(.noAccount(camera.account)) }
        let source = account.sources(of: camera.serial).first ?? .own
        do throws(ServiceError) {
            try await account.session.send(
                .disableAddress(urlID, of: camera.serial, channel: camera.channel), as: source)
            if addresses[camera]?.names(urlID) == true { addresses[camera] = nil }
            accounts[camera.account]?.fleet.forget(urlID, of: camera, at: clock.now)
            publishSoon()
            return .success(())
        } catch {
            return .failure(error)
        }
    }
}
