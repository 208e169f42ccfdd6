/// What a code of the platform means and what to do about it, in one language.
public struct CodeMeaning: Hashable, Sendable {
    public var meaning: String
    public var next: String
}

extension Texts {
    /// The meaning of a code of api doc "global codes", of the live page and of the playlists; nil for one nobody documented.
    public func meaning(of code: String) -> CodeMeaning? {
        guard let row = Self.accountCodes[code] ?? Self.deviceCodes[code] ?? Self.streamCodes[code] else { return nil }
        return language == .chinese ? row.chinese : row.english
    }

    struct Row: Sendable {
        var english, chinese: CodeMeaning

        init(_ english: String, _ next: String, _ chinese: String, _ nextChinese: String) {
            self.english = CodeMeaning(meaning: english, next: next)
            self.chinese = CodeMeaning(meaning: chinese, next: nextChinese)
        }
    }
}
