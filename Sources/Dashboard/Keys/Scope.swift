import Cells

/// Where keys are taken: a page, a dialog, or a line that is typed; or what several of those have in common. Within one of them a
/// key is one command's.
struct Scope: Sendable {
    /// By which its heading is found in the texts.
    let name: String
    let own: [Binding]
    /// The commands of others that work there too.
    let takes: Set<Command>
    /// Letters are text there.
    let isText: Bool
    /// What it is there for changes a device.
    let isDangerous: Bool

    init(
        _ name: String, own: [Binding] = [], takes: Set<Command> = [], isText: Bool = false, isDangerous: Bool = false
    ) {
        self.name = name
        self.own = own.map { binding in
            var binding = binding
            if binding.tag == .none { binding.tag = Binding.Tag(name: name) }
            binding.dangerous = binding.dangerous || isDangerous
            return binding
        }
        self.takes = takes
        self.isText = isText
        self.isDangerous = isDangerous
    }

    /// Every one, in the order of help and documentation. A page is found by the command that opens it; a dialog stands here.
    static let all: [Scope] = {
        var all: [Scope] = [grid, pages, scrolling]
        for page in grid.opened {
            all.append(page)
            all += page.opened
        }
        all += [prompts, gridFilter, logFilter]
        all += [dialogs, encryption, restoration, code, marked, batch, chooser, palette]
        return all
    }()

    /// The pages that its commands open.
    private var opened: [Scope] { own.compactMap { $0.opens?.scope } }

    /// What works there, in the order in which a key is looked for: what concerns the terminal works everywhere, by keys that are no
    /// letters; its own keys go before those that it takes from others.
    func bindings(among all: [Command: (place: Int, binding: Binding)]) -> [Binding] {
        func found(_ commands: some Sequence<Command>) -> [Binding] {
            commands.compactMap { all[$0] }.sorted { $0.place < $1.place }.map(\.binding)
        }
        let bindings = found(own.map(\.command)) + found(takes)
        return found([.redraw, .suspend]).map(\.withoutLetters) + (isText ? bindings.map(\.withoutLetters) : bindings)
    }
}
