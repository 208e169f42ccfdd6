import FoundationEssentials
import TestSupport
import Testing

@Suite("The words and numbers that scripts rely on", .serialized, .heavy)
struct Contract {
    private static func accounts(_ cloud: Cloud, secondKey: String? = nil) -> String {
        [("home", cloud.appKey), ("office", secondKey ?? cloud.appKey)].map { name, key in
            """
            [[accounts]]
            name = "\(name)"
            base_url = "\(cloud.base)"
            app_key = "\(key)"
            app_secret = "\(cloud.appSecret)"

            """
        }.joined()
    }

    @Test("a serial that two accounts have needs --account: else 64 with their names, whatever is to be done")
    func ambiguous() throws {
        let cloud = try Cloud()
        let home = try Home(configuration: Self.accounts(cloud))
        for arguments in [
            ["address", "C69625501"], ["address", "C69625501:1"], ["encryption", "on", "C69625501"], ["snapshot", "C69625501"],
        ] {
            let run = try Run(arguments, in: home)
            #expect(run.status == .code(64) && run.text.isEmpty && run.errors.contains("home, office"), "\(arguments): \(run)")
        }
        #expect(try Run(["address", "C69625501", "--account", "office"], in: home).status == .code(0))
        let link = try Run(["hosting", "link"], in: home)
        #expect(link.status == .code(64) && link.errors.contains("home, office"))
    }

    @Test("a serial of another account than the one that was chosen: that one is named, as far as is remembered")
    func otherAccount() throws {
        let (cloud, other) = (try Cloud(), try Cloud(["--devices", "2"]))
        let accounts = [("home", cloud), ("shop", other)].map { name, cloud in
            """
            [[accounts]]
            name = "\(name)"
            base_url = "\(cloud.base)"
            app_key = "\(cloud.appKey)"
            app_secret = "\(cloud.appSecret)"

            """
        }
        let home = try Home(configuration: accounts.joined())
        let pty = try Pty(builtProduct("eztop"), environment: home.environment)
        try pty.wait(for: "客厅摄像头")
        pty.send("q")
        #expect(try pty.exit() == .code(0))
        for command in [["encryption", "on", "C69625501"], ["address", "c69625501"], ["snapshot", "C69625501"]] {
            for (language, words) in [("en", "is in the account home: choose that with --account"), ("zh-Hans", "在账号 home 中")] {
                let run = try Run(command + ["--account", "shop", "--language", language], in: home)
                #expect(run.status == .code(1) && run.errors.contains(words) && !run.errors.contains("did you mean"), "\(run)")
            }
        }
    }

    @Test("one account of several refused: the others are printed in every form, complete is false, and it is 75")
    func oneRefused() throws {
        let cloud = try Cloud()
        let home = try Home(configuration: Self.accounts(cloud, secondKey: "another"))
        for form in [[], ["--json"], ["--csv"]] {
            let run = try Run(["devices", "--no-live"] + form, in: home)
            #expect(run.status == .code(75) && run.text.contains("C69625501"), "\(run)")
            #expect(run.errors.contains("office: 10017") && !run.errors.contains("home:"))
            #expect(form != ["--json"] || run.text.contains("\"complete\" : false"))
        }
        let playlist = try Run(["export", "m3u", "--output", home.path + "/x.m3u"], in: home)
        #expect(playlist.status == .code(75) && playlist.errors.contains("office: 10017"))
        #expect(home.text("x.m3u")?.contains("C69625501") == true)
    }

