import FoundationEssentials
import HTTP
import TestSupport
import Testing
import Vocabulary

@testable import OpenPlatform

@Suite("Replies that mean no good", .serialized, .heavy, .timeLimit(.minutes(2)))
struct HostileReplyTests {
    @Test(
        "what a shell would take for its own is encoded in an address; a user, or what no address holds, is refused",
        arguments: [
            ("https://h/a.m3u8?expire=1&id=2", "https://h/a.m3u8?expire=1&id=2"),
            ("https://h/$(reboot).m3u8", "https://h/%24%28reboot%29.m3u8"), ("https://h/a';id;'", "https://h/a%27%3Bid%3B%27"),
            ("https://h/a?x=1&reboot", "https://h/a?x=1%26reboot"), ("https://h/a&b=1", "https://h/a%26b=1"),
            ("https://h/a?x=1&/bin/sh=1", "https://h/a?x=1%26/bin/sh=1"), ("https://h/a?x=1&&y=2", "https://h/a?x=1%26&y=2"),
            ("https://h/a*!", "https://h/a%2A%21"), ("https://user:pw@h/a", nil), ("https://h@evil/a", nil),
            ("https://$(id)/a", nil), ("https://h;id/a", nil), ("https:///a", nil),
            ("http://%E2%91%A0%E2%91%A1%E2%91%A6.0.0.1/admin", nil), ("http://%EF%BD%8Cocalhost/", nil),
            ("https://a_b.c-d.com:8443/x", "https://a_b.c-d.com:8443/x"), ("ftp://h/a", nil), ("https://h/`id`", nil),
            ("https://[::1]:80/a", "https://[::1]:80/a"), ("https://h/a?u=b@c", "https://h/a?u=b@c"),
        ] as [(String, String?)])
    func urls(_ url: String, _ expected: String?) {
        #expect(SafeURL.cleaned(url, schemes: ["https", "http"]) == expected)
    }

    @Test(
        "a secret is in no words of a cloud, whatever is drawn as nothing, or over its neighbour, stands in it",
        arguments: [
            "SECRET", "SEC\u{200B}RET", "SECRET\u{200D}", "\u{FE0F}S\u{AD}ECRET", "SECRE\u{301}T\u{301}", "SE\u{202E}CRET",
            "S\u{7}ECRET",
            "SEC\u{E0041}RET",
        ])
    func unseen(_ written: String) {
        for (text, shown) in [("\(written) END", "… END"), (written + written, "…"), ("SECSECRET", "SEC…")] {
            let hidden = PlatformError.refused(code: text, message: text).hiding(["SECRET", ""])
            guard case .refused(let code, let message) = hidden else { continue }
            for text in [code, message] {
                let plain = String(text.unicodeScalars.filter { ("A"..."Z").contains($0) })
                #expect(text.unicodeScalars.contains("…") && !plain.contains("SECRET"), "\(text)")
                #expect(plain == shown.filter { ("A"..."Z").contains($0) }, "\(text)")
            }
        }
        let innocent = PlatformError.refused(code: "1", message: "é中文 ✓ SEC RET")
        #expect(innocent.hiding(["SECRET"]) == innocent)
    }

