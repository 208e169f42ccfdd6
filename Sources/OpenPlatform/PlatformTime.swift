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

    /// A `Date` header in the form all servers have to use: `Mon, 23 Nov 2026 23:12:53 GMT` (RFC 9110, 5.6.7).
    init?(header text: String?) {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard let parts = text?.split(separator: " "), parts.count == 6, parts[1].utf8.count == 2, parts[5] == "GMT",
            let month = months.firstIndex(of: String(parts[2])),
            let date = try? Date(
                "\(parts[3])-\(month < 9 ? "0" : "")\(month + 1)-\(parts[1])T\(parts[4])Z", strategy: .iso8601)
        else { return nil }
        self = date
    }
}
