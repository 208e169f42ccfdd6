import FoundationEssentials

/// What the cloud answers, and after how many seconds.
struct Answer: Hashable, Sendable {
    var status: Int
    var contentType: String
    var body: Data
    /// The envelope's code, or the HTTP status where there is no envelope.
    var code: String
    var delay: Double = 0

    /// An envelope (api.md §0): `code` is a string, `data` and `page` are there only where the call has them.
    static func envelope(code: String, message: String, status: Int = 200, fields: [String: JSON] = [:]) -> Answer {
        let envelope = fields.merging(["code": .string(code), "msg": .string(message)]) { field, _ in field }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Encoding strings, integers and their containers cannot fail.
        let body = (try? encoder.encode(JSON.object(envelope))) ?? Data()
        return Answer(status: status, contentType: "application/json;charset=UTF-8", body: body, code: code)
    }

    /// The envelope one level deeper.
    var underResult: Answer {
        var deeper = self
        deeper.body = Data(#"{"result":"#.utf8) + body + Data("}".utf8)
        return deeper
    }

    static func plain(_ status: Int, contentType: String = "text/plain", body: Data = Data()) -> Answer {
        Answer(status: status, contentType: contentType, body: body, code: String(status))
    }
}
