import FoundationEssentials
import HTTP

/// What replies of `/api/v3` are wrapped in: a `meta` with the code beside the data (doc 1532), or the older envelope under `result`
/// (doc 676), or that envelope as it is.
struct NewerEnvelope<Content: Decodable>: Decodable {
    var code: String?
    var message: String
    var content: Content?

    private enum Keys: String, CodingKey {
        case result, meta, data
    }

    private enum MetaKeys: String, CodingKey {
        case code, message
    }

    init(from decoder: any Decoder) throws {
        let reply = try decoder.container(keyedBy: Keys.self)
        if let meta = try? reply.nestedContainer(keyedBy: MetaKeys.self, forKey: .meta) {
            code = meta.code(.code)
            message = meta.text(.message) ?? ""
            content = try? reply.decodeIfPresent(Content.self, forKey: .data)
            return
        }
        let inner = try? reply.decodeIfPresent(Envelope<Content>.self, forKey: .result)
        let envelope = try inner ?? Envelope<Content>(from: decoder)
        (code, message, content) = (envelope.code, envelope.message, envelope.content)
    }
}

extension NewerEnvelope {
    /// nil for what is no such reply.
    init?(of response: Response) {
        guard ReplyText.isReadable(response.body),
            let envelope = try? JSONDecoder().decode(Self.self, from: ReplyText.repaired(response.body))
        else { return nil }
        self = envelope
    }
}
