import Fleet
import FoundationEssentials
import Vocabulary
import Wording

/// `eztop devices --csv`: RFC 4180, and safe for spreadsheets, which take a leading `=`, `+`, `-` or `@`, the wide ones of East Asian
/// keyboards too, for a formula.
public enum DevicesCSV {
    public static func text(of snapshot: Snapshot, addresses: Bool, at now: Date) -> String {
        let words = Texts.english
        var titles = [
            "account", "source", "serial", "channel", "name", "model", "status", "encryption", "live", "expires", "checked",
        ]
        if addresses { titles.append("url") }
        var lines = [titles]
        for camera in snapshot.cameras {
            let state = camera.liveState(at: now)
            let known: LiveAddress? =
                switch state {
                case .ready, .playing: camera.live?.value.address
                default: nil
                }
            var fields = [
                camera.id.account, camera.source.rawValue, camera.id.serial, camera.id.channel.map(String.init) ?? "",
                camera.name, camera.model, words.word(for: camera.status?.value), words.word(for: camera.encryption?.value),
                words.word(for: state), known?.expires.map(Timestamp.text) ?? "", camera.checked.map(Timestamp.text) ?? "",
            ]
            if addresses { fields.append(known?.url ?? "") }
            lines.append(fields)
        }
        return lines.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func field(_ text: String) -> String {
        var text = Printable.text(text)
        // Code point by code point, as readers take it: a comma with an accent over it is a comma.
        let scalars = text.unicodeScalars
        if let first = scalars.first(where: { $0 != " " }), "=+-@＝＋－＠".unicodeScalars.contains(first) { text = "'" + text }
        guard scalars.contains(where: { $0 == "," || $0 == "\"" }) else { return text }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }
}
