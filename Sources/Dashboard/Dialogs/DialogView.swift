import Cells
import Fleet
import Vocabulary
import Wording

/// The dialogs: what is about to happen to which camera, and the keys that do it or leave it.
struct DialogView {
    let state: State
    private var texts: Texts { state.texts }

    func draw(into frame: inout Frame) { box?.draw(into: &frame) }

    /// The box of the dialog that is open.
    var box: BoxView? {
        let size = state.size
        var box: BoxView? =
            switch state.dialog {
            case .encryption(let dialog): self.box(dialog, size: size)
            case .restoration(let dialog): self.box(dialog, size: size)
            case .code(let dialog): self.box(dialog, size: size)
            case .palette(let palette): PaletteView(state: state, palette: palette).box(size: size)
            case .chooser(let chooser): ChooserView(state: state, chooser: chooser).box(size: size)
            case .marked(let dialog): MarkedDialogView(state: state, dialog: dialog).box(size: size)
            case .batch: state.batch.map { BatchView(state: state, batch: $0).box(size: size) }
            case nil: nil
            }
        box?.top = state.dialogTop
        return box
    }

    private func box(_ dialog: EncryptionDialog, size: Size) -> BoxView {
        let width = BoxView.textWidth(in: size)
        let channels = state.channels(of: dialog.device)
        var lines = [BoxView.Line()]
        lines += wrapped(device(dialog.device, channels), width)
        if channels.count > 1 {
            let names = channels.map { "\($0.id.channel.map { "\($0) " } ?? "")\(state.name(of: $0.id))" }
            lines += wrapped("\(texts.dialogs.channels) \(names.joined(separator: texts.punctuation.list))", width)
        }
        let title: String
        let keys: [(String, String)]
        let consequence: [String]
        switch dialog.on {
        case false?:
            title = texts.dialogs.liftTitle
            consequence = texts.dialogs.liftConsequence(channels.count)
            keys = [("Enter", texts.dialogs.lift), ("h", texts.dialogs.liftForAnHour), ("Esc", texts.dialogs.leave)]
        case true?:
            title = texts.dialogs.restoreTitle
            consequence = texts.dialogs.restoreConsequence(channels.count)
            keys = [("Enter", texts.dialogs.restore), ("Esc", texts.dialogs.leave)]
        case nil:
            title = texts.dialogs.chooseTitle
            consequence = texts.dialogs.chooseConsequence
            keys = [
                ("l", texts.dialogs.lift), ("h", texts.dialogs.liftForAnHour), ("r", texts.dialogs.restore),
                ("Esc", texts.dialogs.leave),
            ]
        }
        return BoxView(
            title: title, lines: lines, consequence: consequence.flatMap { wrapped($0, width) },
            note: dialog.on == true ? [] : wrapped(texts.dialogs.hourConsequence, width), keys: BoxView.keyLines(keys, width),
            symbols: state.symbols)
    }

    private func box(_ dialog: RestorationDialog, size: Size) -> BoxView {
        let width = BoxView.textWidth(in: size)
        var lines = [BoxView.Line()]
        for device in dialog.devices { lines += wrapped("\(state.name(of: device))   \(device.serial)", width, most: 1) }
        let keyLines = BoxView.keyLines([("Enter", texts.dialogs.restore), ("Esc", texts.dialogs.leave)], width)
        return BoxView(
            title: texts.dialogs.restoreAllTitle, lines: lines,
            consequence: wrapped(texts.dialogs.restoreAllConsequence(dialog.devices.count), width), keys: keyLines,
            symbols: state.symbols)
    }

    private func box(_ dialog: CodeDialog, size: Size) -> BoxView {
        let width = BoxView.textWidth(in: size)
        let wanted = (dialog.isRefused ? texts.dialogs.codeRefused : texts.dialogs.codeWanted)(
            state.name(of: dialog.device), dialog.device.serial, Glyphs.admitted(dialog.code))
        var lines = [BoxView.Line()]
        lines += wrapped(wanted, width, most: 3)
        lines += wrapped(texts.dialogs.codeWhere, width)
        let label = texts.dialogs.code + "  "
        let stars = String(repeating: "*", count: dialog.field.count)
        let input = BoxView.Line(
            [(label, Style(.dim)), (stars.isEmpty ? " " : stars, Style(.input, .bold))],
            cursor: Glyphs.width(of: label) + dialog.field.cursor)
        let keyLines = BoxView.keyLines([("Enter", texts.dialogs.send), ("Esc", texts.dialogs.cancel)], width)
        return BoxView(
            title: texts.dialogs.codeTitle, lines: lines, keys: [input, BoxView.Line()] + keyLines, symbols: state.symbols)
    }

    /// `NVR   E71820344   home, own device`
    private func device(_ device: DeviceID, _ channels: [Camera]) -> String {
        let name = channels.count == 1 ? state.name(of: channels[0].id) : Glyphs.admitted(channels.first?.model ?? "")
        let owner = channels.first?.source == .hosted ? texts.details.hostedDevice : texts.details.ownDevice
        return "\(name)   \(device.serial)   \(device.account)\(texts.punctuation.comma)\(owner)"
    }

    private func wrapped(_ text: String, _ width: Int, most: Int = .max) -> [BoxView.Line] {
        Wrap.lines(text, width: width, most: most).map { BoxView.Line($0) }
    }
}
