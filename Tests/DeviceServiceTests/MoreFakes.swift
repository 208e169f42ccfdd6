import DeviceService
import Fleet
import FoundationEssentials
import OpenPlatform
import Synchronization
import Vocabulary

final class Counter: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .sequentiallyConsistent) }
    func add() { count.add(1, ordering: .sequentiallyConsistent) }
}

/// Hands clouds out in the order in which the accounts ask for them.
final class Clouds: Sendable {
    private let clouds: Mutex<[FakeCloud]>
    init(_ clouds: [FakeCloud]) { self.clouds = Mutex(clouds) }
    func next() -> FakeCloud { clouds.withLock { $0.removeFirst() } }
}

/// Whom the service gave to be told of calls.
final class Observed: Sendable {
    private let observe = Mutex<(@Sendable (CallRecord) -> Void)?>(nil)
    func keep(_ observe: @escaping @Sendable (CallRecord) -> Void) { self.observe.withLock { $0 = observe } }
    func tell(_ record: CallRecord) { observe.withLock { $0 }?(record) }
}

func observedService(_ cloud: FakeCloud) -> (Observed, DeviceService) {
    let observed = Observed()
    return (
        observed,
        DeviceService(settings()) { observe in
            observed.keep(observe)
            return cloud
        }
    )
}

/// A cloud whose list moves once while it is read: what stood first goes to the end after the first page.
final class ShiftingCloud: OpenPlatform {
    private let cloud: FakeCloud
    private let moved = Counter()

    init(_ cloud: FakeCloud) { self.cloud = cloud }

    func send<Reply>(_ call: Call<Reply>, _ token: Token, base: Base) async throws(PlatformError) -> Reply {
        // Nothing vouches for the devices but their own list.
        if call.name == .cameraList, let none = Page<ChannelRow>(rows: [], total: 0) as? Reply { return none }
        let reply = try await cloud.send(call, token, base: base)
        if call.name == .deviceList, call["pageStart"] == "0", moved.value == 0 {
            moved.add()
            cloud.set { $0.devices.append($0.devices.removeFirst()) }
        }
        return reply
    }

    func token(for source: Source, appKey: String, appSecret: Secret, base: Base) async throws(PlatformError) -> Token {
        try await cloud.token(for: source, appKey: appKey, appSecret: appSecret, base: base)
    }

    func picture(_ url: String, namedBy base: Base) async throws(PlatformError) -> Data {
        try await cloud.picture(url, namedBy: base)
    }

    func playlist(_ url: String, namedBy base: Base, as name: CallName) async throws(PlatformError) -> Playlist {
        try await cloud.playlist(url, namedBy: base, as: name)
    }
}

extension ServiceError {
    func isRefused(_ wanted: String) -> Bool {
        if case .refused(let code, _, _, _) = self { code == wanted } else { false }
    }
}
