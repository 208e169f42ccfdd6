/// What the terminal can do, as far as it is known by now: the answers to the questions asked at the start come in later.
public struct Capabilities: Hashable, Sendable {
    /// Columns that characters take which East Asian fonts may draw wide (`│ … ● █`).
    public enum AmbiguousWidth: String, Hashable, Sendable {
        case narrow, wide, unanswered

        /// nil: not known.
        public var isWide: Bool? { self == .unanswered ? nil : self == .wide }
    }

    /// 0, 8, 16 or 256. A terminal of direct colours counts as 256.
    public var colours: Int
    public var wideAmbiguous: AmbiguousWidth
    /// The terminal shows what comes between `?2026h` and `?2026l` at once.
    public var synchronizedOutput: Bool
    /// False where the locale was not a UTF-8 one and `C.UTF-8` stands in for it.
    public var utf8Locale: Bool
    /// The description used in place of `TERM`'s, which is not installed.
    public var fellBackTo: String?
}
