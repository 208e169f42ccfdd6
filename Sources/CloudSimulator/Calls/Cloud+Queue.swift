import FoundationEssentials

/// The queue of messages (`mq/v1/consumer`), of which no page tells.
extension Cloud {
    mutating func joinQueue(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        _ = try token(of: call, at: now)
        guard shelf != nil else { throw .noInterface }
        shelf?.fill(roster.devices, at: now)
        let group = call.path.split(separator: "/").last.map(String.init) ?? ""
        return ["data": ["consumerId": .string(shelf?.join(group) ?? "")]]
    }

    mutating func queuedMessages(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        _ = try token(of: call, at: now)
        let consumer = try call.required("consumerId")
        guard var shelf else { throw .noInterface }
        let messages = try shelf.next(for: consumer, commits: call["preCommit"] == "1")
        self.shelf = shelf
        return ["data": .array(messages)]
    }

    mutating func commitQueue(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        _ = try token(of: call, at: now)
        let consumer = try call.required("consumerId")
        guard shelf != nil else { throw .noInterface }
        try shelf?.commit(consumer)
        return [:]
    }
}
