import Dashboard
import DeviceService
import Fleet
import FoundationEssentials
import HTTP
import Interface
import OpenPlatform
import Output
import Settings
import Sharing
import Synchronization
import System
import Vocabulary
import Wording

extension DeviceService {
    /// Over libcurl.
    public init(_ settings: ServiceSettings, remembered: Remembered = Remembered(), after last: Snapshot? = nil) {
        let transport = CurlTransport()
        self.init(settings, remembered: remembered, after: last) { observe in
            OpenPlatformClient(transport: transport, observe: observe)
        }
    }
}

extension ServiceSettings {
    /// What a command that shows no rows of before has to know of earlier runs.
    fileprivate var known: Remembered {
        stateFile?.load(accounts.map(\.identity), cameras: false, at: Date()) ?? Remembered()
    }
}

extension Invocation {
    /// The service over libcurl, for these settings.
    public func service(_ settings: ServiceSettings) -> DeviceService {
        DeviceService(settings, remembered: settings.known)
    }

    /// The service that is asked in place of the platform.
    public var servicePlace: ServicePlace? {
        serviceSocket.map { socket in
            let owner = configuration.serviceUser.flatMap(UserAccount.init(named:))?.number
            return ServicePlace(socket: socket, owners: Set([owner].compactMap(\.self)), account: options.account)
        }
    }

    /// - Throws: `Failure` 64 where a service is to be asked in place of the platform.
    public func wantPlatform() throws(Failure) {
        if serviceSocket != nil { throw Failure(.usage, texts.sharing.platformItself) }
    }

    /// Where this user's eztops meet; nil where this one meets none.
    public var meetingPlace: MeetingPlace? {
        demo || options.standalone || serviceSocket != nil ? nil : stateFolder.map(MeetingPlace.init)
    }

    /// Makes the service of a front that stays: its own, which others may attach to, or another process's. Of its parameters `remembered`
    /// is what earlier runs left behind, as it was read for the first frame, and `last` what a service before it has told.
    public var makeShared:
        @Sendable (
            _ settings: ServiceSettings, _ kind: FrontKind, _ remembered: Remembered, _ last: Snapshot?
        ) -> SharedService
    {
        let (memory, place, through, configuration) = (memory, meetingPlace, servicePlace, configuration)
        let report = memory?.reportMaker, companions = companions
        return { settings, kind, remembered, last in
            let first = Mutex<Remembered?>(remembered)
            return SharedService(
                settings, kind, version: Version.text, at: place, through: through, expected: configuration.expected(remembered),
                after: last,
                interface: { Interface(version: Version.text, isEager: kind == .serve, report: report) },
                companions: companions
            ) { settings, last in
                // Whoever takes over begins with what is there then.
                let early = first.withLock { $0.take() }
                let remembered = last == nil ? early : nil
                let known = remembered ?? memory?.remembered(at: Date(), rows: last == nil) ?? Remembered()
                return DeviceService(settings, remembered: known, after: last)
            }
        }
    }

    /// The service of a command that prints and ends.
    ///
    /// - Parameters:
    ///   - isFresh: everything is asked of the cloud anew.
    ///   - life: seconds that addresses are to live, where that is not the configured time.
    ///   - handsOut: addresses are what is wanted, and not how the last asking for them ended.
    ///
    /// - Throws: `Failure` where it is to ask another one's service, and cannot.
    public func commandService(
        _ settings: ServiceSettings, isFresh: Bool = false, life: TimeInterval? = nil, handsOut: Bool = false
    ) throws(Failure) -> CommandService {
        let (texts, options) = (texts, options)
        let service = CommandService(
            settings, version: Version.text, at: meetingPlace, through: servicePlace, isFresh: isFresh, addressLife: life,
            handsOut: handsOut,
            say: { options.note(texts.sharing.alone($0)) },
            make: { DeviceService(settings, remembered: settings.known) })
        guard servicePlace != nil else { return service }
        if let trouble = try Blocking.run({ await service.reach() }) {
            throw Failure(PollVerdict.code(for: trouble), texts.explain(trouble, retries: false))
        }
        return service
    }

    /// What earlier runs left behind.
    public var remembered: Remembered {
        memory?.remembered(at: Date()) ?? Remembered()
    }

    /// Whose rows are whose, without anybody's secret.
    public var identities: [AccountIdentity] {
        configuration.accounts.map { AccountIdentity(name: $0.name, appKey: $0.appKey, base: $0.base.url) }
    }
}

extension Configuration {
    /// What is known before the first answer: whose answer is awaited, and what was known when eztop last ran.
    public func expected(_ remembered: Remembered) -> Snapshot {
        let states = accounts.map { account in
            AccountState(
                id: account.name, host: account.base.host,
                sources: account.devices.map { $0 == .own ? .own : .hosted },
                callsToday: remembered.calls[account.name] ?? 0)
        }
        let poll = PollState(
            interval: interval, configuredInterval: interval, liveInterval: liveInterval
        )
        let cameras = accounts.flatMap { remembered.cameras[$0.name] ?? [] }
        return Snapshot(cameras: cameras, accounts: states, poll: poll)
    }
}

