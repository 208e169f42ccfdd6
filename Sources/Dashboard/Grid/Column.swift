import Cells
import Fleet
import FoundationEssentials
import Settings
import Wording

/// A column of the grid as declared data: layout, drawing and sorting all use this one declaration.
struct Column: Sendable {
    enum Alignment: Sendable {
        case left, right
    }

    enum Order: Sendable {
        case orderedAscending, orderedSame, orderedDescending
    }

    /// What a cell says, and how.
    struct Content {
        var text: String
        var style: Style
        /// Of each of its columns; empty where all of it looks the same.
        var styles: [Style] = []
    }

    var id: ColumnID
    var title: @Sendable (Texts) -> String
    /// The title where the terminal is narrow.
    var shortTitle: @Sendable (Texts) -> String
    /// Columns it takes at least and at best; the columns of the terminal come last. Its title always fits.
    var width: @Sendable (ContentWidths, Texts, Int) -> (least: Int, best: Int)
    var alignment: Alignment = .left
    /// The highest are dropped first when the terminal is narrow.
    var priority: Int
    var cell: @Sendable (Camera, CellContext) -> Content
    var order: @Sendable (Camera, Camera, OrderContext) -> Order
    /// Columns of the terminal from which on it is there.
    var from = 0

    /// Whether the filter looks into it, so that what it matched is marked there.
    var isSearched: Bool {
        switch id {
        case .channel, .history, .uptime, .age: false
        default: true
        }
    }
}

/// What cells need besides the camera.
struct CellContext {
    var texts: Texts
    var now: Date
    var poll: PollState
    var symbols: Symbols
    var past: PastState
    /// Columns the cell has.
    var width: Int
}

/// What an order needs besides the cameras.
struct OrderContext {
    var now: Date
    /// By camera, where it is sorted by what was.
    var uptimes: [CameraID: Uptime]

    func uptime(of camera: Camera) -> Uptime { uptimes[camera.id] ?? Uptime() }
}

extension CellContext {
    /// The span that HISTORY shows.
    var span: DateInterval { .last(past.shown.seconds, until: now) }
}

extension ColumnID {
    /// It tells what was, over the span of HISTORY.
    var isOfPast: Bool { self == .history || self == .uptime }
}

extension Frame {
    /// Puts a cell where it belongs.
    @discardableResult
    mutating func put(_ content: Column.Content, at point: Point, limit: Int = .max) -> Int {
        let used = put(content.text, at: point, content.style, limit: limit)
        for (offset, style) in content.styles.prefix(used).enumerated() {
            restyle(row: point.row, columns: (point.column + offset)..<(point.column + offset + 1)) { $0 = style }
        }
        return used
    }
}

/// How many columns the widest content takes, over all rows: a layout must not jump while a filter is typed.
struct ContentWidths: Hashable, Sendable {
    var name = 0, serial = 0, channel = 0, model = 0, source = 0

    init() {}

    init(_ cameras: [Camera], texts: Texts) {
        let cameras = cameras.span
        for place in cameras.indices {
            name = max(name, Glyphs.width(of: cameras[place].name))
            serial = max(serial, cameras[place].id.serial.utf8.count)
            model = max(model, Glyphs.width(of: cameras[place].model))
            channel = max(channel, cameras[place].id.channel.map { String($0).utf8.count } ?? 0)
            source = max(source, Glyphs.width(of: texts.source(of: cameras[place])))
        }
    }
}

extension Column.Order {
    init<Value: Comparable>(_ a: Value, _ b: Value) {
        self = a < b ? .orderedAscending : b < a ? .orderedDescending : .orderedSame
    }
}
