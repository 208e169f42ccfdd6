import FoundationEssentials

/// How a text gets to the clipboard of the machine somebody sits at, decided from the environment alone.
public struct ClipboardPlan: Hashable, Sendable {
    public enum Step: Hashable, Sendable {
        /// The first of these programs that succeeds with the text on its standard input. The text is never an argument.
        case run(ClipboardRoute, [[String]])
        /// For the terminal's owner to write, between two frames.
        case terminal(ClipboardRoute, [UInt8])
    }

    public var steps: [Step]

    /// More encoded bytes than this are dropped by terminals on the way.
    static let limit = 74_994

    /// GNU screen loses a string of more than 768 bytes.
    private static let screenPiece = 250

    /// - Throws: why the text is not copied at all.
    public init(
        text: String, environment: [String: String], preference: ClipboardPreference
    ) throws(ClipboardRefusal) {
        guard preference != .off else { throw .off }
        guard Self.isHarmless(text) else { throw .unprintable }
        let encoded = Data(text.utf8).base64EncodedString()
        guard encoded.utf8.count <= Self.limit else { throw .tooLarge(limit: Self.limit) }
        let sequence = Array("\u{1B}]52;c;\(encoded)\u{07}".utf8)
        switch preference {
        case .command(let arguments): steps = [.run(.command, [arguments])]
        case .osc52: steps = Self.terminal(sequence, environment)
        case .auto, .off: steps = Self.programs(environment) + Self.terminal(sequence, environment)
        }
    }

    private static func programs(_ environment: [String: String]) -> [Step] {
        var steps: [Step] = []
        if isSet("TMUX", environment) {
            // -w sends it on to the terminal; tmux before 3.2 does not know it.
            steps.append(.run(.tmux, [["tmux", "load-buffer", "-w", "-"], ["tmux", "load-buffer", "-"]]))
        }
        // Over ssh they would fill the clipboard of the server's desktop.
        if isSet("SSH_CONNECTION", environment) || isSet("SSH_TTY", environment) { return steps }
        if isSet("WAYLAND_DISPLAY", environment) { steps.append(.run(.wayland, [["wl-copy"]])) }
        if isSet("DISPLAY", environment) { steps.append(.run(.x11, [["xclip", "-selection", "clipboard"]])) }
        return steps
    }

    /// tmux takes the bare sequence where its `set-clipboard` is on; screen wants it in pieces of a string of its own.
    private static func terminal(_ sequence: [UInt8], _ environment: [String: String]) -> [Step] {
        let bare = Step.terminal(.osc52, sequence)
        let isScreen = isSet("STY", environment)
        guard !isSet("TMUX", environment), isScreen || environment["TERM"]?.hasPrefix("screen") == true else { return [bare] }
        let wrapped = Step.terminal(.screen, wrappedForScreen(sequence))
        // tmux calls itself screen as well, and on the far side of ssh only that name is left: there both are sent, and each
        // passes over the other's.
        return isScreen ? [wrapped] : [wrapped, bare]
    }

    private static func wrappedForScreen(_ sequence: [UInt8]) -> [UInt8] {
        var wrapped: [UInt8] = []
        for start in stride(from: 0, to: sequence.count, by: screenPiece) {
            wrapped += "\u{1B}P".utf8
            wrapped += sequence[start..<min(start + screenPiece, sequence.count)]
            wrapped += "\u{1B}\\".utf8
        }
        return wrapped
    }

    private static func isSet(_ name: String, _ environment: [String: String]) -> Bool {
        environment[name]?.isEmpty == false
    }

    /// Line ends part several addresses; any other control character would act where the text is pasted.
    private static func isHarmless(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control }
    }
}

/// Why nothing was copied.
public enum ClipboardRefusal: Error, Hashable, Sendable {
    /// The configuration says so.
    case off
    /// Encoded, the text is larger than so many bytes.
    case tooLarge(limit: Int)
    /// It is empty, or holds a control character.
    case unprintable
}
