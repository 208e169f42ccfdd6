import FoundationEssentials

/// The body of a POST to the control address.
enum ControlOrder {
    /// One change, or a list of them.
    static func changes(in body: Data) throws -> [Change] {
        if let one = try? JSONDecoder().decode(Change.self, from: body) { return [one] }
        return try JSONDecoder().decode([Change].self, from: body)
    }
}

/// What a GET of the control address says.
struct ControlReport: Encodable {
    var calls: [String: Int]
    var requests: [RequestRecord]
}
