import Cells
import CloudSimulator
import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import HTTP
import OpenPlatform
import Settings
import Wording

/// What a command has to work with: the options, the configuration that is in force, and the language.
struct Invocation {
    var options: GlobalOptions
    var configuration: Configuration
    var environment: [String: String]
    var language: Wording.Language
    /// Of commands that have been run already.
    var secrets: [SecretSource: String] = [:]
    /// The simulated cloud inside the program takes the place of the accounts.
    var demo: Bool

    var texts: Texts { language.texts }
    var readOnly: Bool { options.readOnly || configuration.readOnly }

    /// - Parameter spoken: the language of what is wrong with the configuration; that of the options unless given.
    /// - Throws: `Failure` 78 with every problem of the configuration, and 64 for an account that is not there.
    init(_ options: GlobalOptions, demo: Bool = false, language spoken: Wording.Language? = nil) throws(Failure) {
        let configuration: Configuration
        do throws(ConfigurationError) {
            configuration = try Self.load(options, demo: demo)
        } catch {
            throw Failure(.configuration, Self.text(of: error, spoken?.texts ?? Self.texts(options)))
        }
        try self.init(options, demo: demo, configuration)
    }

    /// - Throws: every problem of the configuration.
    static func load(_ options: GlobalOptions, demo: Bool) throws(ConfigurationError) -> Configuration {
        try ConfigurationLoader(explicitPath: options.config, environment: ProcessInfo.processInfo.environment)
            .load(needsAccount: !demo, also: \.problemsOfCommands)
    }

    /// The file that is read; nil where the environment names no home.
    var configurationPath: String? {
        ConfigurationLoader(explicitPath: options.config, environment: environment).path
    }

    /// - Throws: `Failure` 64 for an account that is not there.
    init(_ options: GlobalOptions, demo: Bool, _ configuration: Configuration) throws(Failure) {
        self.options = options
        self.demo = demo
        self.configuration = configuration
        environment = ProcessInfo.processInfo.environment
        language = Self.language(options.language ?? configuration.language, environment)
        if let name = options.account, !demo {
            let names = configuration.accounts.map(\.name)
            self.configuration.accounts.removeAll { $0.name != name }
            if self.configuration.accounts.isEmpty {
                throw Failure(.usage, texts.commandLine.unknownAccount(name, names.joined(separator: ", ")))
            }
        }
    }

    /// The same command with the configuration as it is now.
    func again() throws(Failure) -> Invocation {
        var again = try Invocation(options, demo: demo, language: language)
        again.secrets = secrets
        return again
    }

    /// The file that is read; nil in the demo, which reads none.
    var watchedFile: String? { demo ? nil : configurationPath }

    /// The language where no configuration is read.
    static func texts(_ options: GlobalOptions) -> Texts {
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
        if error.problems.count == 1, error.problems[0].what == .nothingConfigured {
            return texts.commandLine.nothingConfigured
        }
        return texts.describe(error)
    }
}
