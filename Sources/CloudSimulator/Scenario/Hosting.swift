/// How somebody else's device came to the account (docs 818, 824).
public struct Hosting: Hashable, Codable, Sendable {
    /// What the owner ticked. The words are the platform's, checked per device.
    public enum Permission: String, Hashable, Codable, Sendable, CaseIterable {
        /// Reading what the device is and how it is doing.
        case get = "Get"
        /// Switching encryption.
        case config = "Config"
        /// Live addresses.
        case real = "Real"
        /// Pictures.
        case capture = "Capture"
    }

    public var permissions: Set<Permission>
    /// The owner, as the platform names them to the account: the same for all devices of one owner.
    public var trustID: String
    /// The owner's own text.
    public var customName: String

    public init(
        permissions: Set<Permission> = Set(Permission.allCases), trustID: String = "18d1840cdbfa40e3aad2f5d4e528245c",
        customName: String = ""
    ) {
        self.permissions = permissions
        self.trustID = trustID
        self.customName = customName
    }
}
