import CloudSimulator
import TestSupport
import Testing

@Suite(.serialized, .heavy) struct ListTests {
    let client: Client

    init() throws {
        client = Client(cloud: try CloudSimulator())
    }

    func list(_ path: String, hosted: Bool = false, _ parameters: [String: String] = [:]) async throws -> Client.Answer {
        try await client.call(path, parameters.merging(["accessToken": try await client.token(hosted: hosted)]) { $1 })
    }

    @Test("device/list has the fields of doc 673, no isEncrypt, and the page")
    func deviceList() async throws {
        let answer = try await list("device/list", ["pageSize": "50"])
        let rows = answer.data?.rows ?? []
        #expect(rows.count == 10)
        #expect(
            rows.first?.keys == [
                "id", "deviceSerial", "deviceName", "deviceType", "status", "defence", "deviceVersion", "addTime",
                "updateTime", "parentCategory", "riskLevel", "netAddress",
            ])
        #expect(rows.first?["status"] == .number(1))
        #expect(answer.json["page"] == .object(["total": .number(10), "page": .number(0), "size": .number(50)]))
    }

    @Test("pages are numbers from 0, ten rows unless asked otherwise: who counts rows loses devices")
    func pages() async throws {
        client.cloud.change(.add(device: SimulatedDevice(serial: "X1", name: "x", model: "m")))
        #expect(try await list("device/list").data?.rows.count == 10)
        #expect(try await list("device/list", ["pageStart": "1"]).data?.rows.map { $0["deviceSerial"] } == [.string("X1")])
        #expect(try await list("device/list", ["pageStart": "10"]).data == .array([]))
    }

    @Test(
        "odd paging is 10001",
        arguments: [
            ["pageSize": "51"], ["pageSize": "0"], ["pageSize": "ten"], ["pageStart": "-1"], ["pageStart": "400"],
            ["pageStart": "99999999999999999999"], ["id": "nowhere"],
        ])
    func oddPaging(parameters: [String: String]) async throws {
        #expect(try await list("device/list", parameters).code == "10001")
    }

    @Test("a cursor walks through every device once and ends with an empty one")
    func cursor() async throws {
        var serials: [Value?] = []
        var cursor = "0"
        repeat {
            let answer = try await list("device/list", ["id": cursor, "pageSize": "3"])
            serials += answer.data?.rows.map { $0["deviceSerial"] } ?? []
            cursor = try #require(answer.json["page"]?["nextId"]?.string)
        } while !cursor.isEmpty && serials.count < 100
        #expect(serials.count == 10)
        #expect(Set(serials).count == 10)
    }

    @Test("camera/list has a row a channel, with isEncrypt")
    func cameraList() async throws {
        let rows = try await list("camera/list", ["pageSize": "50"]).data?.rows ?? []
        #expect(rows.count == 13)
        #expect(rows.count { $0["deviceSerial"] == .string("E71820344") } == 4)
        let encrypted = rows.filter { $0["isEncrypt"] == .number(1) }.map { $0["deviceSerial"]?.string }
        #expect(encrypted == ["C69625502", "C69625504", "C69625505"])
        #expect(rows.first?["isShared"] == .string("0"))
    }

    @Test("hosted devices are in trust/device/list alone, by either token, without encryption", arguments: [false, true])
    func hosted(hostedToken: Bool) async throws {
        let rows = try await list("trust/device/list", hosted: hostedToken, ["version": "3.0"]).data?.rows ?? []
        #expect(rows.map { $0["deviceSerial"]?.string } == ["G55512077", "G55512001"])
        #expect(
            rows.first?.keys == [
                "deviceSerial", "deviceName", "cameraName", "channelNo", "customName", "deviceTrustId", "status", "isAdd",
            ])
        for path in ["device/list", "camera/list"] {
            let answer = try await list(path, hosted: hostedToken, ["pageSize": "50"])
            #expect(answer.code == "200")
            #expect(!answer.text.contains("G555"))
        }
    }

    @Test("trust/device/list wants version 3.0, and refuses the token it is told to refuse")
    func trustList() async throws {
        #expect(try await list("trust/device/list").code == "10001")
        client.cloud.change(.trustList(accepts: [.hosted]))
        #expect(try await list("trust/device/list", ["version": "3.0"]).code == "10031")
        #expect(try await list("trust/device/list", hosted: true, ["version": "3.0"]).code == "200")
    }

    @Test("statuses that nobody documented, and -1, are passed on")
    func oddStatus() async throws {
        client.cloud.change(.status(serial: "C69625501", value: 2))
        client.cloud.change(.status(serial: "G55512077", value: -1))
        #expect(try await list("device/list").data?.rows.first?["status"] == .number(2))
        #expect(try await list("trust/device/list", ["version": "3.0"]).data?.rows.first?["status"] == .number(-1))
    }

    @Test("a hostile name comes over the wire as it is")
    func hostileName() async throws {
        let name = "\u{1b}]52;c;ZXZpbA==\u{7}\u{202e}\u{0}\r\n\u{9b}31m"
        client.cloud.change(.rename(serial: "C69625501", name: name))
        #expect(try await list("device/list").data?.rows.first?["deviceName"] == .string(name))
        #expect(try await list("camera/list").data?.rows.first?["channelName"] == .string(name))
    }
}
