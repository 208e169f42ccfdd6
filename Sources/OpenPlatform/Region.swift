/// The platform's regions, by the names the configuration uses.
public enum Region: String, CaseIterable, Codable, Sendable {
    case china = "cn"
    case europe = "eu"
    case northAmerica = "us"
    case southAmerica = "sa"
    case singapore = "sg"
    case india = "in"
    case russia = "ru"

    /// Where calls go. A token's own `areaDomain` takes its place.
    public var base: Base {
        Base(url: "https://" + host, overseas: self != .china)
    }

    private var host: String {
        switch self {
        case .china: "open.ys7.com"
        case .europe: "ieuopen.ezvizlife.com"
        case .northAmerica: "iusopen.ezvizlife.com"
        case .southAmerica: "isaopen.ezvizlife.com"
        case .singapore: "isgpopen.ezvizlife.com"
        case .india: "iindiaopen.ezvizlife.com"
        case .russia: "irusopen.ezvizlife.com"
        }
    }
}
