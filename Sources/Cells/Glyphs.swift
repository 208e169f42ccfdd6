import CWidth

/// Text as cells: what of a foreign string may reach the terminal, and how many columns it takes.
///
/// Names come from a cloud and may hold anything. Controls (C0, C1, DEL) become `?`, line breaks and tabs a space; joiners,
/// variation selectors, bidi and other format controls are left out. Widths are libc's `wcwidth`, code point by code point,
/// since that is what ncurses moves by.
public struct Glyphs: Sequence, IteratorProtocol {
    private var scalars: String.UnicodeScalarView.Iterator
    private var next_: Unicode.Scalar?

    public init(_ text: String) {
        scalars = text.unicodeScalars.makeIterator()
        next_ = scalars.next()
    }

    /// The next base character with its combining marks, as an unstyled cell.
    public mutating func next() -> Cell? {
        while let scalar = next_ {
            next_ = scalars.next()
            guard let (value, width) = Self.admitted(scalar) else { continue }
            var cell: Cell
            if width == 0 {
                // A mark without a base would land on a neighbour: it gets the dotted circle that Unicode has for this.
                cell = Cell(scalar: 0x25CC, width: 1, style: .plain)
                cell.marks.0 = value
            } else {
                cell = Cell(scalar: value, width: UInt8(width), style: .plain)
            }
            takeMarks(into: &cell)
            return cell
        }
        return nil
    }

    /// Marks beyond the second are dropped: stacked ones would paint over the rows above.
    private mutating func takeMarks(into cell: inout Cell) {
        while let mark = next_, mark.value >= 0x300 {
            guard let (value, width) = Self.admitted(mark) else {
                next_ = scalars.next()
                continue
            }
            guard width == 0 else { return }
            if cell.marks.0 == 0 { cell.marks.0 = value } else if cell.marks.1 == 0 { cell.marks.1 = value }
            next_ = scalars.next()
        }
    }

    /// The code point to draw and its columns, or nil when it is left out.
    @inline(__always)
    private static func admitted(_ scalar: Unicode.Scalar) -> (UInt32, Int)? {
        let value = scalar.value
        if value >= 0x20 && value < 0x7F { return (value, 1) }
        return foreign(scalar)
    }

    /// Each byte is a cell, and may stand as it is: most text of a screen is so.
    private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }

    private static func foreign(_ scalar: Unicode.Scalar) -> (UInt32, Int)? {
        let value = scalar.value
        switch value {
        case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: return (0x20, 1)
        case 0..<0x20, 0x7F..<0xA0: return (0x3F, 1)
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x1F3FB...0x1F3FF: return nil
        default: break
        }
        switch scalar.properties.generalCategory {
        case .format, .surrogate, .privateUse, .unassigned, .control:
            return scalar.properties.generalCategory == .format ? nil : (0x3F, 1)
        default: break
        }
        let width = Int(eztop_width(value))
        return width < 0 ? (0x3F, 1) : (value, Swift.min(width, 2))
    }

    /// The columns a text takes once it has been admitted.
    public static func width(of text: String) -> Int {
        if isPlain(text) { return text.utf8.count }
        var columns = 0
        for glyph in Glyphs(text) { columns += Int(glyph.width) }
        return columns
    }

    /// The text cut to at most `columns`, with `…` (or its twin) where something was cut.
    public static func cut(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
        guard width(of: text) > columns else { return admitted(text) }
        let room = columns - width(of: ellipsis)
        guard room >= 0 else { return "" }
        var result = "", used = 0
        for glyph in Glyphs(text) {
            if used + Int(glyph.width) > room { break }
            used += Int(glyph.width)
            result += glyph.text
        }
        return result + ellipsis
    }

    /// The text with everything left out or replaced that may not reach a terminal.
    public static func admitted(_ text: String) -> String {
        if isPlain(text) { return text }
        var result = ""
        for glyph in Glyphs(text) { result += glyph.text }
        return result
    }
}
