import Fleet
import FoundationEssentials
import HTTP
import Output
import Sharing
import Vocabulary
import Wording

/// Why a request gets no answer of the kind that it wants: the status, and what the body says.
struct Refused: Error {
    var status: Int
    /// The platform's; nil where it is not the platform that refuses.
    var code: String?
    var message: String
    /// What helps.
    var next: String
    var headers: [Header]

    init(_ status: Int, _ message: String, code: String? = nil, next: String = "", headers: [Header] = []) {
        self.status = status
        self.code = code
        self.message = message
        self.next = next
        self.headers = headers
    }

    /// Somebody who may only look wants more.
    static func looking(_ entrance: Entrance) -> Refused {
        let next =
            switch entrance {
            case .network: "token_act = true in [service] lets the token act"
            case .own, .local: "act in [service] names the users who may act"
            }
        return Refused(403, "you may only look", next: next)
    }

    /// What the cloud refuses is 422, and 429 where it is a limit; that it cannot be reached is 503.
    init(_ trouble: ServiceError, _ texts: Texts) {
        let next = texts.nextStep(after: trouble)
        switch trouble {
        case .refused(let code, let message, _, _):
            let helpsToWait = [.wait, .waitForQuota].contains(PlatformCode.retryClass(code))
            self.init(helpsToWait ? 429 : 422, message, code: code, next: next)
        case .unreachable, .malformed:
            self.init(503, texts.summary(of: trouble), next: next, headers: [Header("Retry-After", "30")])
        }
    }

    private struct Body: Encodable {
        var code: Nullable<String>
        var message: String
        var next: String
    }

    func answer(_ texts: Texts) -> Outgoing {
        let body = Body(code: Nullable(code), message: Printable.text(message), next: Printable.text(next))
        let text = (try? JSONText.text(of: body, pretty: false)) ?? ""
        return Outgoing(status: status, headers: headers + [Header("Content-Type", "application/json")], body: Data(text.utf8))
    }
}
