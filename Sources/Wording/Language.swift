/// A language eztop speaks.
public enum Language: String, CaseIterable, Hashable, Codable, Sendable {
    case english = "en"
    case chinese = "zh-Hans"

    /// The language of a locale as the environment names it: `LC_ALL`, else `LC_MESSAGES`, else `LANG`.
    public init(environment: [String: String]) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        self = locale.lowercased().hasPrefix("zh") ? .chinese : .english
    }

    /// Whether the locale is Chinese, Japanese or Korean, whose fonts may draw lines and blocks two columns wide.
    public static func isEastAsian(_ environment: [String: String]) -> Bool {
        let locale = Self.locale(environment)
        return ["zh", "ja", "ko"].contains { locale.hasPrefix($0) }
    }

    private static func locale(_ environment: [String: String]) -> String {
        let value = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return value?.lowercased() ?? ""
    }

    public var texts: Texts {
        switch self {
        case .english: .english
        case .chinese: .chinese
        }
    }
}
