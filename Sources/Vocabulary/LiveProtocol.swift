/// The transport of a live address, by its name on eztop's command line.
public enum LiveProtocol: String, CaseIterable, Hashable, Codable, Sendable {
    case hls, llhls, rtmp, flv, ezopen
}

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
