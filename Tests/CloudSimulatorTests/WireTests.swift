import CloudSimulator
import HTTP
import TestSupport
import Testing

@Suite("What clients put on the wire", .serialized, .heavy) struct WireTests {
    let client: Client

    init() throws {
        client = Client(cloud: try CloudSimulator())
    }

    @Test("parameters in the query string of a POST")
    func query() async throws {
        let form = Client.form(["accessToken": try await client.token(), "pageSize": "3"])
        let answer = try await client.send(.post, "/api/lapp/device/list?" + form)
        #expect(answer.data?.rows.count == 3)
    }

    @Test("parameters as multipart/form-data")
    func multipart() async throws {
        let parts = ["accessToken": try await client.token(), "pageSize": "4"].map { name, value in
            "--edge\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        let answer = try await client.send(
            .post, "/api/lapp/device/list", type: "multipart/form-data; boundary=edge", body: parts.joined() + "--edge--\r\n")
        #expect(answer.data?.rows.count == 4)
    }

    @Test(
        "an unknown path and a wrong method are refused without a crash",
        arguments: [
            (Request.Method.post, "/api/lapp/no/such/call", 404), (.get, "/api/lapp/device/list", 405), (.get, "/", 404),
            (.get, "/v3/openlive/", 404), (.post, "/control/", 404), (.get, "/v3/openlive/x.exe", 404),
        ])
    func unknown(method: Request.Method, path: String, status: Int) async throws {
        #expect(try await client.send(method, path).status == status)
    }

    @Test("calls are counted by path, and remembered without a secret")
    func record() async throws {
        let token = try await client.token()
        for _ in 0..<3 { _ = try await client.call("device/list", ["accessToken": token]) }
        let address = try await client.address("C69625501")
        _ = try await client.get(address)
        #expect(client.cloud.calls["/api/lapp/device/list"] == 3)
        #expect(client.cloud.calls["/v3/openlive/*.m3u8"] == 1)
        let record = "\(client.cloud.requests)"
        #expect(record.contains("accessToken"))
        #expect(!record.contains(token))
        #expect(!record.contains(Credentials.demo.appSecret))
        #expect(!record.contains(address.split(separator: "&t=").last?.prefix(64) ?? "t"))
        #expect(!"\(Credentials.demo)".contains(Credentials.demo.appSecret))
    }

    @Test(
        "the addresses lead back to the host that was asked, unless its name is odd",
        arguments: [
            ("example.org:99", "http://example.org:99/"), ("a\"b", nil),
        ])
    func host(host: String, prefix: String?) async throws {
        let form = Client.form(["accessToken": try await client.token(), "deviceSerial": "C69625501", "protocol": "2"])
        let answer = try await client.send(
            .post, "/api/lapp/v2/live/address/get?\(form)", host: host)
        #expect(answer.data?["url"]?.string?.hasPrefix(prefix ?? client.cloud.base + "/") == true)
    }
}
