import DeviceService
import Fleet
import FoundationEssentials
import Vocabulary

extension AttachedService {
    /// So many addresses are asked for at a time: between two pieces it is told how far that has come.
    private static let piece = 16

    /// Everything as the poller knows it, once it has asked for everything; the addresses that are not fresh any more it asks for now.
    ///
    /// - Parameters:
    ///   - isFresh: everything is asked for now, whatever is known.
    ///   - life: seconds that addresses are to live; nil leaves that to the poller.
    func pollOnce(
        addresses: Bool, isFresh: Bool, life: TimeInterval?, of isWanted: @Sendable (Camera) -> Bool,
        progress: @Sendable (Int, Int) -> Void
    ) async throws(End) -> Snapshot {
        var calls: [AccountName: Int] = [:], troubles: [AccountName: [String: ServiceError]] = [:]
        func take(_ result: Result<Caused, ServiceError>) throws(End) {
            switch result {
            case .success(let caused):
                calls.merge(caused.calls) { $0 + $1 }
                for (account, found) in caused.troubles { troubles[account, default: [:]].merge(found) { $1 } }
            case .failure(let trouble): throw trouble.isOfPoller ? .gone : .nonsense
            }
        }
        if isFresh { try take(await send(FrontProtocol.poll, Polled(isFresh: true, addresses: []))) }
        while !snapshot.accounts.allSatisfy(\.hasBeenAsked) { try await attach() }
        if isFresh { try await attach() }
        var special: [CameraID: Result<LiveAddress, ServiceError>] = [:]
        if addresses {
            let now = Date(), poll = snapshot.poll
            let wanted = snapshot.cameras.filter { camera in
                camera.status?.value != .offline && camera.encryption?.value != .on && camera.pendingEncryption == nil
                    && isWanted(camera)
                    && (isFresh || life != nil || !camera.isLiveFresh(at: now, poll))
            }.map(\.id)
            progress(0, wanted.count)
            for start in stride(from: 0, to: wanted.count, by: Self.piece) {
                let piece = Array(wanted[start..<min(start + Self.piece, wanted.count)])
                if let life {
                    for camera in piece {
                        special[camera] = await address(
                            of: camera, liveProtocol: .hls, quality: .hd, life: life, minimumLeft: life / 2)
                    }
                } else {
                    try take(await send(FrontProtocol.poll, Polled(isFresh: false, addresses: piece.map(view.poller))))
                }
                progress(start + piece.count, wanted.count)
            }
            try await attach()
        }
        var snapshot = snapshot
        for (camera, result) in special { snapshot.take(result, of: camera) }
        for place in snapshot.accounts.indices {
            let name = view.poller(snapshot.accounts[place].id)
            // Two accounts here may be one there.
            snapshot.accounts[place].calls = calls.removeValue(forKey: name) ?? 0
            guard let found = troubles[name], let first = found.min(by: { $0.key < $1.key }) else { continue }
            snapshot.accounts[place].deviceTroubles = found
            snapshot.accounts[place].complete = false
            snapshot.accounts[place].trouble = snapshot.accounts[place].trouble ?? first.value
        }
        return snapshot
    }
}

extension AccountState {
    /// It has answered, or it was said why not.
    fileprivate var hasBeenAsked: Bool { lastAnswer != nil || trouble != nil && trouble?.isWaiting != true }
}

extension Camera {
    /// What LIVE says holds, and is not too old.
    fileprivate func isLiveFresh(at now: Date, _ poll: PollState) -> Bool {
        switch liveState(at: now) {
        case .unknown, .asking: false
        default: !staleness(at: now, interval: poll.rhythm, liveInterval: poll.liveInterval).live
        }
    }
}

extension Snapshot {
    /// An address of another life than the poller's, or why there is none.
    fileprivate mutating func take(_ result: Result<LiveAddress, ServiceError>, of camera: CameraID) {
        guard let place = cameras.firstIndex(where: { $0.id == camera }) else { return }
        switch result {
        case .success(let address): cameras[place].live = Fact(.address(address), checked: Date(), call: .liveAddress)
        case .failure(.refused(let code, let message, _, _)):
            let answer: LiveAnswer =
                LiveAnswer.limits.contains(code)
                ? .limited(code: code, message: message) : .refused(code: code, message: message)
            cameras[place].live = Fact(answer, checked: Date(), call: .liveAddress)
        case .failure(let trouble):
            cameras[place].live = nil
            if let account = accounts.firstIndex(where: { $0.id == camera.account }) {
                accounts[account].trouble = accounts[account].trouble ?? trouble
                accounts[account].complete = false
            }
        }
    }
}
