import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("The commands without a screen", .serialized, .heavy)
struct Commands {
    /// As `devices --json` is documented, read by nothing of the program's own.
    private struct Report: Decodable {
        struct Camera: Decodable {
            struct Live: Decodable {
                var state: String
                var code: String?
                var message: String?
                var `protocol`: String?
                var expires: String?
                var url: String?
            }

            var account, source, serial, name, model, status, encryption: String
            var channel: Int?
            var live: Live
            var checked: String?
        }

        struct Account: Decodable {
            var name, host: String
            var token_expires: String?
            var calls: Int
            var error: String?
        }

        var cameras: [Camera]
        var accounts: [Account]
        var complete: Bool
    }

    private static func run(_ arguments: [String], _ environment: [String: String]) throws -> Tool {
        try Tool(builtProduct("eztop"), arguments, environment: environment)
    }

    /// What it says on stderr, with its exit code.
    private static func errors(_ arguments: [String], _ environment: [String: String]) throws -> Tool {
        try Tool("sh", ["-c", "exec \"$0\" \"$@\" 2>&1 >/dev/null", builtProduct("eztop")] + arguments, environment: environment)
    }

    @Test("a simulated cloud that other machines reach says so, and has keys of its own unless it is given some")
    func simulatedInPublic() throws {
        let home = try Home()
        func start(_ arguments: [String]) throws -> [Substring] {
            let pty = try Pty(builtProduct("eztop"), ["simulate"] + arguments, environment: home.environment)
            func lines() -> [Substring] { pty.text.split(whereSeparator: \.isNewline) }
            try pty.wait("base, key and secret") { _ in lines().drop { !$0.hasPrefix("http://") }.count >= 3 }
            pty.send("\u{3}")
            #expect(try pty.exit() == .code(130))
            return lines()
        }
        let demo = "00000000000000000000000000eztop0"
        let own = try start(["--listen", "127.0.0.1:0"])
        #expect(own.contains { $0 == demo } && !own.contains { $0.contains("open to other machines") })
        let open = try start(["--listen", "0.0.0.0:0"])
        #expect(!open.contains { $0 == demo } && open.contains { $0.contains("open to other machines") })
        let given = try start(["--listen", "0.0.0.0:0", "--app-key", "mine", "--app-secret", "s"])
        #expect(given.contains { $0 == "mine" } && given.contains { $0 == "s" })
    }

