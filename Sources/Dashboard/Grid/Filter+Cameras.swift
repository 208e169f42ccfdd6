import Fleet
import FoundationEssentials
import Wording

/// The filter where there is no screen: the same words find the same cameras.
extension Filter {
    public init(_ text: String) { field.replace(with: text) }

    /// Whether it lets this camera through.
    public func keeps(_ camera: Camera, texts: Texts, at now: Date) -> Bool {
        isEmpty || Haystack(camera, texts: texts, now: now).matches(words)
    }

    /// Whether one of its words is that of a state, and nothing else.
    public var namesState: Bool {
        let states = [Texts.english, .chinese].flatMap { texts in
            [Status.online, .offline, .unknown(code: nil)].map { texts.word(for: $0) }
                + [texts.searchWord(forEncryption: .on)] + LiveState.words(in: [texts]).split(separator: "\n").map(String.init)
        }
        let names = Set(states.map { Array($0.trimmingBlanks.lowercased().utf8) })
        return words.contains { names.contains($0.bytes) }
    }

    /// The same while LIVE has not been asked: false only for cameras that no answer lets through, which need not be asked.
    public func mayKeep(_ camera: Camera, texts: Texts, at now: Date) -> Bool {
        let live = Haystack(LiveState.words(in: [texts, .english]))
        let settled = words.filter { word in !live.matches([Word(bytes: word.bytes, inverse: false)]) && !word.isNumber }
        return settled.isEmpty || Haystack(camera, texts: texts, now: now).matches(settled)
    }
}

extension Filter.Word {
    /// It may be the code of a refusal.
    fileprivate var isNumber: Bool { bytes.allSatisfy { (0x30...0x39).contains($0) } }
}

extension LiveState {
    /// Everything that LIVE can say but for codes.
    fileprivate static func words(in languages: [Texts]) -> String {
        let states: [LiveState] = [
            .offline, .encrypted, .playing, .ready(expires: nil), .refused(code: ""), .notGranted(code: ""), .limited(code: ""),
            .broken(code: ""), .asking, .unknown,
        ]
        return languages.flatMap { texts in states.map { texts.word(for: $0) } }.joined(separator: "\n")
    }
}

extension String {
    /// A code that is none leaves a blank behind.
    fileprivate var trimmingBlanks: String { String(reversed().drop(while: \.isWhitespace).reversed()) }
}
