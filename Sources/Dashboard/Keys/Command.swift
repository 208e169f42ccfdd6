/// Everything a key can do. The raw value is the command's name in `[keys]`, in the help and in the docs.
public enum Command: String, CaseIterable, Hashable, Codable, Sendable {
    case moveDown = "move-down"
    case moveUp = "move-up"
    case pageDown = "page-down"
    case pageUp = "page-up"
    case firstRow = "first-row"
    case lastRow = "last-row"
    case nextProblem = "next-problem"
    case details
    case toggleEncryption = "toggle-encryption"
    case restoreEncryption = "restore-encryption"
    case copyAddress = "copy-address"
    case check
    case refresh
    case refreshAll = "refresh-all"
    case filter
    case sort
    case reverseSort = "reverse-sort"
    case pause
    case longerInterval = "longer-interval"
    case shorterInterval = "shorter-interval"
    case palette
    case log
    case help
    case redraw
    case suspend
    case dismiss
    case quit
}
