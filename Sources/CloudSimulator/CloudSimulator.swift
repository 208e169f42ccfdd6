import FoundationEssentials
import HTTP

/// A stand-in for the cloud over real HTTP: it keeps state, hands out live addresses whose playlists move over real video, and
/// refuses what the real one refuses. For `--demo`, for tests, and for newcomers without an account. See docs/simulator.md.
public final class CloudSimulator: Sendable {
    /// `http://127.0.0.1:PORT`, the base of all calls.
    public let base: String
    /// Where the state is read (GET) and changed (POST) while it runs. Its path is not to be guessed.
    public let control: String
    /// The one app it knows.
    public let credentials: Credentials

    private let desk: RequestDesk
    private let server: Server

    /// Binds the port and serves at once; port 0 is one that the system chooses.
    ///
    /// - Parameters:
    ///   - seed: The same seed gives the same demo life and the same latencies. Tokens and addresses are never made from it.
    ///   - lively: Whether things change by themselves, answers take a moment and reads lag behind a switch, as in the demo.
    ///   - clock: The time, from outside. The life, the playlists and the ends of tokens and addresses follow from it alone.
    public init(
        host: String = "127.0.0.1", port: UInt16 = 0, scenario: Scenario = .home, credentials: Credentials = .demo,
        seed: UInt64 = 1, lively: Bool = false, clock: @escaping @Sendable () -> Date = { Date() }
    ) throws(ServerError) {
        let desk = RequestDesk(
            cloud: Cloud(scenario: scenario, credentials: credentials, seed: seed, isLively: lively, start: clock()),
            clock: clock)
        let server = try Server(host: host, port: port, bounds: Server.Bounds(bodyBytes: 256 << 10)) { await desk.answer($0) }
        desk.open(at: server.address)
        self.desk = desk
        self.server = server
        self.credentials = credentials
        base = server.address
        control = server.address + desk.controlPath
    }

    /// Closes the port and every connection.
    public func stop() {
        server.stop()
    }

    /// Changes the state, between two requests. False when the change names a device or channel that is not there.
    @discardableResult
    public func change(_ change: Change) -> Bool {
        desk.change(change)
    }

    /// How often each path was asked, refused or not: `/api/lapp/device/list`, `/v3/openlive/*.m3u8`, `/v3/openlive/*.ts`.
    public var calls: [String: Int] { desk.calls }

    /// The last thousand requests at least, oldest first.
    public var requests: [RequestRecord] { desk.requests }
}
