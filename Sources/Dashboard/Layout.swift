import Cells
import Settings

/// Which part of the screen is whose. The smaller the terminal, the less stands around the list; what the list does not need goes to the
/// pane, and then to the news. What is selected, typed or has happened moves none of it, so that nothing jumps.
struct Layout: Equatable {
    /// Under this size there is only a word that says so; keys work all the same.
    static let least = Size(columns: 24, rows: 5)

    /// What there is to be shown.
    struct Wishes {
        /// Rows that the message line wants now.
        var messageRows = 0
        /// Rows of the whole list, whatever a filter leaves of it.
        var listRows = 0
        /// Columns in which nothing of the list is cut.
        var listColumns = 0
        var pane = PaneChoice.off
    }

    /// Columns and rows of the screen.
    struct Region: Equatable {
        var columns: Range<Int>
        var rows: Range<Int>

        var size: Size { Size(columns: columns.count, rows: rows.count) }
    }

    var verdict = 0
    /// The line of account, host and interval.
    var status: Int?
    var upperRule: Int?
    var heading: Int
    /// Rows and columns of the list.
    var body: Range<Int>
    var listColumns: Range<Int>
    /// What is known of the selected camera.
    var pane: Region?
    var lowerRule: Int?
    /// Between the pane under the list and the news.
    var newsRule: Int?
    var news: Range<Int>
    var message: Range<Int>
    var keys: Int

    /// Columns that stand between the list and the pane beside it.
    static let gap = 2
    /// A terminal of as many columns has the pane beside the list.
    private static let wide = 160
    /// Of the pane beside the list.
    private static let paneColumns = 48...90
    /// Of the pane below it.
    private static let paneRows = 5...12
    private static let mostNews = 8
    /// Rows of the list that the pane leaves it, where the user wants that below a long one.
    private static let leastBody = 6

    init(size: Size, _ wishes: Wishes) {
        let rows = size.rows, isRoomy = rows >= 16 && size.columns >= 60
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
        // A message always has its row where there is room, so that the list does not jump when one comes.
        let wanted = rows >= 16 ? max(1, wishes.messageRows) : wishes.messageRows
        let message = min(wanted, max(0, keys - next - 2), 3)
        self.message = (keys - message)..<keys
        listColumns = 0..<size.columns
        var end = keys - message
        (news, body) = (end..<end, next..<next)

        if isRoomy, let columns = Self.columnsBeside(size.columns, wishes) {
            listColumns = 0..<(columns.lowerBound - Self.gap)
            pane = Region(columns: columns, rows: heading..<heading)
        }
        // As if a message had one row: more of them are taken from the news.
        let spare = isRoomy ? keys - 2 - next - max(1, wishes.listRows) : 0
        if pane == nil, isRoomy, let count = Self.rowsBelow(spare, keys - 2 - next, wishes) {
            let newsRows = Self.newsRows(spare - count - 1)
            takeNews(newsRows, message, from: &end)
            if newsRows > 0 {
                newsRule = end - 1
                end -= 1
            }
            pane = Region(columns: 0..<size.columns, rows: (end - count)..<end)
            end -= count
        } else if isRoomy {
            takeNews(Self.newsRows(spare), message, from: &end)
        }
        if rows >= 12 || (message == 0 && rows >= 8) {
            lowerRule = end - 1
            end -= 1
        }
        body = next..<max(next, end)
        if pane?.rows.isEmpty == true { pane?.rows = heading..<body.upperBound }
    }

    private mutating func takeNews(_ count: Int, _ message: Int, from end: inout Int) {
        let count = max(0, count - max(0, message - 1))
        news = (end - count)..<end
        end -= count
    }

    private static func newsRows(_ spare: Int) -> Int { min(mostNews, max(0, spare)) }

    /// The columns of a pane beside the list, where there is one.
    private static func columnsBeside(_ columns: Int, _ wishes: Wishes) -> Range<Int>? {
        guard wishes.pane == .right || wishes.pane == .auto && columns >= wide else { return nil }
        let left = columns - wishes.listColumns - gap
        // The list gives way no further than to half of the screen, or a narrow terminal would have neither.
        let width = min(max(left, paneColumns.lowerBound), paneColumns.upperBound)
        return width <= columns / 2 ? (columns - width)..<columns : nil
    }

    /// The rows of a pane below the list, where there is one.
    private static func rowsBelow(_ spare: Int, _ room: Int, _ wishes: Wishes) -> Int? {
        guard wishes.pane != .off else { return nil }
        // Two thirds of what is left, and a rule.
        if spare > paneRows.lowerBound { return min(paneRows.upperBound, max(paneRows.lowerBound, (spare - 1) * 2 / 3)) }
        guard wishes.pane == .below, room - 1 - paneRows.lowerBound >= leastBody else { return nil }
        return paneRows.lowerBound
    }
}

extension State {
    /// How many cameras the window shows: beside each other, and below.
    var window: (across: Int, lines: Int) {
        let layout = layout
        guard grid.tiles else { return (1, max(1, layout.body.count)) }
        return (TilesView.across(width: layout.listColumns.count), max(1, layout.body.count / TilesView.height))
    }

    var layout: Layout {
        var wishes = Layout.Wishes(messageRows: messageLines(width: size.columns).count)
        wishes.pane = grid.pane
        wishes.listColumns = grid.tiles ? size.columns / 2 : ColumnLayout.best(self)
        let cameras = verdict.cameras
        let across = TilesView.across(width: size.columns)
        wishes.listRows = grid.tiles ? (cameras + across - 1) / across * TilesView.height : cameras
        return Layout(size: size, wishes)
    }
}
