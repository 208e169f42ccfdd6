import DeviceService
import Fleet
import FoundationEssentials
import OpenPlatform
import Settings
import Sharing
import Synchronization
import TestSupport
import Vocabulary
import Wording

@testable import MQTT

let start = VirtualClock.start

func camera(
    _ serial: String, _ channel: Int? = 1, of account: String = "home", name: String = "门口", status: Status = .online,
    encryption: Encryption = .off, live: LiveAnswer? = nil, at now: Date = start
) -> Camera {
    Camera(
        id: CameraID(account: account, serial: serial, channel: channel), source: .own, name: name, model: "CS-C6N",
        status: Fact(status, checked: now, call: .deviceList), encryption: Fact(encryption, checked: now, call: .deviceList),
        live: live.map { Fact($0, checked: now, call: .liveAddress) })
}

func snapshot(_ cameras: [Camera], accounts: [String] = ["home"], isWhole: Bool = true) -> Snapshot {
    let states = accounts.map {
        AccountState(id: $0, host: "open.ys7.com", sources: [.own], lastAnswer: isWhole ? start : nil, complete: isWhole)
    }
    return Snapshot(cameras: cameras, accounts: states)
}

extension Broker {
    static func test(actions: Bool = false, discovery: Discovery = .homeassistant, node: String? = "nas") -> Broker {
        var broker = Broker(BrokerAddress("mqtts://eztop@broker.lan")!)
        (broker.actions, broker.discovery, broker.node) = (actions, discovery, node)
        return broker
    }
}

extension Board {
    init(actions: Bool = false, discovery: Broker.Discovery = .homeassistant) {
        let broker = Broker.test(actions: actions, discovery: discovery)
        self.init(broker, topics: Topics(broker), actions: actions, texts: .english)
    }

    /// All that waits, by its topic.
    mutating func taken(at now: Date = start) -> [String: String] {
        Dictionary(take(.max, at: now).map { ($0.topic, String(decoding: $0.payload, as: UTF8.self)) }) { $1 }
    }
}

/// A poller that only counts what is asked of it.
final class FakePoller: PollingService {
    private struct State {
        var switched: [(DeviceID, Bool)] = []
        var news: [BrokerNews] = []
        var outcome = EncryptionOutcome.done
    }

    private let state = Mutex(State())
    let snapshots = AsyncStream<Snapshot> { $0.finish() }

    var switched: [(DeviceID, Bool)] { state.withLock { $0.switched } }
    var news: [BrokerNews] { state.withLock { $0.news } }
    func answers(_ outcome: EncryptionOutcome) { state.withLock { $0.outcome = outcome } }

    func note(_ what: Event.What) async {
        if case .broker(let news) = what { state.withLock { $0.news.append(news) } }
    }
    func switchEncryption(_ device: DeviceID, on: Bool, validateCode: Secret?, life: TimeInterval?) async -> EncryptionOutcome {
        state.withLock {
            $0.switched.append((device, on))
            return $0.outcome
        }
    }

    func start() async {}
    func stop() async -> [DeviceID] { [] }
    func show(_ cameras: [CameraID]) async {}
    func setFocused(_ focused: Bool) async {}
    func refreshAll() async {}
    func refresh(_ camera: CameraID) async {}
    func setPaused(_ paused: Bool, by process: Int) async {}
    func setInterval(_ seconds: TimeInterval, by process: Int) async {}
    func remember(_ preferences: [String: String]) async {}
    private static let none = ServiceError.unreachable(reason: "none", host: "")
    func address(
        of camera: CameraID, liveProtocol: LiveProtocol, quality: Quality, life: TimeInterval?, minimumLeft: TimeInterval
    ) async -> Result<LiveAddress, ServiceError> { .failure(Self.none) }
    func withdraw(_ urlID: String, of camera: CameraID) async -> Result<Void, ServiceError> { .failure(Self.none) }
    func check(_ camera: CameraID) async -> Result<CheckReport, ServiceError> { .failure(Self.none) }
    func checkInTurn(_ camera: CameraID) async -> Result<CheckReport, ServiceError> { .failure(Self.none) }
    func capture(_ camera: CameraID) async -> Result<Data, ServiceError> { .failure(Self.none) }
    func pollOnce(
        addresses: Bool, of isWanted: @escaping @Sendable (Camera) -> Bool,
        progress: @escaping @Sendable (_ asked: Int, _ of: Int) -> Void
    ) async -> Snapshot { Snapshot() }
    func playlist(of address: LiveAddress, _ camera: CameraID) async -> Result<Playlist, ServiceError> { .failure(Self.none) }
    var tallies: [AccountName: [String: CallTally]] { [:] }
}
