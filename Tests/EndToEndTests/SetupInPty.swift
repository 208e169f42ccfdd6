import FoundationEssentials
import TestSupport
import Testing

@Suite("eztop setup", .serialized, .heavy)
struct SetupInPty {
    private func start(_ home: Home, _ cloud: Cloud, _ arguments: [String] = [], language: String = "C.UTF-8") throws -> Pty {
        let environment = home.environment.merging(["EZTOP_BASE_URL": cloud.base, "LANG": language]) { $1 }
        return try Pty(builtProduct("eztop"), ["setup"] + arguments, environment: environment)
    }

    /// Types each answer once its question stands there.
    private func talk(_ pty: Pty, _ answers: [(question: String, answer: String)]) throws {
        for (question, answer) in answers {
            try pty.wait(for: question)
            pty.forget()
            pty.send(answer + "\r")
        }
    }

    private let file = "config/eztop/config.toml"

    @Test("from nothing to a configuration that the other commands take, with the secret shown nowhere")
    func fresh() throws {
        let (home, cloud) = (try Home(), try Cloud())
        let pty = try start(home, cloud)
        try pty.wait(for: "appKey: ")
        #expect(pty.text.contains("open.ys7.com"))
        pty.send(cloud.appKey + "\r")
        try pty.wait(for: "stars")
        pty.forget()
        pty.send("typo\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\(cloud.appSecret)\r")
        try pty.wait(for: "[y/N]")
        #expect(pty.text.contains("knows this key") && pty.text.contains("13 cameras: 11 online, 3 encrypted"))
        #expect(pty.text.contains("客厅摄像头"))
        pty.send("y\r")
        try pty.wait(for: "[home]")
        #expect(pty.text.contains("2 hosted cameras"))
        pty.send("\r")
        try talk(pty, [("keeps the secret in the file", ""), ("[Y/n]", "")])
        try pty.wait(for: "Written")
        #expect(try pty.exit() == .code(0))
        #expect(!pty.text.contains(cloud.appSecret) && pty.isRestored)

        let attributes = try FileManager.default.attributesOfItem(atPath: home.path + "/" + file)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let devices = try Tool(builtProduct("eztop"), ["hosting", "devices", "--csv"], environment: home.environment)
        #expect(devices.status == .code(0) && devices.text.contains("home,hosted,G55512001"))
    }

