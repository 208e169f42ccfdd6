import Cells
import Fleet
import FoundationEssentials
import Images
import Vocabulary

/// What a recording may hold: everything that was seen, and no secret.
extension Message {
    var redacted: Message {
        switch self {
        case .snapshot(var snapshot):
            for index in snapshot.cameras.indices { snapshot.cameras[index].live?.value.redact() }
            for index in snapshot.events.indices { snapshot.events[index].what.redact() }
            return .snapshot(snapshot)
        case .addressed(let camera, let liveProtocol, let quality, .address(var address)):
            address.redact()
            return .addressed(camera, liveProtocol, quality, .address(address))
        case .stable(let camera, .address(var address)):
            address.redact()
            return .stable(camera, .address(address))
        case .pictured(let camera, .picture(let picture)):
            // What a camera sees is nobody's business who reads a bug report.
            return .pictured(camera, .picture(picture.blank))
        default: return self
        }
    }
}

extension Event.What {
    /// Where the cloud calls back nobody may guess, who reads a recording neither.
    fileprivate mutating func redact() {
        if case .push(.listening(let address, _)) = self { self = .push(.listening(address: address, callback: "/…")) }
    }
}

extension LiveAnswer {
    fileprivate mutating func redact() {
        switch self {
        case .address(var address):
            address.redact()
            self = .address(address)
        case .playing(var address):
            address.redact()
            self = .playing(address)
        case .refused, .limited, .broken: break
        }
    }
}

extension LiveAddress {
    /// Keeps its kind and its end.
    fileprivate mutating func redact() {
        url = "https://redacted.invalid/"
        urlID = nil
    }
}

extension Picture {
    fileprivate var blank: Picture { Picture(width: 16, height: 9, pixels: Array(repeating: 96, count: 16 * 9 * 3)) }
}

extension State {
    /// What is typed now is a secret, and drawn as `*`.
    var masksInput: Bool { dialog is CodeDialog }
}
