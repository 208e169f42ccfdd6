import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// `/live/KEY/…` of `eztop serve`, as players and their neighbours meet it.
@Suite("Addresses that never end", .serialized, .heavy)
struct LiveAddresses {
    private let cloud: Cloud
    private let home: Home
    private var environment: [String: String] { cloud.environment.merging(home.environment) { $1 } }

    private static let token = "MARKED-TOKEN-0123456789abcdef"

    init() throws {
        cloud = try Cloud()
        home = try Home(
            configuration: """
                interval = "1s"
                [service]
                listen = "127.0.0.1:\(try freePort())"
                token_file = "token"

                """)
        try home.write(Self.token + "\n", to: "config/eztop/token")
    }

    private func serve(log: String = "") async throws -> Pty {
        let variables = environment.merging(log.isEmpty ? [:] : ["EZTOP_LOG": log]) { $1 }
        let pty = try Pty(builtProduct("eztop"), ["serve"], environment: variables)
        try pty.wait(for: "others may ask at")
        try await cloud.waitForCalls("camera/list", atLeast: 2)
        return pty
    }

    private func end(_ pty: Pty) throws {
        pty.signal(SIGTERM)
        #expect(try pty.exit() == .code(0))
    }

    private func address(_ camera: String, _ arguments: [String] = []) throws -> String {
        let run = try Run(["address", camera, "--stable"] + arguments, in: home, cloud.environment)
        try #require(run.status == .code(0), "\(run)")
        return String(run.text.dropLast())
    }

    /// Status, headers and body, as a JSON line.
    private static let ask = """
        import http.client, json, sys, time, urllib.parse
        sys.stderr = sys.stdout
        def ask(url, method="GET", **headers):
            parts = urllib.parse.urlsplit(url)
            connection = http.client.HTTPConnection(parts.netloc, timeout=30)
            connection.request(method, parts.path, headers=headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        """

    @Test("ffmpeg plays one address across many ends of the cloud's, without a word and without a second seen twice or missing")
    func plays() async throws {
        try await cloud.change(#"{"addressLife":{"seconds":12}}"#)
        let pty = try await serve()
        let url = try address("C69625501:1")
        let before = try await cloud.calls("v2/live/address/get")
        let tool = try Tool(
            "sh",
            ["-c", "exec ffprobe -v warning -read_intervals %+30 -show_entries packet=pts_time -of csv=p=0 \"$0\" 2>&1", url],
            within: 90)
        #expect(tool.status == .code(0), "\(tool)")
        let lines = tool.text.split(separator: "\n").map { $0.prefix { $0 != "," } }
        let times = lines.compactMap { Double($0) }
        #expect(times.count == lines.count, "it complains: \(lines.filter { Double($0) == nil })")
        #expect(times.count > 12 * 25)
        #expect(
            zip(times, times.dropFirst()).allSatisfy { abs($1 - $0 - 1.0 / 12) < 0.001 }, "a second is missing, or there twice")
        #expect(try await cloud.calls("v2/live/address/get") - before >= 3)
        try end(pty)
    }

