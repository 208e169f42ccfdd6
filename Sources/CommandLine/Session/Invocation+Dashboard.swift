import Cells
import Dashboard
import Delivery
import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import HTTP
import OpenPlatform
import Settings
import Terminal
import Vocabulary
import Wording

extension DeviceService {
    /// Over libcurl.
    init(_ settings: ServiceSettings, remembered: Remembered = Remembered(), events: [Event] = []) {
        let transport = CurlTransport()
        self.init(settings, remembered: remembered, events: events) { observe in
            OpenPlatformClient(transport: transport, observe: observe)
        }
    }
}

extension Invocation {
    /// The service over libcurl, for these settings.
    func service(_ settings: ServiceSettings, remembered: Remembered? = nil) -> DeviceService {
        let identities = settings.accounts.map(\.identity)
        return DeviceService(
            settings,
            remembered: remembered ?? settings.stateFile?.load(identities, cameras: false, at: Date()) ?? Remembered())
    }

    /// What earlier runs left behind.
    var remembered: Remembered {
        guard let stateFile else { return Remembered() }
        return stateFile.load(
            configuration.accounts.map { AccountIdentity(name: $0.name, appKey: $0.appKey, base: $0.base.url) }, at: Date())
    }

    /// What is known before the first answer: whose answer is awaited, and what was known when eztop last ran.
    func expected(_ remembered: Remembered) -> Snapshot {
        let accounts = configuration.accounts.map { account in
            AccountState(
                id: account.name, host: account.base.host,
                sources: account.devices.map { $0 == .own ? .own : .hosted },
                callsToday: remembered.calls[account.name] ?? 0)
        }
        let poll = PollState(
            interval: configuration.interval, configuredInterval: configuration.interval, liveInterval: configuration.liveInterval
        )
        let cameras = configuration.accounts.flatMap { remembered.cameras[$0.name] ?? [] }
        return Snapshot(cameras: cameras, accounts: accounts, poll: poll)
    }

    var ascii: Bool { options.ascii || configuration.glyphs == .ascii }

    var screenOptions: Screen.Options {
        let color: Terminal.ColorChoice =
            switch options.color ?? configuration.color {
            case .auto: .auto
            case .never: .never
            case .sixteen: .sixteen
            case .all: .extended
            }
        return Screen.Options(color: color, ascii: ascii)
    }

    /// The theme that is asked for: by the option, the configuration, or where these leave it open the one that was chosen last.
    func theme(preferred: String?) throws(Failure) -> (Theme, ThemeShelf) {
        let store = ThemeStore(environment: environment)
        let configured = configuration.theme
        do throws(ConfigurationError) {
            if let name = options.theme {
                let theme = try store.find(name) { ConfigurationProblem(file: nil, key: "--theme", what: $0) }
                return (theme, ThemeShelf(store, chosen: name, theme: theme))
            }
            if configured == "auto", let preferred,
                let theme = try? store.find(preferred, problem: { configuration.problem(.theme, $0) })
            {
                return (theme, ThemeShelf(store, chosen: preferred, theme: theme))
            }
            let theme = try store.find(configured) { configuration.problem(.theme, $0) }
            return (theme, ThemeShelf(store, chosen: configured, theme: theme))
        } catch {
            throw Failure(.configuration, texts.describe(error))
        }
    }

    /// The theme of the option, where no configuration is read.
    static func theme(_ options: GlobalOptions) throws(Failure) -> Theme {
        let store = ThemeStore(environment: ProcessInfo.processInfo.environment)
        let name = options.theme ?? "auto"
        do throws(ConfigurationError) {
            let theme = try store.find(name) { ConfigurationProblem(file: nil, key: "--theme", what: $0) }
            if let warning = ThemeShelf(store, chosen: name, theme: theme).warning(of: theme.name) {
                Standard.error(texts(options).describe(warning))
            }
            return theme
        } catch {
            throw Failure(.configuration, texts(options).describe(error))
        }
    }

    var player: PlayerCommand? { PlayerCommand(configuration.player) }

    /// Whether the player can show anything to who sits here.
    var playerState: State.Options.Player {
        guard let player else { return .none }
        // Who names a player knows where it shows its picture: on a television, in the terminal, elsewhere.
        if !configuration.names(.player), !PlayerCommand.hasDisplay(environment) { return .noDisplay }
        return player.isInstalled(environment) ? .ready : .missing(player.program)
    }

    /// The key table with the configuration's own keys.
    var bindings: Bindings { Bindings(rebound: configuration.rebound, readOnly: readOnly) }

    var clipboard: Clipboard { Clipboard(environment: environment, preference: clipboardPreference) }

    var clipboardPreference: ClipboardPreference {
        switch configuration.clipboard {
        case .auto: .auto
        case .osc52: .osc52
        case .off: .off
        case .command(let arguments): .command(arguments)
        }
    }

    /// This program's own file.
    static var executable: String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }
}
