import Images

/// A QR code as rows of a terminal's text, dark on light whatever the terminal's own colours are.
enum QRDrawing {
    /// nil for a text that no code holds.
    static func text(of text: String, ascii: Bool) -> String? {
        guard let code = QRCode(text) else { return nil }
        if ascii { return code.ascii.map { $0 + "\n" }.joined() }
        // White on black by number: the light squares are what is drawn.
        return code.halfBlocks.map { "\u{1B}[97;40m\($0)\u{1B}[0m\n" }.joined()
    }
}
