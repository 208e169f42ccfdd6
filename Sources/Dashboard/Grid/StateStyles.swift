import Cells
import Fleet

/// The one meaning of each colour, and the order in which states sort: the worst first.
extension Column {
    static func style(of status: Status?) -> Style {
        switch status {
        case .online: .plain
        case .offline: Style(.bad, .bold)
        case .unknown, nil: Style(.dim)
        }
    }

    static func style(of encryption: Encryption?) -> Style {
        switch encryption {
        case .on: Style(.warning, .bold)
        case .off: .plain
        case .unknown, nil: Style(.dim)
        }
    }

    static func style(of live: LiveState) -> Style {
        switch live {
        case .ready, .playing: Style(.good)
        case .offline, .broken, .refused, .notGranted: Style(.bad)
        case .encrypted, .limited: Style(.warning)
        case .asking: Style(.pending)
        case .unknown: Style(.dim)
        }
    }

    static func rank(_ status: Status?) -> Int {
        switch status {
        case .offline: 0
        case .unknown, nil: 1
        case .online: 2
        }
    }

    static func rank(_ encryption: Encryption?) -> Int {
        switch encryption {
        case .on: 0
        case .unknown, nil: 1
        case .off: 2
        }
    }

    static func rank(_ live: LiveState) -> Int {
        switch live {
        case .offline: 0
        case .broken: 1
        case .refused: 2
        case .notGranted: 3
        case .limited: 4
        case .encrypted: 5
        case .unknown: 6
        case .asking: 7
        case .ready: 8
        case .playing: 9
        }
    }
}
