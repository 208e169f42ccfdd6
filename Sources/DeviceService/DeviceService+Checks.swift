import Fleet
import FoundationEssentials
import OpenPlatform
import Vocabulary

/// What a check found, and whether eztop's own may have stood in its way.
public struct CheckReport: Hashable, Codable, Sendable {
    public var answer: LiveAnswer
    /// The streams were taken, and this process read others of the account a moment ago: those may still count.
    public var mayHoldStreams: Bool

    /// No stream was free: that says nothing of the camera.
    public var isOfStreams: Bool { answer.isOfStreams }

    public init(answer: LiveAnswer, mayHoldStreams: Bool = false) {
        self.answer = answer
        self.mayHoldStreams = mayHoldStreams
    }
}

extension DeviceService {
    /// Seconds after which a stream that was read is surely not counted any more. How long it is, no page says.
    private static let heldFor: TimeInterval = 60
    /// Seconds that a stream may take to begin.
    private static let startsWithin: TimeInterval = 2

    /// Reads the playlist of a camera's address twice: does its sequence move? Takes as long as a segment lasts, 10 s at most. A check
    /// that is asked for alone is made at once.
    public func check(_ camera: CameraID) async -> Result<CheckReport, ServiceError> {
        checkBegan()
        let result = await read(camera)
        checkEnded()
        tick()
        return result
    }

    /// The same as one of many: when it is its turn.
    public func checkInTurn(_ camera: CameraID) async -> Result<CheckReport, ServiceError> {
        guard accounts[camera.account] != nil else { return .failure(.noAccount(camera.account)) }
        // Nothing hands turns out before the service has started.
        guard isStarted else { return await check(camera) }
        return await withCheckedContinuation { continuation in
            checkTasks[camera, default: []].append(continuation)
            accounts[camera.account]?.plan.queueCheck(camera)
            tick()
        }
    }

    /// Those that wait are told that nothing comes any more.
    func dropChecks() {
        for (camera, waiting) in checkTasks {
            for one in waiting { one.resume(returning: .failure(.unreachable(reason: "cancelled", host: camera.account))) }
        }
        checkTasks = [:]
    }

    func checkBegan() {
        for name in order { accounts[name]?.plan.checkBegan() }
    }

    func checkEnded() {
        for name in order { accounts[name]?.plan.checkEnded(at: clock.now) }
    }

    func read(_ camera: CameraID) async -> Result<CheckReport, ServiceError> {
        let result: Result<LiveAnswer, ServiceError>
        do throws(ServiceError) {
            result = .success(try await answer(of: camera))
        } catch {
            result = .failure(error)
        }
        guard case .success(let answer) = result else { return result.map { CheckReport(answer: $0) } }
        let now = clock.now
        let others = lastReads.contains {
            $0.key != camera && $0.key.account == camera.account && abs(now.timeIntervalSince($0.value)) < Self.heldFor
        }
        lastReads = lastReads.filter { abs(now.timeIntervalSince($0.value)) < Self.heldFor }
        // What was refused holds nothing.
        if !answer.isOfStreams { lastReads[camera] = now }
        let report = CheckReport(answer: answer, mayHoldStreams: answer.isOfStreams && others)
        if report.mayHoldStreams {
            accounts[camera.account]?.plan.metOwnStreams(at: now)
        } else {
            if case .broken = answer { addresses[camera] = nil }
            accounts[camera.account]?.fleet.merge(check: answer, of: camera, at: now)
            accounts[camera.account]?.plan.checked(camera, streamsTaken: answer.isOfStreams, at: now)
        }
        publishSoon()
        return .success(report)
    }

    /// What the playlist says; where that is 9053, what it says with the other kind of codec, once.
    private func answer(of camera: CameraID) async throws(ServiceError) -> LiveAnswer {
        let known = try await address(of: camera).get()
        guard let session = accounts[camera.account]?.session else { throw .noAccount(camera.account) }
        let first = try await watch(known, session)
        guard case .broken(PlatformCode.codecNotSupported, _) = first else { return first }
        let began = clock.now
        let asksForH265 = refusesH265.contains(camera)
        switch await askAddress(of: camera, .hls, .hd, life: settings.addressLife, takesH265: asksForH265) {
        case .failure(let trouble):
            accounts[camera.account]?.plan.met(CallOutcome(trouble, of: .address), .address, began: began, at: clock.now)
            // Whether it plays the other way nobody knows then.
            if trouble.code.map(LiveAnswer.limits.contains) == true || trouble.code == nil { throw trouble }
            return first
        case .success(let other):
            let second = try await watch(other, session)
            if case .broken = second { return first }
            guard case .playing = second else { return second }
            refusesH265.formSymmetricDifference([camera])
            addresses[camera] = other
            accounts[camera.account]?.plan.asked(camera, .address(expires: other.expires), at: clock.now)
            return second
        }
    }

    private func watch(_ address: LiveAddress, _ session: Session) async throws(ServiceError) -> LiveAnswer {
        do throws(ServiceError) {
            let first = try await playlist(of: address, session)
            if let fault = first.fault { return fault }
            await wait(min(10, Double(max(1, min(first.targetDuration ?? 2, 10))) + 0.5))
            let second = try await playlist(of: address, session)
            if let fault = second.fault { return fault }
            return second == first ? .broken(code: "stalled", message: "") : .playing(address)
        } catch {
            switch error {
            case .refused(let code, let message, _, _):
                let isOver = code == PlatformCode.noPlaylist && address.expires.map { $0 <= clock.now } ?? false
                return .broken(code: isOver ? PlatformCode.addressExpired : code, message: message)
            // What answers is no stream.
            case .malformed: return .broken(code: "none", message: "")
            case .unreachable: throw error
            }
        }
    }

    /// What the playlist of an address says now: for those who watch through this process.
    public func playlist(of address: LiveAddress, _ camera: CameraID) async -> Result<Playlist, ServiceError> {
        guard let session = accounts[camera.account]?.session else { return .failure(.noAccount(camera.account)) }
        do throws(ServiceError) {
            let playlist = try await playlist(of: address, session, as: .stream)
            // A check of another camera may find its stream taken by this.
            if playlist.fault == nil { lastReads[camera] = clock.now }
            return .success(playlist)
        } catch {
            return .failure(error)
        }
    }

    /// The playlist of an address. 404 while the address lives may mean that its stream has not begun: then once more.
    private func playlist(
        of address: LiveAddress, _ session: Session, as name: CallName = .playlist
    ) async throws(ServiceError) -> Playlist {
        do throws(ServiceError) {
            return try await session.playlist(address.url, as: name)
        } catch {
            guard error.code == PlatformCode.noPlaylist, let expires = address.expires, expires > clock.now else { throw error }
            await wait(Self.startsWithin)
            return try await session.playlist(address.url, as: name)
        }
    }
}

extension LiveAnswer {
    /// No stream was free: it says nothing of the camera, and the next would meet the same.
    fileprivate var isOfStreams: Bool {
        if case .limited(let code, _) = self {
            code == PlatformCode.tooManyStreams || code == PlatformCode.bandwidthUsedUp
        } else {
            false
        }
    }
}

extension Playlist {
    /// What keeps it from playing, as far as it says so itself.
    fileprivate var fault: LiveAnswer? {
        if let errorCode {
            return LiveAnswer.limits.contains(errorCode)
                ? .limited(code: errorCode, message: "") : .broken(code: errorCode, message: "")
        }
        return segments.isEmpty ? .broken(code: "empty", message: "") : nil
    }
}
