import Cells
import CloudSimulator
import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import HTTP
import OpenPlatform
import Output
import Settings
import Vocabulary
import Wording

/// What a command has to work with: the options, the configuration that is in force, and the language.
public struct Invocation: Sendable {
    public var options: GlobalOptions
    public var configuration: Configuration
    public var environment: [String: String]
    public var language: Wording.Language
    /// Of commands that have been run already.
    public var secrets: [SecretSource: Secret] = [:]
    /// The file of `EZTOP_LOG`, once it is open.
    public var log: DebugLog?
    /// The interval of the option, in place of the configuration's.
    public let interval: TimeInterval?
    /// The socket of the service that the option names.
    private let service: String?
    /// The simulated cloud that is the demo's account, once it runs.
    public var simulator: CloudSimulator?

    public var texts: Texts { language.texts }
    public var readOnly: Bool { options.readOnly || configuration.readOnly }
    /// The socket of the service that is asked in place of the platform; nil where the platform is.
    public var serviceSocket: String? { demo || options.standalone ? nil : service ?? configuration.serviceSocket }
    /// The simulated cloud inside the program takes the place of the accounts.
    public var demo: Bool { options.demo }

    /// - Parameter spoken: the language of what is wrong with the configuration; that of the options unless given.
    /// - Throws: `Failure` 78 with every problem of the configuration, and 64 for an account that is not there.
    public init(
        _ options: GlobalOptions, interval: TimeInterval? = nil, language spoken: Wording.Language? = nil, service: String? = nil
    ) throws(Failure) {
        let configuration: Configuration
        do throws(ConfigurationError) {
            configuration = try Self.load(options, hasService: service != nil)
        } catch {
            throw Failure(.configuration, Self.text(of: error, spoken?.texts ?? Self.texts(options)))
        }
        try self.init(options, configuration, interval: interval, service: service)
    }

    /// - Parameter hasService: a service is asked, and so no account is needed.
    /// - Throws: every problem of the configuration.
    public static func load(_ options: GlobalOptions, hasService: Bool = false) throws(ConfigurationError) -> Configuration {
        try ConfigurationLoader(explicitPath: options.config, environment: ProcessInfo.processInfo.environment)
            .load(needsAccount: !options.demo && !hasService, also: \.problemsOfCommands)
    }

    /// The file that is read; nil where the environment names no home.
    public var configurationPath: String? {
        ConfigurationLoader(explicitPath: options.config, environment: environment).path
    }

    /// - Throws: `Failure` 64 for an account that is not there.
    public init(
        _ options: GlobalOptions, _ configuration: Configuration, interval: TimeInterval? = nil, service: String? = nil
    ) throws(Failure) {
        self.options = options
        self.service = service
        self.interval = interval
        self.configuration = configuration
        self.configuration.interval = interval ?? (options.demo ? Demo.interval : configuration.interval)
        environment = ProcessInfo.processInfo.environment
        language = Self.language(options.language ?? configuration.language, environment)
        if demo {
            // What the environment and the file name is not asked, nor are their commands of secrets run.
            self.configuration.accounts = []
            self.configuration.push = nil
            self.configuration.broker = nil
        }
        if service != nil, options.demo || options.standalone {
            let other = options.demo ? "--demo" : "--standalone"
            throw Failure(.usage, texts.sharing.excludes(other))
        }
        if serviceSocket != nil {
            // Whoever asks a service asks nothing else.
            self.configuration.accounts = []
            self.configuration.push = nil
            self.configuration.broker = nil
            return
        }
        if let name = options.account {
            let names = demo ? [Demo.account] : configuration.accounts.map(\.name)
            self.configuration.accounts.removeAll { $0.name != name }
            if !names.contains(name) {
                throw Failure(.usage, texts.commandLine.unknownAccount(name, names.joined(separator: texts.punctuation.list)))
            }
        }
    }

    /// The code of `EZTOP_VERIFICATION_CODE`.
    ///
    /// - Throws: `Failure` 78 where it is none.
    public var verificationCode: Secret? {
        get throws(Failure) {
            do throws(ConfigurationError) {
                return try EnvironmentAccount.verificationCode(environment)
            } catch {
                throw Failure(.configuration, texts.describe(error))
            }
        }
    }

    /// The same command with the configuration as it is now.
    public func again() throws(Failure) -> Invocation {
        var again = try Invocation(options, interval: interval, language: language, service: service)
        again.secrets = secrets
        again.log = log
        return again
    }

    /// The file that is read; nil in the demo, which reads none.
    public var watchedFile: String? { demo ? nil : configurationPath }

    /// The language where no configuration is read.
    public static func texts(_ options: GlobalOptions) -> Texts {
        language(options.language ?? .auto, ProcessInfo.processInfo.environment).texts
    }

    private static func language(_ choice: LanguageChoice, _ environment: [String: String]) -> Wording.Language {
        switch choice {
        case .auto: Wording.Language(environment: environment)
        case .en: .english
        case .zhHans: .chinese
        }
    }

    private static func text(of error: ConfigurationError, _ texts: Texts) -> String {
        if let problem = error.problems.first, error.problems.count == 1, case .nothingConfigured = problem.what {
            return (problem.file == nil ? "" : texts.describe(problem) + "\n") + texts.commandLine.nothingConfigured
        }
        return texts.describe(error)
    }
}
