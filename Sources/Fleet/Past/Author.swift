/// Who a change is known from.
public enum Author: String, Hashable, Codable, Sendable, CaseIterable {
    /// An answer of the cloud to what it was asked.
    case cloud
    /// A message that the cloud pushed.
    case push
    /// The user, with this eztop.
    case you
    /// The user, with another eztop.
    case another
    /// Nobody that eztop knows of: encryption that came on again by itself, or by somebody's app.
    case device
}
