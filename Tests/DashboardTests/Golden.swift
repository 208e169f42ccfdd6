import Cells
import FoundationEssentials
import Testing

/// A frame as readable text beside the tests: what it says, and under it how each cell is drawn.
///
/// `EZTOP_RECORD_GOLDENS=1 swift test --filter Golden` writes them anew; the difference is then read like any other change.
enum Golden {
    private static let folder = String(#filePath.dropLast("Golden.swift".count)) + "Goldens/"

    static func check(_ frame: Frame, named name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let path = folder + name + ".txt"
        let drawn = text(of: frame)
        if ProcessInfo.processInfo.environment["EZTOP_RECORD_GOLDENS"] == "1" {
            try Data(drawn.utf8).write(to: URL(filePath: path))
            return
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            Issue.record("there is no golden \(name)", sourceLocation: sourceLocation)
            return
        }
        let golden = String(decoding: data, as: UTF8.self)
        #expect(drawn == golden, "\(name) looks different", sourceLocation: sourceLocation)
    }

    static func text(of frame: Frame) -> String {
        var text = frame.text + "\n\n"
        for row in 0..<frame.size.rows {
            var line = ""
            for column in 0..<frame.size.columns { line += letter(frame[column, row].style) }
            while line.last == "." { line.removeLast() }
            text += line + "\n"
        }
        if let cursor = frame.cursor { text += "cursor \(cursor.column),\(cursor.row)\n" }
        return text
    }

    /// A role by its letter, capital where bold; `.` is plain text. The selected row is all `>`, `*` where it is not plain.
    private static func letter(_ style: Style) -> String {
        let letters: [Role: String] = [
            .text: ".", .dim: "d", .title: "t", .heading: "h", .border: "-", .key: "k", .good: "g", .warning: "w", .bad: "b",
            .pending: "p", .selection: "s", .mark: "m", .match: "f", .input: "i", .code: "q", .pixel: "x",
        ]
        let letter = letters[style.role] ?? "?"
        if style.selected { return style.role == .text ? ">" : "*" }
        return style.attributes.contains(.bold) ? letter.uppercased() : letter
    }
}
