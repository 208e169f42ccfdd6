/// A language eztop speaks.
public enum Language: String, CaseIterable, Hashable, Codable, Sendable {
    case english = "en"
    case chinese = "zh-Hans"

    /// The language of a locale as the environment names it: `LC_ALL`, else `LC_MESSAGES`, else `LANG`.
    public init(environment: [String: String]) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        self = locale.lowercased().hasPrefix("zh") ? .chinese : .english
    }

    public var texts: Texts {
        switch self {
        case .english: .english
        case .chinese: .chinese
        }
    }
}
