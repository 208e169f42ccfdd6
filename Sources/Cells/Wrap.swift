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
                if let word, isLatin(glyph) {
                    lines[lines.count - 1] = Array(line[..<word.end])
                    lines.append(Array(line[word.start...]))
                } else if closing.contains(glyph.scalar), line.count > 1, let before = line.last {
                    lines[lines.count - 1].removeLast()
                    lines.append([before])
                } else {
                    lines.append([])
                }
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

    /// Marks that no row of Chinese text begins with: 。，、；：！？）”》
    private static let closing: Set<UInt32> = [
        0x3002, 0xFF0C, 0x3001, 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F, 0xFF09, 0x201D, 0x300B,
    ]

    /// Whether words of this script are kept whole.
    private static func isLatin(_ glyph: Cell) -> Bool { glyph.width == 1 }
}
