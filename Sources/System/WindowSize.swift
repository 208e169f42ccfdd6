import Glibc

/// How much of a terminal can be seen.
public struct WindowSize: Hashable, Sendable {
    public var columns: Int
    public var rows: Int

    /// A terminal that claims more talks nonsense, and ncurses counts in shorts.
    private static let most = 1_000

    /// nil where the descriptor is no terminal, or one that does not say.
    public init?(of descriptor: Int32) {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else { return nil }
        (columns, rows) = (min(Self.most, Int(window.ws_col)), min(Self.most, Int(window.ws_row)))
    }
}
