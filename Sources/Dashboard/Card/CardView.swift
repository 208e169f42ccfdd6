import Cells
import Fleet
import FoundationEssentials
import Images
import Settings
import Vocabulary
import Wording

/// The card on plain rows without borders, so that a selection by hand takes the address and nothing else.
struct CardView {
    let state: State
    let card: CardPage
    private var texts: Texts { state.texts }

    func draw(into frame: inout Frame, layout: Layout) {
        drawTitle(into: &frame)
        let body = state.pageBody(layout)
        let width = frame.size.columns
        guard let address = card.answer?.address else {
            let (text, style) = refusal
            for (row, line) in zip(body, Wrap.lines(text, width: max(1, width - 2), most: body.count)) {
                frame.put(line, at: Point(column: 1, row: row), style)
            }
            return
        }
        var row = body.lowerBound
        for line in Self.rows(of: address.shown, width: width) where row < body.upperBound {
            frame.put(line, at: Point(column: 0, row: row))
            row += 1
        }
        row += 1
        for line in Wrap.lines(remark(on: address), width: max(1, width - 1), most: 3) where row < body.upperBound {
            frame.put(line, at: Point(column: 0, row: row), card.asksWithdrawal ? Style(.warning) : Style(.dim))
            row += 1
        }
        // A code on the screen is read by any camera in the room.
        if card.isWithdrawn || address.holdsCode { return }
        drawCode(of: address.url, into: &frame, rows: min(row + 1, body.upperBound)..<body.upperBound)
    }

    /// Why there is no address.
    private var refusal: (text: String, style: Style) {
        switch card.answer {
        case .trouble(let trouble): (state.explain(trouble, of: card.camera), Style(.bad))
        case .none(let reason)?: (reason, Style(.text))
        case .address, nil: (texts.card.asking, Style(.pending))
        }
    }

    /// What can come of it, with the keys in force.
    private func remark(on address: LiveAddress) -> String {
        if card.isWithdrawn { return texts.card.isWithdrawn(state.key(.cardHLS)) }
        if card.isStable { return texts.card.stable(state.key(.cardCopy)) }
        if card.asksWithdrawal { return texts.card.withdrawAgain(state.key(.cardWithdraw)) }
        return (address.holdsCode ? texts.card.holdsCode : texts.card.byHand)(state.key(.cardCopy))
    }

    /// `客厅   C69625501, channel 1   HLS  HD   ends …`: when it ends is worth more than the serial.
    private func drawTitle(into frame: inout Frame) {
        let serial = card.camera.serial + (card.camera.channel.map { texts.punctuation.comma + texts.details.channel($0) } ?? "")
        let kind = "\(card.liveProtocol.rawValue.uppercased())  \(card.quality.rawValue.uppercased())"
        var beside = ["   \(serial)   \(kind)", "   \(kind)"]
        if card.isStable {
            beside = beside.map { $0 + "   " + texts.card.neverEnds }
        } else if let expires = card.usable?.expires {
            let moment = state.options.wallTime(expires)
            let left = Durations.exact(max(0, expires.timeIntervalSince(state.now)))
            let ends = "   " + texts.details.ends(moment.dateAndMinute, left)
            beside = beside.map { $0 + ends } + ["   \(kind)   \(texts.details.endsIn(left))"]
        }
        let text = state.title(of: state.name(of: card.camera), beside, width: frame.size.columns)
        frame.put(text, at: Point(column: 0, row: 0), Style(.text, .bold))
    }

    /// The address in rows of the screen's width, with no mark where one ends: as the terminal itself would wrap it.
    private static func rows(of url: String, width: Int) -> [String] {
        var rest = Substring(Glyphs.admitted(url))
        var rows: [String] = []
        while !rest.isEmpty {
            rows.append(String(rest.prefix(max(1, width))))
            rest = rest.dropFirst(max(1, width))
        }
        return rows
    }

    /// The QR code whole, or how many rows it wants: half a code is none.
    private func drawCode(of url: String, into frame: inout Frame, rows: Range<Int>) {
        guard let code = QRCode(url) else { return }
        let isASCII = state.symbols == .ascii
        let lines = isASCII ? code.ascii : code.halfBlocks
        let columns = (code.side + 2 * QRCode.quiet) * (isASCII ? 2 : 1)
        guard lines.count <= rows.count, columns <= frame.size.columns else {
            if rows.isEmpty { return }
            let text =
                columns > frame.size.columns
                ? texts.card.wantsColumns(columns, frame.size.columns) : texts.card.wantsRows(lines.count, rows.count)
            frame.put(text, at: Point(column: 0, row: max(rows.lowerBound, rows.upperBound - 1)), Style(.dim))
            return
        }
        for (row, line) in zip(rows, lines) { frame.put(line, at: Point(column: 0, row: row), Style(.code)) }
    }
}
