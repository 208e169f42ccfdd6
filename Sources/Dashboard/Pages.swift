import Cells

extension State.Page {
    /// The commands whose keys work on the page: its footer lists no others, and `pressInPage` runs no others. What is pressed for
    /// the page alone, such as the card's protocols, is the page's own matter.
    var commands: Set<Command> {
        let everywhere: Set<Command> = [.palette, .help, .redraw, .suspend]
        switch self {
        case .grid: return Set(Command.allCases)
        case .details:
            return everywhere.union([
                .log, .moveDown, .moveUp, .nextProblem, .mark, .toggleEncryption, .copyAddress, .card, .check, .picture, .play,
                .refresh, .refreshAll,
            ])
        case .picture, .help, .log: return everywhere.union([.log]).subtracting(opener.map { [$0] } ?? [])
        // `l` is a protocol there.
        case .card: return everywhere
        }
    }

    /// The command that opens the page, whose key leaves it again.
    var opener: Command? {
        switch self {
        case .grid, .card, .picture: nil
        case .details: .details
        case .help: .help
        case .log: .log
        }
    }

    /// Whether both are pages of the same kind, whatever they show.
    fileprivate func isLike(_ other: State.Page) -> Bool {
        switch (self, other) {
        case (.grid, .grid), (.details, .details), (.help, .help), (.log, .log), (.card, .card), (.picture, .picture): true
        default: false
        }
    }
}

extension State {
    /// Shows a page over the one that is there, to which Esc goes back. A page of its kind that is open already gives way to it,
    /// with all that lies over that, so that nobody has to go back through the same page twice.
    mutating func open(_ new: Page) {
        if let same = behind.firstIndex(where: new.isLike) {
            behind.removeSubrange(same...)
        } else if !page.isLike(new) {
            behind.append(page)
        }
        page = new
    }

    mutating func goBack() { page = behind.popLast() ?? .grid }

    mutating func showGrid() {
        behind = []
        page = .grid
    }

    /// Keys that every page knows: back, and the commands that work there. An error that shows is dismissed before the page goes;
    /// news are no reason to stay.
    mutating func pressInPage(_ key: Key) -> [Effect] {
        switch key {
        case .escape where notice?.isError == true: notices.dismissError()
        case .escape, .character("q"), .enter: goBack()
        default:
            guard let binding = options.bindings.binding(for: key) else { return [] }
            if binding.command == page.opener {
                goBack()
            } else if page.commands.contains(binding.command) {
                return run(binding)
            }
        }
        return []
    }
}
