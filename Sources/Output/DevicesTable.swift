import Cells
import Fleet
import FoundationEssentials
import Vocabulary
import Wording

/// `eztop devices`: a plain table, without colour or escapes, in the user's language.
public enum DevicesTable {
    public static func text(of snapshot: Snapshot, addresses: Bool, texts: Texts, at now: Date) -> String {
        let titles = texts.columns
        var rows = [
            [
                titles.name, titles.serial, titles.channel, titles.model, titles.status, titles.encryption, titles.live,
                titles.source,
            ]
        ]
        for camera in snapshot.cameras {
            rows.append([
                camera.name, camera.id.serial, camera.id.channel.map(String.init) ?? "", camera.model,
                texts.word(for: camera.status?.value), texts.word(for: camera.encryption?.value),
                texts.phrase(for: camera.liveState(at: now), at: now), texts.source(of: camera),
            ])
        }
        var text = ""
        for (index, line) in PlainTable.lines(of: rows).enumerated() {
            text += line + "\n"
            if addresses, index > 0, case .some(let address) = snapshot.cameras[index - 1].live?.value.address {
                text += "  " + Printable.text(address.url) + "\n"
            }
        }
        return text
    }
}
