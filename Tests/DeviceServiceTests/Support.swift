import DeviceService
import Fleet
import FoundationEssentials
import OpenPlatform
import TestSupport
import Vocabulary

func settings(
    _ names: [String] = ["home"], base: String = "http://127.0.0.1:1", sources: [Source] = [.own],
    interval: TimeInterval = 30, liveInterval: TimeInterval = 900, addresses: Bool = true, codes: [String: Secret] = [:],
    cache: String? = nil
) -> ServiceSettings {
    ServiceSettings(
        accounts: names.map {
            AccountSettings(
                name: $0, base: Base(url: base, overseas: false), appKey: "key-\($0)", appSecret: Secret("secret-\($0)"),
                sources: sources, verificationCodes: codes)
        },
        interval: interval, liveInterval: liveInterval, addresses: addresses, cacheDirectory: cache)
}

/// A service over fakes that tell their calls as the real client does.
func service(
    _ settings: ServiceSettings, _ cloud: FakeCloud, clock: any Clock = SystemClock(),
    wait: @escaping @Sendable (TimeInterval) async -> Void = pause
) -> DeviceService {
    DeviceService(settings, clock: clock, wait: wait) { _ in cloud }
}

extension Watcher {
    init(_ service: DeviceService) { self.init(service.snapshots) }
}

extension Snapshot {
    func camera(_ serial: String) -> Camera? { cameras.first { $0.id.serial == serial } }
}
