extension Texts {
    /// What stands between texts that the program puts together.
    public struct Punctuation: Sendable {
        /// Between parts of a sentence, and between names in a row.
        public var comma, list: String
        public var semicolon, colon: String
        /// Between sentences, and behind the last one.
        public var stop, end: String

        static let english = Punctuation(comma: ", ", list: ", ", semicolon: "; ", colon: ": ", stop: ". ", end: ".")
        static let chinese = Punctuation(comma: "，", list: "、", semicolon: "；", colon: "：", stop: "。", end: "。")
    }

    /// What is said of somebody or something: `Garden: …`
    public func about(_ name: String, _ text: String) -> String { name + punctuation.colon + text }

    /// Names in a row; of many only the first ones, and how many more.
    public func listed(_ names: [String]) -> String {
        guard names.count > 4 else { return names.joined(separator: punctuation.list) }
        return names.prefix(3).joined(separator: punctuation.list) + " +\(names.count - 3)"
    }

    public var punctuation: Punctuation { language == .chinese ? .chinese : .english }
}
