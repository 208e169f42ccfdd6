import Cells
import Terminal

/// What the probe shows, and what its keys do.
struct Scene {
    enum Effect {
        case nothing, quit, suspend, redraw, crash, trap, trapElsewhere, exit
        case copy(String)
        case send(String)
    }

    enum Kind: String { case rows, keys, cells }

    private let kind: Kind
    /// `column,row,text` each.
    private let cells: [String]
    private var selected = 0
    private var mouse = false
    private var cursor = false
    private var title: String? = "probe"
    private var log: [String] = []

    init(arguments: [String]) {
        kind = arguments.first.flatMap(Kind.init) ?? .rows
        cells = Array(arguments.dropFirst())
    }

    static let theme = Theme(
        name: "probe",
        inks: [
            .good: Ink(foreground: Colour(extended: 2, basic: 2)),
            .warning: Ink(foreground: Colour(extended: 214, basic: 11)),
            .bad: Ink(foreground: Colour(extended: 1, basic: 1), attributes: .bold),
            .dim: Ink(attributes: .dim),
            .selection: Ink(background: Colour(extended: 24, basic: 4)),
        ])

    mutating func heard(_ message: String) { log.append("heard \(message)") }

    mutating func take(_ input: Input) -> Effect {
        log.append(Self.describe(input))
        guard case .key(let key) = input else { return .nothing }
        switch key {
        case .character("q"): return .quit
        case .character("j"): selected += 1
        case .character("k"): selected -= 1
        case .character("m"): mouse.toggle()
        case .character("c"): cursor.toggle()
        case .character("y"): return .copy("5a6i5Y6F")
        case .character("h"): return .send("hello")
        case .character("S"): return .crash
        case .character("F"): return .trap
        case .character("B"): return .trapElsewhere
        case .character("X"): return .exit
        case .control("z"): return .suspend
        case .control("l"): return .redraw
        default: break
        }
        return .nothing
    }

    static func describe(_ input: Input) -> String {
        switch input {
        case .key(let key): "key \(key.name)"
        case .paste(let text): "paste \(text.debugDescription)"
        case .mouse(let mouse): "\(mouse.action.rawValue) \(mouse.point.column),\(mouse.point.row)"
        case .focus(let here): "focus \(here)"
        case .resize(let size): "resize \(size.columns)x\(size.rows)"
        case .probed(let wide): "probed \(wide.map { $0 ? "wide" : "narrow" } ?? "nothing")"
        }
    }

    func frame(_ size: Size, _ capabilities: Capabilities) -> Frame {
        var frame = Frame(size: size)
        frame.mouse = mouse
        frame.title = title
        switch kind {
        case .rows: rows(&frame)
        case .keys:
            frame.put(
                "\(size.columns)x\(size.rows) colours \(capabilities.colours) \(capabilities.wideAmbiguous) "
                    + "fell back \(capabilities.fellBackTo ?? "no") utf8 \(capabilities.utf8Locale)",
                at: Point(column: 0, row: 0))
            for (row, line) in log.suffix(max(0, size.rows - 1)).enumerated() {
                frame.put(line, at: Point(column: 0, row: row + 1))
            }
        case .cells: Self.put(cells, into: &frame)
        }
        if cursor { frame.cursor = Point(column: 3, row: 1) }
        return frame
    }

    private static func put(_ cells: [String], into frame: inout Frame) {
        for cell in cells {
            let parts = cell.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, let column = Int(parts[0]), let row = Int(parts[1]) else { continue }
            frame.put(String(parts[2]), at: Point(column: column, row: row), row % 2 == 0 ? .plain : Style(.good))
        }
    }

    /// Rows as those of a grid, each cell in the colour of its meaning.
    private func rows(_ frame: inout Frame) {
        let names = ["门口", "NVR 后院", "车库", "妈妈家 客厅", "客厅摄像头", "Garden"]
        frame.put("eztop   6 cameras", at: Point(column: 1, row: 0), Style(.title, .bold))
        for row in 1..<max(2, frame.size.rows) {
            let chosen = row - 1 == selected
            let online = row % 3 != 0
            // The bar lies under the facts and ends before the strip, whose blocks take three bytes a column.
            frame.fill(at: Point(column: 0, row: row), count: 84, Style(.text, selected: chosen))
            let columns: [(Int, String, Role)] = [
                (0, chosen ? ">" : " ", .text), (3, names[row % names.count], .text),
                (23, "C6962\(5000 + row)", .text), (35, "1", .text), (38, "CS-C6N", .dim),
                (49, online ? "online" : "offline", online ? .good : .bad), (59, "off", .text),
                (72, online ? "ready 23h" : "offline", online ? .good : .bad), (86, "████▁███████", .text),
                (105, "home own", .text),
            ]
            for (column, text, role) in columns {
                frame.put(text, at: Point(column: column, row: row), Style(role, selected: chosen && column < 84))
            }
        }
    }
}
