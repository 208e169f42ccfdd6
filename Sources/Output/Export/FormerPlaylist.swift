import Fleet
import FoundationEssentials
import Vocabulary

/// The playlist that is to be replaced: its addresses may hold longer than the cloud hands out others.
public struct FormerPlaylist {
    public struct Entry {
        /// The line of names, as it was written.
        var head: String
        var url: String

        /// Whose it is: the camera and its source, as the line names them.
        var key: Substring { head.prefix { $0 != "," } }

        /// Whether the address still holds; one that does not say when it ends counts as one that does.
        func holds(at now: Date) -> Bool { LiveAddress.end(inQueryOf: url).map { $0 > now } ?? true }
    }

    public private(set) var entries: [Entry] = []

    /// - Parameter text: what this program wrote; lines that it does not know are left out.
    public init(_ text: String) {
        var head: String?
        for line in text.split(separator: "\n").map(String.init) {
            if line.hasPrefix("#EXTINF") {
                head = line
            } else if !line.hasPrefix("#"), let known = head {
                entries.append(Entry(head: known, url: line))
                head = nil
            }
        }
    }

    public subscript(key: Substring) -> Entry? { entries.first { $0.key == key } }
}
