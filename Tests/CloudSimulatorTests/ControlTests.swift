import CloudSimulator
import HTTP
import TestSupport
import Testing

@Suite("The control address", .serialized, .heavy) struct ControlTests {
    let client: Client

    init() throws {
        client = Client(cloud: try CloudSimulator())
    }

    func post(_ body: String) async throws -> Client.Answer {
        try await client.send(
            .post, String(client.cloud.control.dropFirst(client.cloud.base.count)), type: "application/json", body: body)
    }

    func row(_ serial: String) async throws -> Value? {
        try await client.call("device/list", ["accessToken": try await client.token(), "pageSize": "50"])
            .data?.rows.first { $0["deviceSerial"] == .string(serial) }
    }

    @Test("changes by JSON, one or a list of them")
    func changes() async throws {
        #expect(try await post(#"{"status":{"serial":"C69625501","value":0}}"#).status == 200)
        #expect(try await row("C69625501")?["status"] == .number(0))
        let both = #"[{"add":{"device":{"serial":"X12345678"}}},{"rename":{"serial":"X12345678","name":"新"}}]"#
        #expect(try await post(both).json == .object(["done": .number(2)]))
        #expect(try await row("X12345678")?["deviceName"] == .string("新"))
    }

    @Test(
        "each documented change is understood",
        arguments: [
            #"{"encryption":{"serial":"C69625501","on":true}}"#,
            #"{"verification":{"serial":"C69625501","code":"QWERTY","wanted":true}}"#,
            #"{"stream":{"serial":"E71820344","channel":1,"shows":{"error":{"code":9048}}}}"#,
            #"{"stream":{"serial":"E71820344","channel":1,"shows":{"playing":{}}}}"#,
            #"{"permissions":{"serial":"G55512077","granted":["Get","Real"]}}"#,
            #"{"remove":{"serial":"C69625501"}}"#, #"{"forgetTokens":{}}"#, #"{"expireAddresses":{}}"#,
            #"{"addressLife":{"seconds":12}}"#,
            #"{"tokenLife":{"seconds":60}}"#, #"{"trustList":{"accepts":["da"]}}"#, #"{"frozenKey":{"on":true}}"#,
            #"{"overseas":{"on":true}}"#, #"{"ezopenRefused":{"on":true}}"#,
            #"{"fail":{"with":{"path":"/api/lapp/device/list","times":3,"code":"10029"}}}"#,
            #"{"fail":{"with":{"status":502,"body":"<html>"}}}"#, #"{"clearFaults":{}}"#,
            #"{"latency":{"from":0.2,"to":0.7}}"#, #"{"staleness":{"seconds":1.5}}"#,
            #"{"limit":{"to":{"perSecond":5,"perDay":1000}}}"#,
            #"{"totals":{"path":"/api/lapp/device/list","values":[9,0]}}"#,
            #"{"repeatFirstPage":{"path":"/api/lapp/device/list","on":true}}"#,
            #"{"repeatLastRow":{"path":"/api/lapp/device/list","on":true}}"#,
            #"{"afterPage":{"path":"/api/lapp/device/list","changes":[{"remove":{"serial":"C69625501"}}]}}"#,
        ])
    func documented(change: String) async throws {
        #expect(try await post(change).status == 200)
    }

    @Test("what is no change is 400, what names nothing 404")
    func refused() async throws {
        for body in ["", "nonsense", "{}", #"{"statuss":{}}"#, #"{"status":{"serial":"C69625501"}}"#] {
            #expect(try await post(body).status == 400)
        }
        #expect(try await post(#"{"remove":{"serial":"Z"}}"#).status == 404)
        #expect(try await client.send(.get, "/control/00000000000000000000000000000000").status == 404)
    }

    @Test("numbers without measure upset nothing")
    func extremes() async throws {
        let orders = [
            #"{"tokenLife":{"seconds":9223372036854775807}}"#, #"{"tokenLife":{"seconds":-1}}"#,
            #"{"staleness":{"seconds":1e300}}"#, #"{"latency":{"from":-1e300,"to":-1}}"#,
            #"{"fail":{"with":{"times":1,"status":99999,"delay":-1e300}}}"#,
            #"{"fail":{"with":{"times":-5,"status":-1,"body":""}}}"#, #"{"limit":{"to":{"perSecond":-1,"streams":-1}}}"#,
        ]
        for order in orders {
            #expect(try await post(order).status == 200)
            _ = try await client.token()
        }
        #expect(try await post(#"{"limit":{"to":{}}}"#).status == 200)
        #expect(try await !client.token().isEmpty)
    }

    @Test("a read gives the calls so far, the control's own not counted")
    func report() async throws {
        _ = try await row("C69625501")
        let report = try await client.get(client.cloud.control).json
        #expect(report["calls"] == .object(["/api/lapp/device/list": .number(1), "/api/lapp/token/get": .number(1)]))
        #expect(report["requests"]?.rows.last?["parameters"] == .array([.string("accessToken"), .string("pageSize")]))
    }
}
