/// The keys of one table of a file. What is not among them is unknown there, and docs/configuration.md lists them all.
public protocol SettingKey: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

/// The keys outside all tables, and the tables.
public enum RootKey: String, SettingKey {
    case interval
    case liveInterval = "live_interval"
    case offlineAfter = "offline_after"
    case language, theme
    case readOnly = "read_only"
    case player
    case addressLife = "address_life"
    case history
    case historySize = "history_size"
    case check, battery, glyphs, color, columns, pane, notify, mouse, clipboard, accounts, push, mqtt, service, alerts, via
    case serviceUser = "service_user"
    case keys
}

/// The keys of `[[accounts]]`.
public enum AccountKey: String, SettingKey {
    case name, region
    case baseURL = "base_url"
    case appKey = "app_key"
    case appSecret = "app_secret"
    case appSecretFile = "app_secret_file"
    case appSecretCommand = "app_secret_command"
    case devices
    case verificationCodes = "verification_codes"
}

/// The keys of `[push]`.
public enum PushKey: String, SettingKey {
    case listen, secret, pull
}

/// The keys of `[mqtt]`.
public enum MQTTKey: String, SettingKey {
    case url
    case passwordFile = "password_file"
    case caFile = "ca_file"
    case topic, discovery, actions, node
}

/// The keys of `[[alerts]]`.
public enum AlertKey: String, SettingKey {
    case name, when
    case holds = "for"
    case cameras, quiet, via
}

/// The keys of `[[via]]`.
public enum RouteKey: String, SettingKey {
    case name, kind, post
    case tokenFile = "token_file"
    case command
}

/// The keys of `[service]`.
public enum ServiceKey: String, SettingKey {
    case listen
    case tokenFile = "token_file"
    case tokenAct = "token_act"
    case metrics, hosts
    case publicURL = "public_url"
    case trustedProxies = "trusted_proxies"
    case socket, group, act
}

/// The keys of a role in a theme file.
enum InkKey: String, SettingKey {
    case fg, fg16, bg, bg16, bold, dim, underline, reverse
}

/// The environment variables that are read.
public enum Variable: String, CaseIterable, Sendable {
    case config = "EZTOP_CONFIG"
    case appKey = "EZTOP_APP_KEY"
    case appSecret = "EZTOP_APP_SECRET"
    case baseURL = "EZTOP_BASE_URL"
    case region = "EZTOP_REGION"
    case devices = "EZTOP_DEVICES"
    case verificationCode = "EZTOP_VERIFICATION_CODE"
    case log = "EZTOP_LOG"
    case configHome = "XDG_CONFIG_HOME"
    case cacheHome = "XDG_CACHE_HOME"
    case stateHome = "XDG_STATE_HOME"
    case home = "HOME"
}

extension Configuration {
    /// Every key a configuration file may hold, with the tables it stands in; names in capitals are the user's own.
    public static var documentedKeys: [String] {
        RootKey.allCases.flatMap { root -> [String] in
            switch root {
            case .accounts:
                AccountKey.allCases.map { "accounts." + $0.rawValue + ($0 == .verificationCodes ? ".SERIAL" : "") }
            case .push: PushKey.allCases.map { "push." + $0.rawValue }
            case .mqtt: MQTTKey.allCases.map { "mqtt." + $0.rawValue }
            case .service: ["service"] + ServiceKey.allCases.map { "service." + $0.rawValue }
            case .alerts: AlertKey.allCases.map { "alerts." + $0.rawValue }
            case .via: RouteKey.allCases.map { "via." + $0.rawValue }
            case .keys: ["keys.COMMAND"]
            default: [root.rawValue]
            }
        }
    }
}
