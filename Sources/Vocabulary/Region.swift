/// The platform's regions, by the names that the configuration uses.
public enum Region: String, CaseIterable, Hashable, Codable, Sendable {
    case cn, eu, us, sa, sg
    case india = "in"
    case ru
}
