import FoundationEssentials

/// One reading of a list, page by page: which pages to ask next, what they held and when, and how far it can be believed.
///
/// Pages may shift while they are read, repeat for ever, or speak of a total that is not there: the reading ends all the same.
public struct ListRead<Row: Listed>: Sendable {
    /// The platform's own bounds (doc 673).
    public static var pageSize: Int { 50 }
    public static var pageLimit: Int { 400 }
    /// A list in which so many rows made no sense is read no further.
    static var mostUnreadable: Int { 50 }
    /// Pages to go on with once the first has said how many there are. Whatever they bring decides whether more are asked.
    static var firstBatch: Int { 4 }

    /// The pages that came.
    public private(set) var pages: [ListPage<Row>] = []
    /// Keys of all rows that came.
    public private(set) var keys: Set<Row.Key> = []

    private var asked = 0
    private var totals: ClosedRange<Int>?
    private var totalMissing = false
    private var rowCount = 0
    private var firstCount = 0
    private var lastCount = 0
    /// Rows that made no sense; how many more there are in a list that was read no further is not known.
    public private(set) var unreadable = 0
    private var failures = 0
    private var ended = false

    public init() {}

    /// The pages to ask next, side by side; empty when the reading is over.
    public var next: Range<Int> {
        if ended { return asked..<asked }
        if asked == 0 { return 0..<1 }
        let wanted: Int
        if let total = totals?.upperBound, total >= rowCount {
            // A cloud that sends fewer rows a page than it was asked for has more pages than it would seem.
            let size = min(Self.pageSize, max(firstCount, 1))
            wanted = total > rowCount || asked > 1 ? total / size + (total % size > 0 ? 1 : 0) : asked
        } else {
            wanted = lastCount >= Self.pageSize ? asked + 1 : asked
        }
        return asked..<max(asked, min(wanted, Self.pageLimit, asked + max(Self.firstBatch, 4 * (asked - 1))))
    }

    /// Takes in what the pages of `next` brought, in order; nil for one that could not be read.
    public mutating func add(_ batch: [ListPage<Row>?]) {
        let before = keys.count
        for page in batch {
            asked += 1
            guard let page else {
                failures += 1
                continue
            }
            let count = page.rows.count + page.unreadable
            if asked == 1 { firstCount = count }
            lastCount = count
            // Whatever total is claimed: behind an empty page there is nothing.
            if count == 0 { ended = true }
            rowCount += count
            unreadable += page.unreadable
            if let total = page.total, total >= 0 {
                totals = totals.map { min($0.lowerBound, total)...max($0.upperBound, total) } ?? total...total
            } else {
                totalMissing = true
            }
            for row in page.rows { keys.insert(row.key) }
            pages.append(page)
        }
        if batch.isEmpty || failures >= 3 || (asked > batch.count && keys.count == before) { ended = true }
        if asked == batch.count && failures == batch.count { ended = true }
        if unreadable >= Self.mostUnreadable { ended = true }
    }

    /// Gives the rest of the pages up: the host does not answer, or the cloud said that it is asked too much.
    public mutating func abandon() {
        failures += 1
        ended = true
    }

    /// Every page was read and nothing is missing from what the cloud says there is.
    public var isWhole: Bool {
        failures == 0 && unreadable == 0 && asked > 0 && keys.count >= (totals?.upperBound ?? 0)
    }

    /// Every page came, whatever the cloud says how many rows there should be: what is in it is so.
    var isEnded: Bool { failures == 0 && unreadable == 0 && asked > 0 && next.isEmpty }

    /// Whole, and the list did not move meanwhile: only such a reading may say that something is gone.
    public var isConclusive: Bool {
        isWhole && !totalMissing && totals.map { $0.lowerBound == $0.upperBound } == true && keys.count == rowCount
    }

    /// Every page came, but they do not fit together: read once more and they may.
    public var isShifted: Bool {
        failures == 0 && unreadable == 0 && !isConclusive && !totalMissing && !isOverstated
    }

    /// The total is off by more than a list moves while it is read.
    private var isOverstated: Bool { totals.map { $0.upperBound - rowCount >= Self.pageSize } ?? false }

    /// Rows that the cloud counts and does not show, though every page came.
    public var missing: Int {
        isEnded ? max(0, (totals?.upperBound ?? 0) - keys.count) : 0
    }
}

/// One page as it came.
public struct ListPage<Row: Listed>: Sendable {
    public var rows: [Row]
    public var total: Int?
    /// Rows that were there but could not be read.
    public var unreadable: Int
    /// When it was asked for; nil where that is not known. Nothing that was done since is in it.
    public var asked: Date?
    public var at: Date

    public init(rows: [Row], total: Int?, unreadable: Int = 0, asked: Date? = nil, at: Date) {
        self.rows = rows
        self.total = total
        self.unreadable = unreadable
        self.asked = asked
        self.at = at
    }
}
