import Cells
import Settings

/// Which rows of the screen are whose. The smaller the terminal, the less stands around the grid.
struct Layout: Equatable {
    /// Under this size there is only a word that says so; keys work all the same.
    static let least = Size(columns: 24, rows: 5)

    var verdict = 0
    /// The line of account, host and interval.
    var status: Int?
    var upperRule: Int?
    var heading: Int
    var body: Range<Int>
    var lowerRule: Int?
    var message: Range<Int>
    var keys: Int

    /// - Parameter messageRows: rows that the message line wants now.
    init(size: Size, messageRows: Int) {
        let rows = size.rows
        var next = 1
        if rows >= 8, size.columns >= 60 {
            status = next
            next += 1
        }
        if rows >= 12, size.columns >= 60 {
            upperRule = next
            next += 1
        }
        heading = next
        next += 1
        keys = max(next, rows - 1)
        // A message always has its row where there is room, so that the grid does not jump when one comes.
        let wanted = rows >= 16 ? max(1, messageRows) : messageRows
        let spare = max(0, keys - next - 2)
        let message = min(wanted, spare, 3)
        self.message = (keys - message)..<keys
        var end = keys - message
        if rows >= 12 || (message == 0 && rows >= 8) {
            lowerRule = end - 1
            end -= 1
        }
        body = next..<max(next, end)
    }
}

extension State {
    /// How many cameras the window shows: beside each other, and below.
    var window: (across: Int, lines: Int) {
        let body = layout.body.count
        guard grid.tiles else { return (1, max(1, body)) }
        return (TilesView.across(width: size.columns), max(1, body / TilesView.height))
    }

    var layout: Layout {
        Layout(size: size, messageRows: messageLines(width: size.columns).count)
    }
}
