import Cells
import Settings
import TestSupport
import Testing
import Vocabulary
import Wording

@Suite("Configuration", .serialized, .heavy)
struct ConfigurationTests {
    @Test("holds what its file says")
    func everything() throws {
        let text = try Fixtures.text(Fixtures.folder + "/good-everything.toml")
        let configuration = try Configuration.parse(text, file: "c.toml")
        #expect(configuration.interval == 30)
        #expect(configuration.liveInterval == 900)
        #expect(configuration.language == .zhHans)
        #expect(configuration.theme == "high-contrast")
        #expect(configuration.readOnly)
        #expect(configuration.player == "vlc -")
        #expect(configuration.addressLife == 5_400)
        #expect(configuration.check == .every(900))
        #expect(configuration.battery == ["F20118876", "客厅"])
        #expect(configuration.glyphs == .ascii)
        #expect(configuration.color == .all)
        #expect(configuration.mouse)
        #expect(configuration.history == 90 * 86_400 && configuration.historySize == 200_000_000)
        #expect(configuration.clipboard == .command(["xsel", "-b"]))
        #expect(configuration.push == .webhook(listen: ListenAddress(host: "::1", port: 8420), secret: Secret("MARKED-SECRET")))
        #expect(
            configuration.accounts == [
                Account(
                    name: "home", place: .region(.india), appKey: "0123456789abcdef", secret: .literal(Secret("MARKED-SECRET")),
                    devices: [.own, .hosted],
                    verificationCodes: ["C69625501": Secret("ABCDEF"), "GB 28181:1": Secret("六个字")]),
                Account(
                    name: "店", place: .baseURL("http://127.0.0.1:18080"), appKey: "k2", secret: .command("pass show ezviz")),
            ])
        #expect(
            configuration.keys == [
                KeyBinding(command: "copy-address", keys: [.character("y")], line: 41),
                KeyBinding(command: "quit", keys: [.character("q"), .control("x"), .function(10)], line: 42),
                KeyBinding(command: "theme", keys: [], line: 43),
            ])
    }

    @Test("has the documented values where its file says nothing")
    func defaults() throws {
        let configuration = try Configuration.parse("", file: "c.toml")
        #expect(configuration.interval == 30)
        #expect(configuration.liveInterval == 900)
        #expect(configuration.language == .auto)
        #expect(configuration.theme == "auto")
        #expect(!configuration.readOnly)
        #expect(configuration.player == "mpv --profile=low-latency --playlist=-")
        #expect(configuration.addressLife == 86_400)
        #expect(configuration.check == .onDemand)
        #expect(configuration.battery.isEmpty)
        #expect(configuration.clipboard == .auto)
        #expect(configuration.accounts.isEmpty)
        #expect(configuration.push == nil)
    }

    @Test("messages are fetched for one of five groups, or listened for, and not both")
    func pull() throws {
        #expect(try Configuration.parse("[push]\npull = \"group3\"\n", file: "c.toml").push == .pull(.group3))
        func problems(_ text: String) throws -> [ConfigurationProblem] {
            do throws(ConfigurationError) { _ = try Configuration.parse(text, file: "c.toml") } catch { return error.problems }
            return []
        }
        let both = try problems("[push]\nlisten = \"127.0.0.1:8420\"\nsecret = \"s\"\npull = \"group1\"\n")
        #expect(both.map(\.key) == ["push.listen", "push.secret"])
        #expect(both.allSatisfy { $0.what == .conflict(with: "pull") })
        let other = try problems("[push]\npull = \"group6\"\n")
        let groups = (1...5).map { "group\($0)" }
        #expect(other.map(\.what) == [.badValue(.oneOf(groups))])
        #expect(try problems("[push]\n").map(\.key) == ["push.listen", "push.secret"])
    }

    @Test("puts an account without a region into China, with its own devices")
    func accountDefaults() throws {
        let text = "[[accounts]]\nname = \"a\"\napp_key = \"k\"\napp_secret = \"s\"\n"
        let account = try #require(Configuration.parse(text, file: "c.toml").accounts.first)
        #expect(account.place == .region(.cn))
        #expect(account.devices == [.own])
    }

    @Test(
        "takes addresses of http and https",
        arguments: [
            "https://open.ys7.com", "HTTP://127.0.0.1:18080", "https://[::1]:8443", "https://host/prefix/",
        ])
    func baseURLs(_ url: String) throws {
        #expect(throws: Never.self) { try Configuration.parse(account(url), file: "c.toml") }
    }

    @Test(
        "refuses other addresses",
        arguments: [
            "ftp://open.ys7.com", "open.ys7.com", "https://", "https:///path", "https://a b", "https://host:0",
            "https://host:99999",
            "https://host?token=1", "https://host#f", "https://user@host", "https://例子.cn", "http://[::1", "https://host:",
            "http://host\\\\@other",
        ])
    func badBaseURLs(_ url: String) throws {
        #expect(throws: ConfigurationError.self) { try Configuration.parse(account(url), file: "c.toml") }
    }

    private func account(_ url: String) -> String {
        "[[accounts]]\nname = \"a\"\napp_key = \"k\"\napp_secret = \"s\"\nbase_url = \"\(url)\"\n"
    }

    @Test(
        "names the key where a colon, a letter or a blank of an input method stands in the way; a line of its own is not quoted",
        arguments: [
            ("devices: [\"own\"]", "c.toml:1: devices: not TOML: an = belongs between a key and its value"),
            ("interval : \"30s\"", "c.toml:1: interval: not TOML: an = belongs between a key and its value"),
            ("interval = \"30s\"\u{A0}", "c.toml:1: interval: not TOML: a blank that is none of its own (U+A0): type it anew"),
            ("ｉnterval = \"30s\"", "c.toml:1: interval: not TOML: ｉ is none of its signs: type the one of an English keyboard"),
            ("MARKED:\n", "c.toml:1"),
        ])
    func signs(_ text: String, _ said: String) {
        let error = #expect(throws: ConfigurationError.self) { try Configuration.parse(text, file: "c.toml") }
        let words = error.map { Texts.english.describe($0) } ?? ""
        #expect(words.hasPrefix(said) && !words.contains("MARKED"), "\(words)")
    }

    @Test("lets those who know the commands say which of its keys name none")
    func unknownCommands() throws {
        let configuration = try Configuration.parse("[keys]\nquit = \"q\"\ncopy-adress = \"y\"\n", file: "c.toml")
        #expect(
            configuration.unknownCommands(among: ["quit", "copy-address"]) == [
                ConfigurationProblem(
                    file: "c.toml", line: 3, key: "keys.copy-adress", what: .unknownKey(nearest: "copy-address"))
            ])
    }

    @Test("takes no setting that was written below it for the verification code of a device")
    func swallowed() {
        for (line, said) in [
            ("interval = \"10s\"", "accounts.verification_codes.interval: unknown key; it belongs above the first [table]"),
            ("region = \"eu\"", "accounts.verification_codes.region: unknown key; it belongs below [[accounts]]"),
            ("no_serial = \"ABCDEF\"", "accounts.verification_codes.no_serial: expected a serial"),
        ] {
            let text =
                "[[accounts]]\nname = \"a\"\napp_key = \"k\"\napp_secret = \"s\"\n[accounts.verification_codes]\nC1 = \"ABCDEF\"\n\(line)\n"
            let error = #expect(throws: ConfigurationError.self) { try Configuration.parse(text, file: "c.toml") }
            #expect(
                error.map { Texts.english.describe($0) }?.hasPrefix("c.toml:7: \(said)") == true, "\(String(describing: error))")
        }
    }

    @Test(
        "says of a value without quotes, of yes and no, and of a path of Windows what is to be written",
        arguments: [
            ("app_key = 2f1c00aa9b3d4e5f", "no value; a text needs quotes"), ("app_key = 000000000000eztop0", "no value; a text"),
            ("app_secret = 12345678901234567890", "no value; a text"), ("app_key = 2e10ffffffffffff", "no value; a text"),
            ("read_only = yes", "it is true or false here"), ("read_only = Off", "it is true or false here"),
            (#"app_secret_file = "C:\Users\me""#, "a backslash in double quotes"),
            (#"player = "D:\密\s""#, "a backslash in double"),
        ])
    func unquoted(_ line: String, _ said: String) {
        let error = #expect(throws: ConfigurationError.self) { try Configuration.parse(line + "\n", file: "c.toml") }
        let words = error.map { Texts.english.describe($0) } ?? ""
        #expect(words.hasPrefix("c.toml:1") && words.contains("not TOML: \(said)") && !words.contains("2f1c"), "\(words)")
    }

    @Test("binds the key that is pressed, whatever sign the keyboard of an input method has on it")
    func inputMethod() throws {
        let keys = try Configuration.parse("[keys]\nfilter = \"、\"\nhelp = \"？\"\n", file: "c.toml").keys
        #expect(keys.map(\.keys) == [[.character("/")], [.character("?")]])
    }

    @Test("places a problem that only the user of a value can find")
    func laterProblem() throws {
        let configuration = try Configuration.parse("mouse = true\ntheme = \"drak\"\n", file: "c.toml")
        let problem = configuration.problem(.theme, .unknownTheme(names: ["dark"]))
        #expect(Texts.english.describe(problem) == "c.toml:2: theme: no such theme; there are dark")
    }

    @Test("never breaks the program, whatever its text is")
    func hostile() throws {
        let good = Array(try Fixtures.text(Fixtures.folder + "/good-everything.toml").utf8)
        var random = Random(state: 7)
        for _ in 0..<1_000 {
            var bytes = good
            for _ in 0...random.below(6) {
                let position = random.below(bytes.count)
                switch random.below(3) {
                case 0: bytes[position] = Array("[]{}\"'=.,#\\\n \u{7F}x0".utf8)[random.below(16)]
                case 1: bytes.removeSubrange(position..<min(bytes.count, position + random.below(40)))
                default: bytes.insert(contentsOf: good[0..<random.below(60)], at: position)
                }
                if bytes.isEmpty { bytes = good }
            }
            do { _ = try Configuration.parse(String(decoding: bytes, as: UTF8.self), file: "c.toml") } catch {
                #expect(!error.problems.isEmpty)
            }
        }
        for text in [
            String(repeating: "[", count: 200_000), String(repeating: "{", count: 200_000),
            "a = " + String(repeating: "{a=", count: 100_000), String(repeating: "a.", count: 400_000) + "a = 1",
            "[" + String(repeating: "a.", count: 400_000) + "a]", "\"a\\u0000b\" = 1", "a = \"\"\"", "a = '", "a", "=", "[a",
            "[[",
            // Here the parser would stop the program.
            "[[[a", "[=a]", "[\rb]", "a = [}", "a = 2023-11-23T:", "a = 206-11-23 3 = 2026-11-23 3", "a = 2026-11-23t\"x\"",
        ] {
            #expect(throws: ConfigurationError.self) { try Configuration.parse(text, file: "c.toml") }
        }
    }
}

/// The same numbers every time.
private struct Random {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
