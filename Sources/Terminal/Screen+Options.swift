extension Screen {
    public struct Options: Sendable {
        public var color: ColorChoice
        /// Only ASCII twins of symbols will be painted, so that their width need not be asked.
        public var ascii: Bool
        /// Milliseconds after which a lone ESC is the key Esc. nil: 25, and 150 over ssh, where a sequence may come in two parts.
        public var escapeDelay: Int?
        /// The file that takes what is written to stderr while the screen is in use; it is said once the screen is left.
        /// nil keeps it in memory.
        public var errorLog: String?

        public init(
            color: ColorChoice = .auto, ascii: Bool = false, escapeDelay: Int? = nil, errorLog: String? = nil
        ) {
            self.color = color
            self.ascii = ascii
            self.escapeDelay = escapeDelay
            self.errorLog = errorLog
        }
    }
}

/// How many colours may be used: `--color auto|never|16|256`.
public enum ColorChoice: Hashable, Sendable {
    /// As many as the terminal says it has, and none where `NO_COLOR` is set and not empty.
    case auto
    case never
    case sixteen
    /// The palette of 256, also where `TERM` names fewer and its `-256color` kin is known.
    case extended
}
