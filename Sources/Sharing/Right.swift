/// What somebody may do who asks the one that polls: every right has those before it.
public enum Right: Int, Codable, Comparable, Sendable {
    /// To read what is known; no address, no picture, no key.
    case look
    /// Also to ask for something, and to change something.
    case act

    public static func < (left: Right, right: Right) -> Bool { left.rawValue < right.rawValue }
}
