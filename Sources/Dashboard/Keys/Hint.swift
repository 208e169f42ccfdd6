import Cells
import Wording

/// A key and what it does now, as footers and dialogs name it.
struct Hint {
    /// Several keys that belong together stand beside each other.
    var keys: [Key]
    var text: String
    var worth: Int
    /// It would not work now, and says why.
    var isDim = false

    var names: String { keys.map(\.name).joined(separator: " ") }

    /// What a click on it presses: of several keys nobody knows which one is meant.
    var press: Key? { keys.count == 1 ? keys[0] : nil }

    var width: Int { Glyphs.width(of: names) + 1 + Glyphs.width(of: text) }
}

extension State {
    /// What a command is called where there is little room.
    func word(_ command: Command) -> String { texts.words(for: command.name).short }

    /// The keys of a scope that work now, or stay, and are worth naming, in the table's order.
    ///
    /// - Parameter part: leaves out those that are not this scope's own.
    func hints(in scope: Scope, of part: Scope? = nil) -> [Hint] {
        let own = part.map { Set($0.own.map(\.command)) }
        let bindings = options.bindings.bindings(in: scope)
        return bindings.compactMap { binding in
            guard own?.contains(binding.command) != false, let worth = binding.footer, let key = binding.keys.first,
                binding.applies(self), let word = binding.word(self)
            else { return nil }
            let works = binding.disabledReason(self) == nil
            guard works || binding.stays && selected != nil else { return nil }
            let pair = bindings.first { $0.command == binding.pair }?.keys.first
            return Hint(keys: [key] + (pair.map { [$0] } ?? []), text: word, worth: worth, isDim: !works)
        }
    }
}
