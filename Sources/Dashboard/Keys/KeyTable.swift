import Cells
import Settings
import Wording

/// One command as everything that shows keys sees it: footer, help, documentation, and the dispatch of keys itself.
struct Binding: Sendable {
    enum Tag: CaseIterable, Sendable {
        case move, camera, list, program

        /// As somebody looks for a command by its name: nobody moves that way.
        static let byUse: [Tag] = [.camera, .list, .program, .move]
    }

    var command: Command
    var keys: [Key]
    var tag: Tag
    /// Changes a device: does not exist with `--read-only`.
    var dangerous = false
    /// Worth in the footer, the smallest the most; nil keeps it out.
    var footer: Int?
    /// Why it does not work now, in words; nil when it does.
    var disabledReason: @Sendable (State) -> String? = { _ in nil }
}

extension Binding {
    /// The one key table.
    static let all: [Binding] = [
        Binding(command: .moveDown, keys: [.character("j"), .down], tag: .move),
        Binding(command: .moveUp, keys: [.character("k"), .up], tag: .move),
        Binding(command: .moveLeft, keys: [.left], tag: .move, disabledReason: \.rowsReason),
        Binding(command: .moveRight, keys: [.right], tag: .move, disabledReason: \.rowsReason),
        Binding(command: .pageDown, keys: [.pageDown], tag: .move),
        Binding(command: .pageUp, keys: [.pageUp], tag: .move),
        Binding(command: .firstRow, keys: [.character("g"), .home], tag: .move),
        Binding(command: .lastRow, keys: [.character("G"), .end], tag: .move),
        Binding(command: .nextProblem, keys: [.character("n")], tag: .move, footer: 5),
        Binding(command: .details, keys: [.enter], tag: .camera, footer: 4, disabledReason: \.noCameraReason),
        Binding(
            command: .mark, keys: [.character(" ")], tag: .camera, footer: 11, disabledReason: \.noCameraReason),
        Binding(command: .markAll, keys: [.character("*")], tag: .list),
        Binding(command: .clearMarks, keys: [.character("u")], tag: .list, disabledReason: \.marksReason),
        Binding(
            command: .toggleEncryption, keys: [.character("e")], tag: .camera, dangerous: true, footer: 0,
            disabledReason: \.encryptionReason),
        Binding(
            command: .restoreEncryption, keys: [], tag: .list, dangerous: true, disabledReason: \.restorationReason),
        Binding(command: .copyAddress, keys: [.character("y")], tag: .camera, footer: 1, disabledReason: \.addressReason),
        Binding(command: .card, keys: [.character("Y")], tag: .camera, footer: 13, disabledReason: \.cardReason),
        Binding(command: .check, keys: [.character("c")], tag: .camera, footer: 6, disabledReason: \.addressReason),
        Binding(command: .picture, keys: [.character("p")], tag: .camera, footer: 14, disabledReason: \.pictureReason),
        Binding(command: .play, keys: [.character("o")], tag: .camera, disabledReason: \.playerReason),
        Binding(command: .refresh, keys: [.character("r")], tag: .camera, disabledReason: \.noCameraReason),
        Binding(command: .refreshAll, keys: [.character("R")], tag: .list),
        Binding(command: .filter, keys: [.character("/")], tag: .list, footer: 2),
        Binding(command: .sort, keys: [.character("s")], tag: .list, footer: 8),
        Binding(command: .reverseSort, keys: [.character("S")], tag: .list),
        Binding(command: .pause, keys: [.control("p")], tag: .list),
        Binding(command: .longerInterval, keys: [.character("+")], tag: .list),
        Binding(command: .shorterInterval, keys: [.character("-")], tag: .list),
        Binding(command: .tiles, keys: [.character("t")], tag: .list, footer: 12),
        Binding(command: .columns, keys: [.character("C")], tag: .list),
        Binding(command: .accounts, keys: [.character("a")], tag: .list),
        Binding(command: .theme, keys: [.character("T")], tag: .program),
        Binding(command: .mouse, keys: [.character("m")], tag: .program),
        Binding(command: .palette, keys: [.character(":")], tag: .program, footer: 10),
        Binding(command: .log, keys: [.character("l")], tag: .program, footer: 7),
        Binding(command: .help, keys: [.character("?")], tag: .program, footer: 3),
        Binding(command: .redraw, keys: [.control("l")], tag: .program),
        Binding(command: .suspend, keys: [.control("z")], tag: .program),
        Binding(command: .dismiss, keys: [.escape], tag: .program),
        Binding(command: .quit, keys: [.character("q"), .control("c")], tag: .program, footer: 9),
    ]
}

/// The key table as it is in force: with the configuration's own keys, and without what read-only takes away.
public struct Bindings: Sendable {
    let all: [Binding]
    private let commands: [Key: Int]

    /// - Parameters:
    ///   - rebound: the configuration's `[keys]`, by command; its keys replace the table's.
    ///   - readOnly: leaves out the commands that change devices.
    public init(rebound: [Command: [Key]] = [:], readOnly: Bool = false) {
        all = Binding.all.filter { !(readOnly && $0.dangerous) }.map { binding in
            var binding = binding
            if let keys = rebound[binding.command] { binding.keys = keys }
            return binding
        }
        var commands: [Key: Int] = [:]
        for (index, binding) in all.enumerated() {
            for key in binding.keys where commands[key] == nil { commands[key] = index }
        }
        self.commands = commands
    }

    /// With keys by the commands' names, as recordings and messages have them.
    init(names: [String: [Key]], readOnly: Bool) {
        let rebound = names.compactMap { name, keys in Command(rawValue: name).map { ($0, keys) } }
        self.init(rebound: Dictionary(rebound) { first, _ in first }, readOnly: readOnly)
    }

    /// The keys in force by command, as a recording keeps them.
    var keys: [String: [Key]] { Dictionary(all.map { ($0.command.rawValue, $0.keys) }) { first, _ in first } }

    func binding(for key: Key) -> Binding? { commands[key].map { all[$0] } }

    func binding(of command: Command) -> Binding? { all.first { $0.command == command } }

    /// How a command is reached: by its key in force, or by its name in the palette. nil where read-only has taken it away.
    func key(of command: Command) -> String? {
        binding(of: command).map { $0.keys.first?.name ?? ":\(command.rawValue)" }
    }

    /// What a command does, with the keys in force where the text names others.
    func title(of command: Command, _ texts: Texts) -> String {
        let title = texts.words(for: command.rawValue).title
        guard command == .mark else { return title }
        let keys = [.toggleEncryption, .copyAddress, .check].compactMap(key(of:)).joined(separator: texts.punctuation.list)
        return title + texts.punctuation.colon + texts.tags.actOnMarked(keys)
    }

    /// The keys of the configuration that two commands would share, with both commands: nothing may start with these.
    public static func conflicts(of rebound: [Command: [Key]]) -> [(key: Key, commands: [Command])] {
        var owners: [Key: [Command]] = [:]
        for binding in Binding.all {
            for key in rebound[binding.command] ?? binding.keys { owners[key, default: []].append(binding.command) }
        }
        return owners.filter { $0.value.count > 1 }.map { ($0.key, $0.value) }.sorted { $0.key.name < $1.key.name }
    }
}

extension State {
    /// How texts name a command that `read-only` leaves alone: by its key in force.
    func key(_ command: Command) -> String { options.bindings.key(of: command) ?? ":\(command.rawValue)" }
}
