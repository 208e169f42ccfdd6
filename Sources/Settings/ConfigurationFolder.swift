/// Where the user's files for eztop lie.
public enum ConfigurationFolder {
    /// `$XDG_CONFIG_HOME/eztop`, else `~/.config/eztop`. A relative `XDG_CONFIG_HOME` counts as unset, as its standard says.
    public static func path(_ environment: [String: String]) -> String? {
        if let base = environment[.configHome], base.hasPrefix("/") { return base + "/eztop" }
        return environment[.home].map { $0 + "/.config/eztop" }
    }

    /// A path as a file names it: `~/` is the home, a relative one starts where the file lies.
    static func resolve(_ path: String, beside file: String, _ environment: [String: String]) -> String {
        if path.hasPrefix("/") { return path }
        if path.hasPrefix("~/"), let home = environment[.home] { return home + path.dropFirst() }
        guard let slash = file.lastIndex(of: "/") else { return path }
        return file[...slash] + path
    }
}

extension [String: String] {
    /// A variable's value without what clings to its ends; an empty one counts as unset.
    public subscript(_ variable: Variable) -> String? {
        self[variable.rawValue].map(CopiedText.trimmed).flatMap { $0.isEmpty ? nil : $0 }
    }
}