    @Test("hosting link prints the page, and nothing else where stdout is no terminal")
    func hostingLink() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let tool = try Self.run(
            ["hosting", "link", "--state", "oma"], cloud.environment.merging(home.environment) { $1 })
        #expect(tool.text == "\(cloud.base)/trust/device?client_id=\(cloud.appKey)&response_type=code&state=oma\n")
        let china = home.environment.merging(["EZTOP_APP_KEY": "k", "EZTOP_APP_SECRET": "s"]) { $1 }
        #expect(try Self.run(["hosting", "link"], china).text.hasPrefix("https://openauth.ys7.com/trust/device?client_id=k&"))
        let screen = try Pty(builtProduct("eztop"), ["hosting", "link"], environment: china)
        #expect(try screen.exit() == .code(0))
        #expect(screen.text.contains("▀") && screen.text.contains("\u{1B}[97;40m"))
    }

    @Test("hosting devices prints the hosted rows alone; cancel wants --yes without a terminal, and then gives them back")
    func hostingCancel() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        let environment = cloud.environment.merging(home.environment) { $1 }
        let before = try JSONDecoder().decode(
            Report.self, from: Data(try Self.run(["hosting", "devices", "--json"], environment).output))
        #expect(Set(before.cameras.map(\.serial)) == ["G55512077", "G55512001"])
        #expect(try Self.run(["hosting", "cancel", "G55512077"], environment).status == .code(64))
        #expect(try Self.run(["--read-only", "hosting", "cancel", "G55512077", "--yes"], environment).status == .code(1))
        #expect(try await cloud.calls("trust/cancel") == 0)
        let given = try Self.run(["hosting", "cancel", "G55512077", "--yes"], environment)
        #expect(given.status == .code(0) && given.text == "G55512077:1\n")
        #expect(try Self.run(["hosting", "cancel", "G55512077", "--yes"], environment).status == .code(1))
        let after = try JSONDecoder().decode(
            Report.self, from: Data(try Self.run(["hosting", "devices", "--json", "--no-live"], environment).output))
        #expect(after.cameras.map(\.serial) == ["G55512001"])
    }

    @Test("address --revoke takes the address from stdin, and nobody can watch by it any more")
    func revoke() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let environment = cloud.environment.merging(home.environment) { $1 }
        let address = try Self.run(["address", "C69625501"], environment).text
        let program = builtProduct("eztop")
        #expect(try Tool(program, ["address", "C69625501", "--revoke"], environment: environment, input: "").status == .code(64))
        let tool = try Tool(program, ["address", "C69625501", "--revoke"], environment: environment, input: address)
        #expect(tool.status == .code(0) && tool.text.isEmpty)
        #expect(
            try Tool(program, ["address", "C69625501", "--revoke"], environment: environment, input: "nonsense").status
                == .code(1))
    }

    @Test("simulate --scenario serves the fleet and the faults of the file; a wrong one is 78 and starts nothing")
    func scenario() throws {
        let home = try Home()
        try home.write(
            """
            [[devices]]
            serial = "X00000001"
            name = "门"
            [[devices.channels]]
            number = 3
            stream = "9053"
            [[faults]]
            path = "/api/lapp/camera/list"
            times = 1
            code = "50000"
            """, to: "fleet.toml")
        let cloud = try Cloud(["--scenario", home.path + "/fleet.toml"])
        let environment = cloud.environment.merging(home.environment) { $1 }.merging(["EZTOP_DEVICES": "own"]) { $1 }
        #expect(try Self.run(["devices", "--json"], environment).status == .code(75))
        #expect(try Self.run(["address", "X00000001", "--check"], environment).status == .code(1))
        try home.write("[[device]]", to: "wrong.toml")
        let wrong = try Self.errors(["simulate", "--scenario", home.path + "/wrong.toml"], [:])
        #expect(wrong.status == .code(78) && wrong.text.contains("devices"))
    }

    @Test("snapshot writes a picture that is one, for nobody else to read, or pipes it")
    func snapshot() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let environment = cloud.environment.merging(home.environment) { $1 }
        let file = home.path + "/door.jpg"
        #expect(try Self.run(["snapshot", "E71820344:2", "--output", file], environment).text == file + "\n")
        #expect(try Data(contentsOf: URL(filePath: file)).prefix(3) == Data([0xFF, 0xD8, 0xFF]))
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let probe = try Tool(
            "ffprobe", ["-v", "error", "-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0", file])
        #expect(probe.text == "mjpeg,320,180\n")
        #expect(try Self.run(["snapshot", "C69625501", "--output", "-"], environment).output.starts(with: [0xFF, 0xD8]))
        #expect(try Self.run(["snapshot", "D01234567", "--output", file], environment).status == .code(1))
        #expect(try Self.run(["snapshot", "C69625503", "--output", home.path + "/none/x.jpg"], environment).status == .code(1))
    }

    @Test("twenty processes that start at once fetch one token between them")
    func oneToken() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        let script = """
            for process in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
                "$0" devices --no-live --json &
            done
            wait
            """
        let environment = cloud.environment.merging(home.environment) { $1 }.merging(["EZTOP_DEVICES": "own"]) { $1 }
        let tool = try Tool("sh", ["-c", script, builtProduct("eztop")], environment: environment, within: 60)
        #expect(tool.text.ranges(of: "\"complete\" : true").count == 20)
        #expect(try await cloud.calls("token/get") == 1)
    }

    @Test("devices --json is one object with every field, null where there is nothing, and no address unless asked")
    func json() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let environment = cloud.environment.merging(home.environment) { $1 }
        let tool = try Self.run(["devices", "--json"], environment)
        #expect(tool.status == .code(0))
        let report = try JSONDecoder().decode(Report.self, from: Data(tool.output))
        #expect(report.complete && report.cameras.count == 15)
        let living = try #require(report.cameras.first { $0.serial == "C69625501" })
        #expect(living.name == "客厅摄像头" && living.account == "default" && living.source == "own" && living.channel == 1)
        #expect(living.status == "online" && living.encryption == "off")
        #expect(living.live.state == "ready" && living.live.protocol == "hls" && living.live.expires?.hasSuffix("Z") == true)
        #expect(tool.text.contains("\"code\" : null") && tool.text.contains("\"error\" : null"))
        #expect(!tool.text.contains("m3u8"))
        #expect(report.cameras.first { $0.serial == "C69625502" }?.live.state == "encrypted")
        #expect(report.cameras.first { $0.serial == "D01234567" }?.live.state == "offline")
        let mother = try #require(report.cameras.first { $0.serial == "G55512001" })
        #expect(mother.source == "hosted" && mother.live.state == "not granted" && mother.live.code == "10031")
        #expect(report.accounts[0].host == cloud.address && report.accounts[0].error == nil && report.accounts[0].calls > 2)

        let withAddresses = try Self.run(["devices", "--json", "--addresses"], environment)
        let addressed = try JSONDecoder().decode(Report.self, from: Data(withAddresses.output))
        #expect(addressed.cameras.first { $0.serial == "C69625501" }?.live.url?.hasPrefix(cloud.base) == true)
    }

    @Test("without live addresses a poll of up to 50 devices is two calls, one a recorder, and the token's")
    func twoCalls() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let environment = cloud.environment.merging(home.environment) { $1 }.merging(["EZTOP_DEVICES": "own"]) { $1 }
        let first = try Self.run(["devices", "--json", "--no-live"], environment)
        #expect(try JSONDecoder().decode(Report.self, from: Data(first.output)).accounts[0].calls == 4)
        // The token is cached now, for this user alone.
        let second = try Self.run(["devices", "--json", "--no-live"], environment)
        #expect(try JSONDecoder().decode(Report.self, from: Data(second.output)).accounts[0].calls == 3)
        let modes = try Tool("sh", ["-c", "stat -c '%a %F' '\(home.path)/cache/eztop' '\(home.path)/cache/eztop/'*"])
        #expect(modes.text.contains("700 directory"))
        #expect(!modes.text.contains("644"))
    }

    @Test("--csv has the documented columns")
    func csv() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let tool = try Self.run(["devices", "--csv", "--addresses"], cloud.environment.merging(home.environment) { $1 })
        let lines = tool.text.components(separatedBy: "\r\n")
        #expect(lines[0] == "account,source,serial,channel,name,model,status,encryption,live,expires,checked,url")
        #expect(lines.contains { $0.hasPrefix("default,own,C69625502,1,门口,CS-DB1C,online,on,encrypted,,") })
    }

    @Test("encryption switches, says when it was so already, and asks for the code by its variable")
    func encryption() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let environment = cloud.environment.merging(home.environment) { $1 }
        #expect(try Self.run(["encryption", "off", "C69625504"], environment).status == .code(0))
        let again = try Self.run(["encryption", "off", "C69625504"], environment)
        #expect(again.status == .code(0) && again.text.contains("60016"))
        let refused = try Self.errors(["encryption", "off", "C69625502"], environment)
        #expect(refused.status == .code(1) && refused.text.contains("20010") && refused.text.contains("EZTOP_VERIFICATION_CODE"))
        #expect(!refused.text.contains("wrong") && !refused.text.contains("错误"), "none was sent: \(refused.text)")
        let wrong = try Self.errors(
            ["encryption", "off", "C69625502"], environment.merging(["EZTOP_VERIFICATION_CODE": "XXXXXX"]) { $1 })
        #expect(wrong.status == .code(1) && wrong.text.contains("20010") && wrong.text.contains("did not take"))
        #expect(!wrong.text.contains("EZTOP_VERIFICATION_CODE"), "it is set: \(wrong.text)")
        let code = environment.merging(["EZTOP_VERIFICATION_CODE": "ABCDEF"]) { $1 }
        #expect(try Self.run(["encryption", "off", "C69625502"], code).status == .code(0))
        #expect(try Self.run(["address", "C69625502"], environment).text.hasPrefix(cloud.base))
        let readOnly = try Self.errors(["--read-only", "encryption", "on", "C69625502"], environment)
        #expect(readOnly.status == .code(1) && readOnly.text.contains("read-only"))
        for (serial, number) in [("D01234567", "20007"), ("G55512001", "10031"), ("NOBODYS99", "20018")] {
            let tool = try Self.errors(["encryption", "off", serial], environment)
            #expect(tool.status == .code(1) && tool.text.contains(number), "\(tool.text)")
        }
        let denied = try Self.errors(["address", "G55512001"], environment)
        #expect(denied.text.contains("10031") && denied.text.contains("tick Real"), "\(denied.text)")
    }

    @Test(
        "address --check on a page, or on nothing, is a stream that does not play",
        arguments: [("<html>", 200), ("", 200), ("", 502)])
    func checksPages(body: String, status: Int) async throws {
        let (cloud, home) = (try Cloud(), try Home())
        try await cloud.change(#"{"fail":{"with":{"path":"/v3/openlive/*.m3u8","status":\#(status),"body":"\#(body)"}}}"#)
        let run = try Run(["address", "C69625501", "--check"], in: home, cloud.environment)
        #expect(run.status == .code(1) && run.text.hasPrefix(cloud.base) && run.errors.contains("does not play"), "\(run)")
    }

    @Test("watch says once what a short interval costs, after the first poll, and not at all where nothing but faults is wanted")
    func watchWarns() async throws {
        try await beside([false, true]) { quiet in
            let (cloud, home) = (try Cloud(), try Home())
            let watch = try Pty(
                builtProduct("eztop"), ["watch", "--interval", "1s"] + (quiet ? ["--quiet"] : []),
                environment: cloud.environment.merging(home.environment) { $1 }, columns: 300)
            try await cloud.waitForCalls("device/list", atLeast: 4)
            if !quiet { try watch.wait(for: "calls a day") }
            watch.signal(15)
            _ = try watch.exit()
            #expect(watch.text.matches(of: /Every 1s: about [0-9 ]{5,} calls a day/).count == (quiet ? 0 : 1), "\(watch.text)")
        }
    }

    @Test("address prints an address that ffprobe reads as video, and --check says what does not play")
    func address() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let environment = cloud.environment.merging(home.environment) { $1 }
        let url = try Self.run(["address", "C69625501", "--expires", "2h"], environment).text.trimmingSuffix(while: \.isNewline)
        let probe = try Tool(
            "ffprobe", ["-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", String(url)], within: 60)
        #expect(probe.text.contains("h264"))
        #expect(try Self.run(["address", "C69625501", "--check"], environment).status == .code(0))
        let broken = try Self.errors(["address", "E71820344:2", "--check"], environment)
        #expect(broken.status == .code(1) && broken.text.contains("9053"))
    }

    @Test(
        "wrong words on the command line are 64",
        arguments: [
            ["--no-such"], ["devices", "--json", "--csv"], ["address"], ["address", "C69625501", "--expires", "1s"],
            ["encryption", "sideways", "C69625501"], ["--account", "nobody", "devices"], ["simulate", "--devices", "0"],
        ])
    func usage(arguments: [String]) throws {
        let home = try Home()
        let environment = home.environment.merging(["EZTOP_APP_KEY": "k", "EZTOP_APP_SECRET": "s"]) { $1 }
        #expect(try Self.run(arguments, environment).status == .code(64))
    }

    @Test(
        "an unreachable cloud is 69, refused credentials are 77, a wrong configuration is 78 with file, line and the nearest key")
    func exitCodes() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let environment = cloud.environment.merging(home.environment) { $1 }
        let wrong = try Self.errors(["devices"], environment.merging(["EZTOP_APP_SECRET": "wrong"]) { $1 })
        #expect(wrong.status == .code(77) && wrong.text.contains("10030"))
        try cloud.stop()
        let gone = try Self.errors(["devices"], environment)
        #expect(gone.status == .code(69) && gone.text.contains(cloud.address))
        try home.write("interval = \"30s\"\nlive_intervall = \"15m\"\n", to: "config/eztop/config.toml")
        let broken = try Self.errors(["devices"], environment)
        #expect(broken.status == .code(78))
        #expect(
            broken.text.contains("config.toml:2") && broken.text.contains("live_intervall")
                && broken.text.contains("live_interval"))
        try home.write(
            "[[accounts]]\nname = \"home\"\napp_key = \"k\"\napp_secret = \"s\"\n", to: "config/eztop/config.toml", mode: 0o644)
        let open = try Self.errors(["devices"], home.environment)
        #expect(open.status == .code(78) && open.text.contains("chmod 600"))
    }

    @Test("without a terminal, or with one that is dumb, the dashboard refuses and names the commands that work there")
    func noTerminal() throws {
        let home = try Home()
        let piped = try Self.errors(["--demo"], home.environment)
        #expect(piped.status == .code(64))
        #expect(piped.text.contains("eztop devices") && piped.text.contains("eztop watch"))
        #expect(!piped.text.contains("\u{1B}"))
        let dumb = try Pty(builtProduct("eztop"), ["--demo"], environment: home.environment.merging(["TERM": "dumb"]) { $1 })
        #expect(try dumb.exit() == .code(64))
        #expect(dumb.text.contains("eztop watch") && !dumb.text.contains("\u{1B}"))
    }

    @Test("without any configuration it says what to do, in the user's language")
    func nothingConfigured() throws {
        let home = try Home()
        let english = try Self.errors(["devices"], home.environment)
        #expect(english.status == .code(78) && english.text.contains("eztop --demo"))
        #expect(english.text.contains("eztop/config.toml: no such file"))
        let chinese = try Self.errors(["devices"], home.environment.merging(["LANG": "zh_CN.UTF-8"]) { $1 })
        #expect(chinese.text.contains("还没有账号"))
    }

    @Test("watch --json prints one line a change and ends with 143 on SIGTERM")
    func watch() throws {
        let (cloud, home) = (try Cloud(), try Home(configuration: "interval = \"1s\"\n"))
        let environment = cloud.environment.merging(home.environment) { $1 }
        let watch = try Pty(builtProduct("eztop"), ["watch", "--json"], environment: environment, columns: 400)
        // Nothing has changed yet, so nothing is printed: the switch below is what it has to tell.
        try watch.wait("its first answers", within: 20) { _ in
            (try? Tool("sh", ["-c", "ls '\(home.path)/cache/eztop'"]).text.isEmpty == false) ?? false
        }
        #expect(try Self.run(["encryption", "on", "C69625501"], environment).status == .code(0))
        try watch.wait(for: #""to":"encrypted""#, within: 20)
        #expect(watch.text.contains(#""what":"encryption""#) && watch.text.contains(#""serial":"C69625501""#))
        watch.signal(15)
        #expect(try watch.exit() == .code(143))
    }

    @Test("export and hosting without a further word are 64 with their help; a code on the command line is not said again")
    func groups() throws {
        let home = try Home()
        for group in ["export", "hosting"] {
            let run = try Run([group], in: home)
            #expect(run.status == .code(64) && run.text.isEmpty && run.errors.contains("eztop \(group)"), "\(run)")
        }
        for arguments in [["off", "C69625502", "MARKED"], ["off", "C69625502", "--code=MARKED"]] {
            let run = try Run(["encryption"] + arguments, in: home)
            #expect(run.status == .code(64) && !run.errors.contains("MARKED"), "\(run)")
        }
    }

    @Test("two pictures of one camera at once wait for each other; address --qr draws the code in a pipe too")
    func turns() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let environment = cloud.environment.merging(home.environment) { $1 }
        let both = try Tool(
            "sh",
            [
                "-c",
                "cd \"$HOME\"; \"$0\" snapshot C69625501 --output a.jpg & one=$!; \"$0\" snapshot C69625501 --output b.jpg && wait $one",
                builtProduct("eztop"),
            ], environment: environment, within: 60)
        #expect(both.status == .code(0), "\(both.text)")
        #expect(home.text("a.jpg") != nil && home.text("b.jpg") != nil)
        let address = try Self.run(["address", "C69625501", "--qr"], environment).text
        #expect(address.contains("##") && !address.contains("\u{1B}"))
    }

    @Test("a secret's command that fails names file, line and key, and what it says itself is seen")
    func secretCommand() throws {
        func run(_ command: String) throws -> Run {
            let account = "[[accounts]]\nname = \"home\"\napp_key = \"k\"\napp_secret_command = \"\(command)\"\n"
            return try Run(["devices"], in: Home(configuration: account))
        }
        let failed = try run("echo the store is locked >&2; exit 3")
        #expect(failed.status == .code(78) && failed.errors.hasPrefix("the store is locked\n"), "\(failed)")
        #expect(
            failed.errors.contains("config.toml:4: accounts.app_secret_command: the command failed with status 3"), "\(failed)")
        let quoted = try run("echo \\\"MARKED\\\" | sed 's/.*/\\\"&\\\"/'")
        #expect(quoted.status == .code(78) && !quoted.errors.contains("MARKED"), "\(quoted)")
        #expect(quoted.errors.contains("config.toml:4: accounts.app_secret_command: the command printed the secret with quotes"))
    }

    @Test("a serial that nobody has names what lists them; a page in place of the API is asked about by its host, with 69")
    func wrongPlaces() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        for command in [["address", "C69625510"], ["snapshot", "C69625510"], ["encryption", "off", "C69625510"]] {
            let run = try Run(command, in: home, cloud.environment)
            #expect(run.status == .code(1) && run.errors.contains("eztop devices"), "\(run)")
            #expect(run.errors.contains("did you mean C69625501?"), "\(run)")
        }
        for answer in [#""status":404"#, #""status":302"#, #""status":403,"body":"<html>""#, #""body":"<html>""#] {
            try await cloud.change(#"{"fail":{"with":{\#(answer),"times":9}}}"#)
            let run = try Run(["devices"], in: try Home(), cloud.environment)
            #expect(run.status == .code(69) && run.errors.contains("is \(cloud.address) the address of an API?"), "\(run)")
            try await cloud.change(#"{"clearFaults":{}}"#)
        }
    }

    @Test("rows that make no sense are counted by their list, with 75")
    func senselessRows() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        let rows = #"[{"deviceSerial":"C1","deviceName":"a","status":1},{"deviceName":"b"},{"deviceSerial":[],"status":1}]"#
        let body = #"{"page":{"total":3,"page":0,"size":50},"data":\#(rows),"code":"200","msg":"ok"}"#
        let quoted = body.replacing("\"", with: "\\\"")
        try await cloud.change(#"{"fail":{"with":{"path":"/api/lapp/device/list","status":200,"body":"\#(quoted)"}}}"#)
        let run = try Run(["devices", "--no-live"], in: home, cloud.environment)
        #expect(run.status == .code(75), "\(run)")
        #expect(run.errors == "incomplete: \(cloud.address): 2 rows of device/list make no sense\n", "\(run)")
        let chinese = try Run(["devices", "--no-live", "--language", "zh-Hans"], in: home, cloud.environment)
        #expect(chinese.errors.contains("device/list 有 2 行无法理解"), "\(chinese)")
    }

    @Test("variables that the configuration makes useless are said, unless --quiet, and so is a folder that cannot be written")
    func notes() throws {
        let cloud = try Cloud()
        let home = try Home(
            configuration: """
                [[accounts]]
                name = "home"
                base_url = "\(cloud.base)"
                app_key = "\(cloud.appKey)"
                app_secret = "\(cloud.appSecret)"
                """)
        let other = ["EZTOP_BASE_URL": "http://127.0.0.1:1"]
        let said = try Run(["devices", "--no-live"], in: home, other)
        #expect(said.status == .code(0) && said.errors.hasPrefix("EZTOP_BASE_URL: not used: "), "\(said)")
        #expect(try Run(["devices", "--no-live", "--quiet"], in: home, other).errors.isEmpty)
        let doctor = try Run(["doctor"], in: home, other)
        #expect(doctor.text.contains("warn  configuration  EZTOP_BASE_URL: not used: "), "\(doctor)")
        try home.write("", to: "file")
        let lost = ["XDG_CACHE_HOME": home.path + "/file", "XDG_STATE_HOME": home.path + "/file/state"]
        for command in [
            ["devices", "--no-live"], ["address", "C69625501"], ["export", "m3u"], ["hosting", "link", "--no-qr"],
        ] {
            let run = try Run(command + ["--quiet"], in: home, lost)
            let lines = run.errors.split(separator: "\n")
            #expect(run.status == .code(0) && lines.count == 2, "\(run)")
            #expect(lines.first?.hasPrefix("cache folder \(home.path)/file/eztop ") == true, "\(run)")
            #expect(lines.last?.hasPrefix("state folder \(home.path)/file/state/eztop ") == true, "\(run)")
        }
    }

    @Test("of several accounts of which none answers each says so, and what does not exist is not helped with")
    func nobody() throws {
        let home = try Home(
            configuration: ["home", "shop"].map {
                "[[accounts]]\nname = \"\($0)\"\nbase_url = \"http://127.0.0.1:1\"\napp_key = \"k-\($0)\"\napp_secret = \"s\"\n"
            }.joined())
        let run = try Run(["encryption", "off", "C69625504"], in: home)
        #expect(run.errors.contains("home: ") && run.errors.contains("shop: "), "\(run)")
        let help = try Run(["help", "devics"], in: home)
        #expect(help.status == .code(64) && help.errors.contains("Did you mean 'devices'?") && help.text.isEmpty, "\(help)")
        #expect(try Run(["help", "devices"], in: home).status == .code(0))
        let extra = try Run(["report", "7d"], in: home)
        #expect(extra.status == .code(64) && extra.errors.contains("eztop report --help says what it takes."), "\(extra)")
    }

    @Test("an encrypted camera names the command that lifts it, and of an own recorder's channels those that there are")
    func nextSteps() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let own = cloud.environment.merging(["EZTOP_DEVICES": "own"]) { $1 }
        let encrypted = try Run(["address", "C69625502"], in: home, own)
        #expect(encrypted.errors.contains("eztop encryption off C69625502"), "\(encrypted)")
        let channel = try Run(["address", "E71820344:9"], in: home, own)
        #expect(channel.errors.contains("E71820344 has the channels 1 ") && !channel.errors.contains("hosted"), "\(channel)")
    }

    @Test("the report says once what is wrong with the state file")
    func openStateFile() throws {
        let (cloud, home) = (try Cloud(), try Home())
        #expect(try Run(["devices", "--no-live"], in: home, cloud.environment).status == .code(0))
        let path = home.path + "/state/eztop/state.db"
        #expect(chmod(path, 0o644) == 0)
        let run = try Run(["report"], in: home, cloud.environment)
        #expect(run.status == .code(75) && run.errors.split(separator: "\n").count == 1, "\(run)")
        #expect(run.errors.contains("chmod 600 \(path)"), "\(run)")
    }

    @Test("variables as a Windows editor and an env file leave them are taken, or refused by name without the value")
    func variables() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let clinging = cloud.environment.mapValues { $0 + "\r" }
        #expect(try Run(["devices", "--no-live"], in: home, clinging).status == .code(0))
        let code = ["EZTOP_VERIFICATION_CODE": "'ABCDEF'"]
        let run = try Run(["encryption", "off", "C69625502"], in: home, cloud.environment.merging(code) { $1 })
        #expect(run.status == .code(78) && run.errors.hasPrefix("EZTOP_VERIFICATION_CODE: "), "\(run)")
        #expect(!run.errors.contains("ABCDEF"))
    }

    @Test("watch remembers what it saw when it is ended")
    func watchRemembers() async throws {
        let (cloud, home) = (try Cloud(), try Home(configuration: "interval = \"1s\"\n"))
        let environment = cloud.environment.merging(home.environment) { $1 }
        let watch = try Pty(builtProduct("eztop"), ["watch"], environment: environment)
        try await cloud.waitForCalls("device/list", atLeast: 2)
        watch.signal(15)
        _ = try watch.exit()
        let rows = try python(
            "import sqlite3,sys;print(sqlite3.connect(sys.argv[1]).execute('select count(*) from cameras').fetchone()[0])",
            [home.path + "/state/eztop/state.db"])
        #expect(rows.text.trimmingSuffix(while: \.isNewline) == "15", "\(rows.text)")
    }
}

extension String {
    fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
        var text = self[...]
        while let last = text.last, condition(last) { text.removeLast() }
        return text
    }

    fileprivate func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
