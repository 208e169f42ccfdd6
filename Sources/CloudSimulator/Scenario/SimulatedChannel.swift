/// One camera of a device.
public struct SimulatedChannel: Hashable, Codable, Sendable {
    public var number: Int
    public var name: String
    public var stream: SimulatedStream

    public init(number: Int, name: String, stream: SimulatedStream = .playing) {
        self.number = number
        self.name = name
        self.stream = stream
    }
}
