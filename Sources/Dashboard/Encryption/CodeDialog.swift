import Cells
import Fleet
import Settings
import Vocabulary
import Wording

/// Asks for the device's verification code, which the cloud wants. What is typed is drawn as `*` and kept in memory only.
struct CodeDialog: TypedDialog {
    static let scope = Scope.code
    var device: DeviceID
    var on: Bool
    /// For how many seconds it is lifted, where that was asked for.
    var life: Double?
    /// The platform's code that asked for it.
    var code: String
    /// One was sent, and was not taken.
    var isRefused: Bool
    /// Six letters on today's labels; longer ones are let through, since the platform prints no rule.
    var field = TextField(limit: 32, admitsBlanks: false)

    func confirmation(_ state: State) -> String? { state.texts.dialogs.send }

    func confirm(_ state: inout State) -> [Effect] {
        guard !field.isEmpty else { return [] }
        guard !Expectation.verificationCode.isQuoted(field.text) else {
            state.notices.add(.refusal, state.texts.describe(.quoted), at: state.now)
            return []
        }
        return state.startSwitch(of: device, on: on, validateCode: Secret(field.text), life: life)
    }

    func leaving(_ state: State) -> String? { state.texts.dialogs.cancel }

    func remaining(in state: State) -> Self? { state.channels(of: device).isEmpty ? nil : self }

    func box(_ state: State) -> BoxView? {
        let texts = state.texts.dialogs, width = BoxView.textWidth(in: state.size)
        let wanted = (isRefused ? texts.codeRefused : texts.codeWanted)(
            state.name(of: device), device.serial, Glyphs.admitted(code))
        let label = texts.code + "  "
        let stars = String(repeating: "*", count: field.count)
        let input = BoxView.Line(
            [(label, Style(.dim)), (stars.isEmpty ? " " : stars, Style(.input, .bold))],
            cursor: Glyphs.width(of: label) + field.cursor)
        return BoxView(
            title: texts.codeTitle,
            lines: [BoxView.Line()] + BoxView.wrapped(wanted, width, most: 3) + BoxView.wrapped(texts.codeWhere, width),
            keys: [input, BoxView.Line()] + keyLines(state, width: width), symbols: state.symbols)
    }
}

extension Scope {
    static let code = Scope("code", takes: .scrolledDialog, isText: true, isDangerous: true)
}
