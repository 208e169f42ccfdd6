/// Why there is no screen. Nothing has been written to the terminal then.
public enum ScreenError: Error, Hashable, Sendable {
    /// stdin or stdout is no terminal.
    case notATerminal
    /// `TERM` is unset or `dumb`.
    case dumb
    /// No description of this `TERM`, nor of any that could stand in for it, is installed.
    case unusable(term: String)
    /// The system refused a descriptor; `errno`.
    case system(Int32)
}
