import Cells
import Settings
import TestSupport
import Testing

@testable import Dashboard

@Suite("What gives way to what", .serialized, .heavy)
struct LayoutTests {
    /// The parts of the screen from top to bottom with their rows, then the columns of the list and of a pane beside it.
    private func sketch(_ columns: Int, _ rows: Int, cameras: Int, pane: PaneChoice = .auto, message: Int = 0) -> String {
        let layout = Layout(
            size: Size(columns: columns, rows: rows),
            Layout.Wishes(messageRows: message, listRows: cameras, listColumns: 120, pane: pane))
        var parts: [(String, Range<Int>)] = [("verdict", 0..<1), ("heading", layout.heading..<(layout.heading + 1))]
        for (name, row) in [("status", layout.status), ("-", layout.upperRule), ("-", layout.lowerRule), ("-", layout.newsRule)] {
            if let row { parts.append((name, row..<(row + 1))) }
        }
        parts += [
            ("list", layout.body), ("news", layout.news), ("message", layout.message), ("keys", layout.keys..<(layout.keys + 1)),
        ]
        if let below = layout.pane, below.columns.lowerBound == 0 { parts.append(("pane", below.rows)) }
        let sorted = parts.filter { !$0.1.isEmpty }.sorted { $0.1.lowerBound < $1.1.lowerBound }
        #expect(sorted.first?.1.lowerBound == 0 && sorted.last?.1.upperBound == rows)
        for (part, next) in zip(sorted, sorted.dropFirst()) {
            #expect(part.1.upperBound == next.1.lowerBound, "\(part) and \(next) at \(columns)x\(rows)")
        }
        let text = sorted.map { $0.1.count == 1 && $0.0 != "list" ? $0.0 : "\($0.0) \($0.1.count)" }.joined(separator: ", ")
        guard let beside = layout.pane, beside.columns.lowerBound > 0 else { return text }
        #expect(layout.listColumns.upperBound < beside.columns.lowerBound && beside.columns.upperBound == columns)
        return text + "; list \(layout.listColumns.count), pane \(beside.columns.count)×\(beside.rows.count)"
    }

    @Test("the list comes first, then the pane, then the news, at eight sizes")
    func sizes() {
        let drawn = [(24, 5), (40, 10), (60, 16), (80, 24), (100, 30), (120, 40), (160, 50), (200, 60)].flatMap { columns, rows in
            [15, 500].map { "\(columns)x\(rows), \($0): " + sketch(columns, rows, cameras: $0) }
        }
        #expect(
            drawn == [
                "24x5, 15: verdict, heading, list 2, keys",
                "24x5, 500: verdict, heading, list 2, keys",
                "40x10, 15: verdict, heading, list 6, -, keys",
                "40x10, 500: verdict, heading, list 6, -, keys",
                "60x16, 15: verdict, status, -, heading, list 9, -, message, keys",
                "60x16, 500: verdict, status, -, heading, list 9, -, message, keys",
                "80x24, 15: verdict, status, -, heading, list 15, -, news 2, message, keys",
                "80x24, 500: verdict, status, -, heading, list 17, -, message, keys",
                "100x30, 15: verdict, status, -, heading, list 15, -, pane 5, -, news 2, message, keys",
                "100x30, 500: verdict, status, -, heading, list 23, -, message, keys",
                "120x40, 15: verdict, status, -, heading, list 15, -, pane 11, -, news 6, message, keys",
                "120x40, 500: verdict, status, -, heading, list 33, -, message, keys",
                "160x50, 15: verdict, status, -, heading, list 35, -, news 8, message, keys; list 110, pane 48×36",
                "160x50, 500: verdict, status, -, heading, list 43, -, message, keys; list 110, pane 48×44",
                "200x60, 15: verdict, status, -, heading, list 45, -, news 8, message, keys; list 120, pane 78×46",
                "200x60, 500: verdict, status, -, heading, list 53, -, message, keys; list 120, pane 78×54",
            ])
    }

    @Test("the pane stands where it is wanted, and leaves a long list its rows")
    func wanted() {
        #expect(sketch(120, 40, cameras: 500, pane: .below).contains("list 28, -, pane 5, message"))
        #expect(!sketch(80, 17, cameras: 500, pane: .below).contains("pane"))
        #expect(sketch(120, 40, cameras: 15, pane: .right).hasSuffix("list 70, pane 48×26"))
        #expect(sketch(200, 60, cameras: 15, pane: .below).contains("pane 12"))
        #expect(!sketch(200, 60, cameras: 15, pane: .off).contains("pane"))
        #expect(!sketch(80, 24, cameras: 15, pane: .right).contains("48"))
    }

    @Test("a message of several rows takes them from the news, and moves neither list nor pane", arguments: [15, 24, 30])
    func messages(cameras: Int) {
        let calm = sketch(120, 40, cameras: cameras), loud = sketch(120, 40, cameras: cameras, message: 3)
        func above(_ text: String) -> Substring { text[..<(text.firstRange(of: ", news")?.lowerBound ?? text.endIndex)] }
        #expect(above(calm) == above(loud) && above(calm).count < calm.count, "\(loud)")
    }

    @Test("at every size the parts cover the screen, each row once")
    func all() {
        for columns in stride(from: 24, through: 220, by: 13) {
            for rows in stride(from: 5, through: 70, by: 3) {
                for cameras in [0, 1, 9, 40, 5000] {
                    for pane in PaneChoice.allCases {
                        for message in [0, 1, 3] { _ = sketch(columns, rows, cameras: cameras, pane: pane, message: message) }
                    }
                }
            }
        }
    }
}
