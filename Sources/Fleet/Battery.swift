/// The models that are known to run on batteries, by the start of their name behind `CS-`: no check by itself may wake them.
enum Battery {
    private static let models = ["BC", "CB", "EB", "HB", "DB2", "DP2"]

    static func isKnown(model: String) -> Bool {
        let upper = model.uppercased()
        let bare = upper.hasPrefix("CS-") ? upper.dropFirst(3) : Substring(upper)
        return models.contains { bare.hasPrefix($0) }
    }
}
