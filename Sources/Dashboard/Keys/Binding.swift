import Cells
import Wording

/// One command as everything that shows keys sees it: footer, help, documentation, and the dispatch of keys itself.
struct Binding: Sendable {
    /// Under which heading it stands: the list's commands by what they are about, the others by whose they are.
    struct Tag: Hashable, Sendable {
        var name: String

        static let move = Tag(name: "move")
        static let camera = Tag(name: "camera")
        static let list = Tag(name: "list")
        static let program = Tag(name: "program")
        /// Until its scope gives it its own.
        static let none = Tag(name: "")

        /// As somebody looks for a command by its name: nobody moves that way.
        static let byUse: [Tag] = [.camera, .list, .program, .move]
    }

    var command: Command
    var keys: [Key]
    var tag: Tag
    /// Where the configuration names no keys for it, it has those of this command, whatever they are.
    var follows: Command?
    /// Esc stays with it, whatever the configuration says: nobody may be locked in.
    var keepsEscape: Bool
    /// Changes a device: does not exist with `--read-only`.
    var dangerous: Bool
    /// Worth in the footer, the smallest the most, and the place in a dialog's line of keys; nil keeps it out.
    var footer: Int?
    /// It stands in the footer whatever row is selected, dim where it would not work.
    var stays: Bool
    /// The command whose key is named beside its own there.
    var pair: Command?
    /// What it is called there now; nil keeps it out.
    var word: @Sendable (State) -> String?
    /// Whether there is such a key now: else it is as if it were bound to nothing.
    var applies: @Sendable (State) -> Bool
    /// Why it does not work now, in words; nil when it does.
    var disabledReason: @Sendable (State) -> String?
    /// The page that it opens.
    var opens: (any Page.Type)?
    var run: @Sendable (inout State) -> [Effect]

    /// - Parameters:
    ///   - act: what it does, where that wants nothing done outside.
    ///   - run: what it does, and wants done.
    init(
        _ command: Command, _ keys: [Key] = [], _ tag: Tag = .none, follows: Command? = nil, keepsEscape: Bool = false,
        dangerous: Bool = false, footer: Int? = nil, stays: Bool = false, pair: Command? = nil,
        word: (@Sendable (State) -> String?)? = nil,
        applies: @escaping @Sendable (State) -> Bool = { _ in true },
        disabledReason: @escaping @Sendable (State) -> String? = { _ in nil }, opens: (any Page.Type)? = nil,
        act: @escaping @Sendable (inout State) -> Void = { _ in },
        run: @escaping @Sendable (inout State) -> [Effect] = { _ in [] }
    ) {
        self.command = command
        self.keys = keys
        self.tag = tag
        self.follows = follows
        self.keepsEscape = keepsEscape
        self.dangerous = dangerous
        self.footer = footer
        self.stays = stays
        self.pair = pair
        self.word = word ?? { $0.word(command) }
        self.applies = applies
        self.disabledReason = disabledReason
        self.opens = opens
        self.run = { state in
            act(&state)
            return opens?.open(in: &state) ?? run(&state)
        }
    }

    /// The list's commands have names to be called by.
    var isInPalette: Bool { Tag.byUse.contains(tag) }

    /// Where text is typed letters are text.
    var withoutLetters: Binding {
        var binding = self
        binding.keys.removeAll { if case .character = $0 { true } else { false } }
        return binding
    }
}
