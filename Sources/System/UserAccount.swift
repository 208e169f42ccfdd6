import Glibc

/// A user of the machine, and the groups that he is in, as the system's databases have them.
public struct UserAccount: Sendable {
    public let number: UInt32
    public let name: String
    private let group: UInt32

    public init?(_ number: UInt32) {
        self.init { getpwuid_r(number, $0, $1, $2, $3) }
    }

    public init?(named name: String) {
        self.init { getpwnam_r(name, $0, $1, $2, $3) }
    }

    private init?(
        _ look: (
            UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int, UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
        ) -> Int32
    ) {
        var entry = passwd(), found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16 << 10)
        let name: String? = buffer.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, look(&entry, base, buffer.count, &found) == 0, found != nil,
                let name = entry.pw_name
            else { return nil }
            return String(cString: name)
        }
        guard let name else { return nil }
        (number, group, self.name) = (entry.pw_uid, entry.pw_gid, name)
    }

    /// The numbers of all groups that he is in.
    public var groups: Set<UInt32> {
        var count: Int32 = 64
        var groups = [gid_t](repeating: 0, count: Int(count))
        // Where they are more than fit in, it says how many they are.
        while getgrouplist(name, group, &groups, &count) < 0, count > groups.count {
            groups = [gid_t](repeating: 0, count: Int(count))
        }
        return Set(groups.prefix(max(0, Int(count))))
    }

    /// The number of a group; nil where there is none of that name.
    public static func group(named name: String) -> UInt32? {
        var entry = Glibc.group(), found: UnsafeMutablePointer<Glibc.group>?
        var buffer = [CChar](repeating: 0, count: 64 << 10)
        return getgrnam_r(name, &entry, &buffer, buffer.count, &found) == 0 && found != nil ? entry.gr_gid : nil
    }
}
