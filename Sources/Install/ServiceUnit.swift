import Settings
import Wording

/// The unit by which systemd starts `eztop serve`.
struct ServiceUnit: Sendable {
    let manager: Systemd
    let program: String
    /// What leads to a user's files, where it is set.
    let variables: [(name: String, value: String)]
    let texts: Texts.Unit

    /// - Returns: nil where systemd would not start a program of this path, however it is quoted.
    init?(
        _ manager: Systemd, program: String, _ environment: [String: String], _ texts: Texts.Unit
    ) {
        guard Self.isPlain(program), !program.contains(where: { "\"'\\".contains($0) }) else { return nil }
        self.manager = manager
        self.program = program
        self.texts = texts
        // The manager does not know what the user's shell has set.
        let places: [Variable] = manager == .user ? [.config, .configHome, .cacheHome, .stateHome] : []
        variables = places.compactMap { place in
            environment[place].flatMap { $0.hasPrefix("/") && Self.isPlain($0) ? (place.rawValue, $0) : nil }
        }
    }

    var text: String {
        let lines = manager == .system ? systemLines : userLines
        return lines.map { $0 + "\n" }.joined()
    }

    private var systemLines: [String] {
        comment(texts.head(manager.edit))
            + ["[Unit]", "Description=" + texts.description]
            + ["Wants=network-online.target", "After=network-online.target", "", "[Service]"]
            + comment(texts.configuration)
            + ["ExecStart=\(Self.quoted(program)) serve --config \(Systemd.configuration)"]
            + life
            + [
                "", "User=\(Systemd.account)", "Group=\(Systemd.account)",
                "Environment=XDG_CONFIG_HOME=/etc XDG_STATE_HOME=/var/lib XDG_CACHE_HOME=/var/cache",
            ]
            + comment(texts.folders)
            + [
                "StateDirectory=eztop", "StateDirectoryMode=0700", "CacheDirectory=eztop", "CacheDirectoryMode=0700",
                "RuntimeDirectory=eztop", "RuntimeDirectoryMode=0755", "",
            ]
            + comment(texts.hardened)
            + [
                "CapabilityBoundingSet=", "AmbientCapabilities=", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes",
                "PrivateDevices=yes", "PrivateIPC=yes", "ProtectProc=invisible", "ProcSubset=pid", "ProtectClock=yes",
                "ProtectHostname=yes", "ProtectKernelLogs=yes", "ProtectKernelModules=yes", "ProtectKernelTunables=yes",
                "ProtectControlGroups=yes", "RemoveIPC=yes",
            ]
            + restrictions
            + comment(texts.userIdentity)
            + ["", "[Install]", "WantedBy=multi-user.target"]
    }

    private var userLines: [String] {
        comment(texts.head(manager.edit))
            + ["[Unit]", "Description=" + texts.description, "", "[Service]"]
            + ["ExecStart=\(Self.quoted(program)) serve"]
            + (variables.isEmpty ? [] : comment(texts.variables))
            + variables.map { "Environment=" + Self.quoted($0.name + "=" + $0.value) }
            + life
            + [""]
            + comment(texts.userHardened)
            + restrictions
            + comment(texts.noNamespaces)
            + comment(texts.noCapabilities)
            + ["", "[Install]", "WantedBy=default.target"]
    }

    /// How it begins, goes on and ends.
    private var life: [String] {
        ["Type=notify", "NotifyAccess=main", "ExecReload=kill -HUP $MAINPID", "WatchdogSec=60s"]
            + ["Restart=on-failure", "RestartSec=10s"]
            + comment(texts.noRestart)
            + ["RestartPreventExitStatus=64 78"]
            // It ends its children itself.
            + ["KillMode=mixed", "TimeoutStopSec=10s"]
            + comment(texts.threads) + ["Environment=LIBDISPATCH_LOG=NO"]
    }

    /// What needs no privilege of the manager.
    private var restrictions: [String] {
        [
            "UMask=0077", "LimitCORE=0", "NoNewPrivileges=yes", "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6",
            "RestrictNamespaces=yes", "RestrictRealtime=yes", "RestrictSUIDSGID=yes", "LockPersonality=yes",
            "MemoryDenyWriteExecute=yes", "SystemCallArchitectures=native", "SystemCallErrorNumber=EPERM",
        ]
            + comment(texts.drops)
            + ["SystemCallFilter=@system-service", "SystemCallFilter=~@privileged", "SystemCallFilter=@chown"]
    }

    private func comment(_ text: String) -> [String] { text.split(separator: "\n").map { "# " + $0 } }

    /// A word as units have it, in which `%` begins what systemd puts in.
    private static func quoted(_ word: String) -> String {
        var quoted = "\""
        for scalar in word.unicodeScalars {
            switch scalar {
            case "\\", "\"": quoted += "\\" + String(scalar)
            case "%": quoted += "%%"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Without control characters, which units do not have.
    private static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }
}
