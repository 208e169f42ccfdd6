import Cells
import Fleet
import FoundationEssentials
import Vocabulary
import Wording

/// An extended M3U of the cameras that have an address now.
public struct CameraPlaylist {
    /// How each of these files begins, so that the next one knows which it may replace. The demo's are no others', whose addresses are
    /// real.
    public static func head(demo: Bool) -> String { "#EXTM3U\n# eztop " + (demo ? "--demo " : "") + "export m3u" }

    public private(set) var text: String
    public private(set) var leftOut: [Camera] = []
    /// Cameras whose address is that of the last file, since the cloud hands out no other now.
    public private(set) var kept: [Camera] = []
    /// Entries of cameras that could not be looked up at all.
    public private(set) var keptUnseen = 0
    /// What the last file has cameras of, and the cloud shows none any more.
    public private(set) var emptied: [AskedSource] = []
    /// Nothing of the last file could be renewed, so that it is better than this one.
    public private(set) var isWorse = false
    /// When the first of the addresses ends; nil where none says when.
    public private(set) var firstEnd: Date?

    /// - Parameter empty: what brought no camera at all, whatever the filter says.
    public init(
        _ snapshot: Snapshot, after former: FormerPlaylist? = nil, empty: [AskedSource] = [], demo: Bool = false, texts: Texts,
        at now: Date
    ) {
        var entries = "", renewed: Set<Substring> = [], present: Set<Substring> = []
        for camera in snapshot.cameras {
            let place = Self.place(of: camera)
            let head = Self.entry(of: camera, texts)
            // The last run may have spoken another language, as cron does.
            let keys = Language.allCases.map { Self.key(place, camera, $0.texts)[...] }
            present.formUnion(keys)
            if let address = camera.address(at: now) {
                firstEnd = [firstEnd, address.expires].compactMap { $0 }.min()
                entries += "\(head)\n\(address.url)\n"
                renewed.formUnion(keys)
            } else if camera.mayStillPlay(at: now), let last = keys.lazy.compactMap({ former?[$0] }).first, last.holds(at: now) {
                firstEnd = [firstEnd, LiveAddress.end(inQueryOf: last.url)].compactMap { $0 }.min()
                entries += "\(head)\n\(last.url)\n"
                kept.append(camera)
            } else {
                leftOut.append(camera)
            }
        }
        let isWhole = snapshot.accounts.allSatisfy { $0.complete && $0.trouble == nil }
        // Of what could not be read nobody knows that it is gone, nor of all that one source had.
        for last in former?.entries ?? [] where !present.contains(last.key) && last.holds(at: now) {
            let source = empty.first { $0.names.contains { last.key.hasSuffix(Self.group($0)) } }
            guard !isWhole || source != nil else { continue }
            if let source, !emptied.contains(source) { emptied.append(source) }
            firstEnd = [firstEnd, LiveAddress.end(inQueryOf: last.url)].compactMap { $0 }.min()
            entries += "\(last.head)\n\(last.url)\n"
            keptUnseen += 1
        }
        if let former {
            // An answer without any camera is more likely poor than true.
            let concerned = former.entries.filter { !isWhole || present.isEmpty || present.contains($0.key) }
            isWorse = !concerned.isEmpty && !concerned.contains { renewed.contains($0.key) }
        }
        text = Self.head(demo: demo) + ": " + texts.export.playlistEnds(firstEnd.map(Timestamp.text)) + "\n" + entries
    }

    /// Of addresses that never end.
    ///
    /// - Parameter url: of each camera.
    public init(_ cameras: [Camera], texts: Texts, url: (CameraID) -> String) {
        text = Self.head(demo: false) + ": " + texts.card.neverEnds + "\n"
        for camera in cameras { text += Self.entry(of: camera, texts) + "\n" + url(camera.id) + "\n" }
    }

    public var isEmpty: Bool { !text.contains("\n#EXTINF") }

    private static func place(of camera: Camera) -> String { camera.id.serial + (camera.id.channel.map { ":\($0)" } ?? "") }

    /// The line above its address.
    private static func entry(of camera: Camera, _ texts: Texts) -> String {
        let (place, name) = (place(of: camera), field(camera.name))
        return key(place, camera, texts) + ",\(name.isEmpty ? field(place) : name)"
    }

    private static func key(_ place: String, _ camera: Camera, _ texts: Texts) -> String {
        "#EXTINF:-1 tvg-id=\"\(field(place))\" \(group(texts.source(of: camera)))"
    }

    private static func group(_ source: String) -> String { "group-title=\"\(field(source))\"" }

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
