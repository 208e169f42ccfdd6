import Cells
import Fleet
import FoundationEssentials
import Wording

/// Turns what happens to a dashboard into the lines of a recording: JSON, one message a line after the header's.
public struct Recorder {
    /// Something is typed into a masked prompt.
    private var masked = false

    public init() {}

    /// How the dashboard stood when the recording began.
    public static func header(of state: State, version: String, utcOffset: Int) -> Data? {
        line(
            RecordingHeader(
                version: version, language: state.texts.language, size: state.size, at: state.now, utcOffset: utcOffset,
                readOnly: state.options.readOnly, demo: state.options.demo, ascii: state.options.ascii,
                eastAsianLocale: state.options.eastAsianLocale, columns: state.options.columns,
                filter: state.options.filter,
                theme: state.options.theme, themes: state.options.themes, mouse: state.options.mouse,
                colours: state.options.colours, player: state.options.player, preferences: state.options.preferences.texts,
                keys: state.options.bindings.keys))
    }

    /// The lines for a message that `state` is about to take in. What is typed into a masked prompt becomes one message of stars
    /// before the command that is given there: neither its letters nor their number are told.
    public mutating func lines(for message: Message, to state: State, at now: Date) -> [Data] {
        if message == .tick { return [] }
        guard state.masksInput, case .input(let input) = message else { return Self.lines([message.redacted], at: now) }
        switch input {
        case .key(let key) where key == .control("c") || state.binding(for: key) != nil:
            defer { masked = false }
            return Self.lines((masked ? [.input(.paste("********"))] : []) + [message], at: now)
        case .key(.character), .paste: masked = true
        default: break
        }
        return []
    }

    private static func lines(_ messages: [Message], at now: Date) -> [Data] {
        messages.compactMap { line(RecordingEntry(at: now, message: $0)) }
    }

    private static func line(_ value: some Encodable) -> Data? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { $0 + [0x0A] }
    }
}
