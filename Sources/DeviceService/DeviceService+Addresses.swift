import Fleet
import FoundationEssentials
import OpenPlatform

extension DeviceService {
    /// A live address of a camera (doc 1414). The grid's own kind (HLS, HD, the configured life) is taken from what is known
    /// where that has more than `minimumLeft` seconds left; everything else is asked.
    public func address(
        of camera: CameraID, liveProtocol: LiveProtocol = .hls, quality: Quality = .hd, life: TimeInterval? = nil,
        minimumLeft: TimeInterval = 60
    ) async -> Result<LiveAddress, Trouble> {
        guard liveProtocol == .hls, quality == .hd, life ?? settings.addressLife == settings.addressLife else {
            let began = clock.now
            let result = await askAddress(of: camera, liveProtocol, quality, life: life ?? settings.addressLife)
            if case .failure(let trouble) = result {
                if trouble.isOfTheDevice { note(refusal: trouble, of: camera) }
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

    /// The address that was handed out, while nothing has been said against it: a limit of calls says nothing of it.
    private func knownAddress(of camera: CameraID) -> LiveAddress? {
        guard let known = accounts[camera.account]?.fleet[camera], known.mayBeAsked else { return nil }
        switch known.live?.value {
        case .address(let address), .playing(let address): return address
        case .limited: return addresses[camera]
        case .refused, .broken, nil: return nil
        }
    }

    /// Reads the playlist of a camera's address twice: does its sequence move? Takes as long as a segment lasts, 10 s at most.
    public func check(_ camera: CameraID) async -> Result<LiveAnswer, Trouble> {
        let address: LiveAddress
        switch await self.address(of: camera) {
        case .success(let known): address = known
        case .failure(let trouble): return .failure(trouble)
        }
        guard let session = accounts[camera.account]?.session else { return .failure(.noAccount(camera.account)) }
        let answer: LiveAnswer
        do throws(Trouble) {
            answer = try await watch(address, session)
        } catch {
            guard case .refused(let code, let message, _, _) = error else { return .failure(error) }
            answer = .broken(code: code, message: message)
        }
        if case .broken = answer { addresses[camera] = nil }
        accounts[camera.account]?.fleet.merge(check: answer, of: camera, at: clock.now)
        accounts[camera.account]?.plan.checked(camera, at: clock.now)
        publishSoon()
        return .success(answer)
    }

    /// Withdraws a live address of a camera (doc 1415): who has it can no longer watch.
    public func withdraw(_ urlID: String, of camera: CameraID) async -> Result<Void, Trouble> {
        guard let account = accounts[camera.account] else { return .failure(.noAccount(camera.account)) }
        let kind = account.kinds(of: camera.serial).first ?? .own
        do throws(Trouble) {
            try await account.session.call("live/address/disable", kind) { platform, token, base throws(PlatformError) in
                try await platform.disableAddress(
                    token, base: base, serial: camera.serial, channel: camera.channel, urlID: urlID)
            }
            if addresses[camera]?.names(urlID) == true { addresses[camera] = nil }
            accounts[camera.account]?.fleet.forget(urlID, of: camera, at: clock.now)
            publishSoon()
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    private func watch(_ address: LiveAddress, _ session: Session) async throws(Trouble) -> LiveAnswer {
        let first = try await session.playlist(address.url)
        if let fault = first.fault { return fault }
        await pause(min(10, Double(max(1, min(first.targetDuration ?? 2, 10))) + 0.5))
        let second = try await session.playlist(address.url)
        if let fault = second.fault { return fault }
        return second == first ? .broken(code: "stalled", message: "") : .playing(address)
    }
}

extension Playlist {
    /// What keeps it from playing, as far as it says so itself.
    fileprivate var fault: LiveAnswer? {
        if let errorCode {
            return LiveAnswer.limits.contains(errorCode)
                ? .limited(code: errorCode, message: "") : .broken(code: errorCode, message: "")
        }
        return segments == 0 ? .broken(code: "empty", message: "") : nil
    }
}

extension Trouble {
    /// The refusal says that the device is offline or encrypted, whatever address was asked for.
    fileprivate var isOfTheDevice: Bool { code == "20007" || code == "60019" }
}
