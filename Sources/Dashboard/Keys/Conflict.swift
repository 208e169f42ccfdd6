import Cells

extension Bindings {
    /// A key that several commands would share in one place.
    public struct Conflict: Hashable, Sendable {
        public var key: Key
        /// The page or dialog, by its name in the texts; nil is the list.
        public var place: String?
        public var commands: [Command]
    }

    /// What the configuration's keys would make ambiguous: nothing may start with these. Each is named where it is met first. What
    /// the table itself shares is meant so: on a page its own keys go before those of the list.
    public static func conflicts(of rebound: [Command: [Key]]) -> [Conflict] {
        let bindings = Bindings(rebound: rebound), table = Bindings()
        var conflicts: [Conflict] = []
        for scope in Scope.all {
            // It ends the program everywhere.
            var owners: [Key: [Command]] = [.control("c"): [.quit]]
            var moved: Set<Key> = []
            for binding in bindings.bindings(in: scope) {
                // Where it only follows another command, it is that one whose keys were changed.
                let owner = rebound[binding.command] == nil ? binding.follows ?? binding.command : binding.command
                let before = table.binding(of: binding.command)?.keys ?? []
                for key in binding.keys where owners[key]?.contains(owner) != true {
                    owners[key, default: []].append(owner)
                    if !before.contains(key) { moved.insert(key) }
                }
            }
            for (key, commands) in owners.sorted(by: { $0.key.name < $1.key.name })
            where commands.count > 1 && moved.contains(key) {
                if conflicts.contains(where: { $0.key == key && Set($0.commands) == Set(commands) }) { continue }
                conflicts.append(
                    Conflict(key: key, place: scope.name == Scope.grid.name ? nil : scope.name, commands: commands))
            }
        }
        return conflicts
    }
}
