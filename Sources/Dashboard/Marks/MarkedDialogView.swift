import Cells
import Fleet
import Wording

/// Asks in which direction the encryption of all marked cameras is to go, and says which those are.
public struct MarkedDialog: Hashable, Sendable {
    /// One camera for each device, in the grid's order.
    var cameras: [CameraID]
    /// Marked rows, and how many of them the filter hides.
    var marked: Int
    var hidden: Int
}

extension State {
    mutating func openMarkedDialog() {
        var seen: Set<DeviceID> = []
        let marked = marked
        let cameras = marked.filter { seen.insert($0.id.device).inserted }.map(\.id)
        dialog = .marked(MarkedDialog(cameras: cameras, marked: marked.count, hidden: hiddenMarks))
    }

    mutating func press(_ key: Key, in marked: MarkedDialog) -> [Effect] {
        switch key {
        case .character("l"): return startSwitches(of: marked, on: false)
        case .character("h"): return startSwitches(of: marked, on: false, life: 3600)
        case .character("r"): return startSwitches(of: marked, on: true)
        case .escape, .character("q"): dialog = nil
        default: break
        }
        return []
    }

    /// Who is already so is not asked again.
    private mutating func startSwitches(of marked: MarkedDialog, on: Bool, life: Double? = nil) -> [Effect] {
        let wanted: Encryption = on ? .on : .off
        let cameras = marked.cameras.filter { encryption(of: $0.device) != wanted }.compactMap(camera)
        guard !cameras.isEmpty else {
            dialog = nil
            notices.add(.answer, on ? texts.batch.allOn : texts.batch.allOff, at: now)
            return []
        }
        return start(
            .encryption(on: on, life: life), on: cameras.map { ($0.id, encryptionReason(of: $0)) },
            already: marked.cameras.count - cameras.count)
    }

    /// What all channels of a device say; nil where they do not agree, or nothing is known.
    func encryption(of device: DeviceID) -> Encryption? {
        let states = Set(channels(of: device).map(\.encryption?.value))
        return states.count == 1 ? states.first ?? nil : nil
    }
}

struct MarkedDialogView {
    let state: State
    let dialog: MarkedDialog
    private var texts: Texts { state.texts }

    /// Rows of a terminal from which on there is room for more than the cameras and the consequence.
    private static let roomy = 16

    func box(size: Size) -> BoxView {
        let width = BoxView.textWidth(in: size)
        let wrapped = { (text: String) in Wrap.lines(text, width: width).map { BoxView.Line($0) } }
        let count =
            wrapped(texts.batch.marked(dialog.marked, dialog.cameras.count, dialog.hidden))
            + (size.rows < Self.roomy ? [] : wrapped(states))
        let keys = [
            ("l", texts.dialogs.lift), ("h", texts.dialogs.liftForAnHour), ("r", texts.dialogs.restore),
            ("Esc", texts.dialogs.leave),
        ]
        let keyLines = BoxView.keyLines(keys, width)
        return BoxView(
            title: texts.dialogs.chooseTitle, head: [BoxView.Line()] + count + [BoxView.Line()],
            lines: dialog.cameras.map { line(of: $0, width) }, consequence: wrapped(texts.batch.consequence),
            note: wrapped(texts.dialogs.hourConsequence), keys: keyLines, symbols: state.symbols)
    }

    /// How many of the devices are how.
    private var states: String {
        let states = dialog.cameras.map { state.encryption(of: $0.device) }
        let (on, off) = (states.count { $0 == .on }, states.count { $0 == .off })
        let offline = dialog.cameras.count { state.camera($0)?.status?.value == .offline }
        return texts.batch.states(on, off, states.count - on - off, offline)
    }

    /// Name, serial, and how it is now: whoever is already so is left alone.
    private func line(of camera: CameraID, _ width: Int) -> BoxView.Line {
        let word = texts.word(for: state.encryption(of: camera.device))
        let channels = state.channels(of: camera.device).count
        let count = channels > 1 ? "  \(texts.batch.channels(channels))" : ""
        let tail = "  \(camera.serial)\(count)  "
        let room = max(4, width - Glyphs.width(of: tail) - Glyphs.width(of: word))
        let name = Glyphs.cut(state.name(of: camera.device), to: room, ellipsis: state.symbols.ellipsis)
        let style: Style = state.encryption(of: camera.device) == .on ? Style(.warning) : .plain
        return BoxView.Line([(name, .plain), (tail, Style(.dim)), (word, style)])
    }
}
