import FoundationEssentials

/// The transport of a live address, by its name on eztop's command line.
public enum LiveProtocol: String, CaseIterable, Hashable, Codable, Sendable {
    case hls, llhls, rtmp, flv, ezopen
}

public enum Quality: String, CaseIterable, Hashable, Codable, Sendable {
    case hd, sd
}

/// A live address. Whoever has it can watch, so it is a secret: never in a log, a message, a recording or a state file.
public struct LiveAddress: Hashable, Codable, Sendable {
    public var url: String
    /// From the address's own `expire=`, else from the reply; nil when neither says.
    public var expires: Date?
    /// The platform's id of the address, with which it can be withdrawn.
    public var urlID: String?
    public var liveProtocol: LiveProtocol
    public var quality: Quality

    public init(url: String, expires: Date?, urlID: String?, liveProtocol: LiveProtocol, quality: Quality) {
        self.url = url
        self.expires = expires
        self.urlID = urlID
        self.liveProtocol = liveProtocol
        self.quality = quality
    }
}

extension LiveAnswer {
    /// What stands in the way of the address: the code, and the platform's words where it has any; nil where nothing does.
    public var fault: (code: String, message: String)? {
        switch self {
        case .refused(let code, let message), .limited(let code, let message), .broken(let code, let message): (code, message)
        case .address, .playing: nil
        }
    }
}

extension LiveAddress {
    /// The code that decrypts the video stands in it: whoever sees it can do more than watch.
    public var holdsCode: Bool { codeRange != nil }

    /// The address as it may stand on a screen: without the code.
    public var shown: String {
        codeRange.map { url[..<$0.lowerBound] + "******" + url[$0.upperBound...] }.map(String.init) ?? url
    }

    private var codeRange: Range<String.Index>? {
        guard let scheme = url.firstRange(of: "://"), let at = url[scheme.upperBound...].firstIndex(of: "@"),
            !url[scheme.upperBound..<at].contains("/")
        else { return nil }
        return scheme.upperBound..<at
    }

    /// Whether it is the one of that id.
    public func names(_ id: String) -> Bool { (urlID ?? Self.urlID(in: url)) == id }

    /// When an address ends, as it says itself.
    public static func end(inQueryOf url: String) -> Date? {
        guard let mark = url.firstIndex(of: "?") else { return nil }
        return url[url.index(after: mark)...].split(separator: "&").first { $0.hasPrefix("expire=") }
            .flatMap { Double($0.dropFirst(7)) }.map { Date(timeIntervalSince1970: $0) }
    }

    /// The platform's id of an address, which stands in it as `id=`; an id alone is one.
    public static func urlID(in text: String) -> String? {
        let text = text.filter { !$0.isWhitespace }
        if !text.isEmpty, text.utf8.count <= 128, text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) { return text }
        guard let mark = text.firstIndex(of: "?") else { return nil }
        return text[text.index(after: mark)...].split(separator: "&").first { $0.hasPrefix("id=") }
            .map { String($0.dropFirst(3)) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}

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
            return code == "10031" || code == "20018" ? .notGranted(code: code) : .refused(code: code)
        case .limited(let code, _): return .limited(code: code)
        case .broken(let code, _): return .broken(code: code)
        }
    }
}
