import HTTP
import Output
import Settings
import Wording

/// Whether pushed messages could be taken.
enum PushCheck {
    /// - Parameter fault: why the address cannot be listened at; nil where it can.
    static func finding(_ push: Push?, fault: ServerError?, _ texts: Texts) -> Finding {
        let words = texts.doctor.cloud
        guard let push else { return Finding(.push, .ok, words.noPush) }
        let place = shown(push)
        guard let fault else { return Finding(.push, .ok, words.free(place)) }
        if fault.isTaken { return Finding(.push, .warn, words.taken(place), mend: words.otherEztop) }
        let reason = texts.systemWords(fault.reason.split(separator: ": ").last.map(String.init) ?? "")
        return Finding(.push, .fail(.refused), words.cannotListen(place, reason), mend: words.otherAddress)
    }

    /// Where the machine can be reached from outside is not for a bug report.
    private static func shown(_ push: Push) -> String {
        let isHarmless = ["localhost", "127.0.0.1", "::1", "0.0.0.0", "::"].contains(push.listen.host)
        let host = push.listen.host.contains(":") ? "[\(push.listen.host)]" : push.listen.host
        return "\(isHarmless ? host : "…"):\(push.listen.port)"
    }
}
