import System
import Testing
import Vocabulary
import Wording

@testable import Settings

/// Files that exist only here.
struct StubFiles: FileReading {
    var files: [String: ReadFile] = [:]
    var faults: [String: FileFault] = [:]
    var standings: [FileStanding] = []

    init(_ texts: [String: String], mode: UInt32 = 0o600) {
        files = texts.mapValues { ReadFile(bytes: Array($0.utf8), mode: mode) }
    }

    func read(_ path: String, limit: Int) throws(FileFault) -> ReadFile {
        if let fault = faults[path] { throw fault }
        guard let file = files[path] else { throw .notFound }
        return file
    }

    func way(to path: String) -> [FileStanding] { standings }

    func list(_ folder: String) -> [String] {
        files.keys.filter { $0.parentFolder == folder }.map { String($0.dropFirst(folder.count + 1)) }
    }
}

@Suite("Configuration loader")
struct ConfigurationLoaderTests {
    private static let account = "[[accounts]]\nname = \"home\"\napp_key = \"k\"\napp_secret = \"MARKED\"\n"
    private static let variables = ["EZTOP_APP_KEY": "k", "EZTOP_APP_SECRET": "MARKED"]
    private static let usual = "/home/a/.config/eztop/config.toml"

    private func load(
        _ files: StubFiles = StubFiles([:]), _ environment: [String: String], path: String? = nil
    ) throws(ConfigurationError) -> Configuration {
        try ConfigurationLoader(
            explicitPath: path, environment: environment.merging(["HOME": "/home/a"]) { a, _ in a }, files: files
        )
        .load()
    }

    private func problems(
        _ files: StubFiles = StubFiles([:]), _ environment: [String: String], path: String? = nil
    ) -> [String] {
        do throws(ConfigurationError) {
            _ = try load(files, environment, path: path)
            return []
        } catch {
            return error.problems.map(Texts.english.describe)
        }
    }

    @Test("takes --config before EZTOP_CONFIG before XDG_CONFIG_HOME before the home's .config")
    func path() {
        var environment = ["HOME": "/home/a"]
        func path(_ explicit: String? = nil) -> String? {
            ConfigurationLoader(explicitPath: explicit, environment: environment).path
        }
        #expect(path() == Self.usual)
        environment["XDG_CONFIG_HOME"] = "/xdg"
        #expect(path() == "/xdg/eztop/config.toml")
        environment["EZTOP_CONFIG"] = "e.toml"
        #expect(path() == "e.toml")
        #expect(path("c.toml") == "c.toml")
        environment = ["HOME": "/home/a", "XDG_CONFIG_HOME": "relative", "EZTOP_CONFIG": ""]
        #expect(path() == Self.usual)
        environment = [:]
        #expect(path() == nil)
    }

    @Test("takes a file in any encoding of an editor, with any line ends, blanks and full-width letters")
    func editors() throws {
        let text = Self.account.replacing("\n", with: " \r\n").replacing("home", with: "门口一 ").replacing(
            "\"k\"", with: "\"ｋ \u{A0}\"")
        for bytes in Encodings.all(of: "interval = \"５s \"\r\n" + text) {
            var files = StubFiles([:])
            files.files[Self.usual] = ReadFile(bytes: bytes, mode: 0o600)
            let configuration = try load(files, [:])
            #expect(configuration.interval == 5)
            #expect(configuration.accounts == [Account(name: "门口一", appKey: "k", secret: .literal(Secret("MARKED")))])
        }
    }

