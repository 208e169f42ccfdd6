import Testing
import Wording

@testable import Install

@Suite("The service's unit")
struct ServiceUnitTests {
    private func lines(_ manager: Systemd, _ environment: [String: String] = [:]) throws -> [Substring] {
        try #require(ServiceUnit(manager, program: "/opt/eztop/bin/eztop", environment, Texts.english.unit)).text
            .split(separator: "\n")
    }

    @Test("lies where systemd looks by itself, or where the prefix says")
    func places() {
        #expect(UnitPlace(usualOf: .system, home: "/root")?.whole == "/etc/systemd/system/eztop.service")
        #expect(UnitPlace(usualOf: .user, home: "/home/me")?.whole == "/home/me/.config/systemd/user/eztop.service")
        #expect(UnitPlace(usualOf: .user, home: nil) == nil && UnitPlace(usualOf: .user, home: "me") == nil)
        #expect(UnitPlace(below: "/opt", .system).whole == "/opt/lib/systemd/system/eztop.service")
        #expect(UnitPlace(below: "/opt", .user).whole == "/opt/lib/systemd/user/eztop.service")
    }

    @Test("is started by its name where systemd finds it, and by its path elsewhere")
    func commands() {
        func start(_ place: UnitPlace) -> Bool {
            Systemd.user.commands(of: "/p/bin/eztop", at: place, wasThere: false).contains(
                "systemctl --user enable --now eztop")
        }
        #expect(UnitPlace(usualOf: .user, home: "/home/me").map(start) == true)
        #expect(start(UnitPlace(below: "/usr/local", .user)) && !start(UnitPlace(below: "/opt/it's", .user)))
        let quoted = Systemd.user.commands(of: "/p", at: UnitPlace(below: "/it's", .user), wasThere: true)
        #expect(
            quoted == [
                "systemctl --user daemon-reload", "systemctl --user enable --now '/it'\\''s/lib/systemd/user/eztop.service'",
                "systemctl --user try-restart eztop", "loginctl enable-linger",
            ])
    }

    @Test(
        "tells systemd how it begins, reads its configuration anew, and when it is not to begin again",
        arguments: [
            Systemd.system, .user,
        ])
    func life(manager: Systemd) throws {
        let lines = try lines(manager)
        for line in [
            "Type=notify", "NotifyAccess=main", "ExecReload=kill -HUP $MAINPID", "Restart=on-failure",
            "RestartPreventExitStatus=64 78", "LimitCORE=0", "NoNewPrivileges=yes",
        ] { #expect(lines.contains(Substring(line)), "\(line)") }
        // In a user namespace everybody at the socket is nobody.
        #expect(!lines.contains { $0.hasPrefix("PrivateUsers") })
    }

    @Test("has root's under /var and a user's where his environment says, and nothing that a user's manager cannot do")
    func folders() throws {
        let root = try lines(.system, ["XDG_STATE_HOME": "/elsewhere"])
        #expect(root.contains("Environment=XDG_CONFIG_HOME=/etc XDG_STATE_HOME=/var/lib XDG_CACHE_HOME=/var/cache"))
        #expect(root.contains("ExecStart=\"/opt/eztop/bin/eztop\" serve --config /etc/eztop/config.toml"))
        #expect(root.contains("RuntimeDirectoryMode=0755") && !root.contains { $0.contains("elsewhere") })
        let user = try lines(
            .user, ["XDG_STATE_HOME": "/a \"b\" \\ 5% $HOME", "XDG_CACHE_HOME": "relative", "XDG_CONFIG_HOME": "/a\nUser=root"])
        #expect(user.filter { $0.hasPrefix("Environment=\"") } == [#"Environment="XDG_STATE_HOME=/a \"b\" \\ 5%% $HOME""#])
        for start in ["User", "Protect", "Private", "Capability", "Ambient", "RemoveIPC", "StateDirectory"] {
            #expect(!user.contains { $0.hasPrefix(start) }, "\(start)")
        }
    }
}
