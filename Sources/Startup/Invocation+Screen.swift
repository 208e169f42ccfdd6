import Cells
import Dashboard
import Delivery
import FoundationEssentials
import Output
import Settings
import Terminal
import Wording

extension Invocation {
    public var ascii: Bool { options.ascii || configuration.glyphs == .ascii }

    public var screenOptions: Screen.Options {
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
    public func theme(preferred: String?) throws(Failure) -> (Theme, ThemeShelf) {
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
    public static func theme(_ options: GlobalOptions) throws(Failure) -> Theme {
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

    public var player: PlayerCommand? { PlayerCommand(configuration.player) }

    /// Whether the player can show anything to who sits here.
    public var playerState: State.Options.Player {
        guard let player else { return .none }
        // Who names a player knows where it shows its picture: on a television, in the terminal, elsewhere.
        if !configuration.names(.player), !PlayerCommand.hasDisplay(environment) { return .noDisplay }
        return player.isInstalled(environment) ? .ready : .missing(player.program)
    }

    /// The key table with the configuration's own keys.
    public var bindings: Bindings { Bindings(rebound: configuration.rebound, readOnly: readOnly) }

    public var clipboard: Clipboard { Clipboard(environment: environment, preference: clipboardPreference) }

    public var clipboardPreference: ClipboardPreference {
        switch configuration.clipboard {
        case .auto: .auto
        case .osc52: .osc52
        case .off: .off
        case .command(let arguments): .command(arguments)
        }
    }

    /// This program's own file.
    public static var executable: String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }
}