    @Test("takes a variable without what clings to it, and in half width")
    func clinging() throws {
        let accounts = try load([
            "EZTOP_APP_KEY": "\u{FEFF}k\r", "EZTOP_APP_SECRET": " ＭARKED\u{3000}", "EZTOP_REGION": "eu\r",
            "EZTOP_DEVICES": "hosted， own\r", "EZTOP_CONFIG": " \r",
        ]).accounts
        #expect(
            accounts == [
                Account(
                    name: "default", place: .region(.eu), appKey: "k", secret: .literal(Secret("MARKED")),
                    devices: [.own, .hosted])
            ])
        #expect(try load(["EZTOP_CONFIG": "/c.toml\r"], of: "/c.toml").accounts.count == 1)
        #expect(try EnvironmentAccount.verificationCode(["EZTOP_VERIFICATION_CODE": "ABCDEF\r"]) == Secret("ABCDEF"))
        #expect(try EnvironmentAccount.verificationCode(["EZTOP_VERIFICATION_CODE": "\r"]) == nil)
    }

    private func load(_ environment: [String: String], of file: String) throws(ConfigurationError) -> Configuration {
        try load(StubFiles([file: Self.account]), environment)
    }

    @Test("names every variable that kept its quotes, and a page in place of an API, without the value")
    func quotes() {
        for (name, value) in [
            ("EZTOP_APP_KEY", "'MARK'"), ("EZTOP_APP_KEY", "\"MARK"), ("EZTOP_REGION", "eu'"), ("EZTOP_APP_SECRET", "\"MARKED\""),
            ("EZTOP_APP_SECRET", "“MARKED”\r"),
            ("EZTOP_REGION", "\"cn\""), ("EZTOP_DEVICES", "'own'"), ("EZTOP_BASE_URL", "＂http://h＂"),
            ("EZTOP_CONFIG", "'/c.toml'"),
        ] {
            let said = problems(Self.variables.merging([name: value]) { $1 })
            #expect(said == [name + ": take the quotes away that stand around it: here they are part of the value"])
        }
        #expect(throws: ConfigurationError.self) {
            try EnvironmentAccount.verificationCode(["EZTOP_VERIFICATION_CODE": "'ABCDEF'"])
        }
        for page in [
            "https://open.ys7.com/console/home.html#/device", "https://open.ys7.com/cn/", "https://www.ys7.com",
            "https://h/api/lapp/",
            "https://openauth.ezvizlife.com",
        ] {
            let said = problems(Self.variables.merging(["EZTOP_BASE_URL": page]) { $1 })
            #expect(said.count == 1 && said[0].hasPrefix("EZTOP_BASE_URL: that is a page"), "\(page): \(said)")
        }
        for base in ["https://open.ys7.com/", "https://isgpopen.ezvizlife.com", "http://h:1/ezviz", "http://h/api"] {
            #expect(problems(Self.variables.merging(["EZTOP_BASE_URL": base]) { $1 }).isEmpty, "\(base)")
        }
    }

    @Test("what is typed at a prompt is taken as it is meant, and not with quotes")
    func typed() {
        #expect(Expectation.appKey.taken(" ｋ1\r") == "k1")
        #expect(Expectation.appKey.taken("'k1'") == nil && Expectation.appKey.isQuoted("'k1'"))
        #expect(Expectation.appKey.taken("k 1") == nil && !Expectation.appKey.isQuoted("k 1"))
        #expect(Expectation.secret.taken("“MARKED”") == nil)
        #expect(Expectation.accountName.taken(" 门口（旧） ") == "门口（旧）")
    }

    @Test("a variable that goes with the variables' account is said not to be used where the file has the accounts")
    func unused() throws {
        let files = StubFiles([Self.usual: Self.account])
        let other = ["EZTOP_BASE_URL": "http://h", "EZTOP_REGION": "eu"]
        #expect(try load(files, other).notes.map(\.key) == ["EZTOP_BASE_URL", "EZTOP_REGION"])
        #expect(try load(files, [:]).notes.isEmpty)
        #expect(try load(files, Self.variables.merging(other) { $1 }).notes.isEmpty)
    }

    @Test("makes an account of the variables without any file")
    func variables() throws {
        #expect(
            try load(Self.variables).accounts == [
                Account(name: "default", appKey: "k", secret: .literal(Secret("MARKED")))
            ])
        let more = ["EZTOP_BASE_URL": "http://127.0.0.1:1/", "EZTOP_REGION": "eu", "EZTOP_DEVICES": "hosted, own"]
        let account = try #require(load(Self.variables.merging(more) { a, _ in a }).accounts.first)
        #expect(account.place == .baseURL("http://127.0.0.1:1"))
        #expect(account.devices == [.own, .hosted])
        #expect(try load(Self.variables.merging(["EZTOP_REGION": "in"]) { a, _ in a }).accounts[0].place == .region(.india))
    }

    private func load(_ environment: [String: String]) throws(ConfigurationError) -> Configuration {
        try load(StubFiles([:]), environment)
    }

    @Test("names the variables that are missing or wrong, and none of their values")
    func badVariables() {
        let named = problems(Self.variables.merging(["EZTOP_APP_KEY": "appKey：k"]) { $1 })
        #expect(named.count == 1 && named[0].hasPrefix("EZTOP_APP_KEY: expected the key of an app"))
        #expect(problems(["EZTOP_APP_KEY": "k"]) == ["EZTOP_APP_SECRET: missing"])
        #expect(problems(["EZTOP_APP_SECRET": "MARKED", "EZTOP_APP_KEY": ""]) == ["EZTOP_APP_KEY: missing"])
        let wrong = ["EZTOP_REGION": "mars", "EZTOP_BASE_URL": "https://u:MARKED@h", "EZTOP_DEVICES": "own,,"]
        #expect(
            problems(Self.variables.merging(wrong) { a, _ in a }) == [
                "EZTOP_REGION: expected one of cn, eu, us, sa, sg, in, ru",
                "EZTOP_BASE_URL: expected an http or https address of a host, without user, query or fragment",
                "EZTOP_DEVICES: expected one of own, hosted, own,hosted",
            ])
    }

    private func problems(_ environment: [String: String]) -> [String] { problems(StubFiles([:]), environment) }

    @Test("puts the account of the variables before those of the file")
    func both() throws {
        let files = StubFiles([Self.usual: "interval = \"5s\"\n" + Self.account])
        let configuration = try load(files, Self.variables)
        #expect(configuration.accounts.map(\.name) == ["default", "home"])
        #expect(configuration.interval == 5)
        let twice = StubFiles([Self.usual: Self.account.replacing("home", with: "default")])
        #expect(problems(twice, Self.variables) == ["\(Self.usual):2: accounts.name: there already is an account default"])
    }

    @Test("says that nothing is configured, unless nothing is needed")
    func nothing() throws {
        #expect(problems([:]) == ["/home/a/.config/eztop/config.toml: no such file"])
        #expect(problems(StubFiles([Self.usual: "mouse = true\n"]), [:]) == ["\(Self.usual): no account is configured"])
        let loader = ConfigurationLoader(explicitPath: nil, environment: [:], files: StubFiles([:]))
        #expect(try loader.load(needsAccount: false).accounts.isEmpty)
    }

    @Test("wants a file that was named to be there")
    func named() {
        #expect(problems(StubFiles([:]), Self.variables, path: "c.toml") == ["c.toml: no such file"])
        #expect(problems(["EZTOP_CONFIG": "e.toml"]) == ["e.toml: no such file"])
    }

    @Test("says why a file cannot be used")
    func unreadable() {
        func problem(_ bytes: [UInt8]) -> [String] {
            var files = StubFiles([:])
            files.files["c.toml"] = ReadFile(bytes: bytes, mode: 0o600)
            return problems(files, [:], path: "c.toml")
        }
        #expect(problem(Array("a = 1\nb = \"".utf8) + [0xFF, 0x22]) == ["c.toml:2: not UTF-8: save it as UTF-8"])
        #expect(problem(Array("a = 1\n".utf8) + [0]) == ["c.toml:2: a NUL, and so no text: save it as UTF-8"])
        var files = StubFiles([:])
        files.faults = ["c.toml": .tooLarge(limit: 1_048_576)]
        #expect(problems(files, [:], path: "c.toml") == ["c.toml: larger than 1024 KiB"])
    }

    @Test(
        "refuses a file with a secret that others may read, with the command that mends it",
        arguments: [UInt32(0o644), 0o640, 0o604, 0o660])
    func readableByOthers(_ mode: UInt32) {
        let path = "/home/a/it's/c.toml"
        let expected = ["\(path): others may read the secret in it; run: chmod 600 '/home/a/it'\\''s/c.toml'"]
        let codes = "[accounts.verification_codes]\nC1 = \"MARKED\"\n"
        let command = Self.account.replacing("app_secret =", with: "app_secret_command =")
        for text in [Self.account, command + codes, command + "[push]\nlisten = \"h:1\"\nsecret = \"MARKED\"\n"] {
            #expect(problems(StubFiles([path: text], mode: mode), [:], path: path) == expected)
            #expect(problems(StubFiles([path: text], mode: 0o600), [:], path: path).isEmpty)
        }
        #expect(problems(StubFiles([path: command], mode: mode), [:], path: path).isEmpty == (mode & 0o020 == 0))
    }

    @Test("says that together with everything else that is wrong")
    func everything() {
        let files = StubFiles(["c.toml": Self.account + "devises = 1\n"], mode: 0o644)
        #expect(problems(files, ["EZTOP_APP_KEY": "k"], path: "c.toml").count == 3)
    }

    @Test("looks for a secret file beside the configuration, and at the home's")
    func secretFile() throws {
        func load(_ path: String, _ files: [String: String]) throws -> SecretSource {
            let text = Self.account.replacing("app_secret = \"MARKED\"", with: "app_secret_file = \"\(path)\"")
            return try self.load(StubFiles(files.merging(["/etc/c.toml": text]) { a, _ in a }), [:], path: "/etc/c.toml")
                .accounts[0].secret
        }
        #expect(try load("secret", ["/etc/secret": "x"]) == .file("/etc/secret"))
        #expect(try load("~/secret", ["/home/a/secret": "x"]) == .file("/home/a/secret"))
        #expect(try load("/run/secret", ["/run/secret": "x"]) == .file("/run/secret"))
    }

    @Test("refuses a secret file that is not there, or that others may read")
    func badSecretFile() {
        let text = Self.account.replacing("app_secret = \"MARKED\"", with: "app_secret_file = \"/s\"")
        #expect(
            problems(StubFiles(["c.toml": text]), [:], path: "c.toml") == ["c.toml:4: accounts.app_secret_file: /s: no such file"]
        )
        #expect(
            problems(StubFiles(["c.toml": text, "/s": "x"], mode: 0o640), [:], path: "c.toml") == [
                "c.toml:4: accounts.app_secret_file: others may read the secret in it; run: chmod 600 /s"
            ])
    }

    @Test("names file, line and key of a secret file that holds no secret, or one in quotes")
    func contentsOfSecretFile() {
        let text = Self.account.replacing("app_secret = \"MARKED\"", with: "app_secret_file = \"/s\"")
        func said(_ secret: String) -> [String] { problems(StubFiles(["c.toml": text, "/s": secret]), [:], path: "c.toml") }
        #expect(
            said("\nMARKED\n") == [
                "c.toml:4: accounts.app_secret_file: /s:1: no secret: the first line has to be 1 to 256 characters that print"
            ])
        #expect(said("'MARKED'\n") == ["c.toml:4: accounts.app_secret_file: /s:1: take the quotes away that stand around it"])
    }

    @Test("a secret of root's in /run/secrets is taken whatever its read bits, with a word; never where others may write it")
    func givenSecret() throws {
        func load(_ path: String, mode: UInt32, owner: UInt32) throws(ConfigurationError) -> [ConfigurationProblem] {
            let text = Self.account.replacing("app_secret = \"MARKED\"", with: "app_secret_file = \"\(path)\"")
            var files = StubFiles(["/etc/c.toml": text, path: "MARKED\n"])
            files.files[path]?.mode = mode
            files.files[path]?.owner = owner
            return try self.load(files, [:], path: "/etc/c.toml").notes
        }
        for path in ["/run/secrets/ezviz", "/run/credentials/eztop.service/ezviz"] {
            #expect(try load(path, mode: 0o400, owner: 0).isEmpty)
            #expect(
                try load(path, mode: 0o444, owner: 0).map(Texts.english.describe) == [
                    "/etc/c.toml:4: accounts.app_secret_file: others may read the secret in \(path) (mode 0444); "
                        + "it is root's, who gave it, and is taken"
                ])
            #expect(throws: ConfigurationError.self) { try load(path, mode: 0o446, owner: 0) }
            #expect(throws: ConfigurationError.self) { try load(path, mode: 0o464, owner: 0) }
            #expect(throws: ConfigurationError.self) { try load(path, mode: 0o444, owner: 4711) }
        }
        #expect(throws: ConfigurationError.self) { try load("/run/secrets/../../home/a/s", mode: 0o444, owner: 0) }
        #expect(throws: ConfigurationError.self) { try load("/home/a/s", mode: 0o444, owner: 0) }
    }

    @Test("a whole configuration is taken from /run/secrets likewise")
    func givenConfiguration() throws {
        let path = "/run/secrets/eztop.toml"
        var files = StubFiles([path: Self.account], mode: 0o444)
        files.files[path]?.owner = 0
        #expect(try load(files, [:], path: path).notes.count == 1)
        files.files[path]?.mode = 0o446
        #expect(problems(files, [:], path: path).count == 1)
    }
}
