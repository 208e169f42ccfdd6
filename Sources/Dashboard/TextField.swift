import Cells

/// One line of text while it is typed: the filter, a code, a command. Keys as in every shell's line.
public struct TextField: Hashable, Sendable {
    private var characters: [Character] = []
    /// How many characters stand before the cursor.
    private(set) var cursor = 0
    /// Long enough for what is asked; a pasted novel is not.
    private let limit: Int
    private let admitsBlanks: Bool

    init(limit: Int, admitsBlanks: Bool = true) {
        self.limit = limit
        self.admitsBlanks = admitsBlanks
    }

    public var text: String { String(characters) }
    public var isEmpty: Bool { characters.isEmpty }
    var count: Int { characters.count }

    /// Columns that stand before the cursor when the text is drawn as it is.
    var cursorColumn: Int { Glyphs.width(of: String(characters.prefix(cursor))) }

    /// The part of the text that is drawn in so many columns, so that the cursor is among them, and the column of that.
    func shown(in columns: Int) -> (text: String, cursor: Int) {
        var rest = characters[...], cursor = cursorColumn
        while cursor >= max(1, columns), let first = rest.popFirst() { cursor -= Glyphs.width(of: String(first)) }
        return (String(rest), cursor)
    }

    /// To go on where it ends.
    mutating func moveToEnd() { cursor = characters.count }

    /// Puts text where the cursor stands, as far as there is room for it.
    mutating func insert(_ text: some StringProtocol) {
        let room = max(0, limit - characters.count)
        let inserted = text.filter { admitsBlanks || !$0.isWhitespace }.prefix(room)
        characters.insert(contentsOf: inserted, at: cursor)
        cursor += inserted.count
    }

    mutating func clear() { self = TextField(limit: limit, admitsBlanks: admitsBlanks) }

    mutating func replace(with text: String) {
        clear()
        insert(text)
    }

    /// Takes a key that edits or moves within the line; false leaves any other to the caller.
    mutating func edit(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(character)
        case .backspace where cursor > 0: remove((cursor - 1)..<cursor)
        case .delete where cursor < characters.count: remove(cursor..<(cursor + 1))
        case .control("u"): remove(0..<cursor)
        case .control("k"): remove(cursor..<characters.count)
        case .control("w"): remove(startOfWord..<cursor)
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(characters.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = characters.count
        case .backspace, .delete: break
        default: return false
        }
        return true
    }

    private var startOfWord: Int {
        let space = characters[..<cursor].lastIndex { $0 != " " } ?? 0
        return characters[..<space].lastIndex(of: " ").map { $0 + 1 } ?? 0
    }

    private mutating func remove(_ range: Range<Int>) {
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }
}
