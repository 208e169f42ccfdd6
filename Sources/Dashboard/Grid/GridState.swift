import Cells
import Fleet
import FoundationEssentials
import Settings

/// The grid: which rows, in which order, which one is selected, and from which row on they are drawn.
public struct GridState: Hashable, Sendable {
    /// Selection follows the camera, never the row.
    public internal(set) var selected: CameraID?
    /// The user has chosen it; until then it is the first row, whatever comes to stand there.
    var isChosen = false
    /// The first row drawn.
    public internal(set) var top = 0
    public internal(set) var sort = Sort()
    public internal(set) var filter = Filter()
    /// The filter is being typed.
    public internal(set) var editingFilter = false
    /// Marked cameras, whether the filter shows them or not.
    public internal(set) var marks: Set<CameraID> = []
    /// Cards instead of rows.
    public internal(set) var tiles = false
    /// Where the details of the selected camera stand.
    public internal(set) var pane = PaneChoice.auto
    /// The columns that there may be, in their order; the terminal's width says how many of them there are.
    public internal(set) var columns = ColumnID.allCases
    /// The only account that is shown; nil shows all of them.
    public internal(set) var account: String?
    /// Rows that the filter lets through, in order, as places in the snapshot's cameras.
    public internal(set) var rows: [Int] = []
    /// They are to be sorted anew as soon as nobody moves among them.
    var isUnsorted = false
    /// Where each camera stands in the snapshot.
    var index: [CameraID: Int] = [:]
    /// What the filter searches, made when it is first needed.
    var haystacks: [Haystack]?
    /// What the cameras' STATUS comes to over the span of HISTORY, worked out when it is sorted by.
    var uptimes: [CameraID: Uptime]?
    /// Columns that the widest name, serial, model and source take.
    var content = ContentWidths()

    public struct Sort: Hashable, Sendable {
        /// nil is the order of attention: what needs somebody first, then by name.
        public var column: ColumnID?
        public var reversed = false

        var turned: Sort { Sort(column: column, reversed: !reversed) }
    }

    /// Where the selected camera stands among the rows.
    func place(in cameras: [Camera]) -> Int? {
        guard let selected, let place = index[selected] else { return nil }
        return rows.firstIndex(of: place)
    }
}
