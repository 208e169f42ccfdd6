import FoundationEssentials
import Vocabulary

/// The last answer to "can a live address be had?".
public enum LiveAnswer: Hashable, Codable, Sendable {
    /// The cloud handed out an address; no more is claimed.
    case address(LiveAddress)
    /// The playlist of the address was read and its media sequence moves.
    case playing(LiveAddress)
    /// The cloud said no: its code and its own words.
    case refused(code: String, message: String)
    /// A limit of calls, streams or traffic: 10007, 10029, 9048, 9049, 60061 …
    case limited(code: String, message: String)
    /// The playlist says ErrCode, or cannot be played: the code (`9053`, `404`) and what was read.
    case broken(code: String, message: String)

    public var address: LiveAddress? {
        switch self {
        case .address(let address), .playing(let address): address
        case .refused, .limited, .broken: nil
        }
    }
}

/// What the LIVE column shows: the first that holds (product.md's order: offline, encrypted, else the last answer).
public enum LiveState: Hashable, Codable, Sendable {
    case offline
    case encrypted
    case playing
    case ready(expires: Date?)
    case refused(code: String)
    /// Refused with 10031 or 20018.
    case notGranted(code: String)
    case limited(code: String)
    case broken(code: String)
    case asking
    case unknown
}

extension Camera {
    /// The state LIVE shows at `now`. An address past its end is no longer `ready`: then it has to be asked for again.
    public func liveState(at now: Date) -> LiveState {
        if status?.value == .offline { return .offline }
        if (pendingEncryption?.expected ?? encryption?.value) == .on { return .encrypted }
        switch live?.value {
        case nil:
            return asking == nil ? .unknown : .asking
        case .playing(let address), .address(let address):
            if let expires = address.expires, expires <= now { return asking == nil ? .unknown : .asking }
            if case .playing = live?.value { return .playing }
            return .ready(expires: address.expires)
        case .refused(let code, _):
            return code == PlatformCode.noPermission || code == PlatformCode.notYourDevice
                ? .notGranted(code: code) : .refused(code: code)
        case .limited(let code, _): return .limited(code: code)
        case .broken(let code, _): return .broken(code: code)
        }
    }
}

extension LiveAnswer {
    /// What the cloud said to whoever asked for an address; nil where it said nothing.
    public init?(_ result: Result<LiveAddress, ServiceError>) {
        switch result {
        case .success(let address): self = .address(address)
        case .failure(.refused(let code, let message, let call, _)) where call == .liveAddress:
            self.init(refusal: code, message: message)
        case .failure: return nil
        }
    }

    init(refusal code: String, message: String) {
        self = Self.limits.contains(code) ? .limited(code: code, message: message) : .refused(code: code, message: message)
    }

    /// What stands in the way of the address: the code, and the platform's words where it has any; nil where nothing does.
    public var fault: (code: String, message: String)? {
        switch self {
        case .refused(let code, let message), .limited(let code, let message), .broken(let code, let message): (code, message)
        case .address, .playing: nil
        }
    }
}
