import Cells

/// The themes this program can find: the user's, and those it comes with, which are in the program itself.
public struct ThemeStore: Sendable {
    /// The user's own; nil where the environment names no home.
    private let folder: String?
    private let files: any FileReading
    private let environment: [String: String]

    /// The files of the themes that come with the program.
    public static let shipped = shippedThemes

    private static let limit = ConfigurationLoader.limit

    public init(environment: [String: String], files: any FileReading = SystemFiles()) {
        self.environment = environment
        self.files = files
        folder = UserFolder.configuration.path(environment).map { $0 + "/themes" }
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
            return try theme(at: UserFolder.resolve(name, beside: "", environment), problem)
        }
        guard Self.isName(name) else { throw ConfigurationError([problem(unknown(name))]) }
        if let path = own(name), let file = try read(path) { return try parse(file, path) }
        guard let shipped = Self.shipped.first(where: { $0.name == name }) else {
            throw ConfigurationError([problem(unknown(name))])
        }
        return try parse(shipped.text, name + ".toml")
    }

    /// The file a theme is read from; nil for one that comes with the program, and for one that is not there.
    public func path(of name: String) -> String? {
        if name == "auto" || name == Theme.standard.name { return nil }
        if name.contains("/") || name.hasSuffix(".toml") { return UserFolder.resolve(name, beside: "", environment) }
        guard Self.isName(name) else { return nil }
        return own(name).flatMap { (try? files.read($0, limit: Self.limit)) == nil ? nil : $0 }
    }

    /// How others have a hand in the file that a theme is read from. It holds colours and nothing else, so that this is said, and the
    /// theme taken all the same.
    public func exposure(of name: String) -> Exposure? {
        guard let path = path(of: name), let file = try? files.read(path, limit: Self.limit) else { return nil }
        return Exposure(file, at: path, over: files.way(to: path), isTrusting: false)
    }

    /// Every theme that has a name, `default` first and each once.
    public var names: [String] {
        let own = (folder.map(files.list) ?? []).filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }
        let found = Set(own + Self.shipped.map(\.name))
        return [Theme.standard.name] + found.filter { Self.isName($0) && $0 != Theme.standard.name && $0 != "auto" }.sorted()
    }

    /// Where the user's own theme of that name would lie.
    private func own(_ name: String) -> String? { folder.map { "\($0)/\(name).toml" } }

    private func unknown(_ name: String) -> ConfigurationProblem.What {
        .unknownTheme(names: names)
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
            throw ConfigurationError([ConfigurationProblem(file: path, line: error.line, what: .unreadable(error))])
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
}
