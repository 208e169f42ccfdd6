import FoundationEssentials

/// The rows of a list that could be read, and how many could not. What is more than a reply can mean is not looked at.
struct Rows<Row: Decodable & Sendable>: Decodable {
    var readable: [Row] = []
    var unreadable = 0
    /// A reply with more rows than this, or with so many that make no sense, is read no further.
    static var most: Int { 1024 }
    static var mostUnreadable: Int { 50 }

    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        while !list.isAtEnd {
            guard readable.count < Self.most, unreadable < Self.mostUnreadable else {
                // So that the list is never taken for whole.
                unreadable += 1
                return
            }
            if let row = try list.decode(Attempt.self).row {
                readable.append(row)
            } else {
                unreadable += 1
            }
        }
    }

    /// A row that fails must not stop the list where it stands.
    private struct Attempt: Decodable {
        var row: Row?

        init(from decoder: any Decoder) throws {
            row = try? Row(from: decoder)
        }
    }
}

/// Why a row is not one: the field that names its device or channel is missing or makes no sense.
struct UnreadableRow: Error {}
