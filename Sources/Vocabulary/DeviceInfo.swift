/// The reply of `device/info` (doc 672).
public struct DeviceInfo: Hashable, Sendable {
    public var serial: String
    public var name: String
    public var model: String
    public var status: Int?
    public var isEncrypt: Int?
    public var category: String?

    public init(serial: String, name: String, model: String, status: Int? = nil, isEncrypt: Int? = nil, category: String? = nil) {
        self.serial = serial
        self.name = name
        self.model = model
        self.status = status
        self.isEncrypt = isEncrypt
        self.category = category
    }

    /// The platform's own category says that it runs on a battery.
    public var runsOnBattery: Bool { category?.lowercased().contains("battery") == true }
}
