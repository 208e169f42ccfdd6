import Cells
import Glibc
import System

/// A key as it came.
public struct KeyPress: Hashable, Sendable {
    public var bytes: [UInt8]
    /// nil where the bytes are no key that is known.
    public var key: Key?

    public init(bytes: [UInt8], key: Key?) {
        self.bytes = bytes
        self.key = key
    }
}

extension RawTerminal {
    /// The next key; nil when none is pressed within so many milliseconds.
    public mutating func key(within milliseconds: Int) throws(Interruption) -> KeyPress? {
        let end = MonotonicClock.milliseconds + milliseconds
        var bytes: [UInt8] = []
        while true {
            // What has begun is waited for only as long as the rest of a sequence takes.
            guard try listen(bytes.isEmpty ? end - MonotonicClock.milliseconds : escapeDelay) else {
                let rest = decoder.expire(at: MonotonicClock.milliseconds)
                return bytes.isEmpty ? nil : KeyPress(bytes: bytes, key: rest.compactMap(\.key).first)
            }
            // Byte by byte, so that the next key's are left for the next question.
            let now = MonotonicClock.milliseconds
            let byte = unread.removeFirst()
            bytes.append(byte)
            for event in decoder.decode([byte], at: now) {
                if event.key == .control("c") { throw Interruption(signal: SIGINT) }
                if let key = event.key { return KeyPress(bytes: bytes, key: key) }
                // A late answer, or a paste: no key.
                interview?.take(event, at: now)
                bytes = []
            }
        }
    }
}

extension TerminalEvent {
    fileprivate var key: Key? {
        if case .input(.key(let key)) = self { key } else { nil }
    }
}
