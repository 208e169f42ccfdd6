import Delivery
import DeviceService
import Fleet
import FoundationEssentials
import OpenPlatform
import Settings
import Vocabulary
import Wording

extension Invocation {
    /// What the service is told: the configuration's accounts with their secrets read, or the simulated cloud's.
    func serviceSettings() throws(Failure) -> ServiceSettings {
        var accounts: [AccountSettings] = []
        for account in configuration.accounts { accounts.append(try settings(of: account)) }
        var settings = ServiceSettings(
            accounts: accounts, battery: Set(configuration.battery), cacheDirectory: cacheFolder, stateFile: stateFile)
        configure(&settings)
        settings.push = configuration.push.map {
            PushSettings(host: $0.host, port: UInt16(clamping: $0.port), secret: $0.secret)
        }
        return settings
    }

    /// What a service that runs can take over too.
    func configure(_ settings: inout ServiceSettings) {
        settings.interval = configuration.interval
        settings.liveInterval = configuration.liveInterval
        settings.offlineAfter = configuration.offlineAfter
        settings.addressLife = configuration.addressLife
        settings.checkInterval = configuration.check.interval
        settings.restores = !readOnly
        if let log { settings.log = { log.note($0) } }
    }

    func settings(of account: Account) throws(Failure) -> AccountSettings {
        AccountSettings(
            name: account.name, base: account.base, appKey: account.appKey, appSecret: try secret(of: account),
            sources: account.devices.map { $0 == .own ? .own : .hosted },
            verificationCodes: account.verificationCodes)
    }

    /// Commands of secrets have to be run that may ask on the terminal.
    var asksForSecrets: Bool {
        configuration.accounts.contains { account in
            if case .command = account.secret { secrets[account.secret] == nil } else { false }
        }
    }

    /// What the commands printed, so that nobody is asked twice for the same.
    func secrets(in settings: ServiceSettings) -> [SecretSource: Secret] {
        let pairs = zip(configuration.accounts, settings.accounts).compactMap { account, settings in
            if case .command = account.secret { (account.secret, settings.appSecret) } else { nil }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private func secret(of account: Account) throws(Failure) -> Secret {
        if let known = secrets[account.secret] { return known }
        do throws(SecretFault) {
            return try account.secret.resolve(files: SystemFiles()) { command throws(CommandFailure) in
                try SecretCommand(command, environment: environment).run()
            }
        } catch {
            throw Failure(.configuration, texts.describe(configuration.problem(ofSecretOf: account, .secret(error))))
        }
    }

    /// nil where the environment names no home, and in the demo, whose next cloud is another one: then every run fetches its own token.
    var cacheFolder: String? { demo ? nil : UserFolder.cache.path(environment) }

    /// The demo is always the first run.
    var stateFile: StateFile? { demo ? nil : stateFolder.map(StateFile.init) }

    /// nil where the environment names no home: then nothing is remembered.
    var stateFolder: String? { UserFolder.state.path(environment) }
}

extension Check {
    /// Seconds between two readings of a playlist; nil on demand.
    fileprivate var interval: TimeInterval? {
        switch self {
        case .onDemand: nil
        case .every(let seconds): seconds
        }
    }
}

extension Account {
    var base: Base { place.base }
}

extension AccountPlace {
    var base: Base {
        switch self {
        case .region(let region): region.base
        case .baseURL(let url): Base(url: url, overseas: false)
        }
    }
}
