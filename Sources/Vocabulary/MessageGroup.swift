/// Whoever reads an account's queue of messages does so as one of these groups: each has all of them once.
public enum MessageGroup: String, Hashable, Codable, CaseIterable, Sendable {
    case group1, group2, group3, group4, group5
}
