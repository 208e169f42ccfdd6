import Cells
import Output
import Wording

/// A finding as a line of text: verdict, check, account, what was seen, and what mends it.
struct FindingLine {
    var texts: Texts
    var coloured: Bool

    func text(_ finding: Finding) -> String {
        let words = texts.doctor
        let verdict = Printable.padded(
            words.word(for: finding.verdict), to: Self.widest([.ok, .warn, .fail(.refused)], words.word))
        let check = Printable.padded(words.name(of: finding.check), to: Self.widest(Finding.Check.allCases, words.name))
        let account = finding.account.map { Printable.text($0) + words.verdicts.colon } ?? ""
        let mend = finding.mend.map { words.verdicts.colon + Printable.text($0) } ?? ""
        return "\(ink(finding.verdict, verdict))  \(check)  \(account)\(Printable.text(finding.seen))\(mend)\n"
    }

    private static func widest<Value>(_ values: [Value], _ name: (Value) -> String) -> Int {
        values.map { Glyphs.width(of: name($0)) }.max() ?? 0
    }

    /// Green, yellow, red: the three that every palette has.
    private func ink(_ verdict: Finding.Verdict, _ text: String) -> String {
        guard coloured else { return text }
        let colour =
            switch verdict {
            case .ok: 32
            case .warn: 33
            case .fail: 31
            }
        return "\u{1B}[\(colour)m\(text)\u{1B}[0m"
    }
}
