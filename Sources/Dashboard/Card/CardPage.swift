import Cells
import Fleet
import Vocabulary

/// The address card: one address of one camera, whole, to be selected by hand or read off by a phone.
struct CardPage: Page {
    static let scope = Scope.card
    var camera: CameraID
    var liveProtocol = LiveProtocol.hls
    var quality = Quality.hd
    /// The one that never ends, of `eztop serve`, in place of the cloud's own.
    var isStable = false
    /// nil while it is asked.
    var answer: AddressAnswer?
    /// It was withdrawn from here: whoever has it can no longer watch.
    var isWithdrawn = false
    /// The key that withdraws was pressed once: a second time it does.
    var asksWithdrawal = false

    /// The address, while it is worth anything.
    var usable: LiveAddress? { isWithdrawn ? nil : answer?.address }

    /// What is checked is the list's own kind of address.
    var isCheckable: Bool { !isStable && liveProtocol == .hls && quality == .hd && usable != nil }

    static func open(in state: inout State) -> [Effect] {
        guard let camera = state.selected else { return [] }
        var card = CardPage(camera: camera.id)
        if camera.liveState(at: state.now) == .encrypted { card.liveProtocol = .ezopen }
        return state.ask(for: card)
    }

    func draw(_ state: State, into frame: inout Frame, layout: Layout) {
        CardView(state: state, card: self).draw(into: &frame, layout: layout)
    }

    func camera(in state: State) -> CameraID? { camera }

    /// Any key but the second that withdraws leaves the address as it is.
    mutating func hear(_ command: Command?) {
        if command != .cardWithdraw { asksWithdrawal = false }
    }
}

/// What the cloud says to the wish for an address.
public enum AddressAnswer: Hashable, Codable, Sendable {
    case address(LiveAddress)
    case trouble(ServiceError)
    /// Nothing serves one that never ends; why, in words.
    case none(String)

    var address: LiveAddress? {
        if case .address(let address) = self { address } else { nil }
    }
}
