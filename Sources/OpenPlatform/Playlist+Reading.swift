import FoundationEssentials
import HTTP
import System

extension Playlist {
    /// So many segments count, the newest ones: no player of a live stream wants more.
    private static let most = 64
    /// Bytes of a line that is handed on.
    private static let longestLine = 4096
    /// What may be said of a segment alone, and is handed on.
    private static let tags = ["#EXT-X-DISCONTINUITY", "#EXT-X-PROGRAM-DATE-TIME:", "#EXT-X-BYTERANGE:", "#EXT-X-GAP"]

    /// Reads a playlist; nil when the text is none. A segment is a line that follows its `#EXTINF` (RFC 8216, 4.3.2.1); one whose address
    /// leads nowhere safe is none.
    ///
    /// - Parameter url: where it was had, which its own addresses go on from.
    init?(reading body: Data, from url: String) {
        let lines = StreamSafe.text(body).split(whereSeparator: \.isNewline)
        guard lines.first?.hasPrefix("#EXTM3U") == true else { return nil }
        self.init(mediaSequence: nil, segments: [])
        let place = PlaylistPlace(url)
        var announced: Double?, tags: [String] = [], key: String?, map: String?
        var isMaster = false
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
                key = line.contains("METHOD=NONE") ? nil : place.line(line)
            } else if line.hasPrefix("#EXT-X-MAP:") {
                map = place.line(line)
            } else if Self.tags.contains(where: line.hasPrefix) {
                if let line = place.line(line), tags.count < Self.tags.count { tags.append(line) }
            } else if !line.hasPrefix("#"), line.contains(where: { !$0.isWhitespace }) {
                if isMaster, variant == nil { variant = place.url(line) }
                guard let duration = announced else { continue }
                errorCode = errorCode ?? Self.errorCode(in: line)
                if let url = place.url(line) {
                    segments.append(Segment(url: url, duration: duration, tags: tags, key: key, map: map))
                }
                (announced, tags) = (nil, [])
            }
        }
        guard segments.count > Self.most else { return }
        mediaSequence = (mediaSequence ?? 0) + segments.count - Self.most
        segments.removeFirst(segments.count - Self.most)
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

        /// A line with attributes, whose `URI` is made whole; nil where it cannot be handed on.
        func line(_ line: Substring) -> String? {
            guard line.utf8.count <= longestLine, line.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else { return nil }
            guard let start = line.firstRange(of: "URI=\""), let end = line[start.upperBound...].firstIndex(of: "\"") else {
                return String(line)
            }
            guard let url = url(line[start.upperBound..<end]) else { return nil }
            return line[..<start.upperBound] + url + line[end...]
        }
    }
}
