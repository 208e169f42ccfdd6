import CloudSimulator
import HTTP
import Output
import Settings
import Vocabulary
import Wording

/// `--demo`: the simulated cloud on a loopback port, polled over real HTTP like any other.
public enum Demo {
    /// Its account's name.
    public static let account = "demo"
    /// A short one, so that a newcomer sees the grid live.
    public static let interval = 10.0
}

extension Invocation {
    /// That an address of the demo outlives nothing; to be said where one is printed.
    public func noteDemo() {
        if demo { options.note(texts.commandLine.endsWithDemo) }
    }

    /// Starts the simulated cloud and makes it the only account; nothing where this is no demo.
    public mutating func startDemo() throws(Failure) {
        guard demo, simulator == nil else { return }
        let simulator: CloudSimulator
        do {
            simulator = try CloudSimulator(scenario: .home, credentials: .demo, lively: true)
        } catch {
            throw Failure(.refused, texts.systemWords(error.reason))
        }
        self.simulator = simulator
        configuration.accounts = [
            Account(
                name: Demo.account, place: .baseURL(simulator.base), appKey: simulator.credentials.appKey,
                secret: .literal(Secret(simulator.credentials.appSecret)), devices: [.own, .hosted])
        ]
    }

    /// Ends the simulated cloud, with all that asks it.
    public func endDemo() { simulator?.stop() }
}