    @Test(
        "what the cloud calls a camera stays on its line, and brings no control along; one whose serial breaks the line is none")
    func brokenNames() async throws {
        let (home, cloud) = (try Home(), try Cloud())
        try await cloud.change(#"{"rename":{"serial":"C69625501","name":"Tor\nWritten: \u001b[31mall\u2028of it"}}"#)
        try await cloud.change(#"{"add":{"device":{"serial":"A1\nWritten: 2","name":""}}}"#)
        let pty = try start(home, cloud)
        try talk(pty, [("appKey: ", cloud.appKey), ("stars", cloud.appSecret)])
        try pty.wait(for: "[y/N]")
        let rows = pty.text.split(whereSeparator: \.isNewline)
        let place = try #require(rows.firstIndex { $0.contains("13 cameras: 11 online") }, "\(pty.text)")
        #expect(rows[place + 1].contains("Tor Written: "), "\(pty.text)")
        #expect(!rows.contains { $0.hasPrefix("Written") || $0.hasPrefix("of it") })
        #expect(!pty.text.contains("\u{1B}[31m") && !pty.text.contains("\u{2028}"))
    }

    @Test("a secret that is not the key's is asked for again alone; a command that prints another one is not believed")
    func corrections() throws {
        let (home, cloud) = (try Home(), try Cloud())
        let pty = try start(home, cloud)
        try talk(
            pty,
            [
                ("appKey: ", "with blank"), ("without blanks", "'\(cloud.appKey)'"), ("take the quotes away", cloud.appKey),
                ("stars", "\"\(cloud.appSecret)\""), ("stars", "wrong"),
                // Arrows that move nothing are no part of it.
                ("stars", cloud.appSecret.prefix(3) + "\u{1B}[D\u{1B}OC" + cloud.appSecret.dropFirst(3)),
                ("[y/N]", "haus"), ("[y/N]", "no"), ("[home]", "a/b"), ("without slashes", "haus"),
                ("keeps the secret in the file", "c"), ("command, such as", "echo other"), ("is not the secret", "c"),
                ("command, such as", "exit 3"), ("status 3", "echo x"), ("Not taken", "c"),
                ("command, such as", "echo \(cloud.appSecret)"),
                ("[Y/n]", "y"),
            ])
        try pty.wait(for: "Written")
        #expect(try pty.exit() == .code(0))
        let text = try #require(home.text(file))
        #expect(text.contains("app_secret_command = \"echo ") && text.contains("name = \"haus\""))
        #expect(text.contains("devices = [\"own\"]") && !text.contains("app_secret = "))
    }

    @Test("a file that is there is left, added to, or replaced with the old one kept, as its owner says")
    func existing() throws {
        let cloud = try Cloud()
        let old = "interval = \"45s\"\n[[accounts]]\nname = \"home\"\napp_key = \"k\"\napp_secret = \"s\""
        let home = try Home(configuration: old)

        let left = try start(home, cloud)
        try talk(left, [("with the accounts home", "")])
        #expect(try left.exit() == .code(1))
        #expect(home.text(file) == old)

        let whole = [
            ("appKey: ", cloud.appKey), ("stars", cloud.appSecret), ("[y/N]", ""), ("[work]", "home"),
            ("already is an account home", ""), ("keeps the secret", ""), ("[Y/n]", ""),
        ]
        let added = try start(home, cloud)
        try talk(added, [("with the accounts home", "a")] + whole)
        #expect(try added.exit() == .code(0))
        let both = try #require(home.text(file))
        #expect(both.hasPrefix(old + "\n\n[[accounts]]\nname = \"work\"\n"))

        let again = try start(home, cloud)
        try talk(again, [("home, work", "a"), ("appKey: ", cloud.appKey), ("stars", cloud.appSecret), ("as work", "")])
        #expect(try again.exit() == .code(1))

        let replaced = try start(home, cloud)
        try talk(
            replaced,
            [
                ("home, work", "r"), ("appKey: ", cloud.appKey), ("stars", cloud.appSecret), ("[y/N]", ""), ("[home]", ""),
                ("keeps the secret", ""), ("[Y/n]", ""),
            ])
        #expect(try replaced.exit() == .code(0))
        #expect(home.text(file)?.hasPrefix("[[accounts]]\nname = \"home\"\nbase_url") == true)
        #expect(home.text(file + ".old") == both)

        let third = try start(home, cloud)
        try talk(
            third,
            [
                ("accounts home", "r"), ("appKey: ", cloud.appKey), ("stars", cloud.appSecret), ("[y/N]", ""), ("[home]", ""),
                ("keeps the secret", ""), ("[Y/n]", ""),
            ])
        #expect(try third.exit() == .code(0))
        #expect(home.text(file + ".old") == both, "what was kept once stays")
        #expect(home.text(file + ".old.1")?.contains("name = \"home\"") == true)
    }

    @Test("a link to the file stays a link, and other settings and their comments stay")
    func link() throws {
        let cloud = try Cloud()
        let home = try Home()
        try home.write("# mine\nread_only = true\n", to: "dotfile.toml")
        try FileManager.default.createSymbolicLink(
            atPath: home.path + "/" + file, withDestinationPath: home.path + "/dotfile.toml")
        let pty = try start(home, cloud)
        try talk(
            pty,
            [
                ("settings and no account", "a"), ("appKey: ", cloud.appKey), ("stars", cloud.appSecret), ("[y/N]", ""),
                ("[home]", ""), ("keeps the secret", ""), ("[Y/n]", ""),
            ])
        #expect(try pty.exit() == .code(0))
        #expect(home.text("dotfile.toml")?.hasPrefix("# mine\nread_only = true\n\n[[accounts]]") == true)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: home.path + "/" + file).hasSuffix("dotfile.toml"))
    }

    @Test("a file of an editor that writes UTF-16 is added to, and all of it is UTF-8 then")
    func utf16() throws {
        let (home, cloud) = (try Home(), try Cloud())
        try home.write("", to: file)
        let bytes = "# 我的\r\nread_only = true\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        try Data([0xFF, 0xFE] + bytes).write(to: URL(filePath: home.path + "/" + file))
        let pty = try start(home, cloud)
        try talk(
            pty,
            [
                ("settings and no account", "a"), ("appKey: ", cloud.appKey), ("stars", cloud.appSecret), ("[y/N]", ""),
                ("[home]", ""), ("keeps the secret", ""), ("[Y/n]", ""),
            ])
        #expect(try pty.exit() == .code(0))
        #expect(home.text(file)?.hasPrefix("# 我的\r\nread_only = true\r\n\n[[accounts]]") == true)
    }

    @Test("^C and a signal while the secret is typed leave the terminal whole and no file", arguments: [2, 15, 1])
    func interrupted(_ signal: Int32) throws {
        let (home, cloud) = (try Home(), try Cloud())
        let pty = try start(home, cloud)
        try talk(pty, [("appKey: ", cloud.appKey)])
        try pty.wait(for: "stars")
        #expect(!pty.isRestored)
        if signal == 2 { pty.send("\u{3}") } else { pty.signal(signal) }
        #expect(try pty.exit() == .signal(signal))
        #expect(pty.isRestored && home.text(file) == nil)
    }

    @Test("a file that is wrong, or open to others, is said and not touched; without a terminal it says what to do instead")
    func refused() throws {
        let cloud = try Cloud()
        let home = try Home(configuration: "intervall = 3\n")
        let pty = try start(home, cloud)
        #expect(try pty.exit() == .code(78))
        #expect(pty.text.contains("did you mean interval?") && home.text(file) == "intervall = 3\n")
        #expect(try Tool(builtProduct("eztop"), ["setup"], environment: home.environment).status == .code(64))
    }

    @Test("speaks Chinese where that is the locale's language")
    func chinese() throws {
        let (home, cloud) = (try Home(), try Cloud())
        let pty = try start(home, cloud, language: "zh_CN.UTF-8")
        try talk(pty, [("登录后见控制台", ""), ("不含空格", cloud.appKey), ("以星号显示", cloud.appSecret), ("13 个摄像头：11 个在线，3 个已加密", "")])
        try pty.wait(for: "此账号的名称")
    }
}
