import Cells

/// One line of `[keys]`: a command and the keys that call it instead of its usual ones. No key at all unbinds it.
public struct KeyBinding: Hashable, Sendable {
    /// The palette's name of the command; whether there is such a command is for those who know them to say.
    public var command: String
    public var keys: [Key]
    public var line: Int?

    public init(command: String, keys: [Key], line: Int?) {
        self.command = command
        self.keys = keys
        self.line = line
    }
}
