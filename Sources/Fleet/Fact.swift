import FoundationEssentials
import Vocabulary

/// A value the cloud gave, when it was checked, and by which call. No fact is ever shown as fresher than `checked`.
public struct Fact<Value: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
    public var value: Value
    /// When the answer that says so arrived.
    public var checked: Date
    /// The call that said so: the last parts of its path, such as `device/list`.
    public var call: CallName
    /// When the value last became another one while eztop watched; nil while it has been the same since it was first seen.
    public var changed: Date?

    public init(_ value: Value, checked: Date, call: CallName, changed: Date? = nil) {
        self.value = value
        self.checked = checked
        self.call = call
        self.changed = changed
    }

    /// How old the fact is. A clock that was set back makes no fact younger than new.
    public func age(at now: Date) -> TimeInterval {
        max(0, now.timeIntervalSince(checked))
    }
}
