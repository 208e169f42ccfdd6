import Cells
import Fleet
import Wording

extension Scope {
    /// The list of cameras: the commands of the palette, in the order of its footer.
    static let grid = Scope(
        "grid",
        own: [
            Binding(.moveDown, [.character("j"), .down], .move, act: { $0.move(by: $0.window.across) }),
            Binding(.moveUp, [.character("k"), .up], .move, act: { $0.move(by: -$0.window.across) }),
            Binding("move-left", [.left], .move, disabledReason: \.rowsReason, act: { $0.move(by: -1) }),
            Binding("move-right", [.right], .move, disabledReason: \.rowsReason, act: { $0.move(by: 1) }),
            Binding(.pageDown, [.pageDown], .move, act: { $0.move(by: $0.window.across * $0.window.lines) }),
            Binding(.pageUp, [.pageUp], .move, act: { $0.move(by: -$0.window.across * $0.window.lines) }),
            Binding("first-row", [.character("g"), .home], .move, act: { $0.select(row: 0) }),
            Binding("last-row", [.character("G"), .end], .move, act: { $0.select(row: $0.grid.rows.count - 1) }),
            Binding(.nextProblem, [.character("n")], .move, footer: 7, act: { $0.selectNextProblem() }),
            Binding(.details, [.enter], .camera, footer: 5, disabledReason: \.noCameraReason, opens: DetailsPage.self),
            Binding(.mark, [.character(" ")], .camera, footer: 11, disabledReason: \.noCameraReason, act: { $0.toggleMark() }),
            Binding("mark-all", [.character("*")], .list, act: { $0.toggleAllMarks() }),
            Binding(.clearMarks, [.character("u")], .list, disabledReason: \.marksReason, act: { $0.grid.marks = [] }),
            Binding(
                .toggleEncryption, [.character("e")], .camera, dangerous: true, footer: 1, stays: true, word: \.encryptionWord,
                disabledReason: \.encryptionReason, act: { $0.openEncryptionDialog() }),
            Binding(
                "restore-encryption", [], .list, dangerous: true, disabledReason: \.restorationReason,
                act: { $0.show(RestorationDialog(devices: $0.lifted)) }),
            Binding(
                .copyAddress, [.character("y")], .camera, footer: 2, stays: true, disabledReason: \.addressReason,
                run: { $0.copyAddress() }),
            Binding(.card, [.character("Y")], .camera, footer: 13, disabledReason: \.cardReason, opens: CardPage.self),
            Binding(.check, [.character("c")], .camera, footer: 8, disabledReason: \.addressReason, run: { $0.checkSelected() }),
            Binding(.picture, [.character("p")], .camera, footer: 14, disabledReason: \.pictureReason, opens: PicturePage.self),
            Binding(.play, [.character("o")], .camera, disabledReason: \.playerReason, run: { $0.play() }),
            Binding(
                .refresh, [.character("r")], .camera, disabledReason: \.refreshReason,
                run: { $0.selected.map { [.refresh($0.id)] } ?? [] }),
            Binding(
                .refreshAll, [.character("R")], .list, disabledReason: \.lookOnlyReason,
                run: { $0.refreshAll() }),
            Binding(
                "filter", [.character("/")], .list, footer: 4,
                act: { state in
                    state.grid.editingFilter = true
                    state.grid.filter.field.moveToEnd()
                }),
            Binding("sort", [.character("s")], .list, footer: 10, run: { $0.sortByNextColumn() }),
            Binding("reverse-sort", [.character("S")], .list, run: { $0.sort($0.grid.sort.turned) }),
            Binding("pause", [.control("p")], .list, disabledReason: \.lookOnlyReason, run: { $0.togglePause() }),
            Binding(
                "longer-interval", [.character("+")], .list, disabledReason: \.lookOnlyReason,
                run: { $0.changeInterval(longer: true) }),
            Binding(
                "shorter-interval", [.character("-")], .list, disabledReason: \.lookOnlyReason,
                run: { $0.changeInterval(longer: false) }),
            Binding(.tiles, [.character("t")], .list, footer: 15, run: { $0.toggleTiles() }),
            Binding("pane", [.character("v")], .list, footer: 16, run: { $0.movePane() }),
            Binding("history-span", [.character("h")], .list, run: { $0.showNextSpan() }),
            Binding(.history, [.character("H")], .list, footer: 12, opens: PastPage.self),
            Binding("columns", [.character("C")], .list, act: { $0.openChooser(.columns) }),
            Binding(.accounts, [.character("a")], .list, act: { $0.openChooser(.account) }),
            Binding("theme", [.character("T")], .program, act: { $0.openChooser(.theme) }),
            Binding(.mouse, [.character("m")], .program, act: { $0.toggleMouse() }),
            Binding(.palette, [.character(":")], .program, footer: 3, act: { $0.show(Palette()) }),
            Binding(.log, [.character("l")], .program, footer: 9, opens: LogPage.self),
            Binding(.help, [.character("?")], .program, footer: 0, opens: HelpPage.self),
            Binding(.redraw, [.control("l")], .program, run: { _ in [.redraw] }),
            Binding(.suspend, [.control("z")], .program, run: { _ in [.suspend] }),
            Binding(.dismiss, [.escape], .program, act: { $0.dismiss() }),
            Binding(.quit, [.character("q"), .control("c")], .program, footer: 6, run: { _ in [.quit(exitCode: 0)] }),
        ])

    /// The list's filter, while it is typed: one moves in the rows meanwhile.
    static let gridFilter = Scope(
        "filter",
        own: [
            Binding(
                "filter-leave", [.backspace], applies: { $0.grid.filter.text.isEmpty }, act: { $0.grid.editingFilter = false })
        ], takes: .prompt.union([.moveDown, .moveUp, .pageDown, .pageUp]), isText: true)
}

extension State {
    /// What switching would do to the selected camera.
    fileprivate var encryptionWord: String? {
        let known = selected.flatMap { $0.contradiction == .encrypted ? nil : $0.encryption?.value }
        let command: Command =
            switch actsOnMarks ? nil : known {
            case .on: .lift
            case .off: .restore
            case .unknown, nil: .toggleEncryption
            }
        return word(command)
    }
}
