import Cells
import Fleet
import Vocabulary
import Wording

/// Asks before a device's encryption is switched.
struct EncryptionDialog: SwitchDialog {
    static let scope = Scope.encryption
    var device: DeviceID
    /// true restores the encryption, false lifts it; nil while the present state is unknown and the user has to choose.
    var on: Bool?

    var direction: Bool? { on }

    func confirmation(_ state: State) -> String? {
        on.map { state.word($0 ? .restore : .lift) }
    }

    func confirm(_ state: inout State) -> [Effect] { on.map { start(on: $0, life: nil, &state) } ?? [] }

    func start(on: Bool, life: Double?, _ state: inout State) -> [Effect] {
        state.startSwitch(of: device, on: on, validateCode: nil, life: life)
    }

    func remaining(in state: State) -> Self? { state.channels(of: device).isEmpty ? nil : self }

    func box(_ state: State) -> BoxView? {
        let texts = state.texts.dialogs, width = BoxView.textWidth(in: state.size)
        let channels = state.channels(of: device)
        var lines = [BoxView.Line()] + BoxView.wrapped(words(for: channels, state.texts, state), width)
        if let names = state.channelNames(of: device) { lines += BoxView.wrapped(names, width) }
        let (title, consequence) =
            switch on {
            case false?: (texts.liftTitle, texts.liftConsequence(channels.count))
            case true?: (texts.restoreTitle, texts.restoreConsequence(channels.count))
            case nil: (texts.chooseTitle, texts.chooseConsequence)
            }
        return BoxView(
            title: title, lines: lines, consequence: consequence.flatMap { BoxView.wrapped($0, width) },
            note: on == true ? [] : BoxView.wrapped(texts.hourConsequence(state.key(.liftForAnHour), state.isRemembering), width),
            keys: keyLines(state, width: width), symbols: state.symbols)
    }

    /// `NVR   E71820344   home, own device`
    private func words(for channels: [Camera], _ texts: Texts, _ state: State) -> String {
        let owner = channels.first?.source == .hosted ? texts.details.hostedDevice : texts.details.ownDevice
        return "\(state.label(of: device))   \(device.serial)   \(device.account)\(texts.punctuation.comma)\(owner)"
    }
}

extension State {
    mutating func openEncryptionDialog() {
        guard !actsOnMarks else { return openMarkedDialog() }
        guard let camera = selected else { return }
        let channels = channels(of: camera.id.device)
        let states = Set(channels.compactMap(\.encryption?.value))
        // Where an address is refused since it is encrypted, and the lists say that it is not, nobody knows.
        let isKnown = !channels.contains { $0.contradiction == .encrypted }
        let on: Bool? = states.contains(.on) ? false : states == [.off] && isKnown ? true : nil
        show(EncryptionDialog(device: camera.id.device, on: on))
    }

    mutating func startSwitch(of device: DeviceID, on: Bool, validateCode: Secret?, life: Double? = nil) -> [Effect] {
        dialog = nil
        guard !options.readOnly, !switching.keys.contains(device) else { return [] }
        closeSwitch(of: device)
        switching[device] = .some(life)
        let name = name(of: device)
        notices.add(.busy, on ? texts.notices.restoring(name) : texts.notices.lifting(name), at: now)
        return [.switchEncryption(device, on: on, validateCode: validateCode, life: life)]
    }
}
