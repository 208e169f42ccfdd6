/// Finds the configuration file, reads it and the environment, and checks who else may read it.
public struct ConfigurationLoader: Sendable {
    private let explicitPath: String?
    private let environment: [String: String]
    private let files: any FileReading

    /// No configuration, theme or scenario is larger.
    static let limit = 1_048_576

    /// - Parameter explicitPath: the file of `--config`.
    public init(explicitPath: String?, environment: [String: String], files: any FileReading = SystemFiles()) {
        self.explicitPath = explicitPath
        self.environment = environment
        self.files = files
    }

    /// The file that is read: `--config`, else `$EZTOP_CONFIG`, else `config.toml` in the user's folder for eztop. nil when
    /// the environment names no home.
    public var path: String? { named ?? ConfigurationFolder.path(environment).map { $0 + "/config.toml" } }

    /// A file that was named must be there; the usual one need not.
    private var named: String? { explicitPath ?? environment[.config] }

    /// - Parameters:
    ///   - needsAccount: whether a configuration without any account is a problem (the demo needs none).
    ///   - check: what those find wrong with it who know more than its text.
    /// - Throws: every problem at once.
    public func load(
        needsAccount: Bool = true, also check: (Configuration) -> [ConfigurationProblem] = { _ in [] }
    ) throws(ConfigurationError) -> Configuration {
        let variables = EnvironmentAccount(environment)
        var problems = variables.problems
        var configuration = Configuration()
        do throws(ConfigurationError) {
            if let parsed = try readFile(besides: variables.account) {
                configuration = parsed.configuration
                problems += parsed.document.problems + check(parsed.configuration)
            }
        } catch {
            problems += error.problems
        }
        if let account = variables.account { configuration.accounts.insert(account, at: 0) }
        if needsAccount, configuration.accounts.isEmpty, problems.isEmpty {
            problems.append(ConfigurationProblem(file: path, what: .nothingConfigured))
        }
        guard problems.isEmpty else { throw ConfigurationError(problems) }
        return configuration
    }

    /// nil when there is no file and none was named.
    private func readFile(besides other: Account?) throws(ConfigurationError) -> ParsedConfiguration? {
        guard let path else { return nil }
        let file: ReadFile
        let text: String
        do throws(FileFault) {
            file = try files.read(path, limit: Self.limit)
            text = try FileText(file.bytes).text
        } catch {
            if error == .notFound, named == nil { return nil }
            throw ConfigurationError([ConfigurationProblem(file: path, what: .unreadable(error))])
        }
        var parsed = try ParsedConfiguration(text, file: path)
        if parsed.document.holdsSecret, file.readableByOthers {
            parsed.document.report(.readableByOthers(chmod: Self.chmod(path)), at: TablePath())
        }
        if let exposure = Exposure(
            file, at: path, below: files.folders(above: path),
            holdsCommand: parsed.document.holdsSecret || parsed.configuration.namesCommand),
            // The one command mends both.
            exposure.kind != .groupWrites || !(parsed.document.holdsSecret && file.readableByOthers)
        {
            parsed.document.report(.exposed(exposure), at: TablePath())
        }
        for (index, place) in parsed.accountPaths.enumerated() {
            let account = parsed.configuration.accounts[index]
            if account.name == other?.name {
                parsed.document.report(.duplicateAccount(name: account.name), at: place + AccountKey.name.rawValue)
            }
            guard case .file(let written) = account.secret else { continue }
            let secret = ConfigurationFolder.resolve(written, beside: path, environment)
            parsed.configuration.accounts[index].secret = .file(secret)
            if let what = problem(ofSecretFile: secret) {
                parsed.document.report(what, at: place + AccountKey.appSecretFile.rawValue)
            }
        }
        return parsed
    }

    /// A secret file is looked at right away, so that a wrong one is said together with everything else.
    private func problem(ofSecretFile path: String) -> ConfigurationProblem.What? {
        do throws(FileFault) {
            let file = try files.read(path, limit: SecretSource.fileLimit)
            if file.readableByOthers { return .readableByOthers(chmod: Self.chmod(path)) }
            return Exposure(file, at: path, below: files.folders(above: path), holdsCommand: true).map { .exposed($0) }
        } catch {
            return .secret(.file(path: path, error))
        }
    }

    /// Quoted, since the line is there to be pasted.
    private static func chmod(_ path: String) -> String {
        "chmod 600 " + ShellWord.quoted(path)
    }
}

extension Configuration {
    /// Something that it names is run.
    fileprivate var namesCommand: Bool {
        if lines[RootKey.player.rawValue] != nil { return true }
        if case .command = clipboard { return true }
        return accounts.contains { if case .command = $0.secret { true } else { false } }
    }
}
