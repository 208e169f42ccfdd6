import OpenPlatform
import Vocabulary

/// Hosting mode: prints the cameras that one owner hosted to the app, and whether their video can be watched.
///
/// - Parameter authCode: what the callback brought when the owner had opened `authorisationPage` and chosen devices.
func camerasOfOneOwner(authCode: String, at region: Base, appKey: String, appSecret: Secret) async throws {
    print("authorised on \(region.authorisationPage(appKey: appKey, state: "my own text"))")
    let client = OpenPlatformClient()
    let app = try await client.token(for: .own, appKey: appKey, appSecret: appSecret, base: region)
    let base = region.following(app)

    var owner = try await client.send(.userToken(authCode: authCode), app, base: base)
    // The list is asked with the app's own token, and has the devices of all owners.
    let hosted = try await client.send(.hostedCameras(page: 0, size: 50), app, base: base)
    for camera in hosted.rows where camera.trustID == owner.trustID {
        // What is asked of a device goes with its owner's token, and is refused where the owner did not allow it.
        let wanted = AddressRequest(serial: camera.serial, channel: camera.channel)
        do {
            _ = try await client.send(.liveAddress(wanted), owner.token, base: base)
            print("\(camera.serial)  \(camera.deviceName)  can be watched")
        } catch {
            guard case .refused(let code, let message) = error else { throw error }
            print("\(camera.serial)  \(camera.deviceName)  cannot be watched: \(code) \(message)")
        }
    }

    // Before `owner.expires` the next token is had without the owner. Keep it: the old refresh token is used up.
    owner = try await client.send(.refreshedToken(of: owner, appKey: appKey), app, base: base)
    print("renewed: \(owner)")
}
