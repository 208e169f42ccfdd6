import System

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
    public var path: String? { named ?? UserFolder.configuration.path(environment).map { $0 + "/config.toml" } }

    /// A file that was named must be there; the usual one need not.
    ///
    /// No shell has put the home in the place of `~` in a variable, or behind `--config=`.
    private var named: String? { (explicitPath ?? environment[.config]).map { UserFolder.resolve($0, beside: "", environment) } }

    /// - Parameters:
    ///   - needsAccount: whether a configuration without any account is a problem (the demo needs none).
    ///   - check: what those find wrong with it who know more than its text.
    /// - Throws: every problem at once.
    public func load(
        needsAccount: Bool = true, also check: (Configuration) -> [ConfigurationProblem] = { _ in [] }
    ) throws(ConfigurationError) -> Configuration {
        let variables = EnvironmentAccount(environment)
        var problems = variables.problems
        var configuration = Configuration(), wasRead = false
        do throws(ConfigurationError) {
            if let parsed = try readFile(besides: variables.account) {
                wasRead = true
                configuration = parsed.configuration
                problems += parsed.document.problems + check(parsed.configuration)
            }
        } catch {
            problems += error.problems
        }
        if let account = variables.account { configuration.accounts.insert(account, at: 0) }
        if needsAccount, configuration.accounts.isEmpty, configuration.serviceSocket == nil, problems.isEmpty {
            problems.append(ConfigurationProblem(file: path, what: .nothingConfigured(isThere: wasRead)))
        }
        guard problems.isEmpty else { throw ConfigurationError(problems) }
        if variables.account == nil, !configuration.accounts.isEmpty {
            configuration.notes += [Variable.baseURL, .region, .devices].filter { environment[$0] != nil }.map {
                ConfigurationProblem(file: nil, key: $0.rawValue, what: .unusedVariable)
            }
        }
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
            if error == .notFound, explicitPath == nil, CopiedText.isQuoted(path) {
                throw ConfigurationError([ConfigurationProblem(file: nil, key: Variable.config.rawValue, what: .quoted)])
            }
            throw ConfigurationError([ConfigurationProblem(file: path, line: error.line, what: .unreadable(error))])
        }
        var parsed = try ParsedConfiguration(text, file: path)
        let holdsSecret = parsed.document.holdsSecret
        let isOpen = holdsSecret && file.readableByOthers && !file.isGiven(at: path)
        if isOpen {
            parsed.document.report(.readableByOthers(chmod: ShellWord.chmod600(path, owner: file.owner)), at: TablePath())
        } else if holdsSecret, file.readableByOthers {
            parsed.configuration.notes.append(ConfigurationProblem(file: path, what: Self.given(file, at: path)))
        }
        if let exposure = Exposure(
            file, at: path, over: files.way(to: path), isTrusting: holdsSecret || parsed.isTrusting),
            // The one command mends both.
            exposure.kind != .groupWrites || !isOpen
        {
            parsed.document.report(.exposed(exposure), at: TablePath())
        }
        for (index, place) in parsed.accountPaths.enumerated() {
            let account = parsed.configuration.accounts[index]
            let source = place + account.secret.key.rawValue
            parsed.configuration.secretLines[account.name] = parsed.document.line(of: source)
            if account.name == other?.name {
                parsed.document.report(.duplicateAccount(name: account.name), at: place + AccountKey.name.rawValue)
            }
            guard case .file(let written) = account.secret else { continue }
            let secret = UserFolder.resolve(written, beside: path, environment)
            parsed.configuration.accounts[index].secret = .file(secret)
            // Looked at right away, so that what is wrong with it is said together with everything else.
            do throws(SecretFault) {
                let file = try SecretSource.file(at: secret, files)
                _ = try SecretSource.firstLine(of: file.bytes, secret)
                if file.readableByOthers {
                    parsed.configuration.notes.append(
                        parsed.configuration.problem(ofSecretOf: account, Self.given(file, at: secret)))
                }
            } catch {
                parsed.document.report(.secret(error), at: source)
            }
        }
        if let written = parsed.configuration.service.network?.tokenFile {
            let path = UserFolder.resolve(written, beside: path, environment)
            parsed.configuration.service.network?.tokenFile = path
            do throws(SecretFault) {
                _ = try SecretSource.token(at: path, files)
            } catch {
                let place = TablePath() + RootKey.service.rawValue + ServiceKey.tokenFile.rawValue
                parsed.document.report(.secret(error), at: place)
            }
        }
        resolveBroker(of: &parsed, beside: path)
        for (index, place) in parsed.routePaths.enumerated() {
            guard let post = parsed.configuration.routes[index].post else { continue }
            if post.isPlain {
                let at = place + RouteKey.post.rawValue
                parsed.configuration.notes.append(
                    ConfigurationProblem(
                        file: path, line: parsed.document.line(of: at), key: "via.post",
                        what: .plainRoute(name: parsed.configuration.routes[index].name)))
            }
            guard let written = post.tokenFile else { continue }
            let token = UserFolder.resolve(written, beside: path, environment)
            parsed.configuration.routes[index].post?.tokenFile = token
            do throws(SecretFault) {
                _ = try SecretSource.bearer(at: token, files)
            } catch {
                parsed.document.report(.secret(error), at: place + RouteKey.tokenFile.rawValue)
            }
        }
        return parsed
    }

    private func resolveBroker(of parsed: inout ParsedConfiguration, beside path: String) {
        let table = TablePath() + RootKey.mqtt.rawValue
        if let written = parsed.configuration.broker?.passwordFile {
            let file = UserFolder.resolve(written, beside: path, environment)
            parsed.configuration.broker?.passwordFile = file
            do throws(SecretFault) {
                _ = try SecretSource.password(at: file, files)
            } catch {
                parsed.document.report(.secret(error), at: table + MQTTKey.passwordFile.rawValue)
            }
        }
        if let written = parsed.configuration.broker?.caFile {
            let file = UserFolder.resolve(written, beside: path, environment)
            parsed.configuration.broker?.caFile = file
            do throws(FileFault) {
                let read = try files.read(file, limit: Self.limit)
                // Who writes it says whom the password is shown to.
                if let exposure = Exposure(read, at: file, over: files.way(to: file), isTrusting: true) {
                    parsed.document.report(.exposed(exposure), at: table + MQTTKey.caFile.rawValue)
                }
            } catch {
                parsed.document.report(.unreadable(error), at: table + MQTTKey.caFile.rawValue)
            }
        }
    }

    private static func given(_ file: ReadFile, at path: String) -> ConfigurationProblem.What {
        .readableAsGiven(path: path, mode: FileStanding(path: path, owner: file.owner, mode: file.mode).digits)
    }
}
