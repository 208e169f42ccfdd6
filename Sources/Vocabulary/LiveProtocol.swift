/// The transport of a live address, by its name on eztop's command line.
public enum LiveProtocol: String, CaseIterable, Hashable, Codable, Sendable {
    /// For players and browsers, a few seconds late; the one that is checked by reading its playlist.
    case hls
    /// HLS with less delay; not overseas.
    case llhls
    case rtmp
    /// FLV over HTTP.
    case flv
    /// For the platform's own players alone.
    case ezopen
}

/// The main stream, or the smaller one beside it.
public enum Quality: String, CaseIterable, Hashable, Codable, Sendable {
    case hd, sd
}

extension LiveProtocol {
    /// The platform's number (doc 1414).
    public var number: Int {
        switch self {
        case .ezopen: 1
        case .hls: 2
        case .rtmp: 3
        case .flv: 4
        case .llhls: 5
        }
    }
}

extension Quality {
    /// The platform's number (doc 1414).
    public var number: Int { self == .hd ? 1 : 2 }
}
