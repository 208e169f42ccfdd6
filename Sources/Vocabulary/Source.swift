/// Whose device it is: bound to the account itself (asked with the `at.` token) or delegated by another user (`da.`, 托管).
public enum Source: String, CaseIterable, Hashable, Codable, Sendable {
    case own
    case hosted
}
