import Glibc
import Settings
import System

/// Which systemd starts the service: the machine's, or a user's own.
public enum Systemd: Sendable {
    case system, user

    /// The one of whoever runs this program.
    public static var own: Systemd { geteuid() == 0 ? .system : .user }

    /// Whom the machine's service runs as.
    static let account = "eztop"
    static let configuration = "/etc/eztop/config.toml"
    private static let state = "/var/lib/eztop"

    /// Where units lie, below whatever folder.
    var folder: String { self == .system ? "systemd/system" : "systemd/user" }

    var systemctl: String { self == .system ? "systemctl" : "systemctl --user" }

    /// What opens a drop-in.
    public var edit: String { systemctl + " edit eztop" }

    /// What lets a new unit and a new program count where the service runs.
    public var restart: String { "\(systemctl) daemon-reload; \(systemctl) try-restart eztop" }

    /// What ends a service whose unit has gone.
    public var end: String { "\(systemctl) disable --now eztop; \(systemctl) daemon-reload" }

    /// Where the machine's service keeps what is its own; a user's has its user's folders.
    public var folders: [String] { self == .system ? ["/etc/eztop", Self.state, "/var/cache/eztop"] : [] }

    /// Folders under which systemd finds units in `lib/systemd`.
    private static let searched = ["/usr", "/usr/local"]

    /// What starts the service, and makes first what it needs and is missing.
    ///
    /// - Parameter wasThere: an older unit was, whose service may run.
    func commands(of program: String, at place: UnitPlace, wasThere: Bool) -> [String] {
        let name = place.isUsual || Self.searched.contains(place.base) ? "eztop" : ShellWord.quoted(place.whole)
        var commands = ["\(systemctl) daemon-reload", "\(systemctl) enable --now \(name)"]
        // What is enabled already goes on with the old one.
        if wasThere { commands.append("\(systemctl) try-restart eztop") }
        switch self {
        case .user: return commands + ["loginctl enable-linger"]
        case .system: return needs(program) + commands
        }
    }

    private func needs(_ program: String) -> [String] {
        var commands: [String] = []
        let user = getpwnam(Self.account)?.pointee.pw_uid
        if user == nil {
            commands.append(
                "useradd --system --user-group --home-dir \(Self.state) --no-create-home --shell /usr/sbin/nologin \(Self.account)"
            )
        }
        let file = FileStatus(of: Self.configuration)
        if file == nil {
            commands += ["install -d /etc/eztop", "\(ShellWord.quoted(program)) setup --config \(Self.configuration)"]
        }
        if file == nil || file?.owner != user { commands.append("chown \(Self.account) \(Self.configuration)") }
        return commands
    }
}
