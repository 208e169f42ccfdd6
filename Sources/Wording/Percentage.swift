import FoundationEssentials

/// A share in per cent, as it stands in a column.
public enum Percentage {
    /// `97.1 %`, rounded down: only what is whole reads `100 %`. `–` where nothing is known.
    public static func text(_ share: Double?) -> String {
        guard let share else { return "–" }
        if share >= 1 { return "100 %" }
        // What is one half of a tenth in decimals may be a little less in a Double.
        let tenths = Int((max(0, share) * 1000 + 1e-9).rounded(.down))
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
