import Vocabulary

extension Region {
    /// Where calls go. A token's own `areaDomain` takes its place.
    public var base: Base {
        Base(url: "https://" + host, overseas: self != .cn)
    }

    private var host: String {
        switch self {
        case .cn: "open.ys7.com"
        case .eu: "ieuopen.ezvizlife.com"
        case .us: "iusopen.ezvizlife.com"
        case .sa: "isaopen.ezvizlife.com"
        case .sg: "isgpopen.ezvizlife.com"
        case .india: "iindiaopen.ezvizlife.com"
        case .ru: "irusopen.ezvizlife.com"
        }
    }
}
