import FoundationEssentials
import TestSupport
import Testing

@Suite("Exports that other programs read", .serialized, .heavy)
struct Exports {
    /// A name that would break a playlist, a YAML file, a shell or a terminal.
    private static let hostile = #"a\",b\n#EXTM3U\u001b[31m' $(touch /tmp/x) ${HOME} {input}: - `id`"#

    @Test("a player finds every camera of the playlist with its name, and each address is video")
    func playlist() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        try await cloud.change(#"{"rename":{"serial":"C69625503","name":"\#(Self.hostile)"}}"#)
        let file = home.path + "/my cameras.m3u"
        let run = try Run(["export", "m3u", "--output", file], in: home, cloud.environment)
        #expect(run.status == .code(0) && run.text.isEmpty)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        for reason in ["C69625502:1 门口: encrypted", "D01234567:1 车库: offline", "G55512001:1 妈妈家: 10031"] {
            #expect(run.errors.contains("left out: " + reason), "\(run.errors)")
        }
        // The recorder's second channel says that it does not play: only its playlist does, and a player would say no more of it.
        try await cloud.change(#"{"stream":{"serial":"E71820344","channel":2,"shows":{"playing":{}}}}"#)
        let player = try Tool(
            "mpv",
            [
                "--no-config", "--vo=null", "--ao=null", "--frames=1", "--msg-level=all=no,term-msg=info",
                "--term-playing-msg=${media-title}|${path}", "--playlist=" + file,
            ], environment: home.environment, within: 60)
        let played = player.text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: "|", maxSplits: 1).map(String.init)
        }
        let entries = (home.text("my cameras.m3u") ?? "").split(separator: "\n").filter { $0.hasPrefix("http") }
        #expect(entries.count == 10 && played.map { $0.last } == entries.map { String($0) }, "\(player.text)")
        #expect(played.first?.first == "客厅摄像头")
        #expect(played.contains { $0.first == "a';b #EXTM3U?[31m' $(touch /tmp/x) ${HOME} {input}: - `id`" }, "\(player.text)")
        for address in entries { #expect(try codecs(of: String(address)).contains("h264")) }
    }

    @Test("the line for cron renews the playlist when a shell runs it, from anywhere and whatever the file is called")
    func renewal() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let file = home.path + "/it's 100% \"mine\" $HOME.m3u"
        let run = try Run(["export", "m3u", "--output", file, "--expires", "3h"], in: home, cloud.environment)
        let line = try #require(run.errors.split(separator: "\n").first { $0.hasPrefix("  17 */1 * * * ") }, "\(run.errors)")
        #expect(run.errors.contains("the first one at ") && run.errors.contains("EZTOP_APP_KEY"))
        let before = try Data(contentsOf: URL(filePath: file))
        // As cron hands it to the shell.
        let command = line.dropFirst(15).replacing("\\%", with: "%")
        let again = try Tool(
            "sh", ["-c", "cd / && " + command], environment: cloud.environment.merging(home.environment) { $1 })
        let after = try Data(contentsOf: URL(filePath: file))
        #expect(again.status == .code(0) && before != after && after.starts(with: "#EXTM3U\n".utf8))
    }

    @Test("a file of somebody else's is left alone, and so is one that cannot be written whole; the cloud is not even asked")
    func overwriting() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        try home.write("streams:\n  mine: rtsp://h/\n", to: "go2rtc.yaml")
        let file = home.path + "/go2rtc.yaml"
        let run = try Run(["export", "go2rtc", "--output", file], in: home, cloud.environment)
        #expect(run.status == .code(64) && run.errors.contains("go2rtc.yaml") && run.text.isEmpty)
        #expect(home.text("go2rtc.yaml") == "streams:\n  mine: rtsp://h/\n")
        #expect(try await cloud.calls("device/list") == 0)
        #expect(
            try Run(["export", "m3u", "--output", home.path + "/none/x.m3u"], in: home, cloud.environment).status == .code(1))
        #expect(try Run(["export", "m3u", "--output", "/dev/full"], in: home, cloud.environment).status == .code(1))
        let demo = try Run(["--demo", "export", "m3u", "--output", home.path + "/demo.m3u"], in: home)
        #expect(demo.status == .code(0) && !demo.errors.contains("cron") && demo.errors.contains("demo"), "\(demo.errors)")
        let real = ["export", "m3u", "--output", home.path + "/demo.m3u"]
        #expect(try Run(real, in: home, cloud.environment).status == .code(0), "the demo's gives way")
        let cameras = home.text("demo.m3u")
        #expect(try Run(["--demo"] + real, in: home).status == .code(64) && home.text("demo.m3u") == cameras)
        try cloud.stop()
        try home.write("#EXTM3U\n# eztop export m3u: of yesterday\n", to: "old.m3u")
        let gone = try Run(["export", "m3u", "--output", home.path + "/old.m3u"], in: home, cloud.environment)
        #expect(gone.status == .code(69) && home.text("old.m3u")?.contains("yesterday") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).allSatisfy { !$0.contains(".part-") })
    }

    @Test("where the day's calls are spent, yesterday's playlist stays, and that is said")
    func limits() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        let file = home.path + "/cameras.m3u"
        #expect(try Run(["export", "m3u", "--output", file], in: home, cloud.environment).status == .code(0))
        let before = home.text("cameras.m3u")
        try await cloud.change(#"{"fail":{"with":{"path":"/api/lapp/v2/live/address/get","code":"10007"}}}"#)
        let run = try Run(["export", "m3u", "--output", file], in: home, cloud.environment)
        #expect(run.status == .code(75) && run.errors.contains("stays as it was"), "\(run)")
        #expect(home.text("cameras.m3u") == before)
    }

    @Test(
        "beside one that polls, whose new addresses a limit refuses, those that hold are exported; one that is had by then, too")
    func limitsBeside() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        let watch = try Pty(
            builtProduct("eztop"), ["watch", "--interval", "1s"], environment: cloud.environment.merging(home.environment) { $1 })
        let socket = home.path + "/state/eztop/eztop.sock"
        func wait(for state: String, atLeast count: Int) throws {
            let end = ContinuousClock.now + .seconds(20)
            let request = ["-s", "--unix-socket", socket, "http://localhost/v1/cameras"]
            while try Tool("curl", request).text.split(separator: "\"\(state)\"").count <= count {
                try #require(ContinuousClock.now < end, "no \(count) are \(state)")
            }
        }
        try wait(for: "ready", atLeast: 9)
        try await cloud.change(#"{"fail":{"with":{"path":"/api/lapp/v2/live/address/get","code":"10007"}}}"#)
        _ = try Tool("curl", ["-s", "-X", "POST", "--unix-socket", socket, "http://localhost/v1/cameras/C69625501:1/refresh"])
        try wait(for: "limited", atLeast: 1)
        let run = try Run(["export", "m3u"], in: home, cloud.environment)
        #expect(run.status == .code(0) && run.text.contains("/C69625501_1_1.m3u8"), "\(run)")
        try await cloud.change(#"{"clearFaults":{}}"#)
        watch.signal(15)
    }

    @Test("where no address at all was had nothing is written, and the exit code is that of the reason")
    func nothing() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        let file = home.path + "/cameras.m3u"
        for (code, status) in [("10007", 75), ("9049", 75), ("20018", 1)] as [(String, Int32)] {
            try await cloud.change(#"{"clearFaults":{}}"#)
            try await cloud.change(#"{"fail":{"with":{"path":"/api/lapp/v2/live/address/get","code":"\#(code)"}}}"#)
            let run = try Run(["export", "m3u", "--output", file], in: home, cloud.environment)
            #expect(run.status == .code(status) && run.errors.contains("nothing is written"), "\(run)")
            #expect(run.errors.contains(code) && home.text("cameras.m3u") == nil, "\(run)")
            let printed = try Run(["export", "m3u"], in: home, cloud.environment)
            #expect(printed.status == .code(status) && printed.text.isEmpty, "\(printed)")
        }
        let chinese = try Run(["export", "m3u", "--language", "zh-Hans"], in: home, cloud.environment)
        #expect(chinese.errors.contains("未写入"), "\(chinese)")
    }

    @Test(
        "a file whose line ends or encoding an editor changed is still the export's own", arguments: ["m3u", "go2rtc"],
        ["CRLF", "BOM", "UTF-16"])
    func edited(kind: String, change: String) async throws {
        let (cloud, home) = (try Cloud(), try Home())
        let file = home.path + "/cameras"
        func export() throws -> Run { try Run(["export", kind, "--output", file], in: home, cloud.environment) }
        #expect(try export().status == .code(0))
        let before = try #require(home.text("cameras"))
        let marked = "\u{FEFF}" + before
        switch change {
        case "CRLF": try home.write(before.replacing("\n", with: "\r\n"), to: "cameras")
        case "BOM": try home.write(marked, to: "cameras")
        default: try Data(marked.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }).write(to: URL(filePath: file))
        }
        // So that the last file's are needed.
        let call = kind == "m3u" ? "v2/live/address/get" : "trust/device/list"
        try await cloud.change(#"{"fail":{"with":{"path":"/api/lapp/\#(call)","serial":"C69625501","code":"20018"}}}"#)
        if kind == "go2rtc" { try await cloud.change(#"{"fail":{"with":{"path":"/api/lapp/\#(call)","code":"10007"}}}"#) }
        let run = try export()
        #expect(run.status == .code(kind == "m3u" ? 0 : 75), "\(run)")
        let after = try #require(home.text("cameras"))
        #expect(
            !after.contains("\r") && !after.contains("\u{FEFF}") && after.contains("C69625501") && after.contains("G55512077"),
            "\(after)")
    }

    @Test("streams of cameras that could not be looked up stay, and a refused address takes none away")
    func keepsStreams() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        let file = home.path + "/cameras.yaml"
        func export() throws -> Run { try Run(["export", "go2rtc", "--output", file], in: home, cloud.environment) }
        #expect(try export().status == .code(0))
        let before = try #require(home.text("cameras.yaml"))
        #expect(before.contains("G55512077") && before.contains("C69625501"))
        try await cloud.change(#"{"fail":{"with":{"path":"/api/lapp/v2/live/address/get","code":"10007"}}}"#)
        #expect(try export().status == .code(0) && home.text("cameras.yaml") == before)
        try await cloud.change(#"{"fail":{"with":{"path":"/api/lapp/trust/device/list","code":"10007"}}}"#)
        let partly = try export()
        #expect(partly.status == .code(75), "\(partly)")
        let after = try #require(home.text("cameras.yaml"))
        #expect(after.contains("G55512077") && after.contains("C69625501"), "\(after)")
    }

    /// Reads the YAML, and splits each source as go2rtc does: at blanks, with a quote only at the beginning of a word.
    private static let split = """
        import json, sys, yaml
        def split(text):
            words = []
            while text:
                if text[0] in " \\t\\n\\r":
                    text = text[1:]
                elif text[0] in "\\"'":
                    end = text.index(text[0], 1)
                    assert end > 1
                    words.append(text[1:end])
                    text = text[end + 1:]
                else:
                    end = min([text.index(blank) for blank in " \\t\\n\\r" if blank in text] or [len(text)])
                    words.append(text[:end])
                    text = text[end:]
            return words
        streams = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))["streams"]
        assert all(type(source) is str and source.startswith("echo:") for source in streams.values())
        print(json.dumps({name: split(source[5:]) for name, source in streams.items()}))
        """

    @Test("each stream's command, split as go2rtc splits it, prints an address that is video, or says why there is none")
    func go2rtc() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        try await cloud.change(#"{"rename":{"serial":"C69625503","name":"\#(Self.hostile)"}}"#)
        // The account's name and the file's place have to be quoted.
        let account = "[[accounts]]\nname = \"%@\"\nbase_url = \"\(cloud.base)\"\napp_key = \"\(cloud.appKey)\"\n"
        let accounts = ["my home", "it's \\\"x\\\""].map {
            account.replacing("%@", with: $0) + "app_secret = \"\(cloud.appSecret)\"\ndevices = [\"own\", \"hosted\"]\n"
        }
        try home.write(accounts[0] + accounts[1], to: "two's accounts.toml")
        let file = home.path + "/cameras.yaml"
        let run = try Run(
            ["export", "go2rtc", "--output", file, "--config", home.path + "/two's accounts.toml", "--account", "my home"],
            in: home)
        #expect(run.status == .code(0) && run.text.isEmpty, "\(run.errors)")
        let yaml = home.text("cameras.yaml") ?? ""
        #expect(!yaml.contains("http") && !yaml.contains(cloud.appSecret) && !yaml.contains("${"))
        #expect(yaml.contains("# 客厅摄像头, CS-C6N, my home own"))
        let read = try python(Self.split, [file])
        let streams = try JSONDecoder().decode([String: [String]].self, from: Data(read.output))
        #expect(streams.count == 30 && streams["D01234567_1"] != nil && streams["E71820344_4_sub"] != nil)
        for (name, words) in streams.filter({ $0.key.hasPrefix("C69625503") || $0.key.hasPrefix("G5551") }) {
            let tool = try Tool(words[0], Array(words.dropFirst()), environment: home.environment)
            if name.hasPrefix("G55512001") {
                #expect(tool.status == .code(1) && tool.text.isEmpty)
            } else {
                #expect(try codecs(of: tool.text.split(separator: "\n").joined()).contains("h264"), "\(words)")
                #expect(tool.text.contains(name.hasSuffix("_sub") ? "_2.m3u8" : "_1.m3u8"), "\(tool.text)")
            }
        }
    }

    @Test("with the channel named and one account, an address costs one call and no list")
    func oneCall() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        #expect(try Run(["address", "C69625501:1"], in: home, cloud.environment).status == .code(0))
        #expect(try Run(["address", "G55512077:1"], in: home, cloud.environment).status == .code(0))
        #expect(try await cloud.calls("device/list") == 0)
        // The hosted one is asked for with the account's own token first, which does not speak for it.
        #expect(try await cloud.calls("v2/live/address/get") == 3)
        #expect(try Run(["address", "C69625502:1"], in: home, cloud.environment).errors.contains("60019"))
        #expect(try Run(["address", "c69625501:1"], in: home, cloud.environment).status == .code(0))
        #expect(try await cloud.calls("device/list") == 1)
    }
}
