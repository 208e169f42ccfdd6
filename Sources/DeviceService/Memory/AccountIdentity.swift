import Fleet

/// Whose rows are whose: an account is known by its key and host, whatever the configuration calls it.
public struct AccountIdentity: Hashable, Sendable {
    public var name: AccountName
    /// The account's name in files.
    private(set) var mark: String

    public init(name: AccountName, appKey: String, base: String) {
        self.name = name
        mark = Self.mark(appKey: appKey, base: base)
    }

    /// The same account, called otherwise.
    func marked(_ mark: String) -> AccountIdentity {
        var other = self
        other.mark = mark
        return other
    }

    /// 128 bits of FNV-1a: the same for every user, and so guessed by trying keys. It guards nothing.
    static func mark(appKey: String, base: String) -> String {
        let text = appKey + "\n" + base
        func fnv(_ seed: UInt64) -> String {
            let value = text.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        return fnv(0xcbf2_9ce4_8422_2325) + fnv(0x6c62_272e_07bb_0142)
    }
}
