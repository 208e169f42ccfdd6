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
