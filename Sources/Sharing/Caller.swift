import Glibc
import HTTP

/// Who speaks the protocol of fronts, and what he may do.
struct Caller: Sendable {
    var user: UInt32
    var process: Int
    var right: Right

    /// Neither the user of the one that polls, nor root.
    var isGuest: Bool { user != geteuid() && user != 0 }

    /// - Returns: nil where fronts do not come in.
    init?(_ request: Incoming, _ entrance: Entrance) {
        guard let peer = request.peer else { return nil }
        (user, process) = (peer.user, peer.process)
        switch entrance {
        case .own: right = .act
        case .local(let right): self.right = right
        case .network: return nil
        }
    }
}
