import Glibc
import TestSupport
import Testing

@Suite("The dashboard in a real pty", .serialized, .heavy)
struct DashboardInPty {
    private static func demo(_ home: Home, _ more: [String: String] = [:]) throws -> Pty {
        let pty = try Pty(
            builtProduct("eztop"), ["--demo"], environment: home.environment.merging(more) { $1 }, columns: 120, rows: 40)
        try pty.wait(for: "cameras")
        return pty
    }

    @Test("q leaves with 0, and the terminal as it was")
    func quits() throws {
        let home = try Home()
        let pty = try Self.demo(home)
        pty.send("q")
        #expect(try pty.exit() == .code(0))
        #expect(pty.isRestored)
        #expect(pty.text.contains("\u{1B}[?1049l"))
    }

    @Test(
        "TERM, HUP and INT leave with 143, 129 and 130, and the terminal as it was",
        arguments: [SIGTERM, SIGHUP, SIGINT])
    func ended(signal: Int32) throws {
        let home = try Home()
        let pty = try Self.demo(home)
        pty.signal(signal)
        #expect(try pty.exit() == .code(128 + signal))
        #expect(pty.isRestored)
    }

    @Test("Ctrl-C leaves with 130 from a dialog too")
    func controlC() throws {
        let home = try Home()
        let pty = try Self.demo(home)
        pty.send("e\u{3}")
        #expect(try pty.exit() == .code(130))
        #expect(pty.isRestored)
    }

    @Test("a command that prints the secret may ask on the terminal first, and ^C ends it")
    func secretCommand() throws {
        let cloud = try Cloud()
        func start() throws -> (Home, Pty) {
            let home = try Home(
                configuration: """
                    [[accounts]]
                    name = "home"
                    base_url = "\(cloud.base)"
                    app_key = "\(cloud.appKey)"
                    app_secret_command = "printf 'Passphrase: ' > /dev/tty; read -r word < /dev/tty; [ $word = open ] && echo \(cloud.appSecret)"

                    """)
            let pty = try Pty(builtProduct("eztop"), [], environment: home.environment, columns: 120, rows: 40)
            try pty.wait(for: "Passphrase: ")
            return (home, pty)
        }
        let (home, pty) = try start()
        pty.send("open\r")
        try pty.wait(for: "ready")
        // The same command is not asked again for another account's sake.
        let text = try #require(home.text("config/eztop/config.toml"))
        try home.write(text + "verification_codes = { C69625502 = \"ABCDEF\" }\n", to: "config/eztop/config.toml")
        try pty.wait(for: "Configuration read again: accounts")
        #expect(!pty.text.dropFirst(200).contains("Passphrase"))
        pty.send("q")
        #expect(try pty.exit() == .code(0) && pty.isRestored)

        let (_, other) = try start()
        other.send("\u{3}")
        #expect(try other.exit() == .signal(SIGINT))
        #expect(other.isRestored)
    }

    @Test("a flood of keys holds no signal back")
    func flood() throws {
        let home = try Home()
        let pty = try Self.demo(home)
        pty.send("?" + String(repeating: "jk/x\u{1B}", count: 6_000), reading: false)
        pty.signal(SIGTERM)
        #expect(try pty.exit(within: 2) == .code(143))
    }

    @Test("a crash leaves the terminal as it was", arguments: [SIGSEGV, SIGABRT, SIGILL])
    func crashes(signal: Int32) throws {
        let home = try Home()
        let pty = try Self.demo(home, ["SWIFT_BACKTRACE": "enable=no"])
        pty.signal(signal)
        #expect(try pty.exit() == .signal(signal))
        #expect(pty.isRestored)
        #expect(pty.text.contains("\u{1B}[?1049l"))
    }

    @Test("a terminal that hangs up ends it: no process stays behind")
    func hangsUp() throws {
        let home = try Home()
        let pty = try Self.demo(home)
        pty.hangUp()
        #expect(try pty.exit(reading: false) == .code(129))
    }

    @Test("the first frame is there before the cloud has answered anything")
    func firstFrame() throws {
        let home = try Home()
        // A port that takes connections and never answers is not needed: nothing listens, and nothing was asked yet.
        let environment = home.environment.merging(
            ["EZTOP_APP_KEY": "k", "EZTOP_APP_SECRET": "s", "EZTOP_BASE_URL": "http://127.0.0.1:9"]) { $1 }
        let pty = try Pty(builtProduct("eztop"), [], environment: environment, columns: 120, rows: 40)
        try pty.wait(for: "Asking 127.0.0.1:9")
        try pty.wait(for: "no answer yet from 127.0.0.1:9")
        pty.send("q")
        #expect(try pty.exit() == .code(0))
    }

    @Test("the secret and the token are in nothing that is written to the terminal")
    func secrets() throws {
        let cloud = try Cloud(["--app-secret", "marked-secret-0123456789"])
        let home = try Home()
        let pty = try Pty(
            builtProduct("eztop"), [], environment: cloud.environment.merging(home.environment) { $1 }, columns: 120, rows: 40)
        try pty.wait(for: "ready")
        pty.send("l")
        try pty.wait(for: "token/get")
        pty.send("qq")
        _ = try pty.exit()
        #expect(!pty.text.contains("marked-secret"))
        #expect(!pty.text.contains("at."))
    }
}
