import Cells
import Fleet
import Wording

/// The dialogs: what is about to happen to which camera, and the keys that do it or leave it.
struct DialogView {
    let state: State
    private var texts: Texts { state.texts }

    func draw(into frame: inout Frame) {
        switch state.dialog {
        case .encryption(let dialog): box(dialog, size: frame.size).draw(into: &frame)
        case .restoration(let dialog): box(dialog, size: frame.size).draw(into: &frame)
        case .code(let dialog): box(dialog, size: frame.size).draw(into: &frame)
        case .palette(let palette): PaletteView(state: state, palette: palette).box(size: frame.size).draw(into: &frame)
        case .chooser(let chooser): ChooserView(state: state, chooser: chooser).box(size: frame.size).draw(into: &frame)
        case .marked(let dialog): MarkedDialogView(state: state, dialog: dialog).box(size: frame.size).draw(into: &frame)
        case .batch:
            if let batch = state.batch { BatchView(state: state, batch: batch).box(size: frame.size).draw(into: &frame) }
        case nil: break
        }
    }

    private func box(_ dialog: EncryptionDialog, size: Size) -> BoxView {
        let width = BoxView.textWidth(in: size)
        let channels = state.channels(of: dialog.device)
        var lines = [BoxView.Line()]
        lines += wrapped(device(dialog.device, channels), width)
        if channels.count > 1 {
            let names = channels.map { "\($0.id.channel.map { "\($0) " } ?? "")\(state.name(of: $0.id))" }
            lines += wrapped("\(texts.dialogs.channels) \(names.joined(separator: ", "))", width, most: 4)
        }
        lines.append(BoxView.Line())
        let title: String
        let keys: [(String, String)]
        switch dialog.on {
        case false?:
            title = texts.dialogs.liftTitle
            lines += texts.dialogs.liftConsequence(channels.count).flatMap { wrapped($0, width) }
            lines += wrapped(texts.dialogs.hourConsequence, width)
            keys = [("Enter", texts.dialogs.lift), ("h", texts.dialogs.liftForAnHour), ("Esc", texts.dialogs.leave)]
        case true?:
            title = texts.dialogs.restoreTitle
            lines += texts.dialogs.restoreConsequence(channels.count).flatMap { wrapped($0, width) }
            keys = [("Enter", texts.dialogs.restore), ("Esc", texts.dialogs.leave)]
        case nil:
            title = texts.dialogs.chooseTitle
            lines += texts.dialogs.chooseConsequence.flatMap { wrapped($0, width) }
            lines += wrapped(texts.dialogs.hourConsequence, width)
            keys = [
                ("l", texts.dialogs.lift), ("h", texts.dialogs.liftForAnHour), ("r", texts.dialogs.restore),
                ("Esc", texts.dialogs.leave),
            ]
        }
        let keyLines = BoxView.keyLines(keys, width)
        return BoxView(title: title, lines: lines, keys: keyLines, symbols: state.symbols)
    }

    private func box(_ dialog: RestorationDialog, size: Size) -> BoxView {
        let width = BoxView.textWidth(in: size)
        var lines = [BoxView.Line()]
        let shown = max(1, size.rows - 10)
        for device in dialog.devices.prefix(shown) {
            lines += wrapped("\(state.name(of: device))   \(device.serial)", width, most: 1)
        }
        if dialog.devices.count > shown { lines.append(BoxView.Line("+\(dialog.devices.count - shown)", Style(.dim))) }
        lines.append(BoxView.Line())
        lines += wrapped(texts.dialogs.restoreAllConsequence(dialog.devices.count), width)
        let keyLines = BoxView.keyLines([("Enter", texts.dialogs.restore), ("Esc", texts.dialogs.leave)], width)
        return BoxView(title: texts.dialogs.restoreAllTitle, lines: lines, keys: keyLines, symbols: state.symbols)
    }

    private func box(_ dialog: CodeDialog, size: Size) -> BoxView {
        let width = BoxView.textWidth(in: size)
        let wanted = (dialog.isSecond ? texts.dialogs.codeRefused : texts.dialogs.codeWanted)(
            state.name(of: dialog.device), dialog.device.serial, "\(dialog.code) \(Glyphs.admitted(dialog.message))")
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
        return "\(name)   \(device.serial)   \(device.account), \(owner)"
    }

    private func wrapped(_ text: String, _ width: Int, most: Int = .max) -> [BoxView.Line] {
        Wrap.lines(text, width: width, most: most).map { BoxView.Line($0) }
    }
}