extension Invocation {
    /// What the service is told: the configuration's accounts with their secrets read, or the simulated cloud's.
    public func serviceSettings() throws(Failure) -> ServiceSettings {
        var accounts: [AccountSettings] = []
        for account in configuration.accounts { accounts.append(try settings(of: account)) }
        var settings = ServiceSettings(
            accounts: accounts, battery: Set(configuration.battery), cacheDirectory: cacheFolder, stateFile: stateFile)
        configure(&settings)
        settings.push = configuration.push.map(PushSettings.init)
        return settings
    }

    /// What a service that runs can take over too.
    public func configure(_ settings: inout ServiceSettings) {
        settings.interval = configuration.interval
        settings.liveInterval = configuration.liveInterval
        settings.offlineAfter = configuration.offlineAfter
        settings.addressLife = configuration.addressLife
        settings.checkInterval = configuration.check.interval
        settings.logBounds = LogBounds(span: configuration.history, bytes: configuration.historySize)
        settings.restores = !readOnly
        if let log { settings.log = { log.note($0) } }
    }

    public func settings(of account: Account) throws(Failure) -> AccountSettings {
        AccountSettings(
            name: account.name, base: account.base, appKey: account.appKey, appSecret: try secret(of: account),
            sources: account.devices.map { $0 == .own ? .own : .hosted },
            verificationCodes: account.verificationCodes)
    }

    /// Commands of secrets have to be run that may ask on the terminal.
    public var asksForSecrets: Bool {
        configuration.accounts.contains { account in
            if case .command = account.secret { secrets[account.secret] == nil } else { false }
        }
    }

    /// What the commands printed, so that nobody is asked twice for the same.
    public func secrets(in settings: ServiceSettings) -> [SecretSource: Secret] {
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
    public var cacheFolder: String? { demo ? nil : UserFolder.cache.path(environment) }

    /// The demo is always the first run.
    public var stateFile: StateFile? { demo ? nil : stateFolder.map(StateFile.init) }

    /// nil where the environment names no home: then nothing is remembered.
    public var stateFolder: String? { UserFolder.state.path(environment) }
}

extension Invocation {
    /// Where others than the user may ask `eztop serve`.
    ///
    /// - Throws: `Failure` 78 for a token that cannot be had, and for a user or a group that this machine has not.
    public func entrances() throws(Failure) -> Entrances {
        var problems: [ConfigurationProblem] = []
        let service = configuration.service
        var entrances = Entrances()
        if let local = service.local {
            if let group = local.group, UserAccount.group(named: group) == nil {
                problems.append(configuration.problem(.group, .badValue(.userName)))
            }
            if !local.act.allSatisfy({ UserAccount(named: $0) != nil }) {
                problems.append(configuration.problem(.act, .badValue(.userName)))
            }
            entrances.local = Entrances.Local(socket: local.socket, group: local.group, acting: Set(local.act))
        }
        if let network = service.network {
            let key = try liveKey()
            do throws(SecretFault) {
                entrances.network = Entrances.Network(
                    host: network.listen.host, port: network.listen.port,
                    token: try SecretSource.token(at: network.tokenFile), right: network.tokenActs ? .act : .look,
                    opensMetrics: network.metrics == .open,
                    hosts: network.allHosts, proxies: network.trustedProxies, liveKey: key, publicURL: network.publicURL)
            } catch {
                problems.append(configuration.problem(.tokenFile, .secret(error)))
            }
        }
        guard problems.isEmpty else { throw Failure(.configuration, texts.describe(ConfigurationError(problems))) }
        return entrances
    }
}

extension Memory {
    /// For the interface of whoever polls, in the dashboard's language of filters.
    fileprivate var reportMaker: Interface.ReportMaker {
        { since, filter, interval throws(Interface.ReportFault) in
            let now = Date(), span: DateInterval
            do throws(Failure) { span = try GivenSpan.read(since: since, now: now) } catch { throw .since }
            do throws(StateFault) {
                return ReportObject(
                    try report(Filter(filter), .english, interval: interval, in: span, at: now) { _ in })
            } catch {
                throw .unread(Texts.english.past.fault(error))
            }
        }
    }
}

extension RootKey {
    /// What a service that runs cannot take over: its place is taken by another one.
    public static let wantAnotherService: Set<RootKey> = [.accounts, .push, .battery]
}

extension PushSettings {
    fileprivate init(_ push: Push) {
        switch push {
        case .webhook(let listen, let secret): self = .webhook(Webhook(host: listen.host, port: listen.port, secret: secret))
        case .pull(let group): self = .pull(group)
        }
    }
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
    public var base: Base { place.base }
}

extension AccountPlace {
    public var base: Base {
        switch self {
        case .region(let region): region.base
        case .baseURL(let url): Base(url: url, overseas: false)
        }
    }
}
