import Fleet
import FoundationEssentials
import Output

/// A message as its receivers have it: `docs/schemas/alert.schema.json`.
struct AlertMessage: Encodable, Sendable {
    struct Camera: Encodable, Sendable {
        var account: String
        var serial: String
        var channel: Nullable<Int>
        var name: String
    }

    var id: String
    /// The rule's name; nil for a summary of several, and a test.
    var rule: String?
    var what: String
    var state: Letter.State
    var since: Date
    var title: String
    var text: String
    var cameras: [Camera] = []
    /// Of a summary: the alerts that go on, and those that are over.
    var alerts: [String]?
    var ended: [String]?

    private enum CodingKeys: String, CodingKey {
        case id, rule, what, state, since, title, text, cameras, alerts, ended
    }

    /// So many are listed; the text says how many there are.
    static let mostCameras = 500

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(Nullable(rule), forKey: .rule)
        try container.encode(what, forKey: .what)
        try container.encode(state, forKey: .state)
        try container.encode(Timestamp.text(since), forKey: .since)
        try container.encode(title, forKey: .title)
        try container.encode(text, forKey: .text)
        try container.encode(cameras, forKey: .cameras)
        try container.encodeIfPresent(alerts, forKey: .alerts)
        try container.encodeIfPresent(ended, forKey: .ended)
    }

    var json: String {
        // Nothing in it can fail to be encoded.
        let text = (try? JSONText.text(of: self, pretty: false)) ?? "{}"
        return String(text.prefix { $0 != "\n" })
    }
}
