import Cells

/// A frame as an SVG picture, as a terminal with 256 colours shows it in a theme: for the documentation.
public struct FrameDrawing {
    private let frame: Frame
    private let theme: Theme
    private let isLight: Bool

    /// A cell's width and height in pixels, and the letters' size.
    private let cell = (width: 8.4, height: 18.0, letters: 14)

    public init(_ frame: Frame, theme: Theme, isLight: Bool) {
        self.frame = frame
        self.theme = theme
        self.isLight = isLight
    }

    private var ground: String { isLight ? "#ffffff" : "#16181d" }
    private var ink: String { isLight ? "#202328" : "#d4d7dd" }

    /// How a cell is painted.
    private struct Paint: Hashable {
        var foreground: String
        var background: String
        var bold, dim, underline: Bool
    }

    public var svg: String {
        let width = number(Double(frame.size.columns) * cell.width), height = number(Double(frame.size.rows) * cell.height)
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\" "
                + "font-family=\"Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace\" font-size=\"\(cell.letters)\">",
            "<rect width=\"100%\" height=\"100%\" fill=\"\(ground)\"/>",
        ]
        for row in 0..<frame.size.rows { lines += elements(row: row) }
        return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    /// Runs of cells that are painted alike: their ground, and their letters on it.
    private func elements(row: Int) -> [String] {
        var elements: [String] = []
        var column = 0
        while column < frame.size.columns {
            let paint = paint(frame[column, row].style)
            let block = Self.block(frame[column, row])
            // Words stand where they stand whatever font draws them: a blank ends a run of letters.
            let isBlank = frame[column, row].text == " "
            var end = column, text = ""
            while end < frame.size.columns, frame[end, row].width == 0 || self.paint(frame[end, row].style) == paint,
                frame[end, row].width == 0 || Self.block(frame[end, row]) == block,
                frame[end, row].width == 0 || (frame[end, row].text == " ") == isBlank
            {
                text += frame[end, row].text
                end += 1
            }
            elements += run(text, block, paint, row: row, columns: column..<end)
            column = end
        }
        return elements
    }

    private func run(_ text: String, _ block: Block?, _ paint: Paint, row: Int, columns: Range<Int>) -> [String] {
        var elements: [String] = []
        let x = number(Double(columns.lowerBound) * cell.width), length = number(Double(columns.count) * cell.width)
        func rectangle(_ upper: Double, _ lower: Double, _ fill: String) -> String {
            let y = number((Double(row) + upper) * cell.height), height = number((lower - upper) * cell.height)
            return
                "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(length)\" height=\"\(height)\" fill=\"\(fill)\" shape-rendering=\"crispEdges\"/>"
        }
        if paint.background != ground { elements.append(rectangle(0, 1, paint.background)) }
        if let block {
            return elements + [rectangle(block.upper, block.lower, paint.foreground)]
        }
        guard text.contains(where: { $0 != " " }) || paint.underline else { return elements }
        var attributes = paint.bold ? " font-weight=\"bold\"" : ""
        if paint.dim { attributes += " opacity=\"0.6\"" }
        if paint.underline { attributes += " text-decoration=\"underline\"" }
        let y = number((Double(row) + 0.75) * cell.height)
        elements.append(
            "<text x=\"\(x)\" y=\"\(y)\" textLength=\"\(length)\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" "
                + "fill=\"\(paint.foreground)\"\(attributes)>\(Self.escaped(text))</text>")
        return elements
    }

    /// Which part of a cell a block character fills, from the top.
    private struct Block: Hashable {
        var upper, lower: Double
    }

    private static func block(_ cell: Cell) -> Block? {
        switch cell.text {
        case "█": Block(upper: 0, lower: 1)
        case "▀": Block(upper: 0, lower: 0.5)
        case "▄": Block(upper: 0.5, lower: 1)
        case "▁": Block(upper: 0.875, lower: 1)
        case "▂": Block(upper: 0.75, lower: 1)
        case "▃": Block(upper: 0.625, lower: 1)
        case "▅": Block(upper: 0.375, lower: 1)
        case "▆": Block(upper: 0.25, lower: 1)
        case "▇": Block(upper: 0.125, lower: 1)
        default: nil
        }
    }

    private func paint(_ style: Style) -> Paint {
        if style.role == .pixel {
            return Paint(
                foreground: Self.colour(Int(style.upper)), background: Self.colour(Int(style.lower)), bold: false, dim: false,
                underline: false)
        }
        let drawn = theme[style.role], selection = theme[.selection]
        var attributes = drawn.attributes.union(style.attributes)
        var foreground = drawn.foreground.map { Self.colour($0.extended) } ?? ink
        var background = drawn.background.map { Self.colour($0.extended) } ?? ground
        if style.selected {
            attributes.formUnion(selection.attributes)
            if let bar = selection.background {
                background = Self.colour(bar.extended)
            } else {
                foreground = ink
            }
        }
        if attributes.contains(.reverse) { swap(&foreground, &background) }
        return Paint(
            foreground: foreground, background: background, bold: attributes.contains(.bold), dim: attributes.contains(.dim),
            underline: attributes.contains(.underline))
    }

    /// The usual colour of an index.
    private static func colour(_ index: Int) -> String {
        let named = [
            "000000", "cd3131", "0dbc79", "e5e510", "2472c8", "bc3fbc", "11a8cd", "e5e5e5", "666666", "f14c4c", "23d18b",
            "f5f543",
            "3b8eea", "d670d6", "29b8db", "ffffff",
        ]
        func hex(_ parts: [Int]) -> String {
            "#" + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        switch index {
        case ..<16: return "#" + named[index]
        case ..<232:
            let steps = [0, 95, 135, 175, 215, 255], cube = index - 16
            return hex([steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6]])
        default: return hex(Array(repeating: 8 + (index - 232) * 10, count: 3))
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    private func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
