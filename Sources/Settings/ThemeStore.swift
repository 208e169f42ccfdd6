import Cells

/// The themes this program can find: the built-in one, the user's, those installed with it, and those of its checkout.
public struct ThemeStore: Sendable {
    private let folders: [String]
    /// The folder of the themes that come with the program: those installed beside it, else those of its checkout.
    public var shipped: String? { folders.first { !files.list($0).isEmpty } }
    private let files: any FileReading
    private let environment: [String: String]

    private static let limit = 262_144

    /// - Parameter executable: the program's own file, beside which the installed themes and those of a checkout are looked for.
    public init(environment: [String: String], executable: String?, files: any FileReading = SystemFiles()) {
        self.environment = environment
        self.files = files
        var folders: [String] = []
        if let user = ConfigurationFolder.path(environment) { folders.append(user + "/themes") }
        if let executable {
            var folder = Self.parent(executable)
            folders.append(Self.parent(folder) + "/share/eztop/themes")
            while folder.count > 1 {
                if (try? files.read(folder + "/Package.swift", limit: Self.limit)) != nil {
                    folders.append(folder + "/themes")
                    break
                }
                folder = Self.parent(folder)
            }
        }
        self.folders = folders
    }

    /// A theme by its name, or by a path (anything with a slash, or that ends in `.toml`). `auto` is `default`.
    ///
    /// - Parameter problem: makes the problem's place out of what is wrong: the line of the configuration, or the option.
    /// - Throws: every problem of the file, or that there is none.
    public func find(
        _ name: String, problem: (ConfigurationProblem.What) -> ConfigurationProblem
    ) throws(ConfigurationError) -> Theme {
        if name == "auto" || name == Theme.standard.name { return .standard }
        if name.contains("/") || name.hasSuffix(".toml") {
            return try theme(at: ConfigurationFolder.resolve(name, beside: "", environment), problem)
        }
        guard Self.isName(name) else { throw ConfigurationError([problem(unknown(name))]) }
        for folder in folders {
            let path = folder + "/" + name + ".toml"
            if let file = try read(path) { return try parse(file, path) }
        }
        throw ConfigurationError([problem(unknown(name))])
    }

    /// The file a theme is read from; nil for the built-in one, and for one that is not there.
    public func path(of name: String) -> String? {
        if name == "auto" || name == Theme.standard.name { return nil }
        if name.contains("/") || name.hasSuffix(".toml") { return ConfigurationFolder.resolve(name, beside: "", environment) }
        guard Self.isName(name) else { return nil }
        return folders.map { "\($0)/\(name).toml" }.first { (try? files.read($0, limit: Self.limit)) != nil }
    }

    /// Every theme that has a name, `default` first and each once.
    public var names: [String] {
        let found = Set(folders.flatMap(files.list).filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) })
        return [Theme.standard.name] + found.filter { Self.isName($0) && $0 != Theme.standard.name && $0 != "auto" }.sorted()
    }

    private func unknown(_ name: String) -> ConfigurationProblem.What {
        .unknownTheme(nearest: Spelling.nearest(to: name, among: names))
    }

    private func theme(
        at path: String, _ problem: (ConfigurationProblem.What) -> ConfigurationProblem
    ) throws(ConfigurationError) -> Theme {
        guard let file = try read(path) else { throw ConfigurationError([problem(.unreadable(.notFound))]) }
        return try parse(file, path)
    }

    private func read(_ path: String) throws(ConfigurationError) -> String? {
        do throws(FileFault) {
            return try FileText(files.read(path, limit: Self.limit).bytes).text
        } catch {
            if error == .notFound { return nil }
            throw ConfigurationError([ConfigurationProblem(file: path, what: .unreadable(error))])
        }
    }

    private func parse(_ text: String, _ path: String) throws(ConfigurationError) -> Theme {
        let last = path.split(separator: "/").last.map(String.init) ?? path
        return try ThemeFile.parse(text, name: last.hasSuffix(".toml") ? String(last.dropLast(5)) : last, file: path)
    }

    /// Names have lower-case letters, digits and dashes: nothing that leads out of the folder.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x61...0x7A, 0x30...0x39, 0x2D: true
                default: false
                }
            }
    }

    private static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }
}
