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
        let known = Self.lookUp { buffer, size -> (error: Int32, entry: (UInt32, UInt32, String)?) in
            var entry = passwd(), found: UnsafeMutablePointer<passwd>?
            let error = look(&entry, buffer, size, &found)
            guard error == 0, found != nil, let name = entry.pw_name else { return (error, nil) }
            return (error, (entry.pw_uid, entry.pw_gid, String(cString: name)))
        }
        guard let known else { return nil }
        (number, group, name) = known
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
        lookUp { buffer, size -> (error: Int32, entry: UInt32?) in
            var entry = Glibc.group(), found: UnsafeMutablePointer<Glibc.group>?
            let error = getgrnam_r(name, &entry, buffer, size, &found)
            return (error, error == 0 && found != nil ? entry.gr_gid : nil)
        }
    }

    /// Bytes that an entry may have at first, and at the most: a group of ten thousand members has some hundred thousand.
    private static let sizes = (first: 16 << 10, last: 16 << 20)

    /// Looks into the databases with as large a buffer as the entry wants.
    ///
    /// - Parameter look: nil where there is no such entry, or with `ERANGE` where the buffer is too small for it.
    static func lookUp<Entry>(
        _ look: (_ buffer: UnsafeMutablePointer<CChar>, _ size: Int) -> (error: Int32, entry: Entry?)
    ) -> Entry? {
        var size = sizes.first
        while true {
            let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: size)
            defer { buffer.deallocate() }
            let (error, entry) = look(buffer, size)
            guard error == ERANGE, size < sizes.last else { return entry }
            size *= 4
        }
    }
}
