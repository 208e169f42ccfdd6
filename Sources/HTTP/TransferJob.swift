/// A request on its way to curl's thread, by the number under which somebody waits for its answer.
struct TransferJob: Sendable {
    var id: Int
    var request: Request

    /// Scheme, host and port: what shares connections.
    var origin: Substring {
        guard let start = request.url.firstRange(of: "://")?.upperBound else { return "" }
        return request.url.prefix(upTo: request.url[start...].firstIndex { "/?#".contains($0) } ?? request.url.endIndex)
    }
}
