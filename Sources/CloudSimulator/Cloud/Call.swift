/// A request, reduced to what the cloud looks at.
struct Call: Hashable, Sendable {
    var method: String
    /// Percent-decoded, without the query.
    var path: String
    /// Those of the query and those of the body, which win: clients send either.
    var parameters: [String: String]
    /// What the client takes for the cloud's host, so that addresses lead back by the way it came.
    var host: String?

    init(method: String = "POST", path: String, parameters: [String: String] = [:], host: String? = nil) {
        self.method = method
        self.path = path
        self.parameters = parameters
        self.host = host
    }

    /// The parameter, unless it is missing or empty.
    subscript(_ name: String) -> String? {
        parameters[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    func required(_ name: String) throws(Refusal) -> String {
        guard let value = self[name] else { throw .parameter }
        return value
    }

    /// An integer within the range, the given one when the parameter is missing; 10001 for anything else.
    func integer(_ name: String, default missing: Int, in range: ClosedRange<Int>) throws(Refusal) -> Int {
        guard let text = self[name] else { return missing }
        guard let value = Int(text), range.contains(value) else { throw .parameter }
        return value
    }
}
