/// What the account has when the simulated cloud starts.
public struct Scenario: Hashable, Sendable {
    public var devices: [SimulatedDevice]

    public init(devices: [SimulatedDevice]) {
        self.devices = devices
    }
}
