/// Everything a key can do. The raw value is the command's name in `[keys]`, in the help and in the docs.
public enum Command: String, CaseIterable, Hashable, Codable, Sendable {
    case moveDown = "move-down"
    case moveUp = "move-up"
    case moveLeft = "move-left"
    case moveRight = "move-right"
    case pageDown = "page-down"
    case pageUp = "page-up"
    case firstRow = "first-row"
    case lastRow = "last-row"
    case nextProblem = "next-problem"
    case details
    case mark
    case markAll = "mark-all"
    case clearMarks = "clear-marks"
    case toggleEncryption = "toggle-encryption"
    case restoreEncryption = "restore-encryption"
    case copyAddress = "copy-address"
    case card
    case check
    case play
    case picture
    case refresh
    case refreshAll = "refresh-all"
    case filter
    case sort
    case reverseSort = "reverse-sort"
    case pause
    case longerInterval = "longer-interval"
    case shorterInterval = "shorter-interval"
    case tiles
    case columns
    case accounts
    case theme
    case mouse
    case palette
    case log
    case help
    case redraw
    case suspend
    case dismiss
    case quit
}
