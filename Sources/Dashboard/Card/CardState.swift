import Fleet
import Vocabulary

/// The address card: one address of one camera, whole, to be selected by hand or read off by a phone.
public struct CardState: Hashable, Sendable {
    var camera: CameraID
    var liveProtocol = LiveProtocol.hls
    var quality = Quality.hd
    /// nil while it is asked.
    var answer: AddressAnswer?
    /// It was withdrawn from here: whoever has it can no longer watch.
    var isWithdrawn = false
    /// w was pressed once: a second one withdraws.
    var asksWithdrawal = false

    /// The address, while it is worth anything.
    var usable: LiveAddress? { isWithdrawn ? nil : answer?.address }
}

/// What the cloud says to the wish for an address.
public enum AddressAnswer: Hashable, Codable, Sendable {
    case address(LiveAddress)
    case trouble(Trouble)

    var address: LiveAddress? {
        if case .address(let address) = self { address } else { nil }
    }
}
