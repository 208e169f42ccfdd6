/// How Chinese characters are typed without an input method: `kt` and `keting` both find 客厅.
struct Pinyin: Sendable {
    static let standard = Pinyin(table: pinyinTable)

    private let syllables: [Character: [UInt8]]

    private init(table: String) {
        var syllables: [Character: [UInt8]] = [:]
        for entry in table.split(separator: " ") {
            let letters = Array(entry.utf8.prefix { $0 < 0x80 })
            for character in entry where !character.isASCII { syllables[character] = letters }
        }
        self.syllables = syllables
    }

    /// One text as it is typed, and which of its characters each letter stands for.
    struct Spelling {
        var letters: [UInt8] = []
        var characters: [Int] = []
    }

    /// A text in whole syllables and in initials, in lower case; nil where it has no Chinese characters to be read.
    func spellings(of text: String) -> [Spelling]? {
        guard text.utf8.contains(where: { $0 >= 0xE4 }) else { return nil }
        var whole = Spelling(), initials = Spelling()
        var isChinese = false
        for (index, character) in text.enumerated() {
            let letters: [UInt8]
            if let syllable = syllables[character] {
                isChinese = true
                letters = syllable
                initials.letters.append(syllable[0])
            } else if let ascii = character.asciiValue, ascii != 0x20 {
                letters = [(0x41...0x5A).contains(ascii) ? ascii | 0x20 : ascii]
                initials.letters += letters
            } else {
                continue
            }
            initials.characters.append(index)
            whole.letters += letters
            whole.characters += letters.map { _ in index }
        }
        return isChinese ? [whole, initials] : nil
    }
}
