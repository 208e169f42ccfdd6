import FoundationEssentials
import Wording

/// A text of `--help` or of what is wrong with the arguments, in the language of whoever asks: both stand where they are used,
/// since the argument parser wants them before any command has run and any `Texts` are chosen.
public func spoken(_ english: String, _ chinese: String) -> String {
    Language.spoken.choose(english, chinese)
}

extension Language {
    /// That of `--language`, looked for in the arguments as they are, else of the locale.
    public static let spoken = Language(
        arguments: ProcessInfo.processInfo.arguments, environment: ProcessInfo.processInfo.environment)

    /// The text of this language.
    public func choose(_ english: String, _ chinese: String) -> String {
        switch self {
        case .english: english
        case .chinese: chinese
        }
    }

    public init(arguments: [String], environment: [String: String]) {
        let joined = arguments.lazy.compactMap { $0.hasPrefix("--language=") ? String($0.dropFirst(11)) : nil }.last
        let apart = arguments.lastIndex(of: "--language").flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
        self = (joined ?? apart).flatMap(Language.init(rawValue:)) ?? Language(environment: environment)
    }
}
