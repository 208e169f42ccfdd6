import Cells
import Fleet
import FoundationEssentials
import Vocabulary
import Wording

/// An extended M3U of the cameras that have an address now.
struct Playlist {
    /// How each of these files begins, so that the next one knows which it may replace.
    static let head = "#EXTM3U\n# eztop export m3u"

    private(set) var text: String
    private(set) var leftOut: [Camera] = []
    /// Cameras whose address is that of the last file, since the cloud hands out no other now.
    private(set) var kept: [Camera] = []
    /// Entries of cameras that could not be looked up at all.
    private(set) var keptUnseen = 0
    /// Nothing of the last file could be renewed, so that it is better than this one.
    private(set) var isWorse = false
    /// When the first of the addresses ends; nil where none says when.
    private(set) var firstEnd: Date?

    init(_ snapshot: Snapshot, after former: FormerPlaylist? = nil, texts: Texts, at now: Date) {
        var entries = "", renewed: Set<Substring> = [], present: Set<Substring> = []
        for camera in snapshot.cameras {
            let place = camera.id.serial + (camera.id.channel.map { ":\($0)" } ?? "")
            let name = Self.field(camera.name)
            let key = "#EXTINF:-1 tvg-id=\"\(Self.field(place))\" group-title=\"\(Self.field(texts.source(of: camera)))\""
            let head = key + ",\(name.isEmpty ? Self.field(place) : name)"
            present.insert(key[...])
            if let address = camera.address(at: now) {
                firstEnd = [firstEnd, address.expires].compactMap { $0 }.min()
                entries += "\(head)\n\(address.url)\n"
                renewed.insert(key[...])
            } else if camera.mayStillPlay(at: now), let last = former?[key[...]], last.holds(at: now) {
                firstEnd = [firstEnd, LiveAddress.end(inQueryOf: last.url)].compactMap { $0 }.min()
                entries += "\(head)\n\(last.url)\n"
                kept.append(camera)
            } else {
                leftOut.append(camera)
            }
        }
        let isWhole = snapshot.accounts.allSatisfy { $0.complete && $0.trouble == nil }
        // Of what could not be read nobody knows that it is gone.
        for last in former?.entries ?? [] where !isWhole && !present.contains(last.key) && last.holds(at: now) {
            firstEnd = [firstEnd, LiveAddress.end(inQueryOf: last.url)].compactMap { $0 }.min()
            entries += "\(last.head)\n\(last.url)\n"
            keptUnseen += 1
        }
        if let former {
            // An answer without any camera is more likely poor than true.
            let concerned = former.entries.filter { !isWhole || present.isEmpty || present.contains($0.key) }
            isWorse = !concerned.isEmpty && !concerned.contains { renewed.contains($0.key) }
        }
        text = Self.head + ": " + texts.export.playlistEnds(firstEnd.map(Timestamp.text)) + "\n" + entries
    }

    var isEmpty: Bool { !text.contains("\n#EXTINF") }

    /// Players disagree on which comma ends the attributes, and none knows an escape: a field has neither comma nor quote.
    private static func field(_ text: String) -> String {
        // One by one, since a comma with an accent over it is a comma.
        var field = String.UnicodeScalarView()
        for scalar in Glyphs.cut(text, to: 200).unicodeScalars {
            field.append(scalar == "\"" ? "'" : scalar == "," ? ";" : scalar)
        }
        return String(String(field).trimmingPrefix { $0 == " " })
    }
}

extension Camera {
    /// The cloud handed out no address, and says nothing of the camera that would keep an earlier one from playing.
    fileprivate func mayStillPlay(at now: Date) -> Bool {
        switch liveState(at: now) {
        case .offline, .encrypted: false
        default: true
        }
    }

    /// The address that was handed out and still lives, while nothing speaks against it.
    fileprivate func address(at now: Date) -> LiveAddress? {
        switch liveState(at: now) {
        case .ready, .playing: live?.value.address
        default: nil
        }
    }
}
