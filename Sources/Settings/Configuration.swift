import FoundationEssentials

/// Everything the configuration file and the environment say, with what holds where they say nothing.
public struct Configuration: Sendable, Hashable {
    /// Seconds between two polls of status and encryption; 1 at least.
    public var interval: TimeInterval = 30
    /// Seconds after which the addresses of the rows on the screen are asked again.
    public var liveInterval: TimeInterval = 900
    /// Seconds for which a camera must be offline before anybody is told of it.
    public var offlineAfter: TimeInterval = 0
    public var language = LanguageChoice.auto
    /// A theme's name, a path to one, or `auto`.
    public var theme = "auto"
    /// Keys and commands that change devices do not exist.
    public var readOnly = false
    /// The player's command line. It gets the address on its standard input, or in the place of `{url}`.
    public var player = "mpv --profile=low-latency --playlist=-"
    /// Seconds a live address is asked for.
    public var addressLife: TimeInterval = 86_400
    /// Seconds for which changes are remembered.
    public var history: TimeInterval = 400 * 86_400
    /// Bytes that the file of what is remembered may have; the oldest changes go first.
    public var historySize = 1_000_000_000
    public var check = Check.onDemand
    /// Serials that no check may wake, besides the models known to run on batteries.
    public var battery: [String] = []
    public var glyphs = GlyphChoice.auto
    public var color = ColorChoice.auto
    /// The grid's columns in their order; NAME is always among them.
    public var columns = ColumnID.allCases
    /// Where the details of the selected camera stand besides the list.
    public var pane = PaneChoice.auto
    /// How it is told that a camera went offline, besides on the screen.
    public var notify: [Notification] = []
    public var mouse = false
    public var clipboard = ClipboardChoice.auto
    public var accounts: [Account] = []
    public var push: Push?
    /// Where states are published.
    public var broker: Broker?
    /// Who besides its user may ask `eztop serve`.
    public var service = Service()
    /// The socket of the service that this one attaches to, and asks in place of the platform.
    public var serviceSocket: String?
    /// Whose service that may be, besides the user's own and root's.
    public var serviceUser: String?
    /// Of what somebody is told.
    public var alerts: [AlertRule] = []
    /// The ways to whoever is told.
    public var routes: [AlertRoute] = []
    /// In the order of the file.
    public var keys: [KeyBinding] = []

    /// The file that was read; nil when there was none.
    public var file: String?
    /// The lines of the keys that stand outside all tables, and of those of `[service]` and `[mqtt]`.
    var lines: [String: Int] = [:]
    /// The line of each account's secret, by its name.
    var secretLines: [String: Int] = [:]
    /// The line of the filter of each rule of alerts, by its name.
    var filterLines: [String: Int] = [:]
    /// What is no fault, and worth a word.
    public internal(set) var notes: [ConfigurationProblem] = []

    /// What `interval` may be.
    public static let intervals: ClosedRange<TimeInterval> = 1...7 * 86_400

    public init() {}

    /// Whether the file names this key of the whole file.
    public func names(_ key: RootKey) -> Bool { lines[key.rawValue] != nil }

    /// A problem with the value of a key outside all tables that only its user could find, such as a theme that is not there.
    public func problem(_ key: RootKey, _ what: ConfigurationProblem.What) -> ConfigurationProblem {
        ConfigurationProblem(file: file, line: lines[key.rawValue], key: key.rawValue, what: what)
    }

    /// The same of a key of `[service]`.
    public func problem(_ key: ServiceKey, _ what: ConfigurationProblem.What) -> ConfigurationProblem {
        let name = RootKey.service.rawValue + "." + key.rawValue
        return ConfigurationProblem(file: file, line: lines[name], key: name, what: what)
    }

    /// The same of a key of `[mqtt]`.
    public func problem(_ key: MQTTKey, _ what: ConfigurationProblem.What) -> ConfigurationProblem {
        let name = RootKey.mqtt.rawValue + "." + key.rawValue
        return ConfigurationProblem(file: file, line: lines[name], key: name, what: what)
    }

    /// Something about the secret of an account, with the place where its source stands.
    public func problem(ofSecretOf account: Account, _ what: ConfigurationProblem.What) -> ConfigurationProblem {
        ConfigurationProblem(
            file: file, line: secretLines[account.name], key: "accounts." + account.secret.key.rawValue, what: what)
    }

    /// Something about the filter of a rule of alerts.
    public func problem(ofFilterOf rule: AlertRule, _ what: ConfigurationProblem.What) -> ConfigurationProblem {
        ConfigurationProblem(
            file: file, line: filterLines[rule.name], key: "\(RootKey.alerts.rawValue).\(AlertKey.cameras.rawValue)", what: what)
    }

    /// The lines of `[keys]` that name none of `commands`.
    public func unknownCommands(among commands: [String]) -> [ConfigurationProblem] {
        keys.filter { !commands.contains($0.command) }.map {
            ConfigurationProblem(
                file: file, line: $0.line, key: "keys." + $0.command,
                what: .unknownKey(nearest: Spelling.nearest(to: $0.command, among: commands)))
        }
    }
}
