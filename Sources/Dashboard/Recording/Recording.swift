import Cells
import Fleet
import FoundationEssentials
import Settings
import System
import Wording

struct RecordingHeader: Codable {
    /// Of eztop.
    var version: String
    var language: Language
    var size: Size
    var at: Date
    /// Seconds that the wall clock was ahead of UTC.
    var utcOffset: Int
    var readOnly, demo, ascii, eastAsianLocale: Bool
    var columns: [ColumnID]
    /// Older recordings have none.
    var filter: String?
    var theme: String
    var themes: [String]
    var mouse: Bool
    var colours: Int
    var player: State.Options.Player
    var preferences: [String: String]
    /// The keys in force, by command.
    var keys: [String: [Key]]
}

struct RecordingEntry: Codable {
    var at: Date
    var message: Message
}

/// A session that was recorded, to be seen again.
public struct Recording: Sendable {
    /// What is wrong with a file.
    public enum Fault: Error, Hashable {
        /// It does not begin as a recording does.
        case noRecording
        /// This line, counted from 1, cannot be read.
        case line(Int)
    }

    private let header: RecordingHeader
    public let moments: [(at: Date, message: Message)]
    /// Of the eztop that recorded it.
    public var version: String { header.version }

    /// Larger screens there are none; a size out of a broken file must not take all memory.
    private static let largest = 1_000

    /// Seconds that a time zone may be from UTC.
    private static let farthest = 86_400

    /// - Throws: `Fault`. A last line that was cut off, by a crash perhaps, is left out.
    public init(_ data: Data) throws(Fault) {
        // Line by line: empty ones, of which a small file that is packed has millions, take no memory.
        var rest = data[...], number = 0
        func next() -> (line: Data, isLast: Bool)? {
            guard !rest.isEmpty else { return nil }
            let end = rest.firstIndex(of: 0x0A)
            defer { rest = end.map { rest[($0 + 1)...] } ?? Data() }
            number += 1
            return (rest[..<(end ?? rest.endIndex)], end == nil)
        }
        let decoder = JSONDecoder()
        guard let first = next()?.line,
            let header = try? decoder.decode(RecordingHeader.self, from: Data(StreamSafe.source(Array(first)))),
            Self.isSane(header.size), (-Self.farthest...Self.farthest).contains(header.utcOffset)
        else { throw .noRecording }
        self.header = header
        var moments: [(at: Date, message: Message)] = []
        while let (line, isLast) = next() {
            if line.isEmpty { continue }
            guard let entry = try? decoder.decode(RecordingEntry.self, from: Data(StreamSafe.source(Array(line)))),
                Self.isSane(entry.message)
            else {
                if isLast { break }
                throw .line(number)
            }
            moments.append((entry.at, entry.message))
        }
        self.moments = moments
    }

    private static func isSane(_ size: Size) -> Bool {
        (1...largest).contains(size.columns) && (1...largest).contains(size.rows)
    }

    private static func isSane(_ message: Message) -> Bool {
        switch message {
        case .input(.resize(let size)): isSane(size)
        default: true
        }
    }

    /// The dashboard as it stood when the recording began.
    public var beginning: State {
        let offset = TimeInterval(header.utcOffset)
        let options = State.Options(
            texts: header.language.texts, bindings: Bindings(names: header.keys, readOnly: header.readOnly),
            readOnly: header.readOnly,
            demo: header.demo, ascii: header.ascii, eastAsianLocale: header.eastAsianLocale, columns: header.columns,
            filter: header.filter ?? "",
            theme: header.theme, themes: header.themes, mouse: header.mouse, colours: header.colours, player: header.player,
            preferences: Preferences(texts: header.preferences), wallTime: { WallTime(utc: $0.addingTimeInterval(offset)) })
        return State(options: options, size: header.size, now: header.at)
    }
}
