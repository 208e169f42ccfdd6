/// What a GET of the control address says.
struct ControlReport: Encodable {
    var calls: [String: Int]
    var requests: [RequestRecord]
}
