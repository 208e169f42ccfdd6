import Fleet
import FoundationEssentials
import Vocabulary
import Wording

/// `eztop devices --csv`.
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
        return CSVText.text(of: lines)
    }
}
