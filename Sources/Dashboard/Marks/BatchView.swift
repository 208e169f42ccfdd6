import Cells
import Wording

/// An action on marked cameras as it goes on, and what was refused.
struct BatchView {
    let state: State
    let batch: Batch
    private var texts: Texts { state.texts }

    func box(size: Size) -> BoxView {
        let width = BoxView.textWidth(in: size)
        var lines = [BoxView.Line()]
        lines += Wrap.lines(texts.batch.summary(of: batch), width: width).map { BoxView.Line($0) }
        lines.append(bar(width))
        if !batch.running.isEmpty {
            let names = batch.running.sorted().map(state.name(of:)).joined(separator: ", ")
            lines += Wrap.lines(texts.batch.running(names), width: width, most: 2).map { BoxView.Line($0, Style(.pending)) }
        }
        if !batch.refused.isEmpty { lines += [BoxView.Line()] + refusals(width, most: max(2, size.rows - 10)) }
        let keys =
            batch.isOver
            ? [("Esc", texts.dialogs.back)] : [("Esc", texts.batch.stop), ("Enter", texts.batch.hide)]
        let keyLines = BoxView.keyLines(keys, width)
        return BoxView(title: texts.batch.title(of: batch.action), lines: lines, keys: keyLines, symbols: state.symbols)
    }

    /// How much of it is over, as a line that fills.
    private func bar(_ width: Int) -> BoxView.Line {
        let over = batch.total - batch.waiting.count - batch.running.count
        let filled = batch.total == 0 ? width : width * over / batch.total
        let done = String(repeating: state.symbols.online, count: filled)
        let rest = String(repeating: state.symbols.offline, count: width - filled)
        return BoxView.Line([(done, Style(.good)), (rest, Style(.dim))])
    }

    private func refusals(_ width: Int, most: Int) -> [BoxView.Line] {
        let isRoomy = batch.refused.count * 4 <= most
        let lines = batch.refused.flatMap { refusal in
            Wrap.lines(state.said(refusal), width: width, most: isRoomy ? 4 : 2)
        }
        let shown = lines.prefix(most).map { BoxView.Line($0, Style(.bad)) }
        return lines.count > most ? shown + [BoxView.Line(texts.batch.more, Style(.dim))] : shown
    }
}
