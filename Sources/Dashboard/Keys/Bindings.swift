import Cells
import Wording

/// The key table as it is in force: with the configuration's own keys, and without what read-only takes away.
public struct Bindings: Sendable {
    let all: [Binding]
    private let scopes: [String: [Binding]]

    /// - Parameters:
    ///   - rebound: the configuration's `[keys]`, by command; its keys replace the table's.
    ///   - readOnly: leaves out the commands that change devices.
    public init(rebound: [Command: [Key]] = [:], readOnly: Bool = false) {
        let table = Scope.all.flatMap(\.own)
        let all = table.filter { !(readOnly && $0.dangerous) }.map { binding in
            var binding = binding
            if let keys = rebound[binding.command] {
                binding.keys = keys + (binding.keepsEscape && !keys.contains(.escape) ? [.escape] : [])
            } else if let followed = binding.follows {
                binding.keys = rebound[followed] ?? table.first { $0.command == followed }?.keys ?? []
            }
            return binding
        }
        self.all = all
        let places = Dictionary(all.enumerated().map { ($1.command, (place: $0, binding: $1)) }) { first, _ in first }
        scopes = Dictionary(Scope.all.map { ($0.name, $0.bindings(among: places)) }) { first, _ in first }
    }

    /// With keys by the commands' names, as recordings and messages have them.
    init(names: [String: [Key]], readOnly: Bool) {
        self.init(rebound: Dictionary(names.map { (Command($0), $1) }) { first, _ in first }, readOnly: readOnly)
    }

    /// The keys in force by command, as a recording keeps them.
    var keys: [String: [Key]] { Dictionary(all.map { ($0.command.name, $0.keys) }) { first, _ in first } }

    /// Every name that `[keys]` takes.
    public static var names: [String] { Scope.all.flatMap(\.own).map(\.command.name) }

    /// Each heading with what stands under it. What is reached neither by a key nor by its name is left out.
    var sections: [(tag: Binding.Tag, bindings: [Binding])] {
        var sections: [(tag: Binding.Tag, bindings: [Binding])] = []
        for binding in all where binding.isInPalette || !binding.keys.isEmpty {
            if let place = sections.firstIndex(where: { $0.tag == binding.tag }) {
                sections[place].bindings.append(binding)
            } else {
                sections.append((binding.tag, [binding]))
            }
        }
        return sections
    }

    /// What works in a scope, in the order in which a key is looked for.
    func bindings(in scope: Scope) -> [Binding] { scopes[scope.name] ?? [] }

    func binding(of command: Command) -> Binding? { all.first { $0.command == command } }

    /// How a command is reached: by its key in force, or by its name in the palette. nil where read-only has taken it away.
    func key(of command: Command) -> String? {
        binding(of: command).map { $0.keys.first?.name ?? ($0.isInPalette ? ":" : "") + command.name }
    }

    /// What a command does, with the keys in force where the text names others.
    func title(of command: Command, _ texts: Texts) -> String {
        let title = texts.words(for: command.name).title
        guard command == .mark else { return title }
        let keys = [.toggleEncryption, .copyAddress, .check].compactMap(key(of:)).joined(separator: texts.punctuation.list)
        return title + texts.punctuation.colon + texts.batch.actOnMarked(keys)
    }
}

extension State {
    /// How texts name a command that `read-only` leaves alone: by its key in force.
    func key(_ command: Command) -> String { options.bindings.key(of: command) ?? ":\(command.name)" }
}
