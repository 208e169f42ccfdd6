import FoundationEssentials

extension Cloud {
    /// Doc 826: gives channels back to their owners; a device whose last channel goes is hosted no more.
    mutating func cancelHosting(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        let token = try token(of: call, at: now)
        guard token.kind != .own else { throw .notPermitted }
        let names = try call.required("deviceSerials").split(separator: ",")
        guard names.count <= Self.mostCancelled else { throw .parameter }
        var wanted: [(serial: String, channel: Int)] = []
        for name in names {
            guard let colon = name.lastIndex(of: ":"), let channel = Int(name[name.index(after: colon)...]) else {
                throw .parameter
            }
            let serial = String(name[..<colon])
            guard let hosting = roster[serial]?.hosting, token.owner.map({ $0 == hosting.trustID }) ?? true else {
                throw .notPermitted
            }
            wanted.append((serial, channel))
        }
        for (serial, channel) in wanted {
            _ = roster.update(serial) { $0.channels.removeAll { $0.number == channel } }
            if roster[serial]?.channels.isEmpty == true { _ = roster.remove(serial) }
        }
        let rows = wanted.map { JSON.object(["deviceSerial": .string($0.serial), "isSuccess": .bool(true)]) }
        return ["data": .array(rows)]
    }

    private static let mostCancelled = 5
}
