/// A size of a file as people write it: `500MB`, `1GB`. Whole numbers; a megabyte is a million bytes.
struct SizeText: Hashable, Sendable {
    let bytes: Int

    private static let units = [("MB", 1_000_000), ("GB", 1_000_000_000)]

    /// nil when the text is no size: empty, without its unit, not ASCII, or of too many digits.
    init?(_ text: String) {
        guard let unit = Self.units.first(where: { text.hasSuffix($0.0) }) else { return nil }
        let digits = text.dropLast(unit.0.count)
        guard (1...6).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(digits)
        else { return nil }
        bytes = number * unit.1
    }
}
