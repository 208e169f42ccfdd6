import FoundationEssentials
import HTTP
import TestSupport
import Testing

/// `eztop simulate` as a process of its own, as a user would start it.
final class Cloud {
    let base: String
    let appKey: String
    let appSecret: String
    private let control: String
    /// Where changes are posted.
    var controlAddress: String { control }
    private let process: Pty

    /// What `simulate --json` prints.
    private struct Greeting: Decodable {
        var base, app_key, app_secret, control: String
    }

    init(listen: String = "127.0.0.1:0", _ arguments: [String] = []) throws {
        process = try Pty(builtProduct("eztop"), ["simulate", "--json", "--listen", listen] + arguments)
        try process.wait("its greeting", within: 20) { $0.contains(0x0A) }
        let greeting = try JSONDecoder().decode(Greeting.self, from: Data(process.text.utf8))
        (base, appKey, appSecret, control) = (greeting.base, greeting.app_key, greeting.app_secret, greeting.control)
    }

    /// The environment that makes it eztop's only account.
    var environment: [String: String] {
        ["EZTOP_APP_KEY": appKey, "EZTOP_APP_SECRET": appSecret, "EZTOP_BASE_URL": base, "EZTOP_DEVICES": "own,hosted"]
    }

    /// How often a call was made so far, by its path after `/api/lapp/`.
    func calls(_ name: String) async throws -> Int { try await counts()["/api/lapp/" + name] ?? 0 }

    /// How often a playlist was read.
    func playlists() async throws -> Int { try await counts()["/v3/openlive/*.m3u8"] ?? 0 }

    /// Of the interface, all together.
    func allCalls() async throws -> Int { try await counts().filter { $0.key.hasPrefix("/api/") }.values.reduce(0, +) }

    private func counts() async throws -> [String: Int] {
        struct Report: Decodable { var calls: [String: Int] }
        let response = try await CurlTransport().send(Request(.get, url: control))
        return try JSONDecoder().decode(Report.self, from: response.body).calls
    }

    /// Changes the cloud's state, as docs/simulator.md describes it.
    func change(_ json: String) async throws {
        let response = try await CurlTransport().send(Request(.post, url: control, body: Data(json.utf8)))
        try #require(response.status == 200, "the control address refused it")
    }

    /// `HOST:PORT`, to come back at the same place.
    var address: String { String(base.dropFirst("http://".count)) }

    /// The cloud is gone from one moment to the next.
    func stop() throws {
        process.signal(15)
        _ = try process.exit()
    }
}

extension Cloud {
    /// Waits until playlists were read so often.
    func waitForPlaylists(_ count: Int, within seconds: Double = 20) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while try await playlists() < count { try #require(ContinuousClock.now < end, "no playlists were read") }
    }

    /// Waits until a call was made so often.
    func waitForCalls(_ name: String, atLeast count: Int, within seconds: Double = 20) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while try await calls(name) < count {
            try #require(ContinuousClock.now < end, "\(name) was not called \(count) times")
        }
    }
}
