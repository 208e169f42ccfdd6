import Cells
import Glibc
import System

/// What the argument parser says, in rows that a terminal shows whole. It counts characters, of which Chinese ones take two columns,
/// and breaks no usage line, so that it is asked for rows as long as they come.
public enum HelpWrap {
    /// Wider rows are hard to read.
    public static let most = 100
    /// What the argument parser is told instead: nothing is as long as that.
    public static let unbroken = 100_000
    /// Where the argument parser begins what it says of an option.
    private static let label = 26
    /// The words before a usage.
    private static let usage = ["USAGE: ", "Usage: ", "用法："]

    /// Columns of the terminal that reads it; without one, of a usual one.
    public static var columns: Int {
        let window = [STDOUT_FILENO, STDERR_FILENO].lazy.compactMap(WindowSize.init).first
        return window.map { min(most, max(40, $0.columns)) } ?? 80
    }

    public static func wrapped(_ text: String, to columns: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { rows(String($0), columns) }.joined(
            separator: "\n")
    }

    private static func rows(_ line: String, _ columns: Int) -> [String] {
        guard Glyphs.width(of: line) > columns else { return [line] }
        let head = head(of: line)
        let body = String(line.dropFirst(head.count))
        let indent = Glyphs.width(of: head)
        let isUsage = usage.contains { head.hasSuffix($0) }
        let rows = isUsage ? parts(body, columns - indent) : Wrap.lines(body, width: columns - indent)
        return rows.enumerated().map { ($0.offset == 0 ? head : String(repeating: " ", count: indent)) + $0.element }
    }

    /// What stands before the text that is broken: the blanks, the option's label, or the word for usage.
    private static func head(of line: String) -> String {
        let blanks = line.prefix { $0 == " " }
        if let word = usage.first(where: { line.dropFirst(blanks.count).hasPrefix($0) }) { return blanks + word }
        let start = line.prefix(label)
        let isLabel = start.count == label && start.hasPrefix("  ") && start.last == " " && line.dropFirst(label).first != " "
        return String(isLabel ? start : blanks)
    }

    /// An option stays together with its value.
    private static func parts(_ text: String, _ columns: Int) -> [String] {
        var rows = [""]
        for (place, part) in text.split(separator: " [").enumerated() {
            let part = place == 0 ? String(part) : "[" + part
            let last = rows[rows.count - 1]
            let joined = last.isEmpty ? part : last + " " + part
            if Glyphs.width(of: joined) <= columns { rows[rows.count - 1] = joined } else { rows.append(part) }
        }
        return rows
    }
}