    @Test("mpv goes on where all addresses end at once, and ffmpeg where the service begins anew")
    func goesOn() async throws {
        let pty = try await serve()
        let url = try address("C69625501:1")
        let player = try Pty(
            "mpv", ["--no-config", "--vo=null", "--ao=null", "--no-terminal", "--msg-level=all=no", "--length=16", url],
            environment: environment)
        try await cloud.waitForCalls("v2/live/address/get", atLeast: 1)
        try await cloud.change(#"{"expireAddresses":{}}"#)
        let began = ContinuousClock.now
        #expect(try player.exit(within: 60) == .code(0))
        #expect(ContinuousClock.now - began > .seconds(8), "it ended early")
        try end(pty)

        let again = try await serve()
        let numbers = try python(
            Self.ask + """

                print([line for line in ask(sys.argv[1])[2].decode().split() if "MEDIA-SEQUENCE" in line][0].split(":")[1])
                """, [url])
        try end(again)
        let third = try await serve()
        let later = try python(
            Self.ask + """

                print([line for line in ask(sys.argv[1])[2].decode().split() if "MEDIA-SEQUENCE" in line][0].split(":")[1])
                """, [url])
        #expect(try #require(Int(later.text.filter(\.isNumber))) > (try #require(Int(numbers.text.filter(\.isNumber)))))
        try end(third)
    }

    @Test("a player that waits goes on when the camera is back")
    func waits() async throws {
        let pty = try await serve()
        let url = try address("C69625501:1")
        let words = [
            "--no-config", "--vo=null", "--ao=null", "--no-terminal", "--msg-level=all=no", "--length=14",
            "--stream-lavf-o=reconnect_on_http_error=503", "--stream-lavf-o-append=reconnect_delay_max=4", url,
        ]
        let player = try Pty("mpv", words, environment: environment)
        let began = ContinuousClock.now
        try await cloud.waitForPlaylists(3)
        try await cloud.change(#"{"status":{"serial":"C69625501","value":0}}"#)
        let gone = try python(
            Self.ask + """

                import urllib.request
                end = time.monotonic() + 20
                while ask(sys.argv[1])[0] != 503: assert time.monotonic() < end
                urllib.request.urlopen(sys.argv[2], b'{"status":{"serial":"C69625501","value":1}}').read()
                """, [url, cloud.controlAddress])
        #expect(gone.status == .code(0), "\(gone)")
        #expect(try player.exit(within: 60) == .code(0))
        // One that does not wait ends when it has played what it had.
        #expect(ContinuousClock.now - began > .seconds(12))
        try end(pty)
    }

    @Test("a hundred players of a camera cost one address call, and a playlist for each segment")
    func hundred() async throws {
        let pty = try await serve()
        let url = try address("F20118878:1")
        let (addresses, playlists) = (try await cloud.calls("v2/live/address/get"), try await cloud.playlists())
        let tool = try python(
            Self.ask + """

                from concurrent.futures import ThreadPoolExecutor
                def play(number):
                    status, headers, body = ask(sys.argv[1])
                    assert status == 200, (status, body)
                    assert headers["Cache-Control"] == "no-store" and headers["Referrer-Policy"] == "no-referrer"
                    return body
                count, texts = 0, set()
                with ThreadPoolExecutor(100) as pool:
                    for segment in range(4):
                        bodies = list(pool.map(play, range(100)))
                        count += len(bodies)
                        texts.update(bodies)
                        # The next segment.
                        end = time.monotonic() + 20
                        while play(0) in texts: assert time.monotonic() < end
                print(count, len(texts))
                """, [url])
        #expect(tool.status == .code(0), "\(tool)")
        let counts = tool.text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        #expect(counts.count == 2 && counts[0] == 400 && (4...8).contains(counts[1]), "\(tool)")
        #expect(try await cloud.calls("v2/live/address/get") - addresses <= 1)
        #expect((5...9).contains(try await cloud.playlists() - playlists))
        // They are no calls, of which the day has so many, and fill no log.
        let service = try python(
            Self.ask + "\nprint(ask(sys.argv[1], Authorization='Bearer ' + sys.argv[2])[2].decode())",
            [
                String(url.prefix(upTo: try #require(url.firstRange(of: "/live/")).lowerBound)) + "/v1/service", Self.token,
            ])
        let called = try #require(service.text.firstMatch(of: /"calls_today":(\d+)/).flatMap { Int($0.1) })
        let all = try await cloud.allCalls()
        #expect(called <= all, "\(service.text)")
        try end(pty)
    }

    @Test(
        "offline, encrypted, unplayable: 503 in words with Retry-After, and it plays again when that is over; FLV is a redirect")
    func refusals() async throws {
        let pty = try await serve()
        let url = try address("C69625501:1"), flv = try address("C69625501:1", ["--protocol", "flv"])
        let tool = try python(
            Self.ask + """

                import urllib.request
                def change(text): urllib.request.urlopen(sys.argv[1], text.encode()).read()
                def until(url, status):
                    end = time.monotonic() + 30
                    while time.monotonic() < end:
                        answer = ask(url)
                        if answer[0] == status: return answer
                    raise AssertionError((url, status, answer))
                url, flv = sys.argv[2:4]
                answer = until(url, 200)
                assert answer[1]["Content-Type"] == "application/vnd.apple.mpegurl" and answer[2].startswith(b"#EXTM3U")
                assert ask(url, "HEAD")[::2] == (200, b"")
                status, headers, body = ask(flv)
                assert status == 302 and ".flv?" in headers["Location"] and not body, (status, headers, body)
                assert ask(flv)[1]["Location"] == headers["Location"], "one address while it holds"
                # The playlist may say it before the lists do, with a code of its own.
                def refused(url, word, *codes):
                    status, headers, body = until(url, 503)
                    value = json.loads(body)
                    assert word in value["message"] and value["next"] and value["code"] in codes, value
                    assert 1 <= int(headers["Retry-After"]) <= 60 and headers["Cache-Control"] == "no-store", headers
                change('{"status":{"serial":"C69625501","value":0}}')
                refused(url, "offline", None, "95404"); refused(flv, "offline", None, "20007")
                change('{"status":{"serial":"C69625501","value":1}}')
                until(url, 200); until(flv, 302)
                change('{"encryption":{"serial":"C69625501","on":true}}')
                refused(url, "encrypt", None, "9057"); refused(flv, "encrypt", None, "60019")
                change('{"encryption":{"serial":"C69625501","on":false}}')
                until(url, 200)
                change('{"stream":{"serial":"C69625501","channel":1,"shows":{"error":{"code":9048}}}}')
                refused(url, "9048", "9048")
                change('{"stream":{"serial":"C69625501","channel":1,"shows":{"playing":{}}}}')
                until(url, 200)
                print("so")
                """, [cloud.controlAddress, url, flv])
        #expect(tool.status == .code(0) && tool.text == "so\n", "\(tool)")
        try end(pty)
    }

    @Test(
        "a wrong key and a camera that is none are the same; who may only look, a page, another host and another method are refused"
    )
    func strangers() async throws {
        let log = home.path + "/eztop.log"
        let pty = try await serve(log: log)
        let url = try address("C69625501:1")
        let tool = try python(
            Self.ask + """

                url, key = sys.argv[1], sys.argv[1].split("/")[4]
                assert len(key) == 32, key
                wrong = key[:-1] + ("0" if key[-1] != "0" else "1")
                root = url.rsplit("/", 1)[0]
                answers = [ask(address) for address in [
                    url.replace(key, wrong), url.replace(key, ""), url.replace(key + "/", ""), root + "/NOBODY_1.m3u8",
                    root + "/C69625501.m3u8", root + "/C69625501_2.m3u8", root + "/C69625501_1.ts", root + "/C69625501_1", root + "/",
                    url + "/x", url.replace("/C6", "//C6")]]
                for answer in answers:
                    answer[1].pop("Date")
                    assert answer[0] == 404 and answer == answers[0], (answer, answers[0])
                assert ask(url, "POST")[0] == 405
                assert ask(url, Origin="http://" + url.split("/")[2])[0] == 403
                assert ask(url, Host="evil.example")[0] == 421
                assert ask(url.replace("/live/", "/v1/cameras?x="))[0] in (401, 404)
                assert ask(url)[0] == 200
                print("so")
                """, [url])
        #expect(tool.status == .code(0) && tool.text == "so\n", "\(tool)")
        let key = try #require(url.split(separator: "/").dropFirst(3).first)
        let metrics = try python(
            Self.ask + "\nprint(ask(sys.argv[1], Authorization='Bearer ' + sys.argv[2])[2].decode())",
            [String(url.prefix(upTo: try #require(url.firstRange(of: "/live/")).lowerBound)) + "/metrics", Self.token])
        #expect(metrics.text.contains("eztop_camera_online") && !metrics.text.contains(key))
        #expect(!pty.text.contains(key) && home.text("eztop.log")?.contains(key) == false)
        #expect(FileManager.default.fileExists(atPath: home.path + "/state/eztop/live.key"))
        // A new key ends what was given out, at once for who begins anew, and with a signal for who runs.
        let other = try Run(["serve", "--new-live-key"], in: home, cloud.environment)
        #expect(other.status == .code(1) && other.errors.contains("kill -HUP"), "\(other)")
        pty.signal(SIGHUP)
        try pty.wait(for: "read again")
        let after = try address("C69625501:1")
        #expect(after != url && after.split(separator: "/").count == url.split(separator: "/").count)
        let old = try python(Self.ask + "\nprint(ask(sys.argv[1])[0], ask(sys.argv[2])[0])", [url, after])
        #expect(old.text == "404 200\n", "\(old)")
        try end(pty)
    }

    @Test(
        "what they say: address prints it with a code that is scanned, export writes all cameras once, and 78 where there is none"
    )
    func commands() async throws {
        let url = try address("C69625501:1")
        #expect(url.hasPrefix("http://127.0.0.1:") && url.hasSuffix("/C69625501_1.m3u8"))
        #expect(try await cloud.calls("v2/live/address/get") == 0)
        // Nobody is told to set up what never plays.
        for wrong in ["ZZZ9", "C69625501:77", "ZZZ9:1"] {
            let run = try Run(["address", wrong, "--stable"], in: home, cloud.environment)
            #expect(run.status == .code(1) && run.text.isEmpty && !run.errors.isEmpty, "\(run)")
        }
        #expect(try address("C69625501", ["--protocol", "flv"]).hasSuffix("/C69625501_1.flv"))
        let file = home.path + "/cameras.m3u"
        let export = try Run(["export", "m3u", "--stable", "--output", file], in: home, cloud.environment)
        #expect(export.status == .code(0) && export.text.isEmpty, "\(export)")
        let lines = try #require(home.text("cameras.m3u")).split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("#EXTINF") }.count == 15 && lines.filter { $0.hasPrefix("http") }.count == 15)
        #expect(lines.contains(Substring(url)) && lines.contains { $0.hasSuffix("/D01234567_1.m3u8") })
        #expect(try await cloud.calls("v2/live/address/get") == 0)
        var status = stat()
        #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
        // Written again it is the same, and an ordinary one takes its place.
        #expect(try Run(["export", "m3u", "--stable", "--output", file], in: home, cloud.environment).status == .code(0))
        #expect(try Run(["export", "m3u", "--output", file], in: home, cloud.environment).status == .code(0))

        for (configuration, word) in [
            ("", "listen"), ("[service]\nlisten = \"0.0.0.0:8421\"\ntoken_file = \"token\"\n", "public_url"),
            ("[service]\nlisten = \"127.0.0.1:0\"\ntoken_file = \"token\"\n", "port 0"),
        ] {
            try home.write(configuration, to: "config/eztop/config.toml")
            for command in [["address", "C69625501:1", "--stable"], ["export", "m3u", "--stable"]] {
                let run = try Run(command, in: home, cloud.environment)
                #expect(run.status == .code(78) && run.errors.contains(word) && run.text.isEmpty, "\(run)")
            }
        }
        let public_ =
            "[service]\nlisten = \"0.0.0.0:8421\"\ntoken_file = \"token\"\npublic_url = \"https://cameras.example.org/\"\n"
        try home.write(public_, to: "config/eztop/config.toml")
        #expect(try address("C69625501:1").hasPrefix("https://cameras.example.org/live/"))
        for wrong in [
            ["--check"], ["--expires", "2h"], ["--fresh"], ["--quality", "sd"], ["--protocol", "rtmp"], ["--revoke"],
        ] {
            #expect(try Run(["address", "C69625501:1", "--stable"] + wrong, in: home, cloud.environment).status == .code(64))
        }
    }
}
