/// Text broken into rows of so many columns: at spaces where there are any, between characters where there are none (Chinese).
public enum Wrap {
    /// - Parameters:
    ///   - width: columns of a row; at least 1 is used.
    ///   - most: rows at the most; what does not fit is cut with `…`.
    public static func lines(_ text: String, width: Int, most: Int = .max) -> [String] {
        let width = max(1, width)
        var lines: [[Cell]] = [[]]
        var used = 0
        // Where the last word of a script that is kept whole begins, and where the text before it ends.
        var word: (end: Int, start: Int)?
        for glyph in Glyphs(text) {
            if used + Int(glyph.width) > width {
                let line = lines[lines.count - 1]
                if glyph.scalar == 0x20 {
                    lines.append([])
                    (used, word) = (0, nil)
                    continue
                }
                let place = end(of: line, before: glyph, word)
                lines[lines.count - 1] = Array(line[..<place.end])
                lines.append(Array(line[place.start...]))
                used = lines[lines.count - 1].reduce(0) { $0 + Int($1.width) }
                word = nil
            }
            let line = lines[lines.count - 1]
            if glyph.scalar == 0x20 {
                word = (line.count, line.count + 1)
            } else if isLatin(glyph), let before = line.last, !isLatin(before) {
                word = (line.count, line.count)
            }
            lines[lines.count - 1].append(glyph)
            used += Int(glyph.width)
        }
        let texts = lines.map { $0.map(\.text).joined() }
        guard texts.count > most, most > 0 else { return texts }
        let rest = texts[(most - 1)...].joined(separator: " ")
        return Array(texts[..<(most - 1)]) + [Glyphs.cut(rest, to: width)]
    }

    /// Where a row ends that has no room for a glyph: its own end, and where what goes to the next one begins.
    private static func end(of line: [Cell], before glyph: Cell, _ word: (end: Int, start: Int)?) -> (end: Int, start: Int) {
        var start = line.count
        if closing.contains(glyph.scalar) {
            start -= 1
            while start > 0, closing.contains(line[start].scalar) { start -= 1 }
        }
        // A word goes whole: that of the glyph, or that to which a closing mark belongs.
        if let word, isLatin(start < line.count ? line[start] : glyph), word.start <= start { return settled(word, line) }
        return settled((start, start), line)
    }

    /// With the opening mark before it; and never all of a row.
    private static func settled(_ place: (end: Int, start: Int), _ line: [Cell]) -> (end: Int, start: Int) {
        var place = place
        while place.end == place.start, place.end > 1, opening.contains(line[place.end - 1].scalar) {
            place = (place.end - 1, place.start - 1)
        }
        return place.end > 0 ? place : (line.count, line.count)
    }

    /// Marks that no row of Chinese text ends with: （“《【
    private static let opening: Set<UInt32> = [0xFF08, 0x201C, 0x300A, 0x3010]

    /// Marks that no row of Chinese text begins with: 。，、；：！？）”》
    private static let closing: Set<UInt32> = [
        0x3002, 0xFF0C, 0x3001, 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F, 0xFF09, 0x201D, 0x300B,
    ]

    /// Whether words of this script are kept whole.
    private static func isLatin(_ glyph: Cell) -> Bool { glyph.width == 1 }
}
