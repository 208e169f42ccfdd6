import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// Other users of the machine at the socket of `[service]`: one in the group, who may look; one who may act; and a stranger. They are
/// users that every Debian has.
@Suite("Other users at the service's socket", .serialized, .heavy)
struct OtherUsers {
    private static let (member, actor, stranger) = ("games", "daemon", "nobody")

    private let cloud: Cloud
    private let home: Home
    private let program: String
    private var environment: [String: String] { cloud.environment.merging(home.environment) { $1 } }
    private var socket: String { home.path + "/run/eztop.sock" }
    private var own: String { home.path + "/state/eztop/eztop.sock" }

    init() throws {
        guard geteuid() == 0 else { throw TimedOut(description: "these tests play other users: run them as root") }
        (cloud, home) = (try Cloud(), try Home())
        program = home.path + "/run/eztop"
        try FileManager.default.createDirectory(atPath: home.path + "/run", withIntermediateDirectories: false)
        // They may not come near where it was built.
        try FileManager.default.copyItem(atPath: builtProduct("eztop"), toPath: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        try configure()
    }

    private func configure(_ more: String = "") throws {
        try home.write(
            """
            interval = "1s"
            \(more)
            [service]
            socket = "\(socket)"
            group = "\(Self.member)"
            act = ["\(Self.actor)"]

            """, to: "config/eztop/config.toml")
    }

    private func serve() async throws -> Pty {
        let pty = try Pty(builtProduct("eztop"), ["serve"], environment: environment)
        try pty.wait(for: "others may ask at \(socket)")
        try pty.wait(for: "asks the cloud every 1s")
        try await waitForReady()
        return pty
    }

    /// All addresses that can be had are known.
    private func waitForReady() async throws {
        let end = ContinuousClock.now + .seconds(20)
        while try Tool("curl", ["-s", "--unix-socket", own, "http://localhost/v1/cameras"]).text.split(separator: "\"ready\"")
            .count < 9
        {
            guard ContinuousClock.now < end else { throw TimedOut(description: "no addresses") }
        }
    }

    private func end(_ pty: Pty) throws {
        pty.signal(SIGTERM)
        #expect(try pty.exit() == .code(0))
    }

    /// The program as somebody else runs it, without a key of the platform.
    private func run(_ arguments: [String], as user: String) throws -> Tool {
        let all = asUser(user) + ["sh", "-c", "exec \"$@\" 2>&1", "sh", program] + arguments
        return try Tool("setpriv", all, environment: theirs(user), within: 60)
    }

    private func asUser(_ user: String) -> [String] {
        ["--reuid", user, "--regid", user == Self.stranger ? "nogroup" : user, "--init-groups"]
    }

    private func theirs(_ user: String) -> [String: String] {
        let folder = home.path + "/run/\(user)"
        _ = try? Tool("install", ["-d", "-o", user, folder])
        return ["HOME": folder, "LANG": "C.UTF-8", "TERM": "xterm-256color"]
    }

    /// Becomes somebody else, and asks every path in every way.
    private static let fields =
        ServiceInterface.client + "\n" + """
            import os, pwd
            user, marks = sys.argv[3], sys.argv[4:]
            place = token = None
            who = pwd.getpwnam(user)
            os.initgroups(user, who.pw_gid); os.setgid(who.pw_gid); os.setuid(who.pw_uid)
            def raw(method, target, body=None):
                connection = Connection()
                connection.request(method, target, body, {"Content-Type": "application/json"} if body else {})
                answer = connection.getresponse()
                text = answer.read(4096) if "event-stream" in (answer.getheader("Content-Type") or "") else answer.read()
                for mark in marks: assert mark.encode() not in text, (target, mark, text)
                return answer.status, text
            """

    @Test("who may look gets every state, and no address, picture or key, by no path and in no field; orders are refused")
    func looks() async throws {
        let pty = try await serve()
        let marks = [".m3u8", ".flv", "expire=", "callback/", "ABCDEF", cloud.appKey, cloud.appSecret, "at."]
        let script =
            Self.fields + "\n" + """
                for template, operations in api["paths"].items():
                    for method in (name.upper() for name in operations if name != "parameters"):
                        target = template.format(camera="C69625501:1", device="C69625504", key="0" * 32)
                        if target == "/v1/events": continue
                        looks = method == "GET" and not target.startswith("/live/")
                        status, text = raw(method, target, None if method == "GET" else "{}")
                        assert status == (200 if looks else 403), (target, status, text)
                        if not looks: assert "act in [service]" in json.loads(text)["next"], text
                version = json.loads(raw("GET", "/v1/service")[1])["version"]
                front = {"version": version, "front": "mine", "process": 1, "kind": "dashboard", "accounts": [], "restores": True,
                         "seen": 0, "waits": False}
                status, text = raw("POST", "/front/1/attach", json.dumps(front))
                answer = json.loads(text)
                assert status == 200 and answer["head"]["poller"]["letsLookOnly"] is True, text
                assert text.count(b'"liveProtocol"') > 5, "the answers are there, without their addresses"
                camera = {"device": {"account": "default", "serial": "C69625501"}, "channel": 1}
                bodies = {"refresh": {}, "steer": {"what": {"paused": {}}}, "encryption": {"device": camera["device"], "on": False},
                          "address": {"camera": camera, "liveProtocol": "hls", "quality": "hd", "minimumLeft": 0},
                          "withdraw": {"urlID": "1", "camera": camera}, "check": {"camera": camera, "isInTurn": False},
                          "picture": camera, "stable": {}, "poll": {"lists": ["default"], "devices": [], "addresses": []}, "yield": {"front": "mine"}}
                for name, body in bodies.items():
                    status, text = raw("POST", "/front/1/" + name, json.dumps(body))
                    assert status == 403 and not text, (name, status, text)
                shown = {"front": "mine", "cameras": [camera], "isFocused": True}
                assert raw("POST", "/front/1/show", json.dumps(shown)) == (200, b"{}")
                assert raw("POST", "/front/1/remember", json.dumps({"sort": "name"})) == (200, b"{}")
                print("looked")
                """
        let tool = try python(script, [ServiceInterface.description, socket, Self.member] + marks)
        #expect(tool.status == .code(0) && tool.text == "looked\n", "\(tool)")
        #expect(try await cloud.calls("device/encrypt/off") == 0)
        try end(pty)
        #expect(!FileManager.default.fileExists(atPath: socket))
    }

    @Test("who may act does what the user does, but for what read_only forbids; a stranger gets not a byte")
    func acts() async throws {
        var pty = try await serve()
        let act =
            Self.fields + "\n" + """
                status, text = raw("POST", "/v1/cameras/C69625501:1/address")
                assert status == 200 and b".m3u8" in text, text
                status, text = raw("PUT", "/v1/devices/C69625504/encryption", '{"encryption":"off"}')
                print(status)
                status, text = raw("POST", "/front/1/yield", '{"front":"mine"}')
                assert status == 403, "its place goes to nobody else's"
                """
        let stranger =
            Self.fields + "\n" + """
                connection = Connection()
                try: connection.request("GET", "/healthz"); answer = connection.sock.recv(1)
                except (ConnectionResetError, BrokenPipeError): answer = b""
                print(answer)
                """
        #expect(try python(act, [ServiceInterface.description, socket, Self.actor]).text == "200\n")
        #expect(try python(stranger, [ServiceInterface.description, socket, Self.stranger]).text == "b''\n")
        try end(pty)
        try configure("read_only = true")
        pty = try await serve()
        #expect(try python(act, [ServiceInterface.description, socket, Self.actor]).text == "403\n")
        try end(pty)
    }

    @Test("with --service others see all of it without a key of the platform; what they may not do is said")
    func attaches() async throws {
        let pty = try await serve()
        let rows = try run(["devices", "--service", socket], as: Self.member)
        #expect(rows.status == .code(0) && rows.text.contains("C69625501") && rows.text.contains("ready 23h"), "\(rows)")
        let refused = try run(["address", "C69625501", "--service", socket], as: Self.member)
        #expect(refused.status == .code(1) && refused.text.contains("lets you look only"), "\(refused)")
        // Nobody gets a file of addresses that are none.
        for words in [["export", "m3u"], ["export", "go2rtc"], ["devices", "--json", "--addresses"]] {
            let none = try run(words + ["--service", socket], as: Self.member)
            #expect(none.status == .code(1) && none.text.contains("lets you look only"), "\(words) \(none)")
            #expect(!none.text.contains("EXTINF") && !none.text.contains("echo:") && !none.text.contains("serial"), "\(none)")
        }
        let address = try run(["address", "C69625501", "--service", socket], as: Self.actor)
        #expect(address.status == .code(0) && address.text.contains(".m3u8"), "\(address)")
        let closed = try run(["devices", "--service", socket], as: Self.stranger)
        #expect(closed.status == .code(69) && closed.text.contains("nobody answers you there"), "\(closed)")
        #expect(closed.text.contains("[service]"), "\(closed)")
        // What goes to the platform itself, goes not through a service.
        for words in [["report"], ["hosting", "devices"], ["serve"]] {
            let other = try run(words + ["--service", socket], as: Self.actor)
            #expect(other.status == .code(64) && other.text.contains("service"), "\(other)")
        }
        let none = try run(["devices", "--service", socket, "--account", "shop"], as: Self.member)
        #expect(none.status == .code(69) && none.text.contains("it has no account of that name"), "\(none)")
        #expect(try run(["devices", "--service", socket, "--demo"], as: Self.member).status == .code(64))
        try end(pty)
    }

    @Test("a dashboard through it shows who polls, has its keys say why they do nothing, and waits for a service that is gone")
    func dashboard() async throws {
        var pty = try await serve()
        // It is root's, and so needs no service_user.
        let user = theirs(Self.member)
        let folder = try #require(user["HOME"]) + "/.config/eztop"
        _ = try Tool("install", ["-d", "-o", Self.member, folder])
        try Data("service = \"\(socket)\"\n".utf8).write(to: URL(filePath: folder + "/config.toml"))
        let screen = try Pty("setpriv", asUser(Self.member) + [program], environment: user, columns: 120, rows: 30)
        try screen.wait(for: "via eztop serve, up <1m")
        try screen.wait(for: "E71820344")
        screen.forget()
        screen.send("y")
        try screen.wait(for: "the service lets you look only")
        pty.signal(SIGKILL)
        _ = try pty.exit()
        try screen.wait(for: "nobody answers you there")
        screen.forget()
        pty = try await serve()
        try screen.wait(for: "via eztop serve")
        screen.send("q")
        #expect(try screen.exit() == .code(0))
        try end(pty)
    }

    @Test(
        "a token that can be guessed or read by others, and users that are none, are refused with their line; a folder of others is said"
    )
    func refusals() async throws {
        func refused(_ table: String, _ words: String) throws {
            try home.write("interval = \"1s\"\n[service]\n" + table + "\n", to: "config/eztop/config.toml")
            let tool = try Run(["serve"], in: home, cloud.environment)
            #expect(tool.status == .code(78) && tool.errors.contains("config.toml:") && tool.errors.contains(words), "\(tool)")
        }
        try home.write("short\n", to: "config/eztop/short")
        try home.write("MARKED-TOKEN-0123456789abcdef\n", to: "config/eztop/open", mode: 0o644)
        try home.write("MARKED-TOKEN-0123456789abcdef\n", to: "config/eztop/token")
        let listen = "listen = \"127.0.0.1:0\"\n"
        try refused(listen + "token_file = \"short\"", "at least 22 characters")
        try refused(listen + "token_file = \"open\"", "chmod 600")
        try refused(listen + "token_file = \"none\"", "no such file")
        try refused(listen, "service.token_file: missing")
        try refused("token_file = \"token\"", "service.listen: missing")
        try refused("group = \"games\"", "service.socket: missing")
        try refused("socket = \"\(socket)\"\ngroup = \"no-such-group\"", "service.group: expected the name of a user or a group")
        try refused("socket = \"\(socket)\"\nact = [\"no-such-user\"]", "service.act: expected the name of a user")
        try refused("socket = \"run/eztop.sock\"", "service.socket: expected a path that begins with /")

        // What may be mended while it runs is said, and tried again.
        try home.write(
            "interval = \"1s\"\n[service]\nsocket = \"\(home.path)/none/eztop.sock\"\ngroup = \"games\"\n",
            to: "config/eztop/config.toml")
        let pty = try Pty(builtProduct("eztop"), ["serve"], environment: environment)
        try pty.wait(for: "nobody can ask at \(home.path)/none/eztop.sock")
        try pty.wait(for: "asks the cloud every 1s")
        try configure()
        pty.signal(SIGHUP)
        try pty.wait(for: "The configuration was read again: service.")
        #expect(pty.text.contains("others may ask at \(socket)"))
        // Whoever may write its folder, or one above, or owns a link on the way, could have another file made readable for all.
        let folders = ["wide", "theirs", "upper/inner", "linked"].map { home.path + "/" + $0 }
        for folder in folders { _ = try Tool("install", ["-d", folder]) }
        _ = try Tool("chmod", ["0775", folders[0]])
        _ = try Tool("chown", [Self.member, folders[1]])
        _ = try Tool("chmod", ["0777", home.path + "/upper"])
        _ = try Tool("ln", ["-s", home.path + "/run", folders[3] + "/run"])
        _ = try Tool("chown", ["-h", Self.member, folders[3] + "/run"])
        for folder in folders.dropLast() + [folders[3] + "/run"] {
            pty.forget()
            try home.write(
                "interval = \"1s\"\n[service]\nsocket = \"\(folder)/eztop.sock\"\ngroup = \"games\"\n",
                to: "config/eztop/config.toml")
            pty.signal(SIGHUP)
            try pty.wait(for: "nobody can ask at \(folder)/eztop.sock")
            try pty.wait(for: "The configuration was read again: service.")
            #expect(pty.text.contains("others may write its folder"), "\(pty.text)")
            #expect(!FileManager.default.fileExists(atPath: folder + "/eztop.sock"))
        }
        try home.write("interval = \"1s\"\n", to: "config/eztop/config.toml")
        pty.forget()
        pty.signal(SIGHUP)
        try pty.wait(for: "The configuration was read again: service.")
        #expect(!FileManager.default.fileExists(atPath: socket))
        try end(pty)
    }
}
