import Glibc
import Images
import Settings
import System
import Wording

/// A QR code as rows of a terminal's text, dark on light whatever the terminal's own colours are.
struct QRDrawing {
    let text: String
    let columns: Int
    let rows: Int

    /// - Parameter plain: in ASCII alone and without an escape.
    /// - Returns: nil for a text that no code holds.
    init?(of text: String, plain: Bool) {
        guard let code = QRCode(text) else { return nil }
        let lines = plain ? code.ascii : code.halfBlocks
        columns = (code.side + 2 * QRCode.quiet) * (plain ? 2 : 1)
        rows = lines.count
        // White on black by number: the light squares are what is drawn.
        self.text = lines.map { plain ? $0 + "\n" : "\u{1B}[97;40m\($0)\u{1B}[0m\n" }.joined()
    }
}

extension Invocation {
    /// Shows a code on the terminal; nothing where standard output is none. Half a code is none, so that one that does not fit is
    /// not drawn, and stderr says what it needs.
    ///
    /// - Parameter inPipes: in plain characters where standard output is no terminal.
    func showCode(of text: String, inPipes: Bool = false) {
        guard isatty(STDOUT_FILENO) == 1 else {
            if inPipes, let drawing = QRDrawing(of: text, plain: true) { Standard.output(drawing.text) }
            return
        }
        let isDumb = ["", "dumb"].contains(environment["TERM"] ?? "")
        let color = options.color ?? configuration.color
        guard let drawing = QRDrawing(of: text, plain: ascii || isDumb || color == .never) else { return }
        let window = WindowSize(of: STDOUT_FILENO)
        let (columns, rows) = (window?.columns ?? 80, window?.rows ?? 24)
        // The prompt takes a row below it.
        if drawing.columns > columns {
            Standard.error(texts.card.wantsColumns(drawing.columns, columns))
        } else if drawing.rows >= rows {
            Standard.error(texts.card.wantsRows(drawing.rows + 1, rows))
        } else {
            Standard.output(drawing.text)
        }
    }
}
