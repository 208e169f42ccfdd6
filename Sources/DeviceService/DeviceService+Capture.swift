import Fleet
import FoundationEssentials
import OpenPlatform
import System

extension DeviceService {
    /// Seconds that the platform wants between two pictures of one camera (doc 687).
    private static let captureRest: TimeInterval = 4

    /// How long another process may take for its picture, in seconds.
    private static let patience = 40.0

    /// Has a camera take a picture, and fetches it. One that was taken less than four seconds ago, by any process of the user, is
    /// waited for; nothing is ever captured by itself.
    public func capture(_ camera: CameraID) async -> Result<Data, ServiceError> {
        guard let account = accounts[camera.account] else { return .failure(.noAccount(camera.account)) }
        let now = clock.now
        let rest = captures[camera].map { min(Self.captureRest, max(0, $0.timeIntervalSince(now))) } ?? 0
        captures[camera] = now.addingTimeInterval(rest + Self.captureRest)
        if rest > 0 { await wait(rest) }
        let turn = await turn(of: camera)
        // The rest begins when the picture is there: when the camera took it, only the cloud knows, and that was before.
        defer {
            turn?.noteUse()
            captures[camera] = max(captures[camera] ?? .distantPast, clock.now.addingTimeInterval(Self.captureRest))
        }
        var failure: ServiceError?
        for source in account.sources(of: camera.serial) {
            do throws(ServiceError) {
                let url = try await account.session.send(.capture(camera.serial, channel: camera.channel ?? 1), as: source)
                accounts[camera.account]?.fleet.learn(.capture, of: camera, code: nil, at: clock.now)
                publishSoon()
                return .success(try await account.session.picture(url))
            } catch {
                failure = error
                if !error.isOfAnotherToken { break }
            }
        }
        noteLimit(failure, of: camera.account, began: now)
        if let code = failure?.code {
            accounts[camera.account]?.fleet.learn(.capture, of: camera, code: code, at: clock.now)
        }
        publishSoon()
        return .failure(failure ?? .noAccount(camera.account))
    }

    /// Held while a picture is taken; nil where there is no folder to hold it in.
    private func turn(of camera: CameraID) async -> FileLock? {
        guard let folder = settings.cacheDirectory, let directory = Folder(private: folder) else { return nil }
        let serial = camera.serial.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let deadline = ContinuousClock.now + .seconds(Self.patience)
        while ContinuousClock.now < deadline {
            switch directory.lock("capture-\(serial)-\(camera.channel ?? 1).lock") {
            case .taken(let lock):
                let rest = lock.lastUse.map { Self.captureRest - Date().timeIntervalSince($0) } ?? 0
                if rest > 0 { await wait(min(rest, Self.captureRest)) }
                return lock
            case .busy: await pause(0.1)
            case .impossible: return nil
            }
        }
        return nil
    }
}
