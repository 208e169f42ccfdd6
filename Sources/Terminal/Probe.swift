import Cells

/// The questions asked of a terminal at the start, and what it has answered. They delay nothing: answers come in with the keys.
struct Probe {
    /// Characters that East Asian fonts may draw wide; four columns where it draws them narrow.
    private static let ambiguous = "│…●█"
    private static let synchronizedOutput = 2026
    /// Milliseconds after which an answer is not waited for any more.
    private static let patience = 1000

    private var asked: Int?
    private var widthKnown = true

    /// The questions, as bytes. The characters are printed at the cursor's place, the first column of a row that is empty, and
    /// wiped off again in the same write, so that they are never seen.
    /// - Parameter width: whether the characters' width is wanted and the row has room for them.
    mutating func questions(width: Bool, at now: Int) -> [UInt8] {
        asked = now
        widthKnown = !width
        let print = width ? "\(Self.ambiguous)\u{1b}[6n\r\u{1b}[K" : ""
        // The last one is answered by all, and in order: what has no answer by then will get none.
        return Array("\(print)\u{1b}[?\(Self.synchronizedOutput)$p\u{1b}[c".utf8)
    }

    /// Columns the characters need at most.
    static let columns = ambiguous.count * 2

    /// Takes an answer. Returns whether it is now known, or known to stay unknown, how wide the characters are.
    mutating func take(_ event: TerminalEvent, into capabilities: inout Capabilities) -> Bool {
        switch event {
        case .cursor(_, let column) where asked != nil && !widthKnown:
            // A terminal that does not know UTF-8 prints twelve: no better than wide.
            capabilities.wideAmbiguous = column - 1 > Self.ambiguous.count ? .wide : .narrow
        case .mode(Self.synchronizedOutput, let state):
            capabilities.synchronizedOutput = (1...3).contains(state)
            return false
        case .attributes where asked != nil:
            asked = nil
            if widthKnown { return false }
        default:
            return false
        }
        widthKnown = true
        return true
    }

    /// Milliseconds in which an answer may still come.
    func outstanding(at now: Int) -> Int {
        asked.map { max(0, $0 + Self.patience - now) } ?? 0
    }
}
