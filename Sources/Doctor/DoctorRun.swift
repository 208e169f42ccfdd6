import Delivery
import DeviceService
import Glibc
import HTTP
import MQTT
import Output
import Settings
import Sharing
import Startup
import Terminal
import Vocabulary
import Wording

/// Looks at everything that eztop needs, and says each finding as it comes. What it observes is values; what they mean is
/// for the checks to say.
public struct DoctorRun {
    public private(set) var findings: [Finding] = []
    public var invocation: Invocation
    var discretion: Redactor
    public let asks: Bool
    private let problems: [ConfigurationProblem]
    /// How each finding is said at once; nil where all of them are said at the end.
    private let line: FindingLine?
    /// Only what is not as it should be is said.
    private let isQuiet: Bool

    public var texts: Texts { invocation.texts }

    /// - Parameters:
    ///   - asks: the user may be asked to press keys and to look at the clipboard.
    ///   - json: nothing is printed and nobody asked, and everything is in English.
    public init(_ options: GlobalOptions, asks: Bool, json: Bool) throws(Failure) {
        var configuration = Configuration(), problems: [ConfigurationProblem] = [], options = options
        do throws(ConfigurationError) {
            configuration = try Invocation.load(options)
        } catch {
            problems = error.problems
            // There is none to choose from.
            options.account = nil
        }
        self.problems = problems
        invocation = try Invocation(options, configuration)
        if json { invocation.language = .english }
        self.asks = asks && !json
        isQuiet = options.quiet
        line = json ? nil : FindingLine(texts: invocation.texts, coloured: isatty(STDOUT_FILENO) == 1 && invocation.hasColours)
        discretion = Redactor(home: invocation.environment["HOME"])
        keepSecrets()
    }

    public mutating func run() throws {
        note(Finding(.versions, .ok, Self.versions))
        try examineTerminal()
        let isUsable = examineConfiguration()
        examinePermissions()
        if isUsable { try examineService() }
        let checkups = isUsable ? try examineAccounts() : []
        note(ClockCheck.finding(checkups, texts))
        examinePush()
        try examineBroker()
    }

    public mutating func note(_ finding: Finding) {
        let finding = discretion.admitted(finding)
        findings.append(finding)
        if let line, !isQuiet || finding.verdict != .ok { Standard.output(line.text(finding)) }
    }

    private static var versions: String {
        var system = utsname()
        uname(&system)
        let names = [String(tuple: system.sysname), String(tuple: system.release), String(tuple: system.machine)]
        return [Version.text, CurlTransport.version, TerminalDescription.library, names.joined(separator: " ")]
            .joined(separator: ", ")
    }

    /// Of the accounts, and of what the environment holds even when it is not accepted.
    private mutating func keepSecrets() {
        for account in invocation.configuration.accounts {
            discretion.keep(appKey: account.appKey)
            if case .literal(let secret) = account.secret { discretion.keep(secret: secret.value) }
            for code in account.verificationCodes.values { discretion.keep(secret: code.value) }
        }
        if case .webhook(_, let secret)? = invocation.configuration.push { discretion.keep(secret: secret.value) }
        for route in invocation.configuration.routes { discretion.keep(secret: route.post?.url.value) }
        for variable in [Variable.appSecret, .verificationCode] { discretion.keep(secret: invocation.environment[variable]) }
        if let key = invocation.environment[.appKey] { discretion.keep(appKey: key) }
    }

    /// Returns whether it is in force, so that there are accounts to ask.
    private mutating func examineConfiguration() -> Bool {
        var faults: [String] = []
        if problems.isEmpty {
            do throws(Failure) { _ = try invocation.theme(preferred: nil) } catch { faults.append(error.message) }
        }
        let check = ConfigurationCheck(
            problems: problems, faults: faults.flatMap { $0.split(separator: "\n").map(String.init) },
            file: invocation.configuration.file, accounts: invocation.configuration.accounts.map(\.name), demo: invocation.demo)
        for finding in check.findings(texts) { note(finding) }
        if !invocation.demo {
            for word in invocation.configuration.notes { note(ConfigurationCheck.finding(ofNote: word, texts)) }
        }
        return problems.isEmpty && faults.isEmpty
    }

    /// The one that is asked in place of the platform.
    private mutating func examineService() throws {
        guard let place = invocation.servicePlace else { return }
        do throws(Failure) {
            let service = try invocation.commandService(try invocation.serviceSettings())
            note(Finding(.host, .ok, place.socket))
            try? Blocking.run { _ = await service.stop() }
        } catch {
            note(Finding(.host, .fail(error.code), error.message))
        }
    }

    private mutating func examinePush() {
        let push = invocation.configuration.push
        var fault: ServerError?
        if case .webhook(let listen, _)? = push {
            do throws(ServerError) {
                try Server.tryListening(host: listen.host, port: listen.port)
            } catch {
                fault = error
            }
        }
        note(PushCheck.finding(push, fault: fault, texts))
        let configuration = invocation.configuration, environment = invocation.environment
        note(
            AlertsCheck.finding(
                configuration.alerts, configuration.routes,
                isInstalled: { PlayerCommand.isInstalled($0.first ?? "", environment) }, texts))
    }
}

extension DoctorRun {
    private mutating func examineBroker() throws {
        guard let broker = invocation.configuration.broker, !invocation.demo else { return }
        let fault = try Blocking.run { await broker.tryConnecting() }
        note(BrokerCheck.finding(broker, library: Broker.library, fault: fault, texts))
    }
}

extension Invocation {
    /// Whether the terminal has any, and they are wanted.
    fileprivate var hasColours: Bool { TerminalDescription(screenOptions.color, environment: environment).colours > 0 }
}

extension String {
    /// Of one of C's fixed arrays of characters.
    fileprivate init<Tuple>(tuple: Tuple) {
        self = withUnsafeBytes(of: tuple) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
