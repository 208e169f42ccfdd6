import CQRencode

/// A text as the squares of a QR code (ISO/IEC 18004), for a phone to read off the screen.
public struct QRCode: Hashable, Sendable {
    /// Squares on each side, without the quiet zone.
    public let side: Int
    private let dark: [Bool]

    /// The smallest code that holds the text at the lowest error correction, which a screen does not need more of.
    ///
    /// nil for a text that no QR code holds: some 2,900 bytes.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_L) else { return nil }
        defer { QRcode_free(code) }
        let side = Int(code.pointee.width)
        self.side = side
        guard let squares = code.pointee.data else { return nil }
        dark = (0..<(side * side)).map { squares[$0] & 1 == 1 }
    }

    /// Whether a square is dark; outside of the code everything is light.
    public func isDark(column: Int, row: Int) -> Bool {
        guard (0..<side).contains(column), (0..<side).contains(row) else { return false }
        return dark[row * side + column]
    }

    /// The light squares around the code without which no reader finds it; four by the standard, two do on a screen.
    public static let quiet = 2

    /// The code in half blocks, two squares a character, a row of text each. Light squares are the ones that are drawn, so that the
    /// code stands right on a dark ground; on a light one it is drawn inverted by whoever sets the colours.
    public var halfBlocks: [String] {
        let squares = -Self.quiet..<(side + Self.quiet)
        return stride(from: squares.lowerBound, to: squares.upperBound, by: 2).map { row in
            squares.map { column in
                switch (isDark(column: column, row: row), isDark(column: column, row: row + 1)) {
                case (false, false): "█"
                case (false, true): "▀"
                case (true, false): "▄"
                case (true, true): " "
                }
            }.joined()
        }
    }

    /// The code in pairs of `#` and blanks, for terminals that draw blocks two columns wide.
    public var ascii: [String] {
        let squares = -Self.quiet..<(side + Self.quiet)
        return squares.map { row in squares.map { isDark(column: $0, row: row) ? "  " : "##" }.joined() }
    }
}
