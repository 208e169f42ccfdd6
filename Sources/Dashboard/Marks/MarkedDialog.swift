import Cells
import Fleet
import Wording

/// Asks in which direction the encryption of all marked cameras is to go, and says which those are.
struct MarkedDialog: SwitchDialog {
    static let scope = Scope.marked
    /// One camera for each device, in the grid's order.
    var cameras: [CameraID]
    /// Marked rows, and how many of them the filter hides.
    var marked: Int
    var hidden: Int

    /// nil where nothing is marked.
    init?(_ state: State) {
        let marked = state.marked
        var seen: Set<DeviceID> = []
        cameras = marked.filter { seen.insert($0.id.device).inserted }.map(\.id)
        self.marked = marked.count
        hidden = state.hiddenMarks
        if cameras.isEmpty { return nil }
    }

    var direction: Bool? { nil }

    /// Who is already so is not asked again.
    func start(on: Bool, life: Double?, _ state: inout State) -> [Effect] {
        let wanted: Encryption = on ? .on : .off
        let asked = cameras.filter { state.encryption(of: $0.device) != wanted }.compactMap(state.camera)
        guard !asked.isEmpty else {
            state.dialog = nil
            state.notices.add(.answer, on ? state.texts.batch.allOn : state.texts.batch.allOff, at: state.now)
            return []
        }
        let reasons = asked.map { ($0.id, state.encryptionReason(of: $0)) }
        return state.start(.encryption(on: on, life: life), on: reasons, already: cameras.count - asked.count)
    }

    func remaining(in state: State) -> Self? { MarkedDialog(state) }

    func box(_ state: State) -> BoxView? { MarkedDialogView(state: state, dialog: self).box(size: state.size) }
}

extension Scope {
    static let marked = Scope(
        "marked",
        takes: .scrolledDialog.subtracting([.dialogConfirm]).union([.lift, .liftForAnHour, .restore]), isDangerous: true)
}

extension State {
    mutating func openMarkedDialog() {
        if let dialog = MarkedDialog(self) { show(dialog) }
    }

    /// What all channels of a device say; nil where they do not agree, or with the refusal of an address, or nothing is known.
    func encryption(of device: DeviceID) -> Encryption? {
        let channels = channels(of: device)
        if channels.contains(where: { $0.contradiction == .encrypted }) { return nil }
        let states = Set(channels.map(\.encryption?.value))
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
        let width = BoxView.textWidth(in: size), shared = state.snapshot.cameras.sharedSerials
        let count =
            BoxView.wrapped(texts.batch.marked(dialog.marked, dialog.cameras.count, dialog.hidden), width)
            + (size.rows < Self.roomy ? [] : BoxView.wrapped(states, width))
        return BoxView(
            title: texts.dialogs.chooseTitle, head: [BoxView.Line()] + count + [BoxView.Line()],
            lines: dialog.cameras.flatMap { lines(of: $0, width, isShared: shared.contains($0.serial)) },
            consequence: BoxView.wrapped(texts.batch.consequence, width),
            note: BoxView.wrapped(texts.dialogs.hourConsequence(state.key(.liftForAnHour), state.isRemembering), width),
            keys: dialog.keyLines(state, width: width), symbols: state.symbols)
    }

    /// How many of the devices are how.
    private var states: String {
        let states = dialog.cameras.map { state.encryption(of: $0.device) }
        let (on, off) = (states.count { $0 == .on }, states.count { $0 == .off })
        let offline = dialog.cameras.count { state.isOffline($0.device) }
        return texts.batch.states(on, off, states.count - on - off, offline)
    }

    private func lines(of camera: CameraID, _ width: Int, isShared: Bool) -> [BoxView.Line] {
        [line(of: camera, width, isShared)] + (state.channelNames(of: camera.device).map { BoxView.wrapped($0, width) } ?? [])
    }

    /// Name, serial, with its account where another one has that too, and how it is now: whoever is already so is left alone.
    private func line(of camera: CameraID, _ width: Int, _ isShared: Bool) -> BoxView.Line {
        let word = texts.word(for: state.encryption(of: camera.device))
        let channels = state.channels(of: camera.device).count
        let count = channels > 1 ? "  \(texts.batch.channels(channels))" : ""
        let account = isShared ? "\(camera.account) " : ""
        let tail = "  \(account)\(camera.serial)\(count)  "
        let room = max(4, width - Glyphs.width(of: tail) - Glyphs.width(of: word))
        let name = Glyphs.cut(state.label(of: camera.device), to: room, ellipsis: state.symbols.ellipsis)
        let style: Style = state.encryption(of: camera.device) == .on ? Style(.warning) : .plain
        return BoxView.Line([(name, .plain), (tail, Style(.dim)), (word, style)])
    }
}
