import CloudSimulator
import FoundationEssentials
import HTTP

/// Calls of the simulated cloud, put together by hand from the platform's pages.
struct Client: Sendable {
    struct Answer: Sendable {
        var status: Int
        var type: String?
        var body: Data

        var text: String { String(decoding: body, as: UTF8.self) }
        var json: Value { (try? JSONDecoder().decode(Value.self, from: body)) ?? .null }
        /// The envelope's code, if it is a string.
        var code: String? { json["code"]?.string }
        var data: Value? { json["data"] }
    }

    let cloud: CloudSimulator

    private static let transport = CurlTransport()

    /// Calls with the parameters in an urlencoded body, as most clients do.
    func call(_ path: String, _ parameters: [String: String] = [:]) async throws -> Answer {
        try await send(.post, "/api/lapp/" + path, type: Form.contentType, body: Self.form(parameters))
    }

    func get(_ url: String) async throws -> Answer {
        try await send(.get, String(url.dropFirst(cloud.base.count)))
    }

    func token(hosted: Bool = false) async throws -> String {
        let keys = ["appKey": cloud.credentials.appKey, "appSecret": cloud.credentials.appSecret]
        let answer = try await call(hosted ? "trust/device/v2/token/get" : "token/get", keys)
        return answer.data?["accessToken"]?.string ?? ""
    }

    /// The HLS address of a camera.
    func address(_ serial: String, channel: Int = 1, parameters: [String: String] = [:]) async throws -> String {
        var all = ["accessToken": try await token(), "deviceSerial": serial, "channelNo": String(channel), "protocol": "2"]
        all.merge(parameters) { $1 }
        return try await call("v2/live/address/get", all).data?["url"]?.string ?? ""
    }

    static func form(_ parameters: [String: String]) -> String {
        String(decoding: Form.encode(parameters.map { Parameter($0, $1) }), as: UTF8.self)
    }

    func send(
        _ method: Request.Method, _ target: String, type: String? = nil, body: String = "", host: String? = nil,
        headers: [Header] = []
    ) async throws -> Answer {
        var headers = headers
        if let type { headers.append(Header("Content-Type", type)) }
        if let host { headers.append(Header("Host", host)) }
        let response = try await Self.transport.send(
            Request(method, url: cloud.base + target, headers: headers, body: Data(body.utf8)))
        return Answer(status: response.status, type: response.header("Content-Type"), body: response.body)
    }
}