    private func rows(_ data: String) async -> Result<Page<HostedRow>, PlatformError> {
        let body = Data(#"{"code":"200","page":{"total":1000000000},"data":[\#(data)]}"#.utf8)
        let client = OpenPlatformClient(transport: StubTransport(body))
        do throws(PlatformError) {
            return .success(
                try await client.send(.hostedCameras(page: 0, size: 50), PlatformCall.speaker, base: PlatformCall.china))
        } catch {
            return .failure(error)
        }
    }

    @Test("what a cloud says back of what it was sent, and the end of an address, are in no message")
    func echoes() async throws {
        func message(_ words: String, _ send: (OpenPlatformClient) async throws -> Void) async throws -> String {
            let client = OpenPlatformClient(
                transport: StubTransport(
                    Data(#"{"code":"20002","msg":"\#(words)","meta":{"code":20002,"message":"\#(words)"}}"#.utf8)))
            do { try await send(client) } catch let PlatformError.refused(_, message) { return message }
            throw PlatformError.malformed("it was taken")
        }
        let token = PlatformCall.speaker.value
        let words = "bad \(token) of https://u:pw@h/a.m3u8?expire=1&t=5c1f00aa now，见 http://u:pw@h/b"
        let heard = try await message(words) { client in
            _ = try await client.send(.devices(page: 0, size: 50), PlatformCall.speaker, base: PlatformCall.china)
        }
        #expect(heard == "bad … of https://…@h/a.m3u8?… now，见 http://…@h/b")
        let key = try await message("wrong MARKED-SECRET") { client in
            _ = try await client.token(
                for: .own, appKey: "0123", appSecret: Secret("MARKED-SECRET"), base: PlatformCall.china)
        }
        #expect(key == "wrong …")
    }

    @Test(
        "no word of a reply makes a line of its own: what it says has blanks there, and a serial or a code that has one is none",
        arguments: ["\\n", "\\r\\n", "\\u000b", "\\u0085", "\\u2028", "\\u2029"])
    func lines(_ end: String) async throws {
        func error(_ body: String) async -> PlatformError? {
            let client = OpenPlatformClient(transport: StubTransport(Data(body.utf8)))
            do throws(PlatformError) {
                _ = try await client.send(.channelStates(of: "C1"), PlatformCall.speaker, base: PlatformCall.china)
                return nil
            } catch {
                return error
            }
        }
        let ends = { (text: String) in
            text.unicodeScalars.contains { $0.value < 0x20 || [0x85, 0x2028, 0x2029].contains($0.value) }
        }
        for body in [#"{"code":"10099","msg":"bad\#(end)INJ"}"#, #"{"meta":{"code":10099,"message":"bad\#(end)INJ"}}"#] {
            guard case .refused("10099", let message) = await error(body) else {
                Issue.record("it was not refused")
                continue
            }
            #expect(message.hasPrefix("bad ") && message.hasSuffix("INJ") && !ends(message))
        }
        for body in [#"{"code":"1\#(end)0","msg":""}"#, #"{"meta":{"code":"1\#(end)0"}}"#] {
            guard case .malformed = await error(body) else {
                Issue.record("it has a code")
                continue
            }
        }
        let page = try await rows(#"{"deviceSerial":"C\#(end)INJ9"},{"deviceSerial":"C1","deviceName":"Gate\#(end)INJ"}"#).get()
        #expect(page.unreadable == 1 && page.rows.map(\.serial) == ["C1"])
        #expect(page.rows.allSatisfy { !ends($0.deviceName) && $0.deviceName.hasPrefix("Gate ") })
    }

    @Test("a page of eighty thousand rows is cut at fifty, and not taken for whole")
    func manyRows() async throws {
        let page = try await rows((0..<80_000).map { #"{"deviceSerial":"S\#($0)"}"# }.joined(separator: ",")).get()
        #expect(page.rows.count == 50 && page.unreadable > 50)
    }

    @Test(
        "brackets in brackets to the end of a reply are no reply, and cost little", arguments: ["[", #"{"code":"#, #"{"data":["#])
    func deep(_ open: String) async throws {
        let client = OpenPlatformClient(transport: StubTransport(Data(String(repeating: open, count: 200_000).utf8)))
        for call in PlatformCall.allCases where call != .playlist {
            guard case .failed(.malformed) = await call.perform(by: client) else {
                Issue.record("\(call) took it")
                continue
            }
        }
    }

    @Test("what a reply names is fetched in the name of the host that the user configured")
    func named() async throws {
        let transport = StubTransport(Data("x".utf8))
        let client = OpenPlatformClient(transport: transport)
        _ = try? await client.picture("http://127.0.0.1:1/admin?delete=1", namedBy: PlatformCall.china)
        _ = try? await client.playlist("http://127.0.0.1:1/admin?delete=1", namedBy: PlatformCall.china)
        #expect(transport.requests.map(\.namedBy) == [PlatformCall.china.url, PlatformCall.china.url])
    }

    @Test("marks without end, in a name, a key or a playlist, cost what their length does; of a name thirty stay")
    func marks() async throws {
        let marks = String(repeating: "\u{301}\u{316}", count: 200_000)
        let page = try await rows(#"{"a\#(marks)":1,"b\#(marks)":2,"deviceSerial":"C1","cameraName":"a\#(marks)"}"#).get()
        #expect(page.rows.first?.channelName.unicodeScalars.count == 31)
        // A playlist is no longer than half a megabyte.
        let few = String(repeating: "\u{301}\u{316}", count: 50_000)
        let playlist = Playlist(
            reading: Data("#EXTM3U\na\(few)\n#EXT-X-MEDIA-SEQUENCE:\(few)7\n#EXT-X-MEDIA-SEQUENCE:8\n".utf8),
            from: "https://h/a.m3u8")
        #expect(playlist?.mediaSequence == 8)
    }

    @Test("of rows that are none fifty are looked at", arguments: ["1", "{}", "[]", "null"])
    func nonsense(_ row: String) async throws {
        let page = try await rows(String(repeating: row + ",", count: 50_000) + row).get()
        #expect(page.rows.isEmpty && page.unreadable == 51)
    }

    @Test(
        "a reply of millions of values is none, wherever they stand, and is not taken to pieces",
        arguments: ["1", "{}", "[1]", "null", #""\",[{""#])
    func millions(_ value: String) async throws {
        let values = String(repeating: value + ",", count: 8_000_000 / (value.utf8.count + 1)) + value
        for body in [#"{"code":"200","data":[\#(values)]}"#, #"{"x":[\#(values)],"code":"200","data":[]}"#] {
            let client = OpenPlatformClient(transport: StubTransport(Data(body.utf8)))
            for call in [PlatformCall.devices, .channelStates] {
                guard case .failed(.malformed) = await call.perform(by: client) else {
                    Issue.record("\(call) took it")
                    continue
                }
            }
        }
    }

    @Test("what stands in a text is no value")
    func texts() {
        let text = String(repeating: #"[{,\""#, count: 100_000)
        #expect(ReplyText.isReadable(Data("{\"code\":\"\(text)\"}".utf8)))
        #expect(!ReplyText.isReadable(Data("[\(String(repeating: "0,", count: ReplyText.mostValues + 1))0]".utf8)))
    }
}
