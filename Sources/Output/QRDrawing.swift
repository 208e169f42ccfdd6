import Images

/// A QR code as rows of a terminal's text, dark on light whatever the terminal's own colours are.
public struct QRDrawing {
    public let text: String
    public let columns: Int
    public let rows: Int

    /// - Parameter plain: in ASCII alone and without an escape.
    /// - Returns: nil for a text that no code holds.
    public init?(of text: String, plain: Bool) {
        guard let code = QRCode(text) else { return nil }
        let lines = plain ? code.ascii : code.halfBlocks
        columns = (code.side + 2 * QRCode.quiet) * (plain ? 2 : 1)
        rows = lines.count
        // White on black by number: the light squares are what is drawn.
        self.text = lines.map { plain ? $0 + "\n" : "\u{1B}[97;40m\($0)\u{1B}[0m\n" }.joined()
    }
}
