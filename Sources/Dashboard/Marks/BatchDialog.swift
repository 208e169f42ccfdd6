import Cells
import Wording

/// What is being done to the marked cameras, `State.batch`, as it goes on. Leaving it hides it, and the action goes on behind the list.
struct BatchDialog: Dialog {
    static let scope = Scope.batch

    func confirmation(_ state: State) -> String? { state.isBatchOver ? nil : state.texts.batch.hide }

    func confirm(_ state: inout State) -> [Effect] { leave(&state) }

    func leaving(_ state: State) -> String? { state.isBatchOver ? state.texts.dialogs.back : nil }

    func leave(_ state: inout State) -> [Effect] {
        state.dialog = nil
        if state.isBatchOver { state.batch = nil }
        return []
    }

    func box(_ state: State) -> BoxView? {
        state.batch.map { BatchView(state: state, dialog: self, batch: $0).box(size: state.size) }
    }
}

extension Scope {
    static let batch = Scope(
        "batch", own: [Binding("batch-stop", [.escape], footer: 0, applies: { !$0.isBatchOver }, run: { $0.stopBatch() })],
        takes: .scrolledDialog)
}

extension State {
    fileprivate var isBatchOver: Bool { batch?.isOver ?? true }
}

/// An action on marked cameras, and what was refused.
private struct BatchView {
    let state: State
    let dialog: BatchDialog
    let batch: Batch
    private var texts: Texts { state.texts }

    func box(size: Size) -> BoxView {
        let width = BoxView.textWidth(in: size)
        var lines = [BoxView.Line()]
        lines += BoxView.wrapped(texts.batch.summary(of: batch), width)
        lines.append(bar(width))
        if !batch.running.isEmpty {
            let names = batch.running.sorted().map(state.name(of:)).joined(separator: ", ")
            lines += Wrap.lines(texts.batch.running(names), width: width, most: 2).map { BoxView.Line($0, Style(.pending)) }
        }
        if batch.action == .check, batch.total > 1, !batch.isOver { lines += BoxView.wrapped(texts.batch.inTurn, width) }
        if !batch.refused.isEmpty { lines += [BoxView.Line()] + refusals(width, most: max(2, size.rows - 10)) }
        return BoxView(
            title: texts.batch.title(of: batch.action), lines: lines, keys: dialog.keyLines(state, width: width),
            symbols: state.symbols)
    }

    /// How much of it is over, as a line that fills.
    private func bar(_ width: Int) -> BoxView.Line {
        let over = batch.total - batch.waiting.count - batch.running.count
        let filled = batch.total == 0 ? width : width * over / batch.total
        let done = String(repeating: state.symbols.full, count: filled)
        let rest = String(repeating: state.symbols.low, count: width - filled)
        return BoxView.Line([(done, Style(.good)), (rest, Style(.dim))])
    }

    private func refusals(_ width: Int, most: Int) -> [BoxView.Line] {
        let isRoomy = batch.refused.count * 4 <= most
        let lines = batch.refused.flatMap { refusal in
            Wrap.lines(state.said(refusal), width: width, most: isRoomy ? 4 : 2)
        }
        let shown = lines.prefix(most).map { BoxView.Line($0, Style(.bad)) }
        return lines.count > most ? shown + [BoxView.Line(texts.batch.more(state.key(.log)), Style(.dim))] : shown
    }
}
