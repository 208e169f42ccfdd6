import Fleet
import Wording

/// Asks before all that was lifted here is encrypted again.
struct RestorationDialog: Dialog {
    static let scope = Scope.restoration
    var devices: [DeviceID]

    func confirmation(_ state: State) -> String? { state.word(.restore) }

    /// Of several it is said what came of each.
    func confirm(_ state: inout State) -> [Effect] {
        if devices.count == 1 { return devices.flatMap { state.startSwitch(of: $0, on: true, validateCode: nil) } }
        let cameras = devices.compactMap { state.channels(of: $0).first }
        return state.start(.encryption(on: true, life: nil), on: cameras.map { ($0.id, state.encryptionReason(of: $0)) })
    }

    func remaining(in state: State) -> Self? {
        let left = devices.filter { !state.channels(of: $0).isEmpty }
        return left.isEmpty ? nil : RestorationDialog(devices: left)
    }

    func box(_ state: State) -> BoxView? {
        let texts = state.texts.dialogs, width = BoxView.textWidth(in: state.size)
        let names = devices.flatMap { device in
            BoxView.wrapped("\(state.label(of: device))   \(device.serial)", width, most: 1)
                + (state.channelNames(of: device).map { BoxView.wrapped($0, width) } ?? [])
        }
        return BoxView(
            title: texts.restoreAllTitle, lines: [BoxView.Line()] + names,
            consequence: BoxView.wrapped(texts.restoreAllConsequence(devices.count), width),
            keys: keyLines(state, width: width), symbols: state.symbols)
    }
}

extension Scope {
    static let restoration = Scope("restoration", takes: .scrolledDialog, isDangerous: true)
}
