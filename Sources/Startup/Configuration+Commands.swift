import Cells
import Dashboard
import Delivery
import Settings

/// What only those who know the commands and the player can find wrong with a configuration.
extension Configuration {
    public var problemsOfCommands: [ConfigurationProblem] {
        unknownCommands(among: Bindings.names) + takenKeys + problemOfPlayer + problemsOfFilters
    }

    /// The configuration's own keys, by command.
    public var rebound: [Command: [Key]] {
        Dictionary(keys.map { (Command($0.command), $0.keys) }) { $1 }
    }

    private var takenKeys: [ConfigurationProblem] {
        Bindings.conflicts(of: rebound).compactMap { conflict in
            let owners = conflict.commands.map(\.name)
            guard let line = keys.last(where: { owners.contains($0.command) && $0.keys.contains(conflict.key) }),
                let other = owners.first(where: { $0 != line.command })
            else { return nil }
            return ConfigurationProblem(
                file: file, line: line.line, key: "keys.\(line.command)",
                what: .keyTaken(key: conflict.key.name, by: other, on: conflict.place))
        }
    }

    /// By what changes no rule finds its cameras at the moment that matters.
    private var problemsOfFilters: [ConfigurationProblem] {
        alerts.filter { Filter($0.cameras).namesState }.map { problem(ofFilterOf: $0, .stateInFilter) }
    }

    private var problemOfPlayer: [ConfigurationProblem] {
        PlayerCommand(player)?.putsAddressInScript == true ? [problem(.player, .badValue(.player))] : []
    }
}
