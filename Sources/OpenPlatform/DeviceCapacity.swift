/// What of the reply of `device/capacity` the program uses: what a device can do. nil where the reply does not say.
public struct DeviceCapacity: Hashable, Sendable {
    public var encrypts: Bool?
    public var captures: Bool?

    public init(encrypts: Bool? = nil, captures: Bool? = nil) {
        self.encrypts = encrypts
        self.captures = captures
    }
}

extension DeviceCapacity: Decodable {
    private enum Keys: String, CodingKey {
        case support_encrypt, support_capture
    }

    public init(from decoder: any Decoder) throws {
        let reply = try decoder.container(keyedBy: Keys.self)
        self.init(
            encrypts: reply.number(.support_encrypt).map { $0 > 0 }, captures: reply.number(.support_capture).map { $0 > 0 })
    }
}
