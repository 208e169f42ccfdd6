import FoundationEssentials
import HTTP
import OpenPlatform
import Synchronization
import Testing
import Vocabulary

@Suite("What comes back")
struct ReplyTests {
    /// The outcome of a call that gets this answer, and what the log was told.
    private func exchange(_ call: PlatformCall, _ transport: StubTransport) async throws -> (Outcome, CallRecord) {
        let (records, told) = AsyncStream.makeStream(of: CallRecord.self)
        let client = OpenPlatformClient(transport: transport) { told.yield($0) }
        let outcome = await call.perform(by: client)
        told.finish()
        let all = await records.reduce(into: []) { $0.append($1) }
        #expect(all.count == 1)
        return (outcome, try #require(all.first))
    }

    private func outcome(_ call: PlatformCall, _ body: String) async throws -> Outcome {
        try await exchange(call, StubTransport(Data(body.utf8))).0
    }

    @Test(
        "a body that is no reply is malformed, and the error says nothing of what it held",
        arguments: [
            "", "<html>secret-token</html>", #"{"code":"200","data":[{"deviceSer"#, "null", "[]", "1", "\"secret-token\"",
            #"{"code":null,"msg":"secret-token"}"#, #"{"code":"\u001b[31m","msg":""}"#, #"{"code":{}}"#, #"{"code":-1}"#,
            #"{"code":"12345678901"}"#, #"{"msg":"操作成功"}"#, String(repeating: "[", count: 1000),
        ], PlatformCall.allCases)
    func malformed(_ body: String, _ call: PlatformCall) async throws {
        let (outcome, record) = try await exchange(call, StubTransport(Data(body.utf8)))
        guard case .failed(.malformed(let reason)) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(!reason.contains("secret") && reason.count < 80)
        #expect(record.code == "malformed")
    }

    @Test("an HTTP status is named", arguments: [201, 302, 403, 500, 502, 503])
    func status(_ status: Int) async throws {
        let reply = StubTransport(Data(#"{"code":"200","data":[]}"#.utf8), status: status)
        let (outcome, record) = try await exchange(.devices, reply)
        #expect(outcome == .failed(.malformed("HTTP \(status)")))
        #expect(record.code == "HTTP \(status)")
    }

    @Test("messages of the queue are those that are pushed; what is none costs no other, and no list is an empty queue")
    func messages() async throws {
        let one =
            #"{"header":{"messageId":"m1","type":"ys.onoffline","deviceId":"C1","channelNo":0,"messageTime":1700000000000},"#
            + #""body":{"msgType":"OFFLINE","pictureList":[{"url":"secret"}]}}"#
        let two = #"{"header":{"type":"ys.alarm","userId":"u","channelNo":"2"},"body":{"devSerial":"C2","alarmType":10002}}"#
        let replies = [one, "7", "null", #"{"body":{}}"#, two].joined(separator: ",")
        guard case .messages(let all) = try await outcome(.messages, #"{"code":"200","data":[\#(replies)]}"#) else {
            Issue.record("no messages")
            return
        }
        #expect(all.map(\.serial) == ["C1", "C2"] && all.map(\.id) == ["m1", nil])
        #expect(all.map(\.content) == [.status(isOnline: false), .alarm(kind: "10002")])
        #expect(all.map(\.sent) == [Date(timeIntervalSince1970: 1_700_000_000), nil])
        for data in ["[]", "null", "{}", "\"\""] {
            #expect(try await outcome(.messages, #"{"code":"200","data":\#(data)}"#) == .messages([]))
        }
        #expect(try await outcome(.messages, #"{"code":200}"#) == .messages([]))
        #expect(try await outcome(.consumer, #"{"code":"200","data":{"consumerId":"reader-1"}}"#) == .consumer("reader-1"))
        for data in ["null", "{}", #"{"consumerId":""}"#, #"{"consumerId":{}}"#] {
            let fault = Outcome.failed(.malformed("the reply has no consumer"))
            #expect(try await outcome(.consumer, #"{"code":"200","data":\#(data)}"#) == fault)
        }
        #expect(try await outcome(.offsets, #"{"code":"200","msg":"ok"}"#) == .done)
    }

    @Test("a playlist that is gone is told apart from a call that fails")
    func gone() async throws {
        let (outcome, record) = try await exchange(.playlist, StubTransport(Data(), status: 404))
        #expect(outcome == .refused("404", ""))
        #expect(record.name == "playlist" && record.code == "404")
        #expect(try await exchange(.devices, StubTransport(Data(), status: 404)).0 == .failed(.malformed("HTTP 404")))
    }

    @Test(
        "the log is told each call's name and what came of it",
        arguments: [
            (TransportError.unreachable("x"), "unreachable"), (.timedOut("x"), "timed out"), (.insecure("x"), "insecure"),
            (.tooLarge(limit: 1), "too large"), (.invalidURL, "invalid URL"), (.cancelled, "cancelled"),
        ])
    func transportWords(_ error: TransportError, _ word: String) async throws {
        let (outcome, record) = try await exchange(.liveAddress, StubTransport(.failure(error)))
        #expect(outcome == .failed(.transport(error)))
        #expect(record.name == .liveAddress && record.code == word && record.serverDate == nil)
        #expect((0..<10_000).contains(record.milliseconds))
    }

    @Test(
        "the server's time is told where the reply gives one",
        arguments: [
            ("Mon, 23 Nov 2026 23:12:53 GMT", 1_795_475_573.0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Mon, 23 Nov 2026 23:12:53 +0800", 1_795_446_773.0), ("Mon, 23 Foo 2026 23:12:53 GMT", nil), ("yesterday", nil),
            ("", nil),
            ("Mon, 99 Nov 2026 23:12:53 GMT", nil),
        ] as [(String, Double?)])
    func serverDate(_ header: String, _ seconds: Double?) async throws {
        let reply = StubTransport(Data(#"{"code":"10002","msg":"x"}"#.utf8), headers: [Header("date", header)])
        let (outcome, record) = try await exchange(.devices, reply)
        #expect(outcome == .refused("10002", "x"))
        #expect(record.code == "10002")
        #expect(record.serverDate == seconds.map { Date(timeIntervalSince1970: $0) })
    }

    @Test("a code may be a number, and data of any kind when it is not needed")
    func numericCode() async throws {
        for data in ["", #","data":null"#, #","data":[]"#, #","data":{"a":1}"#, #","data":"x""#] {
            #expect(try await outcome(.encryptOn, #"{"code":200\#(data)}"#) == .done)
            #expect(try await outcome(.encryptOn, #"{"code":60019\#(data)}"#) == .refused("60019", ""))
        }
    }

    @Test("a list that is missing is empty only where the reply says so")
    func missingList() async throws {
        let none = Outcome.failed(.malformed("the reply has no list"))
        #expect(
            try await outcome(.devices, #"{"code":"200","data":null,"page":{"total":0}}"#)
                == .devices(Listing(rows: [], total: 0)))
        #expect(try await outcome(.devices, #"{"code":"200","data":null,"page":{"total":3}}"#) == none)
        #expect(
            try await outcome(.devices, #"{"code":"200","data":[],"page":{"total":9223372036854775807}}"#)
                == .devices(Listing(rows: [], total: nil)), "sums of such totals are no trap")
        #expect(try await outcome(.devices, #"{"code":"200","data":{}}"#) == none)
        #expect(try await outcome(.devices, #"{"code":"200"}"#) == none)
    }

    @Test(
        "a base for later calls is kept only where it is one",
        arguments: [
            ("https://iusopen.ezvizlife.com/", "https://iusopen.ezvizlife.com"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("ftp://x", nil), ("javascript:alert(1)", nil), ("https://", nil), ("https:///x", nil), ("https://a b", nil),
            ("https://a\\u001b", nil), ("", nil),
        ] as [(String, String?)])
    func areaDomain(_ domain: String, _ kept: String?) async throws {
        let body = #"{"code":"200","data":{"accessToken":"at.x","expireTime":"1000","areaDomain":"\#(domain)"}}"#
        let token = Token(value: "at.x", kind: .own, expires: Date(timeIntervalSince1970: 1), areaDomain: kept)
        #expect(try await outcome(.token, body) == .token(token))
    }

    @Test(
        "a token without a value or an end is none",
        arguments: [
            #""accessToken":"at.x""#, #""accessToken":"","expireTime":1"#, #""accessToken":"at.x","expireTime":-5"#,
            #""accessToken":"at.x","expireTime":9223372036854775807"#, #""accessToken":"at.x","expireTime":"soon""#,
        ])
    func tokens(_ fields: String) async throws {
        guard case .failed(.malformed) = try await outcome(.token, #"{"code":"200","data":{\#(fields)}}"#) else {
            Issue.record("a token")
            return
        }
    }

    @Test("a token's description holds no token")
    func redaction() {
        #expect(!"\(PlatformCall.speaker)".contains("secret"))
    }

    @Test("a name with half an emoji, or a byte that is no UTF-8, keeps its rest")
    func brokenNames() async throws {
        let half = Data(
            #"{"code":"200","data":[{"deviceSerial":"C1","deviceName":"门口\ud83d","status":1}],"page":{"total":1}}"#.utf8)
        var byte = Data(#"{"code":"200","data":[{"deviceSerial":"C1","deviceName":"门口"#.utf8)
        byte += [0xF0, 0x9F] + Data(#"\ud83d\udE00","status":1}],"page":{"total":1}}"#.utf8)
        for (body, name) in [(half, "门口\u{FFFD}"), (byte, "门口\u{FFFD}😀")] {
            let client = OpenPlatformClient(transport: StubTransport(body))
            let token = Token(value: "at.x", kind: .own, expires: .distantFuture, areaDomain: nil)
            let page = try await client.send(.devices(page: 0, size: 50), token, base: Base(url: "http://h", overseas: false))
            #expect(page.rows.map(\.name) == [name])
        }
    }
}
