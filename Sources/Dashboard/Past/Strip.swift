import Cells
import Fleet

extension History.Bucket {
    /// Calm where it was online or nobody looked; else by how much of it was offline.
    var style: Style {
        switch self {
        case .unobserved, .seen(down: 0): Style(.dim)
        case .seen(let down): Style(down < 0.5 ? .warning : .bad)
        }
    }
}

extension Symbols {
    /// A stretch of a strip, so many columns wide.
    func span(_ bucket: History.Bucket, columns: Int = 1) -> ScrolledText.Span {
        ScrolledText.Span(String(repeating: stretch(bucket), count: columns), bucket.style)
    }
}

extension Column.Content {
    /// A strip, in which each stretch has its own style.
    init(_ buckets: [History.Bucket], _ symbols: Symbols) {
        self.init(text: buckets.map(symbols.stretch).joined(), style: Style(.dim), styles: buckets.map(\.style))
    }
}
