import Fleet
import FoundationEssentials
import Wording

/// Prints the lines of `watch`.
public struct ChangePrinter: Sendable {
    public var json: Bool
    /// Only faults go to standard error.
    public var quiet: Bool
    /// Changes go to standard error too, as a service's do.
    public var toError: Bool
    public var texts: Texts

    public init(json: Bool, quiet: Bool = false, toError: Bool = false, texts: Texts) {
        self.json = json
        self.quiet = quiet
        self.toError = toError
        self.texts = texts
    }

    private struct Row: Encodable {
        var time: String
        var account: String
        var serial: String
        var channel: Nullable<Int>
        var name: String
        var what: String
        var from: Nullable<String>
        var to: Nullable<String>
        var from_code: Int?
        var to_code: Int?
    }

    /// - Returns: how the program ends where nobody can be told any more; nil else.
    public func print(_ line: ChangeLog.Line) -> ExitCode? {
        switch line {
        case .change(let change) where toError:
            Standard.error(String(text(of: change).dropLast()))
            return nil
        case .change(let change): return Standard.fault(writing: text(of: change).utf8)
        case .account(_, nil) where quiet: return nil
        case .account(let account, let trouble):
            // Troubles are no changes of a camera: they go where errors go, in both forms.
            let lines = trouble == nil ? [texts.notices.recovered(account.host)] : texts.troubles(of: account, retries: true)
            for line in lines { Standard.error("\(account.id): \(line)") }
            return nil
        case .restoration(_, _, nil, _) where quiet: return nil
        case .restoration(let camera, let name, let trouble, let isStillOff):
            let words =
                trouble.map { texts.about(name, texts.explain(ofRestoration: $0, isStillOff: isStillOff)) }
                ?? texts.notices.putBack(name)
            Standard.error("\(camera.account): \(words)")
            return nil
        case .empty where quiet: return nil
        case .empty(let account):
            for line in texts.withoutCameras(account) { Standard.error(texts.about(account.id, line)) }
            return nil
        case .missing(let account, let count):
            Standard.error("\(account.id): \(texts.errors.missing(account.host, count))")
            return nil
        }
    }

    public func text(of change: ChangeLog.Change) -> String {
        let camera = change.camera
        if json {
            let row = Row(
                time: Timestamp.text(change.at), account: camera.account, serial: camera.serial,
                channel: Nullable(camera.channel), name: change.name, what: change.what.rawValue,
                from: Nullable(change.from.word), to: Nullable(change.to.word), from_code: change.from.code,
                to_code: change.to.code)
            return (try? JSONText.text(of: row, pretty: false)) ?? ""
        }
        let place = camera.serial + (camera.channel.map { ":\($0)" } ?? "")
        let sides = [change.from, change.to].map { side in
            side.word.map { word in side.code.map { "\(word) \($0)" } ?? word }
        }
        let (from, to) = (sides[0], sides[1])
        let what = from.flatMap { from in to.map { "  \(from) -> \($0)" } } ?? ""
        return Printable.text("\(Timestamp.text(change.at))  \(change.name) (\(place))  \(change.what.rawValue)\(what)") + "\n"
    }
}
