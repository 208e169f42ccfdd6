import CloudSimulator
import HTTP
import Settings
import Vocabulary
import Wording

/// `--demo`: the simulated cloud on a loopback port, polled over real HTTP like any other.
enum Demo {
    /// Its account's name.
    static let account = "demo"
    /// A short one, so that a newcomer sees the grid live.
    static let interval = 10.0
}

extension Invocation {
    /// That an address of the demo outlives nothing; to be said where one is printed.
    func noteDemo() {
        if demo { options.note(texts.commandLine.endsWithDemo) }
    }

    /// Starts the simulated cloud and makes it the only account; nothing where this is no demo.
    mutating func startDemo() throws(Failure) {
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
}
