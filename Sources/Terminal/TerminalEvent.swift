import Cells

/// What the terminal said: something of the user's, or the answer to a question of ours.
enum TerminalEvent: Equatable {
    case input(Input)
    /// Where the cursor stands (CPR); columns count from 1.
    case cursor(row: Int, column: Int)
    /// The state of a private mode (DECRPM): 1 and 2 are set and reset, 3 and 4 for ever so, 0 is not known.
    case mode(Int, state: Int)
    /// What kind of terminal it is (DA1). Every terminal answers this one, and in order.
    case attributes
}
