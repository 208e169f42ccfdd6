/// A way to the clipboard.
public enum ClipboardRoute: String, Hashable, Sendable {
    /// tmux's own buffer, and through it the terminal's clipboard.
    case tmux
    /// The terminal's escape sequence OSC 52, wrapped for GNU screen.
    case screen
    /// The terminal's escape sequence OSC 52. Nobody answers whether it was heard.
    case osc52
    /// The clipboard of the Wayland desktop the program runs on.
    case wayland
    /// The clipboard of the X11 desktop the program runs on.
    case x11
    /// The program of the configuration.
    case command
}

/// What the configuration says about the routes.
public enum ClipboardPreference: Hashable, Sendable {
    case auto
    /// The escape sequence alone: no buffer of tmux keeps the text.
    case osc52
    case off
    /// A program and its arguments that takes the text on its standard input.
    case command([String])
}
