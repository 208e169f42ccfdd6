import CloudSimulator
import TestSupport
import Testing

@Suite(.serialized, .heavy) struct EncryptionTests {
    let clock = VirtualClock()
    let client: Client

    init() throws {
        let clock = clock
        client = Client(cloud: try CloudSimulator(clock: { clock.now }))
    }

    func turn(_ on: String, _ serial: String, code: String? = nil) async throws -> String? {
        var parameters = ["accessToken": try await client.token(), "deviceSerial": serial]
        parameters["validateCode"] = code
        return try await client.call("device/encrypt/\(on)", parameters).code
    }

    func isEncrypted(_ serial: String) async throws -> [Int?] {
        let token = try await client.token()
        let info = try await client.call("device/info", ["accessToken": token, "deviceSerial": serial])
        let list = try await client.call("camera/list", ["accessToken": token, "pageSize": "50"])
        let row = list.data?.rows.first { $0["deviceSerial"] == .string(serial) }
        return [info.data?["isEncrypt"]?.number, row?["isEncrypt"]?.number]
    }

    @Test("it really switches, is read back, and says when it is already so")
    func switches() async throws {
        #expect(try await turn("off", "C69625504") == "200")
        #expect(try await isEncrypted("C69625504") == [0, 0])
        #expect(try await turn("off", "C69625504") == "60016")
        #expect(try await turn("on", "C69625504") == "200")
        #expect(try await turn("on", "C69625504") == "60019")
        #expect(try await isEncrypted("C69625504") == [1, 1])
    }

    @Test("one device wants its code, the others only check the one they get")
    func verificationCode() async throws {
        #expect(try await turn("off", "C69625502") == "20010")
        #expect(try await turn("off", "C69625502", code: "WRONGX") == "20010")
        #expect(try await turn("off", "C69625502", code: "ABCDEF") == "200")
        #expect(try await turn("off", "C69625504", code: "WRONGX") == "20010")
        #expect(try await turn("off", "C69625504", code: "ABCDEF") == "200")
        client.cloud.change(.verification(serial: "C69625502", code: "QWERTY", wanted: true))
        #expect(try await turn("on", "C69625502") == "200")
        #expect(try await turn("off", "C69625502", code: "ABCDEF") == "20010")
        #expect(try await turn("off", "C69625502", code: "QWERTY") == "200")
    }

    @Test("an offline device cannot be switched: 20007")
    func offline() async throws {
        #expect(try await turn("off", "C69625505") == "20007")
        #expect(try await turn("on", "D01234567") == "20007")
    }

    @Test("reads lag behind a switch for as long as is set; the live address does not")
    func staleness() async throws {
        client.cloud.change(.staleness(seconds: 1.5))
        #expect(try await turn("off", "C69625504") == "200")
        #expect(try await isEncrypted("C69625504") == [1, 1])
        #expect(try await !client.address("C69625504").isEmpty)
        clock.advance(1.4)
        #expect(try await isEncrypted("C69625504") == [1, 1])
        clock.advance(0.2)
        #expect(try await isEncrypted("C69625504") == [0, 0])
    }
}
