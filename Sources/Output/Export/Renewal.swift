import FoundationEssentials

/// A line for cron that writes a playlist anew well before its first address ends.
public enum Renewal {
    public static func line(_ command: [String], firstEnd: Date?, at now: Date) -> String {
        // cron takes an unescaped % for the end of the line.
        let words = command.map(quoted).joined(separator: " ").replacing("%", with: "\\%")
        let left = firstEnd.map { $0.timeIntervalSince(now) } ?? 86_400
        let minutes = Int(max(0, min(left, 86_400))) / 120
        return (minutes >= 60 ? "17 */\(minutes / 60) * * * " : "*/\(max(1, minutes)) * * * * ") + words
    }

    /// For a shell: nothing in it means anything.
    private static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-_./:".utf8.contains(byte)
        }
        return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
