import Cells
import FoundationEssentials
import Settings
import System

/// The themes to choose from while the dashboard runs, and whether the file of the one in force has changed.
public final class ThemeShelf {
    private let store: ThemeStore
    private let chosen: String
    private var seen: FileStamp?

    /// - Parameter chosen: the theme that the program starts with, which may be a path.
    public init(_ store: ThemeStore, chosen: String, theme: Theme) {
        self.store = store
        self.chosen = chosen
        seen = stamp(theme.name)
    }

    /// Looked up when the list is first wanted: not before the first frame.
    public lazy var names: [String] = {
        let names = store.names
        let own = name(of: chosen)
        return names.contains(own) ? names : names + [own]
    }()

    public func find(_ name: String) -> Result<Theme, ConfigurationError> {
        seen = stamp(name)
        do throws(ConfigurationError) {
            return .success(try store.find(reference(name)) { ConfigurationProblem(file: nil, key: "theme", what: $0) })
        } catch {
            return .failure(error)
        }
    }

    /// The theme as its file says now; nil while that has not changed.
    public func changed(_ name: String) -> Result<Theme, ConfigurationError>? {
        guard let now = stamp(name), now != seen else { return nil }
        return find(name)
    }

    /// That others have a hand in its file; nil where nobody has.
    public func warning(of name: String) -> ConfigurationProblem? {
        let name = reference(name)
        return store.exposure(of: name).map { ConfigurationProblem(file: store.path(of: name), what: .exposed($0)) }
    }

    /// What the store finds the theme by: a path has its name only where it was given.
    private func reference(_ name: String) -> String { name == self.name(of: chosen) ? chosen : name }

    private func name(of reference: String) -> String {
        let last = reference.split(separator: "/").last.map(String.init) ?? reference
        return last.hasSuffix(".toml") ? String(last.dropLast(5)) : last == "auto" ? Theme.standard.name : last
    }

    private func stamp(_ name: String) -> FileStamp? { store.path(of: reference(name)).flatMap { FileStamp($0) } }
}
