import Fleet
import FoundationEssentials
import Wording

/// Prints the lines of `watch`.
struct ChangePrinter: Sendable {
    var json: Bool
    var texts: Texts

    private struct Row: Encodable {
        var time: String
        var account: String
        var serial: String
        var channel: Nullable<Int>
        var name: String
        var what: String
        var from: String
        var to: String
    }

    func print(_ line: ChangeLog.Line) {
        switch line {
        case .change(let change) where json:
            let camera = change.camera
            let row = Row(
                time: Timestamp.text(change.at), account: camera.id.account, serial: camera.id.serial,
                channel: Nullable(camera.id.channel), name: camera.name, what: change.what.rawValue, from: change.from,
                to: change.to)
            if let text = try? JSONText.text(of: row, pretty: false) { Standard.output(text) }
        case .change(let change):
            let camera = change.camera
            let place = camera.id.serial + (camera.id.channel.map { ":\($0)" } ?? "")
            Standard.output(
                Printable.text(
                    "\(Timestamp.text(change.at))  \(camera.name) (\(place))  \(change.what.rawValue)  \(change.from) -> \(change.to)"
                ) + "\n")
        case .account(let account, let trouble):
            // Troubles are no changes of a camera: they go where errors go, in both forms.
            Standard.error(
                "\(account.id): \(trouble.map { texts.explain($0, retries: true) } ?? texts.notices.recovered(account.host))")
        }
    }
}
