import FoundationEssentials

/// The player's command line as the configuration writes it: words with quotes as in a shell, and nothing else of a shell's.
public struct PlayerCommand: Hashable, Sendable {
    private let words: [String]

    /// Where the address is to stand; without it the player reads the address on its standard input, where nobody else sees it.
    private static let placeholder = "{url}"
    /// Nobody watches for longer than this, in seconds.
    private static let limit: TimeInterval = 7 * 86_400

    /// nil where there is no program in it.
    public init?(_ text: String) {
        var words: [String] = [], word = "", quote: Character?, isWord = false
        for character in text {
            switch (character, quote) {
            case (_, character?): quote = nil
            case ("'", nil), ("\"", nil): (quote, isWord) = (character, true)
            case (" ", nil), ("\t", nil):
                if isWord { words.append(word) }
                (word, isWord) = ("", false)
            default:
                word.append(character)
                isWord = true
            }
        }
        if isWord { words.append(word) }
        guard let program = words.first, !program.isEmpty else { return nil }
        self.words = words
    }

    public var program: String { words.first ?? "" }

    /// It draws its picture in the terminal, and so has to have it for as long as it runs: `--vo=tct`, `-vo caca`, `--vout=aa`. A
    /// script is told apart by the same words.
    public var drawsInTerminal: Bool {
        zip(words, words.dropFirst() + [""]).contains { word, next in
            let parts = word.split(separator: "=", maxSplits: 1)
            guard let name = parts.first, Self.outputOptions.contains(String(name.drop { $0 == "-" })), name.hasPrefix("-") else {
                return false
            }
            // Of several outputs in a row the first one that works is taken.
            let value = (parts.count > 1 ? String(parts[1]) : next).prefix { $0 != "," && $0 != ":" }
            return Self.terminalOutputs.contains(String(value))
        }
    }

    /// Of mpv and MPlayer, and of VLC.
    private static let outputOptions: Set<String> = ["vo", "vout", "V"]
    private static let terminalOutputs: Set<String> = ["tct", "caca", "sixel", "kitty", "aa"]

    /// Whether the program can be found and run.
    public func isInstalled(_ environment: [String: String]) -> Bool { Self.isInstalled(program, environment) }

    /// Whether any program can be.
    public static func isInstalled(_ program: String, _ environment: [String: String]) -> Bool {
        let places =
            program.contains("/")
            ? [program] : (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(program)" }
        return places.contains(where: FileManager.default.isExecutableFile(atPath:))
    }

    /// Whether a window could open for who sits at the terminal.
    public static func hasDisplay(_ environment: [String: String]) -> Bool {
        #if os(macOS)
            return environment["SSH_CONNECTION"] == nil
        #else
            return ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0].map { !$0.isEmpty } ?? false }
        #endif
    }

    /// The address would stand in the middle of a script, where what it holds could be taken for commands.
    public var putsAddressInScript: Bool {
        words.contains { $0.contains(Self.placeholder) && $0.contains(where: \.isWhitespace) }
    }

    /// Whether a player's words give away what it was to open: a run of letters of the address beyond its host.
    private static func names(_ words: Substring, _ url: String) -> Bool {
        let secret = Array((url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]).drop { $0 != "/" }.utf8)
        guard secret.count >= run else { return false }
        let runs = Set((0...(secret.count - run)).map { Array(secret[$0..<($0 + run)]) })
        let text = Array(words.utf8)
        return text.count >= run && (0...(text.count - run)).contains { runs.contains(Array(text[$0..<($0 + run)])) }
    }

    /// Letters in a row that no player says by chance.
    private static let run = 8

    /// Plays an address and waits until the player is closed. Blocks its thread. One that draws in the terminal has it meanwhile, its
    /// keys too.
    ///
    /// - Returns: what went wrong, in the player's own words; nil when it was closed as usual.
    public func play(_ url: String) -> String? {
        let isShown = words.contains { $0.contains(Self.placeholder) }
        let arguments = words.map { $0.replacing(Self.placeholder, with: url) }
        let draws = drawsInTerminal
        do throws(ChildError) {
            let finished = try Child(
                arguments, input: !isShown ? .bytes(Array((url + "\n").utf8)) : draws ? .inherited : .nothing,
                output: draws ? .terminal : .discarded, errors: .captured(limit: 4_096), asksOnTerminal: draws
            ).run(limit: Self.limit)
            guard case .exited(let status) = finished.ending, status != 0 else { return nil }
            let words = String(decoding: finished.errors, as: UTF8.self).split(whereSeparator: \.isNewline).last ?? ""
            return words.isEmpty || Self.names(words, url) ? "\(program): \(status)" : String(words)
        } catch {
            return String(describing: error)
        }
    }
}
