import Fleet
import FoundationEssentials
import OpenPlatform

extension DeviceService {
    /// Seconds that the platform wants between two pictures of one camera (doc 687).
    private static let captureRest: TimeInterval = 4

    /// Has a camera take a picture, and fetches it. One that was taken less than four seconds ago is waited for; nothing is ever
    /// captured by itself.
    public func capture(_ camera: CameraID) async -> Result<Data, Trouble> {
        guard let account = accounts[camera.account] else { return .failure(.noAccount(camera.account)) }
        let now = clock.now
        let rest = captures[camera].map { min(Self.captureRest, max(0, $0.timeIntervalSince(now))) } ?? 0
        captures[camera] = now.addingTimeInterval(rest + Self.captureRest)
        if rest > 0 { await pause(rest) }
        var failure: Trouble?
        for kind in account.kinds(of: camera.serial) {
            do throws(Trouble) {
                let url = try await account.session.call("device/capture", kind) { platform, token, base throws(PlatformError) in
                    try await platform.capture(token, base: base, serial: camera.serial, channel: camera.channel ?? 1)
                }
                accounts[camera.account]?.fleet.learn(.capture, of: camera.serial, code: nil, at: clock.now)
                publishSoon()
                return .success(try await account.session.picture(url))
            } catch {
                failure = error
                if !error.isOfAnotherToken { break }
            }
        }
        if let code = failure?.code {
            accounts[camera.account]?.fleet.learn(.capture, of: camera.serial, code: code, at: clock.now)
        }
        publishSoon()
        return .failure(failure ?? .noAccount(camera.account))
    }
}
