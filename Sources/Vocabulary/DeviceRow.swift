/// A row of `device/list` (doc 673): own devices only, with no encryption flag on the Chinese platform.
public struct DeviceRow: Hashable, Sendable {
    public var serial: String
    public var name: String
    public var model: String
    /// The version of its firmware, as it is written; empty where it is not sent.
    public var firmware: String
    /// 1 online, 0 offline; anything else is undocumented.
    public var status: Int?
    /// Only some regions send it.
    public var isEncrypt: Int?

    public init(serial: String, name: String, model: String, firmware: String = "", status: Int? = nil, isEncrypt: Int? = nil) {
        self.serial = serial
        self.name = name
        self.model = model
        self.firmware = firmware
        self.status = status
        self.isEncrypt = isEncrypt
    }
}
