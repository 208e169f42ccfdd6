import HTTP
import Output
import Settings
import Vocabulary
import Wording

/// Whether pushed messages could be taken.
enum PushCheck {
    /// - Parameter fault: why the address cannot be listened at; nil where it can.
    static func finding(_ push: Push?, fault: ServerError?, _ texts: Texts) -> Finding {
        let words = texts.doctor.cloud
        let listen: ListenAddress
        switch push {
        case nil: return Finding(.push, .ok, words.noPush)
        // Whoever joined the group to find out would take messages that a running eztop waits for.
        case .pull(let group)?: return Finding(.push, .ok, words.pulls(group.rawValue))
        case .webhook(let address, _)?: listen = address
        }
        let place = shown(listen)
        guard let fault else { return Finding(.push, .ok, words.free(place)) }
        if fault.isTaken { return Finding(.push, .warn, words.taken(place), mend: words.otherEztop) }
        let reason = texts.systemWords(fault.reason.split(separator: ": ").last.map(String.init) ?? "")
        return Finding(.push, .fail(.refused), words.cannotListen(place, reason), mend: words.otherAddress)
    }

    /// Where the machine can be reached from outside is not for a bug report.
    private static func shown(_ listen: ListenAddress) -> String {
        let isHarmless = ["localhost", "127.0.0.1", "::1", "0.0.0.0", "::"].contains(listen.host)
        let host = listen.host.contains(":") ? "[\(listen.host)]" : listen.host
        return "\(isHarmless ? host : "…"):\(listen.port)"
    }
}
