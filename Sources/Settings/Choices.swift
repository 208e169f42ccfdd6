import FoundationEssentials

/// The language of the screen; `auto` follows the locale.
public enum LanguageChoice: String, CaseIterable, Hashable, Sendable {
    case auto
    case en
    case zhHans = "zh-Hans"
}

/// The symbols of the screen; `auto` draws lines and blocks where the terminal shows them one column wide.
public enum GlyphChoice: String, CaseIterable, Hashable, Sendable {
    case auto, ascii
}

/// The colours of the screen; `auto` takes what the terminal says it has.
public enum ColorChoice: String, CaseIterable, Hashable, Sendable {
    case auto, never
    case sixteen = "16"
    case all = "256"
}

/// How a copied address reaches the clipboard.
public enum ClipboardChoice: Hashable, Sendable {
    /// The routes that fit where the program runs.
    case auto
    /// The terminal's escape sequence alone: no tmux buffer keeps the address.
    case osc52
    case off
    /// A program and its arguments; it gets the text on its standard input.
    case command([String])

    /// Those with a name.
    static let named: [String: ClipboardChoice] = ["auto": .auto, "osc52": .osc52, "off": .off]
}

/// When playlists are read to see whether they play.
public enum Check: Hashable, Sendable {
    case onDemand
    /// Every so many seconds, of cameras that are ready and do not run on batteries.
    case every(TimeInterval)
}

/// The columns' names in the configuration and the state file.
public enum ColumnID: String, CaseIterable, Hashable, Codable, Sendable {
    case name, serial, channel, model, status, encryption, live, history, age, uptime, source
}

/// Where the details of the selected camera stand besides the list; `auto` is where there is room.
public enum PaneChoice: String, CaseIterable, Hashable, Codable, Sendable {
    case auto, right, below, off
}

/// How it is told that a camera went offline, besides on the screen.
public enum Notification: String, CaseIterable, Hashable, Sendable {
    /// The terminal's bell.
    case bell
    /// The terminal's own notification, where it has one (OSC 9).
    case osc9
}

/// Who may read `/metrics` over the network.
public enum MetricsChoice: String, CaseIterable, Hashable, Sendable {
    /// Whoever shows the token.
    case token
    /// Everybody.
    case open
}
