import FoundationEssentials
import HTTP
import Vocabulary

/// What every reply is wrapped in: `{"code":"200","msg":"操作成功!","data":…,"page":…}`.
///
/// `code` may be a number, and `data` may be missing, null or of another type than the call expects.
struct Envelope<Content: Decodable>: Decodable {
    var code: String?
    var message: String
    var content: Content?
    var total: Int?

    private enum Keys: String, CodingKey {
        case code, msg, data, page
    }

    private enum PageKeys: String, CodingKey {
        case total
    }

    init(from decoder: any Decoder) throws {
        let reply = try decoder.container(keyedBy: Keys.self)
        code = reply.code(.code)
        message = reply.text(.msg) ?? ""
        content = try? reply.decodeIfPresent(Content.self, forKey: .data)
        let page = try? reply.nestedContainer(keyedBy: PageKeys.self, forKey: .page)
        // No account has as many: whoever claims so says nothing, and makes no sum overflow.
        total = page?.number(.total).flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
    }
}

extension Envelope {
    /// Opens a reply; a code that is no success is thrown.
    init(of response: Response) throws(PlatformError) {
        guard ReplyText.isReadable(response.body) else { throw .malformed("the reply has too many values") }
        guard let envelope = try? JSONDecoder().decode(Self.self, from: ReplyText.repaired(response.body)) else {
            // The decoder's own words quote the reply.
            throw .malformed("the reply is no JSON object")
        }
        guard let code = envelope.code else { throw .malformed("the reply has no code") }
        guard code == PlatformCode.ok else { throw .refused(code: code, message: envelope.message) }
        self = envelope
    }
}

/// `data` of a call whose answer is its code alone.
struct Nothing: Decodable {
    init(from decoder: any Decoder) throws {}
}
