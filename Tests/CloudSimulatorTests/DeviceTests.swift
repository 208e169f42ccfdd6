import CloudSimulator
import HTTP
import TestSupport
import Testing

@Suite(.serialized, .heavy) struct DeviceTests {
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

    /// A recorder with a live channel, a dead one, and one that is not reported; and a camera that can do little.
    private static func recorder(status: Int = 1) throws -> Client {
        Client(
            cloud: try CloudSimulator(
                scenario: Scenario(devices: [
                    SimulatedDevice(
                        serial: "E00000001", name: "NVR", model: "CS-N1", status: status,
                        channels: [
                            SimulatedChannel(number: 1, name: "a"), SimulatedChannel(number: 2, name: "b", status: 0),
                            SimulatedChannel(number: 3, name: "c", status: 2),
                        ], cannot: [.capture])
                ])))
    }

    @Test(
        "both calls that speak of channels have each channel's own state, all offline with the device; an address of a dead one is 20007",
        arguments: [(1, [1, 0, 2]), (0, [0, 0, 0])])
    func channelStates(status: Int, states: [Int]) async throws {
        let client = try Self.recorder(status: status)
        let token = try await client.token()
        let answer = try await client.send(
            .get, "/api/v3/open/device/metadata/channel/status",
            headers: [Header("accessToken", token), Header("deviceSerial", "E00000001")])
        let rows = answer.json["result"]?["data"]?["channelInfoList"]?.rows ?? []
        #expect(rows.map { $0["status"]?.number } == states, "\(answer.text)")
        let all = ["accessToken": token, "deviceSerial": "E00000001"]
        let own = try await client.call("device/camera/list", all).data?.rows ?? []
        #expect(own.map { $0["status"] } == states.map { .number($0) })
        let dead = all.merging(["channelNo": "2", "protocol": "2"]) { $1 }
        #expect(try await client.call("v2/live/address/get", dead).code == "20007")
        let none = try await client.send(
            .get, "/api/v3/open/device/metadata/channel/status", headers: [Header("accessToken", token)])
        #expect(none.text.contains("10001"))
    }

    @Test(
        "capacity says what a model lacks, each as the text of a number, and the call is then 60020; connection/info says where it is"
    )
    func capacity() async throws {
        let client = try Self.recorder()
        let all = ["accessToken": try await client.token(), "deviceSerial": "E00000001"]
        let can = try await client.call("device/capacity", all).data
        #expect(can?["support_encrypt"] == .string("1") && can?["support_capture"] == .string("0"))
        #expect(try await client.call("device/capture", all.merging(["channelNo": "1"]) { $1 }).code == "60020")
        #expect(try await ask("device/connection/info", "C69625501").data?["netType"] == .string("wireless"))
        #expect(try await ask("device/connection/info", "Z99999999").code == "20018")
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
