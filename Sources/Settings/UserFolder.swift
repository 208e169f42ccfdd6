/// Where the user's files for eztop lie.
public enum UserFolder: CaseIterable, Sendable {
    case configuration, cache, state

    private var place: (variable: Variable, usual: String) {
        switch self {
        case .configuration: (.configHome, ".config")
        case .cache: (.cacheHome, ".cache")
        case .state: (.stateHome, ".local/state")
        }
    }

    /// `$XDG_CONFIG_HOME/eztop` and its like, else `~/.config/eztop`; nil where the environment names no home. A path that is relative
    /// counts as unset, as the standard of these variables says.
    public func path(_ environment: [String: String]) -> String? {
        if let base = environment[place.variable], base.hasPrefix("/") { return Self.below(base, "eztop") }
        guard let home = environment[.home], home.hasPrefix("/") else { return nil }
        return Self.below(home, place.usual + "/eztop")
    }

    /// A path as a file names it: `~/` is the home, a relative one starts where the file lies.
    static func resolve(_ path: String, beside file: String, _ environment: [String: String]) -> String {
        if path.hasPrefix("/") { return path }
        if path.hasPrefix("~/"), let home = environment[.home] { return below(home, String(path.dropFirst(2))) }
        guard let slash = file.lastIndex(of: "/") else { return path }
        return file[...slash] + path
    }

    private static func below(_ folder: String, _ path: String) -> String { folder + (folder.hasSuffix("/") ? "" : "/") + path }
}

extension [String: String] {
    /// A variable's value without what clings to its ends; an empty one counts as unset.
    public subscript(_ variable: Variable) -> String? {
        self[variable.rawValue].map(CopiedText.trimmed).flatMap { $0.isEmpty ? nil : $0 }
    }
}
