import FoundationEssentials

/// A live address that was handed out. Whoever has its `id` and `t` can watch until it ends.
struct LiveLink: Sendable {
    var id: String
    var serial: String
    var channel: Int
    var quality: Int
    /// Asked with `supportH265=1`.
    var takesH265 = false
    /// Unix seconds.
    var expires: Int
    var signature: String

    /// `C69625501_1_1`, the file's name without its type.
    var name: String { "\(serial)_\(channel)_\(quality)" }
    var query: String { "expire=\(expires)&id=\(id)&t=\(signature)&ev=100" }

    func isOver(at now: Date) -> Bool {
        now.timeIntervalSince1970 >= Double(expires)
    }
}
