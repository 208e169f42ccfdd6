import CloudSimulator
import FoundationEssentials
import TestSupport
import Testing

@Suite("Pictures, hosting given back, regions", .serialized, .heavy)
struct CaptureTests {
    let clock = VirtualClock()
    let client: Client

    init() throws {
        let clock = clock
        client = Client(cloud: try CloudSimulator(clock: { clock.now }))
    }

    private func capture(_ serial: String, _ channel: String? = "1", hosted: Bool = false) async throws -> Client.Answer {
        var parameters = ["accessToken": try await client.token(hosted: hosted), "deviceSerial": serial]
        parameters["channelNo"] = channel
        return try await client.call("device/capture", parameters)
    }

    @Test("a capture names a JPEG that is there for two hours")
    func pictures() async throws {
        let url = try #require(try await capture("C69625501").data?["picUrl"]?.string)
        let picture = try await client.get(url)
        #expect(picture.status == 200 && picture.type == "image/jpeg" && picture.body.starts(with: [0xFF, 0xD8, 0xFF]))
        clock.advance(7200)
        #expect(try await client.get(url).status == 404)
        #expect(try await client.get(client.cloud.base + "/pictures/guessed.jpg").status == 404)
    }

    @Test("refused: too soon, offline, no channel, none named, not granted")
    func refused() async throws {
        #expect(try await capture("C69625501").code == "200")
        #expect(try await capture("C69625501").code == "60017")
        clock.advance(4)
        #expect(try await capture("C69625501").code == "200")
        #expect(try await capture("D01234567").code == "20007")
        #expect(try await capture("E71820344", "9").code == "20032")
        #expect(try await capture("E71820344", nil).code == "10001")
        #expect(try await capture("G55512001", hosted: true).code == "10031")
        #expect(try await capture("G55512077", hosted: true).code == "200")
    }

    @Test("device/capacity answers with numbers as texts")
    func capacity() async throws {
        let answer = try await client.call(
            "device/capacity", ["accessToken": try await client.token(), "deviceSerial": "C69625501"])
        #expect(answer.data?["support_encrypt"] == .string("1"))
    }

    @Test("trust/cancel takes five at most, of a hosted token, and the device is hosted no more")
    func cancel() async throws {
        func cancel(_ serials: String, hosted: Bool = true) async throws -> Client.Answer {
            try await client.call(
                "trust/cancel", ["accessToken": try await client.token(hosted: hosted), "deviceSerials": serials])
        }
        let six = (1...6).map { "G55512077:\($0)" }.joined(separator: ",")
        #expect(try await cancel(six).code == "10001")
        #expect(try await cancel("G55512077").code == "10001")
        #expect(try await cancel("G55512077:1", hosted: false).code == "10031")
        #expect(try await cancel("C69625501:1").code == "10031")
        #expect(try await cancel("G55512077:0").code == "200")
        let token = try await client.token(hosted: true)
        let info = ["accessToken": token, "deviceSerial": "G55512077"]
        #expect(try await client.call("device/info", info).code == "200")
        let answer = try await cancel("G55512077:1")
        #expect(answer.data?.rows.first?["deviceSerial"] == .string("G55512077"))
        #expect(try await client.call("device/info", info).code == "20018")
    }

    @Test("a token of another region is 10002")
    func regions() async throws {
        let token = try await client.token()
        client.cloud.change(.overseas(on: true))
        #expect(try await client.call("device/list", ["accessToken": token]).code == "10002")
        let fresh = try await client.token()
        #expect(try await client.call("device/list", ["accessToken": fresh]).code == "200")
    }
}
