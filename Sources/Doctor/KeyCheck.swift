import Cells
import Terminal
import Wording

/// Keys that terminals, multiplexers and ssh clients often break.
enum KeyCheck {
    static let keys: [Key] = [.down, .pageDown, .escape, .control("p")]

    /// What came when a key was asked for; nil where it was skipped.
    struct Trial: Hashable {
        var wanted: Key
        var press: KeyPress?
    }

    /// - Parameter trials: nil where nobody was asked.
    static func finding(_ trials: [Trial]?, _ texts: Texts) -> Finding {
        let words = texts.doctor.asking
        guard let trials else { return Finding(.keys, .ok, words.notAsked) }
        let pressed = trials.compactMap { trial in trial.press.map { (trial.wanted, $0) } }
        guard !pressed.isEmpty else { return Finding(.keys, .ok, words.skipped) }
        let wrong = pressed.filter { $0.1.key != $0.0 }
        let comma = texts.doctor.verdicts.comma
        guard wrong.isEmpty else {
            let seen = wrong.map { words.arrivedAs($0.0.name, shown($0.1.bytes), $0.1.key?.name ?? words.unknownKey) }
            return Finding(.keys, .warn, seen.joined(separator: comma), mend: words.mendKeys)
        }
        return Finding(.keys, .ok, words.arrived(pressed.map(\.0.name).joined(separator: comma)))
    }

    /// `^[[6~`: bytes as a terminal echoes them.
    static func shown(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            switch byte {
            case ..<0x20: "^" + String(Unicode.Scalar(byte + 0x40))
            case 0x7F: "^?"
            case 0x80...: "\\x" + String(byte, radix: 16)
            default: String(Unicode.Scalar(byte))
            }
        }.joined()
    }
}
