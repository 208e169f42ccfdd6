import FoundationEssentials
import HTTP
import Testing
import Vocabulary

@testable import OpenPlatform

@Suite("Addresses and playlists")
struct AddressTests {
    private func reply(_ call: PlatformCall, url: String, expireTime: String = "null") async -> Outcome {
        let body = #"{"code":"200","data":{"id":1,"url":"\#(url)","expireTime":\#(expireTime)}}"#
        return await call.perform(by: OpenPlatformClient(transport: StubTransport(Data(body.utf8))))
    }

    @Test(
        "an address ends when its expire= says, else when the reply does; nobody guesses a zone",
        arguments: [
            (.liveAddress, "?expire=1606999273&id=1", "null", 1_606_999_273.0),
            (.liveAddress, "?id=1&expire=1606999273", #""2030-01-01 00:00:00""#, 1_606_999_273),
            (.liveAddress, "", #""2020-12-03 20:41:13""#, 1_606_999_273),
            (.liveAddress, "?expire=soon", #""2020-12-03 20:41:13""#, 1_606_999_273),
            (.liveAddress, "?expire=99999999999999", "1606999273000", 1_606_999_273),
            (.liveAddress, "", #""1606999273000""#, 1_606_999_273),
            (.overseasAddress, "?expire=1668578537", #""2022-11-16 06:02:17""#, 1_668_578_537),
            (.overseasAddress, "", #""2022-11-16 06:02:17""#, nil), (.liveAddress, "", "null", nil),
            (.liveAddress, "?expire=-1", #""2020-13-45 99:99:99""#, nil), (.liveAddress, "?expire=", "{}", nil),
        ] as [(PlatformCall, String, String, Double?)])
    func expiry(_ call: PlatformCall, _ query: String, _ expireTime: String, _ seconds: Double?) async {
        let url = "https://h/a.m3u8" + query
        #expect(
            await reply(call, url: url, expireTime: expireTime)
                == .address(Handed(url: url, id: "1", expires: seconds.map { Date(timeIntervalSince1970: $0) })))
    }

    @Test("what means something to a shell is encoded in an address, for the players that hand it to one")
    func harmless() async {
        #expect(
            await reply(.liveAddress, url: "https://h/$(id)/a;b'*!.m3u8?expire=1606999273&id=1&t=%27(x)")
                == .address(
                    Handed(
                        url: "https://h/%24%28id%29/a%3Bb%27%2A%21.m3u8?expire=1606999273&id=1&t=%27%28x%29", id: "1",
                        expires: Date(timeIntervalSince1970: 1_606_999_273))))
    }

    @Test("a time that the reply gives without being asked for one means nothing")
    func noLife() async throws {
        let body = #"{"code":"200","data":{"url":"https://h/a","expireTime":"2020-12-03 20:41:13"}}"#
        let client = OpenPlatformClient(transport: StubTransport(Data(body.utf8)))
        let wanted = AddressRequest(serial: "A", channel: 1, liveProtocol: .hls, quality: .hd, life: nil)
        #expect(
            Handed(try await client.send(.liveAddress(wanted), PlatformCall.speaker, base: PlatformCall.china))
                == Handed(url: "https://h/a"))
    }

    @Test(
        "an address that is none of its protocol, or holds what no address holds, is refused",
        arguments: [
            (PlatformCall.liveAddress, "rtmp://h/a"), (.liveAddress, "file:///etc/passwd"), (.liveAddress, "https://"),
            (.liveAddress, "https://h/a b"), (.liveAddress, "https://h/\\u001b]52;"), (.liveAddress, "https://h/\\n"),
            (.liveAddress, "https://h/客厅"), (.liveAddress, "https://h/a?x=`id`"), (.liveAddress, "https://h/a?\\\"x"),
            (.liveAddress, ""), (.liveAddress, "--script=x"), (.rtmpAddress, "https://h/a"),
            (.ezopenAddress, "https://h/a"),
        ])
    func refused(_ call: PlatformCall, _ url: String) async {
        #expect(
            await reply(call, url: url) == .failed(.malformed("the reply has no address of the protocol asked for")))
    }

    @Test(
        "a playlist counts announced segments and knows the platform's error pictures",
        arguments: [
            ("#EXTM3U\r\n#EXT-X-MEDIA-SEQUENCE:7\r\n#EXTINF:4,\r\na.ts\r\n", Heard(mediaSequence: 7, segments: 1)),
            ("#EXTM3U\n", Heard(mediaSequence: nil, segments: 0)),
            ("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n", Heard(mediaSequence: nil, segments: 0)),
            ("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:-1\n#EXT-X-TARGETDURATION:x\n", Heard(mediaSequence: nil, segments: 0)),
            ("#EXTM3U\n#EXTINF:1,\n#EXT-X-BYTERANGE:1\na.ts\n#EXTINF:1,\n\n", Heard(mediaSequence: nil, segments: 1)),
            (
                "#EXTM3U\n#EXTINF:1,\nhttps://h/ErrCode/9053_0.ts?a\n",
                Heard(mediaSequence: nil, segments: 1, errorCode: "9053")
            ),
            ("#EXTM3U\n#EXTINF:1,\nErrCode/x.ts\n", Heard(mediaSequence: nil, segments: 1)),
        ])
    func playlist(_ text: String, _ expected: Heard) async {
        let client = OpenPlatformClient(transport: StubTransport(Data(text.utf8)))
        #expect(await PlatformCall.playlist.perform(by: client) == .playlist(expected))
    }

    private static func read(_ text: String, from url: String = "https://open.ys7.com/v3/openlive/a.m3u8?t=1") throws -> Playlist
    {
        try #require(Playlist(reading: Data(text.utf8), from: url))
    }

    @Test(
        "segments are whole addresses with their times, their keys and maps, and what is said of each alone; no other line is handed on"
    )
    func segments() throws {
        let playlist = try Self.read(
            """
            #EXTM3U
            #EXT-X-MAP:URI="init.mp4"
            #EXT-X-KEY:METHOD=AES-128,URI="https://keys.ys7.com/k?a=1",IV=0x01
            #EXT-X-PROGRAM-DATE-TIME:2026-11-28T00:00:00Z
            #EXT-X-PART:URI="part.mp4",DURATION=1
            #EXT-X-DISCONTINUITY-SEQUENCE:77
            #EXTINF:4.004,title
            b.ts?t=x&expire=2
            #EXT-X-KEY:METHOD=NONE
            #EXT-X-DISCONTINUITY
            #EXTINF:1e300,
            //cdn.ys7.com/c.ts
            #EXTINF:2
            ../up.ts
            #EXT-X-ENDLIST
            """)
        let map = "#EXT-X-MAP:URI=\"https://open.ys7.com/v3/openlive/init.mp4\""
        #expect(
            playlist.segments == [
                Playlist.Segment(
                    url: "https://open.ys7.com/v3/openlive/b.ts?t=x&expire=2", duration: 4.004,
                    tags: ["#EXT-X-PROGRAM-DATE-TIME:2026-11-28T00:00:00Z"],
                    key: "#EXT-X-KEY:METHOD=AES-128,URI=\"https://keys.ys7.com/k?a=1\",IV=0x01", map: map),
                Playlist.Segment(url: "https://cdn.ys7.com/c.ts", duration: 1, tags: ["#EXT-X-DISCONTINUITY"], map: map),
                Playlist.Segment(url: "https://open.ys7.com/v3/up.ts", duration: 2, map: map),
            ])
        #expect(playlist.isOver && playlist.variant == nil)
    }

    @Test(
        "a segment leads neither into this network, nor to another user, nor through a shell",
        arguments: [
            ("http://127.0.0.1:9/a.ts", nil), ("http://192.168.1.1/reboot", nil), ("//[::1]/a.ts", nil),
            ("http://localhost/a.ts", nil),
            ("file:///etc/passwd", nil), ("https://me:pw@open.ys7.com/a.ts", nil), ("rtsp://open.ys7.com/a", nil),
            ("javascript:alert(1)", nil), ("https://cdn.example/a.ts", "https://cdn.example/a.ts"),
            ("a.ts?$(reboot)", "https://open.ys7.com/v3/openlive/a.ts?%24%28reboot%29"),
        ] as [(String, String?)])
    func foreignSegments(_ line: String, _ url: String?) throws {
        let playlist = try Self.read("#EXTM3U\n#EXTINF:2,\n\(line)\n")
        #expect(playlist.segments.map(\.url) == [url].compactMap(\.self))
    }

    @Test(
        "of a key or a map only what is known is handed on, and no second address with it",
        arguments: [
            #"#EXT-X-KEY:METHOD=AES-128,X-URI="https://ok.example/k",URI="http://127.0.0.1:9/admin""#,
            #"#EXT-X-MAP:X="",URI=http://127.0.0.1:9/map"#, "#EXT-X-MAP:URI=file:///etc/passwd",
            #"#EXT-X-MAP:URI="file:///etc/passwd""#,
            #"#EXT-X-KEY:METHOD=AES-128,URI="https://ok.example/k",URI="http://127.0.0.1:9/admin""#,
            #"#EXT-X-KEY:METHOD=AES-128,URI="https://ok.example/k"x,IV=1"#,
            #"#EXT-X-KEY:METHOD=AES-128,URI="https://ok.example/k"#,
            "#EXT-X-KEY:METHOD=AES-128", "#EXT-X-KEY:",
            #"#EXT-X-KEY:METHOD=AES-128,KEYFORMAT="a\",URI="http://ok.example/k?a=b,URI=http://127.0.0.1:9/admin""#,
            #"#EXT-X-MAP:BYTERANGE="a\",URI="http://ok.example/k?a=b,URI=http://127.0.0.1:9/map""#,
            #"#EXT-X-KEY:METHOD=AES-128,IV="0x1\",URI="https://ok.example/k""#,
        ])
    func foreignAttributes(_ line: String) throws {
        #expect(try Self.read("#EXTM3U\n\(line)\n#EXTINF:2,\na.ts\n").segments.isEmpty)
        let good = try Self.read("#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,X=\"a,b\",URI=\"k?a=1,2\",IV=0x1\n#EXTINF:2,\na.ts\n")
        #expect(good.segments.first?.key == #"#EXT-X-KEY:METHOD=AES-128,URI="https://open.ys7.com/v3/openlive/k?a=1%2C2",IV=0x1"#)
    }

    @Test("a playlist of megabytes is none, and one of many lines costs what they do")
    func long() throws {
        #expect(
            Playlist(reading: Data(("#EXTM3U\n" + String(repeating: "#EXTINF:1\na\n", count: 50_000)).utf8), from: "https://h/a")
                == nil)
        let began = ContinuousClock.now
        let playlist = try Self.read("#EXTM3U\n" + String(repeating: "#EXTINF:1\na\n", count: 40_000))
        #expect(playlist.segments.count == 64 && playlist.mediaSequence == 39_936)
        #expect(ContinuousClock.now - began < .seconds(5))
    }

    @Test("a playlist that lies inside may name what lies inside; of a long one the newest stay, under their numbers")
    func insideAndLong() throws {
        let inside = try Self.read("#EXTM3U\n#EXTINF:2,\nhttp://192.168.1.9/a.ts\n", from: "http://192.168.1.9:80/l.m3u8")
        #expect(inside.segments.count == 1)
        let lines = (0..<1000).map { "#EXTINF:2,\n\($0).ts" }.joined(separator: "\n")
        let long = try Self.read("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:5\n" + lines)
        #expect(long.segments.count == 64 && long.mediaSequence == 5 + 936)
        #expect(long.segments.last?.url.hasSuffix("/999.ts") == true)
    }

    @Test("of a playlist of playlists the first one is named, whole")
    func variant() throws {
        let master = try Self.read(
            "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv/1.m3u8?t=2\n#EXT-X-STREAM-INF:BANDWIDTH=2\nv/2.m3u8\n")
        #expect(master.segments.isEmpty && master.variant == "https://open.ys7.com/v3/openlive/v/1.m3u8?t=2")
    }

    @Test("H.265 is asked for or refused, and the code of an encrypted camera goes along; neither where nothing is said")
    func codecAndCode() async throws {
        func body(_ takesH265: Bool?, _ code: String?) async throws -> String {
            let transport = StubTransport(.failure(.cancelled))
            let client = OpenPlatformClient(transport: transport)
            let wanted = AddressRequest(
                serial: "C1", channel: 1, liveProtocol: .hls, quality: .hd, life: nil, takesH265: takesH265,
                code: code.map(Secret.init))
            #expect(!"\(wanted)".contains("QWERTY") && !String(reflecting: wanted).contains("QWERTY"))
            _ = try? await client.send(
                .liveAddress(wanted), Token(value: "at.x", kind: .own, expires: .distantFuture),
                base: Base(url: "http://h", overseas: false))
            return String(decoding: try #require(transport.requests.first).body, as: UTF8.self)
        }
        #expect(try await body(true, nil).hasSuffix("&supportH265=1"))
        #expect(try await body(false, nil).hasSuffix("&supportH265=0"))
        #expect(try await body(nil, "QWERTY").hasSuffix("&quality=1&code=QWERTY"))
        #expect(try await !body(nil, nil).contains("supportH265"))
    }

    @Test("codes are put into the classes of what may help")
    func retryClasses() {
        let classes: [RetryClass: [String]] = [
            .refetchToken: ["10002", "10014", "10018"], .wait: ["10029", "20006", "20008", "49999", "50000", "60014", "60015"],
            .waitForQuota: ["10007", "10028"],
            .never: [
                "10001", "10005", "10013", "10017", "10026", "10027", "10030", "10031", "20002", "20007", "20010", "20014",
                "20018",
                "60016", "60019", "60020", "404", "1", "",
            ],
        ]
        for (expected, codes) in classes {
            for code in codes { #expect(PlatformError.refused(code: code, message: "").retryClass == expected, "\(code)") }
        }
        #expect(PlatformError.malformed("").retryClass == .wait)
        #expect(PlatformError.transport(.timedOut("")).retryClass == .wait)
        #expect(PlatformError.transport(.insecure("")).retryClass == .never)
    }
}