    @Test("limits are 75, a token that a new one does not cure 77; nothing is on stdout")
    func codes() async throws {
        let codes: [(code: String, exit: Int32)] = [("10029", 75), ("10007", 75), ("10002", 77), ("10005", 77)]
        let clouds = try codes.map { _ in try Cloud() }
        for (cloud, expected) in zip(clouds, codes) {
            for path in ["/api/lapp/device/list", "/api/lapp/camera/list", "/api/lapp/trust/device/list"] {
                try await cloud.change(#"{"fail":{"with":{"path":"\#(path)","code":"\#(expected.code)"}}}"#)
            }
        }
        // Each rests some seconds before it gives up: beside each other.
        let script = """
            for command in devices "export m3u" "export go2rtc"; do
                { "$0" $command > "$HOME/$command" 2> "$HOME/$command.errors"; echo $? > "$HOME/$command.code"; } &
            done
            wait
            """
        try await beside(zip(clouds.map(\.environment), codes)) { environment, expected in
            let home = try Home()
            let variables = environment.merging(home.environment) { $1 }
            _ = try Tool("sh", ["-c", script, builtProduct("eztop")], environment: variables, within: 60)
            for command in ["devices", "export m3u", "export go2rtc"] {
                #expect(home.text(command)?.isEmpty == true, "\(command)")
                #expect(home.text(command + ".code") == "\(expected.exit)\n", "\(command)")
                #expect(home.text(command + ".errors")?.contains(expected.code) == true, "\(command)")
            }
        }
        for cloud in clouds { try cloud.stop() }
    }

    @Test("keys that two commands would share, and unknown ones, stop every command at once, with all else that is wrong")
    func keys() throws {
        let home = try Home(
            configuration: """
                intervall = "30s"
                player = "sh -c 'mpv {url}'"
                [[accounts]]
                name = "home"
                app_key = "k"
                app_secret = "s"
                [keys]
                copy-address = "e"
                chekc = "v"
                card-hls = "y"

                """)
        let tool = try Tool(
            "sh", ["-c", "exec \"$0\" devices 2>&1", builtProduct("eztop")], environment: home.environment)
        #expect(tool.status == .code(78))
        let lines = tool.text.split(separator: "\n").map { $0.drop { $0 != ":" } }
        #expect(
            lines == [
                ":1: intervall: unknown key; did you mean interval?",
                ":2: player: expected {url} as a word of its own; a script takes it as \"$1\": sh -c 'mpv \"$1\"' sh {url}",
                ":8: keys.copy-address: the key e belongs to toggle-encryption already; give that another one too",
                ":9: keys.chekc: unknown key; did you mean check?",
                ":10: keys.card-hls: the key y belongs to card-copy already (address card); give that another one too",
            ])
    }

    @Test("over a hundred addresses are announced as calls on stderr; up to a hundred are not")
    func manyCalls() throws {
        for (devices, announced) in [(300, true), (40, false)] {
            let (cloud, home) = (try Cloud(["--devices", "\(devices)"]), try Home())
            for arguments in [["devices", "--json"], ["export", "m3u"]] {
                let run = try Run(arguments, in: home, cloud.environment)
                #expect(run.errors.contains(" calls") == announced, "\(run.errors)")
                #expect(!run.text.contains(" calls"))
            }
            #expect(!(try Run(["devices", "--no-live"], in: home, cloud.environment).errors.contains("calls")))
        }
    }

    @Test("SERIAL[:CH]: a recorder without a channel is its first, and stderr lists the others")
    func channels() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let whole = try Run(["address", "E71820344"], in: home, cloud.environment)
        #expect(whole.status == .code(0) && whole.text.contains("E71820344_1_1") && whole.errors.contains("3 车道"))
        #expect(try Run(["address", "E71820344:3"], in: home, cloud.environment).text.contains("E71820344_3_1"))
        #expect(try Run(["address", "E71820344:9"], in: home, cloud.environment).status == .code(1))
        #expect(
            try Run(["address", "E71820344:3", "--quality", "sd"], in: home, cloud.environment).text.contains("E71820344_3_2"))
        #expect(
            try Run(["address", "E71820344:1", "--protocol", "ezopen"], in: home, cloud.environment).text.hasPrefix("ezopen://"))
    }

    @Test("simulate prints base, key and secret, one a line, accepts these alone, and ends on SIGTERM")
    func simulate() throws {
        let home = try Home()
        let process = try Pty(
            builtProduct("eztop"), ["simulate", "--app-key", "mine", "--app-secret", "too"], environment: home.environment)
        try process.wait("three lines", within: 20) { $0.count { $0 == 0x0A } == 3 }
        let lines = process.text.split(whereSeparator: \.isNewline).map(String.init)
        #expect(lines.count == 3 && lines[0].hasPrefix("http://127.0.0.1:") && lines[1...] == ["mine", "too"])
        let environment = ["EZTOP_BASE_URL": lines[0], "EZTOP_APP_KEY": "mine"]
        let right = environment.merging(["EZTOP_APP_SECRET": "too"]) { $1 }
        let wrong = environment.merging(["EZTOP_APP_SECRET": "other"]) { $1 }
        #expect(try Run(["devices", "--no-live"], in: home, right).status == .code(0))
        #expect(try Run(["devices", "--no-live"], in: try Home(), wrong).status == .code(77))
        process.signal(15)
        #expect(try process.exit() == .code(143))
    }
}
