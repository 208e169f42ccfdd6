/// What a device can do at all, whoever asks (`device/capacity`); nil where nobody knows. It is the same for all devices of a model and
/// firmware.
public struct Capacity: Hashable, Codable, Sendable {
    public var encrypts: Bool?
    public var captures: Bool?

    public init(encrypts: Bool? = nil, captures: Bool? = nil) {
        self.encrypts = encrypts
        self.captures = captures
    }
}
