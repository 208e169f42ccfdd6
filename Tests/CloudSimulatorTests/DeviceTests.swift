import CloudSimulator
import Testing

@Suite struct DeviceTests {
    let client: Client

    init() throws {
        client = Client(cloud: try CloudSimulator())
    }

    func ask(
        _ path: String, _ serial: String, hosted: Bool = false, _ parameters: [String: String] = [:]
    ) async throws -> Client.Answer {
        let all = ["accessToken": try await client.token(hosted: hosted), "deviceSerial": serial]
        return try await client.call(path, all.merging(parameters) { $1 })
    }

    @Test("device/info says status and encryption")
    func info() async throws {
        let data = try await ask("device/info", "C69625505").data
        #expect(data?["status"] == .number(0))
        #expect(data?["isEncrypt"] == .number(1))
        #expect(data?["deviceName"] == .string("阳台"))
        #expect(data?["signal"] == .string("86%"))
    }

    @Test("device/camera/list has the recorder's channels by name")
    func cameras() async throws {
        let rows = try await ask("device/camera/list", "E71820344").data?.rows ?? []
        #expect(rows.map { $0["channelName"]?.string } == ["前门", "后院", "车道", "仓库"])
        #expect(rows.map { $0["channelNo"]?.number } == [1, 2, 3, 4])
    }

    @Test("device/status/get takes channel and channelNo", arguments: ["channel", "channelNo"])
    func status(name: String) async throws {
        #expect(try await ask("device/status/get", "F20118876", [name: "1"]).data?["battryStatus"] == .number(83))
        #expect(try await ask("device/status/get", "F20118876", [name: "7"]).code == "20032")
    }

    @Test(
        "a token reaches its own kind of devices only: 20018",
        arguments: [
            "device/info", "device/camera/list", "device/status/get", "device/encrypt/on", "device/encrypt/off",
            "v2/live/address/get", "live/address/get",
        ])
    func foreign(path: String) async throws {
        #expect(try await ask(path, "Z99999999").code == "20018")
        #expect(try await ask(path, "G55512077").code == "20018")
        #expect(try await ask(path, "C69625501", hosted: true).code == "20018")
    }

    @Test(
        "a serial that cannot be one is 20014, none at all 10001",
        arguments: [
            ("c69625501", "20014"), ("../../etc", "20014"), ("", "10001"),
        ])
    func malformed(serial: String, code: String) async throws {
        #expect(try await ask("device/info", serial).code == code)
    }

    @Test("a hosted device allows what its owner granted, 10031 for the rest")
    func permissions() async throws {
        #expect(try await ask("device/info", "G55512001", hosted: true).code == "200")
        #expect(try await ask("device/encrypt/on", "G55512001", hosted: true).code == "10031")
        #expect(try await ask("v2/live/address/get", "G55512001", hosted: true).code == "10031")
        #expect(try await ask("device/encrypt/on", "G55512077", hosted: true).code == "200")
        client.cloud.change(.permissions(serial: "G55512077", granted: []))
        #expect(try await ask("device/info", "G55512077", hosted: true).code == "10031")
    }

    @Test("a camera that was removed is nobody's")
    func removed() async throws {
        #expect(client.cloud.change(.remove(serial: "C69625501")))
        #expect(!client.cloud.change(.remove(serial: "C69625501")))
        #expect(try await ask("device/info", "C69625501").code == "20018")
    }
}
