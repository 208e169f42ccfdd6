import CloudSimulator
import FoundationEssentials
import TestSupport
import Testing

@Suite(.serialized, .heavy) struct LiveAddressTests {
    let clock = VirtualClock()
    let client: Client

    init() throws {
        let clock = clock
        client = Client(cloud: try CloudSimulator(clock: { clock.now }))
    }

    func ask(_ serial: String, _ parameters: [String: String] = [:], path: String = "v2/live/address/get") async throws
        -> Client.Answer
    {
        let all = ["accessToken": try await client.token(), "deviceSerial": serial]
        return try await client.call(path, all.merging(parameters) { $1 })
    }

    @Test("HLS addresses have the documented form, ids are strings, the end is a string in Beijing time")
    func form() async throws {
        let answer = try await ask("C69625501", ["protocol": "2", "quality": "2", "expireTime": "3600"])
        let id = try #require(answer.data?["id"]?.string)
        let url = try #require(answer.data?["url"]?.string)
        let expire = Int(clock.now.timeIntervalSince1970) + 3600
        let prefix = "\(client.cloud.base)/v3/openlive/C69625501_1_2.m3u8?expire=\(expire)&id=\(id)&t="
        #expect(url.hasPrefix(prefix))
        #expect(url.hasSuffix("&ev=100"))
        let t = url.dropFirst(prefix.count).dropLast("&ev=100".count)
        #expect(t.count == 64)
        #expect(t.allSatisfy { $0.isHexDigit })
        // 1795003600 = 2026-11-18 12:26:40 UTC
        #expect(answer.data?["expireTime"] == .string("2026-11-18 20:06:40"))
    }

    @Test("an address lives a day unless asked otherwise; two are never alike")
    func life() async throws {
        let first = try await client.address("C69625501")
        #expect(first.contains("expire=\(Int(clock.now.timeIntervalSince1970) + 86_400)&"))
        #expect(try await client.address("C69625501") != first)
    }

    @Test(
        "the other protocols have their own forms",
        arguments: [
            (3, "rtmp://127.0.0.1:1935/v3/openlive/C69625501_1_1?expire="), (4, "/v3/openlive/C69625501_1_1.flv?expire="),
            (5, "/v3/openlive/C69625501_1_1.m3u8?expire="), (1, "ezopen://open.ys7.com/C69625501/1.hd.live"),
        ])
    func protocols(number: Int, form: String) async throws {
        let answer = try await ask("C69625501", ["protocol": "\(number)"])
        let url = try #require(answer.data?["url"]?.string)
        #expect(url.hasPrefix(form.hasPrefix("/") ? client.cloud.base + form : form))
        #expect((answer.data?["expireTime"] == .null) == (number == 1))
        if number == 4 { #expect(try await client.get(url).status == 404) }
    }

    @Test("encrypted: 60019 for all but ezopen, whatever the code", arguments: 1...5)
    func encrypted(number: Int) async throws {
        let answer = try await ask("C69625504", ["protocol": "\(number)", "code": "ABCDEF", "quality": "2"])
        if number == 1 {
            #expect(answer.data?["url"] == .string("ezopen://ABCDEF@open.ys7.com/C69625504/1.live"))
        } else {
            #expect(answer.code == "60019")
        }
    }

    @Test("ezopen of an encrypted camera can be set to be refused")
    func ezopenRefused() async throws {
        client.cloud.change(.ezopenRefused(on: true))
        #expect(try await ask("C69625504").code == "60019")
    }

    @Test(
        "refused with its own code",
        arguments: [
            ("D01234567", ["protocol": "2"], "20007"), ("C69625505", ["protocol": "2"], "20007"),
            ("C69625501", ["protocol": "2", "channelNo": "2"], "20001"), ("C69625501", ["protocol": "ezopen"], "10001"),
            ("C69625501", ["protocol": "6"], "10001"), ("C69625501", ["protocol": "2", "expireTime": "29"], "10001"),
            ("C69625501", ["protocol": "2", "expireTime": "62208001"], "10001"),
            ("C69625501", ["protocol": "2", "quality": "3"], "10001"), ("C69625501", ["channelNo": "one"], "10001"),
        ])
    func refused(serial: String, parameters: [String: String], code: String) async throws {
        #expect(try await ask(serial, parameters).code == code)
    }

    @Test("the overseas path answers the same object, without LLHLS")
    func overseas() async throws {
        client.cloud.change(.overseas(on: true))
        let answer = try await ask("C69625501", ["protocol": "2", "expireTime": "3600"], path: "live/address/get")
        #expect(answer.data?["expireTime"] == .string("2026-11-18 12:06:40"))
        #expect(try await ask("C69625501", ["protocol": "5"], path: "live/address/get").code == "10001")
    }

    @Test("a withdrawn address is gone, and only that one")
    func withdrawn() async throws {
        let answer = try await ask("C69625501", ["protocol": "2"])
        let url = try #require(answer.data?["url"]?.string)
        let other = try await client.address("C69625501")
        let id = try #require(answer.data?["id"]?.string)
        #expect(try await ask("C69625501", path: "v2/live/address/disable").code == "10001")
        #expect(try await ask("F20118877", ["urlId": id], path: "v2/live/address/disable").code == "404")
        #expect(try await ask("C69625501", ["urlId": id], path: "v2/live/address/disable").code == "200")
        #expect(try await client.get(url).status == 404)
        #expect(try await client.get(other).status == 200)
        #expect(try await ask("C69625501", path: "live/address/disable").code == "200")
        #expect(try await client.get(other).status == 404)
    }
}
