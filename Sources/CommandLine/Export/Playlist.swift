import Cells
import Fleet
import FoundationEssentials
import Wording

/// An extended M3U of the cameras that have an address now.
struct Playlist {
    /// How each of these files begins, so that the next one knows which it may replace.
    static let head = "#EXTM3U\n# eztop export m3u"

    private(set) var text: String
    private(set) var leftOut: [Camera] = []
    /// When the first of the addresses ends; nil where none says when.
    private(set) var firstEnd: Date?

    init(_ snapshot: Snapshot, texts: Texts, at now: Date) {
        var entries = ""
        for camera in snapshot.cameras {
            guard let address = camera.address(at: now) else {
                leftOut.append(camera)
                continue
            }
            firstEnd = [firstEnd, address.expires].compactMap { $0 }.min()
            let place = camera.id.serial + (camera.id.channel.map { ":\($0)" } ?? "")
            let name = Self.field(camera.name)
            entries += "#EXTINF:-1 tvg-id=\"\(Self.field(place))\" group-title=\"\(Self.field(texts.source(of: camera)))\","
            entries += "\(name.isEmpty ? Self.field(place) : name)\n\(address.url)\n"
        }
        text = Self.head + ": " + texts.export.playlistEnds(firstEnd.map(Timestamp.text)) + "\n" + entries
    }

    /// Players disagree on which comma ends the attributes, and none knows an escape: a field has neither comma nor quote.
    private static func field(_ text: String) -> String {
        let characters = Glyphs.cut(text, to: 200).map { $0 == "\"" ? "'" : $0 == "," ? ";" : $0 }
        return String(String(characters).trimmingPrefix { $0 == " " })
    }
}

extension Camera {
    /// The address that was handed out and still lives, while nothing speaks against it.
    fileprivate func address(at now: Date) -> LiveAddress? {
        switch liveState(at: now) {
        case .ready, .playing: live?.value.address
        default: nil
        }
    }
}
