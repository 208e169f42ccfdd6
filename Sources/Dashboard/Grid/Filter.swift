import Cells
import Fleet
import FoundationEssentials
import Wording

/// What was typed after `/`: words that all have to be found; `!` before a word lets through what lacks it.
public struct Filter: Hashable, Sendable {
    /// Long enough for any name; a pasted novel must not be searched for in every row.
    var field = TextField(limit: 200)
    public var text: String { field.text }

    struct Word: Hashable {
        var bytes: [UInt8]
        var inverse: Bool
        /// `SERIAL:CH` or its end: `:1` is not the beginning of `:12`.
        var endsInChannel = false
    }

    var words: [Word] {
        text.halfWidth.lowercased().split(separator: " ").compactMap { part in
            let inverse = part.hasPrefix("!")
            let bytes = Array((inverse ? part.dropFirst() : part).utf8)
            guard !bytes.isEmpty else { return nil }
            let digits = bytes.reversed().prefix { (0x30...0x39).contains($0) }.count
            let isChannel = (1...4).contains(digits) && bytes.dropLast(digits).last == UInt8(ascii: ":")
            return Word(bytes: bytes, inverse: inverse, endsInChannel: isChannel)
        }
    }

    public var isEmpty: Bool { words.isEmpty }
}

/// What the filter searches of one camera: name, also as it is read (pinyin), serial, model, account and the words of its states, in lower case.
/// The English words are always among them: over ssh there may be no Chinese input method.
struct Haystack: Hashable, Sendable {
    private var bytes: [UInt8] = []

    init(_ camera: Camera, texts: Texts, now: Date) {
        bytes.reserveCapacity(96)
        for spelling in Pinyin.standard.spellings(of: camera.name) ?? [] { add(letters: spelling.letters) }
        let place = camera.id.serial + (camera.id.channel.map { ":\($0)" } ?? "")
        for part in [camera.name, place, camera.model, camera.id.account] { add(part) }
        // Whoever types a word of the other language means the same.
        add(statesOf: camera, texts, now)
        add(statesOf: camera, texts.language == .english ? .chinese : .english, now)
    }

    private mutating func add(statesOf camera: Camera, _ texts: Texts, _ now: Date) {
        add(texts.word(for: camera.source))
        add(texts.word(for: camera.status?.value))
        add(texts.searchWord(forEncryption: camera.encryption?.value))
        add(texts.word(for: camera.liveState(at: now)))
    }

    /// Any text, such as a line of the log.
    init(_ text: String) { add(text) }

    private mutating func add(letters: [UInt8]) {
        bytes += letters
        bytes.append(0x1F)
    }

    /// In lower case, with a byte between the parts that no word holds. Case of other scripts than ASCII is seldom there.
    private mutating func add(_ part: String) {
        let isASCII = part.utf8.allSatisfy { $0 < 0x80 }
        for byte in (isASCII ? part : part.halfWidth.lowercased()).utf8 {
            bytes.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        }
        bytes.append(0x1F)
    }

    func matches(_ words: [Filter.Word]) -> Bool {
        words.allSatisfy { contains($0.bytes, whole: $0.endsInChannel) != $0.inverse }
    }

    /// - Parameter whole: whether no further digit may follow.
    private func contains(_ needle: [UInt8], whole: Bool) -> Bool {
        guard bytes.count >= needle.count, let first = needle.first else { return needle.isEmpty }
        return bytes.withUnsafeBufferPointer { bytes in
            needle.withUnsafeBufferPointer { needle in
                outer: for start in 0...(bytes.count - needle.count) where bytes[start] == first {
                    for offset in 1..<max(1, needle.count) where bytes[start + offset] != needle[offset] { continue outer }
                    let next = start + needle.count
                    if whole, next < bytes.count, (0x30...0x39).contains(bytes[next]) { continue }
                    return true
                }
                return false
            }
        }
    }
}
