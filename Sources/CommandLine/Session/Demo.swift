import CloudSimulator
import DeviceService
import Fleet
import HTTP
import OpenPlatform

/// `--demo`: the simulated cloud on a loopback port, polled over real HTTP like any other.
enum Demo {
    static func start() throws(Failure) -> CloudSimulator {
        do {
            return try CloudSimulator(scenario: .home, credentials: .demo, lively: true)
        } catch {
            throw Failure(.refused, error.reason)
        }
    }

    /// A short interval, so that a newcomer sees the grid live. Its token is not cached: the next demo's cloud is another one.
    static func settings(of simulator: CloudSimulator) -> ServiceSettings {
        let account = AccountSettings(
            name: "demo", base: Base(url: simulator.base, overseas: false), appKey: simulator.credentials.appKey,
            appSecret: simulator.credentials.appSecret, sources: [.own, .hosted], verificationCodes: [:])
        return ServiceSettings(accounts: [account], interval: 10, cacheDirectory: nil)
    }
}
