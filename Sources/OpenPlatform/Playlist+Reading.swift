import FoundationEssentials
import HTTP
import System

extension Playlist {
    /// So many segments count, the newest ones: no player of a live stream wants more.
    private static let most = 64
    /// Bytes of a line that is handed on.
    private static let longestLine = 4096
    /// What may be said of a segment alone, and is handed on.
    private static let tags = ["#EXT-X-PROGRAM-DATE-TIME:", "#EXT-X-BYTERANGE:"]
    private static let wholeTags: Set<Substring> = ["#EXT-X-DISCONTINUITY", "#EXT-X-GAP"]

    /// Bytes of a playlist: 64 segments have a tenth of that.
    private static let longest = 512 << 10

    /// Reads a playlist; nil when the text is none, or longer than one is. A segment is a line that follows its `#EXTINF` (RFC 8216,
    /// 4.3.2.1); one whose address leads nowhere safe is none.
    ///
    /// - Parameter url: where it was had, which its own addresses go on from.
    init?(reading body: Data, from url: String) {
        guard body.count <= Self.longest else { return nil }
        let lines = StreamSafe.text(body).split(whereSeparator: \.isNewline)
        guard lines.first?.hasPrefix("#EXTM3U") == true else { return nil }
        self.init(mediaSequence: nil, segments: [])
        var announced: Double?, tags: [Substring] = [], key: Substring?, map: Substring?
        var isMaster = false, variant: Substring?
        /// Segments as they are written: of many only the newest are looked at.
        var written: [Written] = []
        for line in lines.dropFirst() {
            if line.hasPrefix("#EXTINF:") {
                let digits = line.dropFirst(8).prefix { $0 == "." || $0.isASCII && $0.isNumber }
                announced = Double(digits).flatMap { $0 <= 3600 ? $0 : nil } ?? 0
            } else if let number = Self.number(of: "#EXT-X-MEDIA-SEQUENCE:", in: line) {
                mediaSequence = number
            } else if let number = Self.number(of: "#EXT-X-TARGETDURATION:", in: line) {
                targetDuration = number
            } else if line.hasPrefix("#EXT-X-ENDLIST") {
                isOver = true
            } else if line.hasPrefix("#EXT-X-STREAM-INF:") {
                isMaster = true
            } else if line.hasPrefix("#EXT-X-KEY:") {
                key = line.contains("METHOD=NONE") ? nil : line
            } else if line.hasPrefix("#EXT-X-MAP:") {
                map = line
            } else if Self.wholeTags.contains(line) || Self.tags.contains(where: line.hasPrefix) {
                if tags.count < Self.tags.count + Self.wholeTags.count { tags.append(line) }
            } else if !line.hasPrefix("#"), line.contains(where: { !$0.isWhitespace }) {
                if isMaster, variant == nil { variant = line }
                guard let duration = announced else { continue }
                errorCode = errorCode ?? Self.errorCode(in: line)
                written.append(Written(reference: line, duration: duration, tags: tags, key: key, map: map))
                (announced, tags) = (nil, [])
            }
        }
        let surplus = max(0, written.count - Self.most)
        if surplus > 0 { mediaSequence = (mediaSequence ?? 0) + surplus }
        let place = PlaylistPlace(url)
        self.variant = variant.flatMap(place.url)
        segments = written.dropFirst(surplus).compactMap { $0.segment(at: place) }
    }

    private struct Written {
        var reference: Substring
        var duration: Double
        var tags: [Substring]
        var key: Substring?
        var map: Substring?

        /// nil where it leads nowhere safe, or what it needs does.
        func segment(at place: PlaylistPlace) -> Segment? {
            guard let url = place.url(reference) else { return nil }
            let key = key.map(place.attributes), map = map.map(place.attributes)
            if case .some(nil) = key { return nil }
            if case .some(nil) = map { return nil }
            let tags = tags.filter { $0.utf8.count <= longestLine && $0.utf8.allSatisfy { (0x20...0x7e).contains($0) } }
            return Segment(url: url, duration: duration, tags: tags.map(String.init), key: key ?? nil, map: map ?? nil)
        }
    }

    private static func number(of tag: String, in line: Substring) -> Int? {
        guard line.hasPrefix(tag), let number = Int(line.dropFirst(tag.count)), (0...Int(Int32.max)).contains(number) else {
            return nil
        }
        return number
    }

    /// The platform shows its errors as pictures: `ErrCode/9053_0.ts`.
    private static func errorCode(in line: Substring) -> String? {
        guard let place = line.firstRange(of: "ErrCode/") else { return nil }
        let digits = line[place.upperBound...].prefix { $0.isASCII && $0.isNumber }
        return (1...10).contains(digits.count) ? String(digits) : nil
    }

    /// Where a playlist was had: what it names may lead into this network only where it lies there itself.
    private struct PlaylistPlace {
        private let base: URL?
        private let mayLeadInside: Bool

        init(_ url: String) {
            base = URL(string: url)
            mayLeadInside = InsideAddress.holds(url: url)
        }

        func url(_ reference: Substring) -> String? {
            guard reference.utf8.count <= longestLine, let base,
                let url = URL(string: reference.filter { !$0.isWhitespace }, relativeTo: base)?.absoluteString,
                let safe = SafeURL.cleaned(url, schemes: ["https", "http"]),
                mayLeadInside || !InsideAddress.holds(url: safe)
            else { return nil }
            return safe
        }

        /// What may be said of a key or a map (RFC 8216, 4.3.2.4 and 4.3.2.5).
        private static let attributes: Set<Substring> = ["METHOD", "URI", "IV", "KEYFORMAT", "KEYFORMATVERSIONS", "BYTERANGE"]

        private static func isOfValue(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"):
                true
            default: ".:@/_-".utf8.contains(byte)
            }
        }

        /// A tag with a list of attributes, put together anew from those that are known, with a `URI` that is whole; nil where that cannot be.
        func attributes(_ line: Substring) -> String? {
            guard line.utf8.count <= longestLine, line.utf8.allSatisfy({ (0x20...0x7e).contains($0) }),
                let colon = line.firstIndex(of: ":")
            else { return nil }
            var rest = line[line.index(after: colon)...], written: [String] = [], seen: Set<Substring> = []
            while !rest.isEmpty {
                guard let equals = rest.firstIndex(of: "=") else { return nil }
                let name = rest[..<equals]
                rest = rest[rest.index(after: equals)...]
                let isQuoted = rest.first == "\""
                if isQuoted { rest = rest.dropFirst() }
                let value = rest.prefix { isQuoted ? $0 != "\"" : $0 != "," }
                rest = rest[value.endIndex...]
                if isQuoted {
                    guard rest.first == "\"" else { return nil }
                    rest = rest.dropFirst()
                }
                guard rest.isEmpty || rest.first == ",", seen.insert(name).inserted else { return nil }
                rest = rest.dropFirst()
                guard Self.attributes.contains(name) else { continue }
                guard name == "URI" else {
                    // Readers of playlists do not agree on what a quote ends: no value of these holds anything that one could stumble over.
                    guard value.utf8.allSatisfy(Self.isOfValue) else { return nil }
                    written.append("\(name)=" + (isQuoted ? "\"\(value)\"" : value))
                    continue
                }
                guard isQuoted, let url = url(value) else { return nil }
                written.append("URI=\"\(url.replacing(",", with: "%2C"))\"")
            }
            return seen.contains("URI") ? line[...colon] + written.joined(separator: ",") : nil
        }
    }
}
