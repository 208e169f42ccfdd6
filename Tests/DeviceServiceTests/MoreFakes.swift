import DeviceService
import Fleet
import FoundationEssentials
import OpenPlatform
import Synchronization

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

    func devices(_ token: Token, base: Base, page: Int, size: Int) async throws(PlatformError) -> Page<DeviceRow> {
        let rows = try await cloud.devices(token, base: base, page: page, size: size)
        if page == 0, moved.value == 0 {
            moved.add()
            cloud.set { $0.devices.append($0.devices.removeFirst()) }
        }
        return rows
    }

    func token(appKey: String, appSecret: String, base: Base) async throws(PlatformError) -> Token {
        try await cloud.token(appKey: appKey, appSecret: appSecret, base: base)
    }

    func hostedToken(appKey: String, appSecret: String, base: Base) async throws(PlatformError) -> Token {
        try await cloud.hostedToken(appKey: appKey, appSecret: appSecret, base: base)
    }

    func cameras(_ token: Token, base: Base, page: Int, size: Int) async throws(PlatformError) -> Page<ChannelRow> {
        // Nothing vouches for the devices but their own list.
        Page(rows: [], total: 0)
    }

    func hostedCameras(_ token: Token, base: Base, page: Int, size: Int) async throws(PlatformError) -> Page<HostedRow> {
        try await cloud.hostedCameras(token, base: base, page: page, size: size)
    }

    func deviceInfo(_ token: Token, base: Base, serial: String) async throws(PlatformError) -> DeviceInfo {
        try await cloud.deviceInfo(token, base: base, serial: serial)
    }

    func channels(_ token: Token, base: Base, serial: String) async throws(PlatformError) -> [ChannelRow] { [] }

    func setEncryption(
        _ token: Token, base: Base, serial: String, on: Bool, validateCode: String?
    ) async throws(PlatformError) {}

    func liveAddress(_ token: Token, base: Base, _ wanted: AddressRequest) async throws(PlatformError) -> AddressReply {
        try await cloud.liveAddress(token, base: base, wanted)
    }

    func disableAddress(_ token: Token, base: Base, serial: String, channel: Int?, urlID: String) async throws(PlatformError) {}

    func playlist(_ url: String, namedBy base: Base) async throws(PlatformError) -> Playlist {
        try await cloud.playlist(url, namedBy: base)
    }
}

extension Trouble {
    func isRefused(_ wanted: String) -> Bool {
        if case .refused(let code, _, _, _) = self { code == wanted } else { false }
    }
}
