import Cells
import Dashboard
import Delivery
import Settings

/// What only those who know the commands and the player can find wrong with a configuration.
extension Configuration {
    var problemsOfCommands: [ConfigurationProblem] {
        unknownCommands(among: Command.allCases.map(\.rawValue)) + takenKeys + problemOfPlayer
    }

    /// The configuration's own keys, by command.
    var rebound: [Command: [Key]] {
        let pairs = keys.compactMap { line in Command(rawValue: line.command).map { ($0, line.keys) } }
        return Dictionary(pairs) { $1 }
    }

    private var takenKeys: [ConfigurationProblem] {
        Bindings.conflicts(of: rebound).compactMap { conflict in
            let owners = conflict.commands
            guard
                let line = keys.last(where: { line in
                    owners.contains { $0.rawValue == line.command } && line.keys.contains(conflict.key)
                }), let other = owners.first(where: { $0.rawValue != line.command })
            else { return nil }
            return ConfigurationProblem(
                file: file, line: line.line, key: "keys.\(line.command)",
                what: .keyTaken(key: conflict.key.name, by: other.rawValue))
        }
    }

    private var problemOfPlayer: [ConfigurationProblem] {
        PlayerCommand(player)?.putsAddressInScript == true ? [problem(.player, .badValue(.player))] : []
    }
}
