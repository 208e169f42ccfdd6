/// Shares of time as percentages, rounded down: what was missed for a second is never `100 %`. The same in both languages.
public enum Percentage {
    /// `97.1 %`, `100 %`, `0.0 %`.
    public static func text(_ share: Double) -> String {
        if share >= 1 { return "100 %" }
        // What a division made of 0.971 is 97.1 %.
        let thousandths = min(999, Int(max(0, share) * 1000 + 1e-6))
        return "\(thousandths / 10).\(thousandths % 10) %"
    }

    /// An outage of a moment is one.
    ///
    /// - Parameters:
    ///   - uptime: nil where nobody looked.
    ///   - none: what stands there then.
    public static func text(_ uptime: Double?, outages: Int, none: String) -> String {
        uptime.map { text(outages > 0 ? min($0, 0.9999) : $0) } ?? none
    }
}
