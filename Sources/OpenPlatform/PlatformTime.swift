import FoundationEssentials

extension Date {
    /// The last moment of the year 9999; a number beyond is no time.
    private static let lastSecond = 253_402_300_799

    /// The platform's `expireTime`: milliseconds since 1970.
    init?(milliseconds: Int) {
        guard milliseconds > 0, milliseconds / 1000 <= Self.lastSecond else { return nil }
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    /// `2020-12-03 20:41:13`, which the Chinese platform means as Beijing's time.
    init?(beijing text: String) {
        guard text.utf8.count == 19, let date = try? Date(text.replacing(" ", with: "T") + "+08:00", strategy: .iso8601) else {
            return nil
        }
        self = date
    }
}
