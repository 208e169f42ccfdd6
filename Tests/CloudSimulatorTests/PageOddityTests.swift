import CloudSimulator
import TestSupport
import Testing

@Suite("Pages that go wrong", .serialized, .heavy) struct PageOddityTests {
    static let path = "/api/lapp/device/list"
    let client: Client

    init() throws {
        client = Client(cloud: try CloudSimulator(scenario: .generated(devices: 9)))
    }

    func page(_ number: Int) async throws -> (serials: [String?], total: Int?) {
        let answer = try await client.call(
            "device/list", ["accessToken": try await client.token(), "pageStart": "\(number)", "pageSize": "3"])
        return (answer.data?.rows.map { $0["deviceSerial"]?.string } ?? [], answer.json["page"]?["total"]?.number)
    }

    @Test("devices that go between two pages shift the rest")
    func shift() async throws {
        client.cloud.change(.afterPage(path: Self.path, changes: [.remove(serial: "K10000000")]))
        client.cloud.change(
            .afterPage(path: Self.path, changes: [.add(device: SimulatedDevice(serial: "N", name: "n", model: "m"))]))
        #expect(try await page(0).serials == ["K10000000", "K10000001", "K10000002"])
        #expect(try await page(1).serials == ["K10000004", "K10000005", "K10000006"])
        #expect(try await page(2).serials == ["K10000007", "K10000008", "N"])
    }

    @Test("totals change, a page at a time, then are true again")
    func totals() async throws {
        client.cloud.change(.totals(path: Self.path, values: [1_000_000, 0]))
        #expect(try await page(0).total == 1_000_000)
        #expect(try await page(1).total == 0)
        #expect(try await page(2).total == 9)
    }

    @Test("the first page comes for ever")
    func repeatedPage() async throws {
        client.cloud.change(.repeatFirstPage(path: Self.path, on: true))
        let first = try await page(0).serials
        #expect(try await page(1).serials == first)
        #expect(try await page(300).serials == first)
    }

    @Test("a row comes on two pages")
    func repeatedRow() async throws {
        client.cloud.change(.repeatLastRow(path: Self.path, on: true))
        #expect(try await page(0).serials == ["K10000000", "K10000001", "K10000002"])
        #expect(try await page(1).serials == ["K10000002", "K10000003", "K10000004", "K10000005"])
        #expect(try await page(4).serials.isEmpty)
    }
}
