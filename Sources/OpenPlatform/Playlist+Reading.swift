import FoundationEssentials
import System

extension Playlist {
    /// Reads a media playlist; nil when the text is none. A segment is a line that follows its `#EXTINF` (RFC 8216, 4.3.2.1).
    init?(reading body: Data) {
        let lines = StreamSafe.text(body).split(whereSeparator: \.isNewline)
        guard lines.first?.hasPrefix("#EXTM3U") == true else { return nil }
        self.init(mediaSequence: nil, segments: 0)
        var announced = false
        for line in lines.dropFirst() {
            if line.hasPrefix("#EXTINF:") {
                announced = true
            } else if let number = Self.number(of: "#EXT-X-MEDIA-SEQUENCE:", in: line) {
                mediaSequence = number
            } else if let number = Self.number(of: "#EXT-X-TARGETDURATION:", in: line) {
                targetDuration = number
            } else if announced, !line.hasPrefix("#"), line.contains(where: { !$0.isWhitespace }) {
                announced = false
                segments += 1
                errorCode = errorCode ?? Self.errorCode(in: line)
            }
        }
    }

    private static func number(of tag: String, in line: Substring) -> Int? {
        guard line.hasPrefix(tag), let number = Int(line.dropFirst(tag.count)), number >= 0 else { return nil }
        return number
    }

    /// The platform shows its errors as pictures: `ErrCode/9053_0.ts`.
    private static func errorCode(in line: Substring) -> String? {
        guard let place = line.firstRange(of: "ErrCode/") else { return nil }
        let digits = line[place.upperBound...].prefix { $0.isASCII && $0.isNumber }
        return (1...10).contains(digits.count) ? String(digits) : nil
    }
}
