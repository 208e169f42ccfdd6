import CloudSimulator
import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import HTTP
import OpenPlatform
import System
import TestSupport
import Testing
import Vocabulary

@testable import Sharing

/// Fronts of one user, over a simulated cloud.
struct House {
    let cloud: CloudSimulator
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        cloud = try CloudSimulator()
    }

    var place: MeetingPlace { MeetingPlace(folder: folder.path + "/state") }

    func settings(
        _ name: String = "home", key: String? = nil, sources: [Source] = [.own, .hosted], interval: TimeInterval = 30
    ) -> ServiceSettings {
        var settings = ServiceSettings(
            accounts: [
                AccountSettings(
                    name: name, base: Base(url: cloud.base, overseas: false), appKey: key ?? cloud.credentials.appKey,
                    appSecret: Secret(cloud.credentials.appSecret), sources: sources)
            ],
            interval: interval, cacheDirectory: folder.path + "/cache", stateFile: StateFile(folder: folder.path + "/state"))
        settings.keepsCameras = true
        return settings
    }

    func front(
        _ settings: ServiceSettings? = nil, _ kind: FrontKind = .dashboard, version: String = "eztop 1"
    ) -> (service: SharedService, seen: Watcher) {
        let service = SharedService(settings ?? self.settings(), kind, version: version, at: place) { settings, last in
            let known = settings.stateFile?.load(settings.accounts.map(\.identity), at: Date()) ?? Remembered()
            return DeviceService(settings, remembered: known, after: last) {
                OpenPlatformClient(transport: CurlTransport(), observe: $0)
            }
        }
        return (service, Watcher(service.snapshots))
    }

    /// - Parameter isAlone: it asks the cloud itself, whoever polls.
    func command(
        sources: [Source] = [.own, .hosted], isAlone: Bool = false, isFresh: Bool = false, life: TimeInterval? = nil,
        handsOut: Bool = false, said: @escaping @Sendable (Aloneness) -> Void = { _ in }
    ) -> CommandService {
        var settings = settings(sources: sources)
        settings.keepsCameras = false
        let place = isAlone ? nil : place
        return CommandService(
            settings, version: "eztop 1", at: place, isFresh: isFresh, addressLife: life, handsOut: handsOut, say: said
        ) { [settings] in
            let known = settings.stateFile?.load(settings.accounts.map(\.identity), cameras: false, at: Date())
            return DeviceService(settings, remembered: known ?? Remembered()) {
                OpenPlatformClient(transport: CurlTransport(), observe: $0)
            }
        }
    }

    /// A front that polls, with all rows on its screen, once everything has been asked that is asked by itself.
    func poller() async throws -> (service: SharedService, seen: Watcher) {
        let front = front()
        await front.service.start()
        let rows = try #require(await front.seen.first { $0.isKnown }, "no rows")
        await front.service.show(rows.cameras.map(\.id))
        _ = try #require(await front.seen.first { $0.isQuiet }, "not quiet")
        return front
    }

    var calls: Int { cloud.calls.values.reduce(0, +) }
}

extension Snapshot {
    func camera(_ serial: String) -> Camera? { cameras.first { $0.id.serial == serial } }
    var isKnown: Bool {
        cameras.count == 15 && cameras.allSatisfy { $0.status != nil }
            && accounts.allSatisfy { $0.lastAnswer != nil }
    }
    /// Nothing is left to be asked.
    var isQuiet: Bool {
        isKnown && !poll.polling
            && cameras.allSatisfy { camera in
                camera.encryption != nil && camera.asking == nil && (!camera.mayBeAsked || camera.live != nil)
                    && (camera.status?.value != .online || camera.capacity != nil)
            }
    }
    var isAttached: Bool { isKnown && poll.poller != nil }
}

func device(_ serial: String, _ account: String = "home") -> DeviceID { DeviceID(account: account, serial: serial) }
func id(_ serial: String, _ channel: Int? = 1, _ account: String = "home") -> CameraID {
    CameraID(account: account, serial: serial, channel: channel)
}
