import Cells
import Fleet
import Settings
import Wording

/// The device grid: titles, rows, and where there are none, why.
struct GridView {
    let state: State
    private var texts: Texts { state.texts }
    private let highlight: MatchHighlight?

    init(state: State) {
        self.state = state
        highlight = MatchHighlight(state.grid.filter)
    }

    func draw(into frame: inout Frame, layout: Layout) {
        let columns = state.columnLayout
        drawHeading(columns, into: &frame, row: layout.heading)
        if layout.upperRule == nil, layout.heading > 0 { underlineHeading(into: &frame, row: layout.heading) }
        let contexts = columns.places.map { place in
            CellContext(
                texts: texts, now: state.now, poll: state.snapshot.poll, symbols: state.symbols, past: state.past,
                width: place.width)
        }
        for (offset, row) in layout.body.enumerated() {
            let place = state.grid.top + offset
            guard place < state.grid.rows.count else { break }
            drawRow(state.snapshot.cameras[state.grid.rows[place]], columns, contexts, into: &frame, row: row)
        }
        drawEmpty(into: &frame, layout: layout)
    }

    private func underlineHeading(into frame: inout Frame, row: Int) {
        frame.restyle(row: row, columns: 0..<frame.size.columns) { $0.attributes.insert(.underline) }
    }

    private func drawHeading(_ columns: ColumnLayout, into frame: inout Frame, row: Int) {
        let narrow = state.size.columns < 100
        for place in columns.places {
            let long = place.column.title(texts)
            var title = !narrow || Glyphs.width(of: long) <= place.width ? long : place.column.shortTitle(texts)
            // How far back it reaches.
            if place.column.id == .history { title += " \(state.past.shown.rawValue)" }
            var style = Style(.heading, .bold)
            if state.grid.sort.column == place.column.id {
                title += state.grid.sort.reversed ? state.symbols.descending : state.symbols.ascending
                style.attributes.insert(.underline)
            }
            let start =
                place.column.alignment == .right ? place.start + max(0, place.width - Glyphs.width(of: title)) : place.start
            frame.put(title, at: Point(column: start, row: row), style, limit: max(place.width, Glyphs.width(of: title)))
        }
    }

    private func drawRow(
        _ camera: Camera, _ columns: ColumnLayout, _ contexts: [CellContext], into frame: inout Frame, row: Int
    ) {
        for (place, context) in zip(columns.places, contexts) {
            let content = place.column.cell(camera, context)
            let start =
                place.column.alignment == .right
                ? place.start + max(0, place.width - Glyphs.width(of: content.text)) : place.start
            frame.put(content, at: Point(column: start, row: row), limit: place.width)
            guard let highlight, place.column.isSearched else { continue }
            for matched in highlight.columns(in: content.text) {
                let columns = (start + matched.lowerBound)..<(start + min(matched.upperBound, place.width))
                frame.restyle(row: row, columns: columns) { $0 = Style(.match, $0.attributes.union(.underline)) }
            }
        }
        if state.grid.marks.contains(camera.id) { frame.put("*", at: Point(column: 1, row: row), Style(.mark, .bold)) }
        guard camera.id == state.grid.selected else { return }
        frame.put(">", at: Point(column: 0, row: row), Style(.key, .bold))
        frame.restyle(row: row, columns: 0..<frame.size.columns) { $0.selected = true }
    }

    /// Why there is no row, where there is none.
    func drawEmpty(into frame: inout Frame, layout: Layout) {
        guard state.grid.rows.isEmpty else { return }
        var text: String
        // A sentence of its own below it.
        var more: [String] = []
        let accounts = state.chosenAccounts
        if !state.chosenCameras.isEmpty {
            text = texts.header.nothingMatches(state.key(.dismiss))
        } else if let account = accounts.first(where: { $0.trouble != nil }), let trouble = account.trouble {
            text = texts.explain(trouble)
        } else if let account = accounts.first(where: { $0.lastAnswer != nil }) {
            let words = texts.withoutCameras(account)
            text = words.first ?? ""
            more = Array(words.dropFirst())
        } else {
            text = texts.header.asking(accounts.map(\.host).joined(separator: texts.punctuation.list))
        }
        if let choice = state.choiceText { text = texts.about(choice, text) }
        let width = max(1, frame.size.columns - 4)
        let lines = ([text] + more).flatMap { Wrap.lines($0, width: width, most: max(1, layout.body.count)) }
        for (offset, line) in lines.enumerated() where offset < layout.body.count {
            let row = layout.body.lowerBound + min(1, max(0, layout.body.count - lines.count)) + offset
            frame.put(line, at: Point(column: min(3, max(0, frame.size.columns - 1)), row: row), Style(.dim))
        }
    }
}
