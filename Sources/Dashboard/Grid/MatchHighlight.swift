import Cells

/// Which columns of a text on the screen the filter's words matched.
struct MatchHighlight {
    private let words: [Filter.Word]

    /// nil where no filter asks for anything that could be shown.
    init?(_ filter: Filter) {
        words = filter.words.filter { !$0.inverse }
        if words.isEmpty { return nil }
    }

    /// Ranges of columns in `text`. Pinyin marks the characters that it stands for.
    func columns(in text: String) -> [Range<Int>] {
        let characters = Array(text)
        let spellings = Pinyin.standard.spellings(of: text)
        let plain = Self.plain(characters)
        return words.flatMap { word -> [Range<Int>] in
            var found = Self.places(of: word.bytes, in: plain)
            if found.isEmpty, let spellings {
                found = spellings.lazy.map { Self.places(of: word.bytes, in: $0) }.first { !$0.isEmpty } ?? []
            }
            return found.map { range in
                let start = Glyphs.width(of: String(characters[..<range.lowerBound]))
                return start..<(start + Glyphs.width(of: String(characters[range])))
            }
        }
    }

    private static func plain(_ characters: [Character]) -> Pinyin.Spelling {
        var spelling = Pinyin.Spelling()
        for (index, character) in characters.enumerated() {
            let bytes = Array(character.lowercased().utf8)
            spelling.letters += bytes
            spelling.characters += bytes.map { _ in index }
        }
        return spelling
    }

    /// Every place where the needle stands, as ranges of characters.
    private static func places(of needle: [UInt8], in spelling: Pinyin.Spelling) -> [Range<Int>] {
        let letters = spelling.letters
        guard !needle.isEmpty, letters.count >= needle.count else { return [] }
        return (0...(letters.count - needle.count)).compactMap { start in
            guard letters[start..<(start + needle.count)].elementsEqual(needle) else { return nil }
            return spelling.characters[start]..<(spelling.characters[start + needle.count - 1] + 1)
        }
    }
}
