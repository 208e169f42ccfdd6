import FoundationEssentials
import Settings

/// A line for cron that writes a playlist anew well before its first address ends.
public enum Renewal {
    public static func line(_ command: [String], firstEnd: Date?, at now: Date) -> String {
        // cron takes an unescaped % for the end of the line.
        let words = command.map(ShellWord.quoted).joined(separator: " ").replacing("%", with: "\\%")
        let left = firstEnd.map { $0.timeIntervalSince(now) } ?? 86_400
        let minutes = Int(max(0, min(left, 86_400))) / 120
        return (minutes >= 60 ? "17 */\(minutes / 60) * * * " : "*/\(max(1, minutes)) * * * * ") + words
    }
}
