import Cells
import Fleet
import FoundationEssentials
import Wording

extension State {
    mutating func openEncryptionDialog() {
        guard !actsOnMarks else { return openMarkedDialog() }
        guard let camera = selected else { return }
        let states = Set(channels(of: camera.id.device).compactMap(\.encryption?.value))
        let on: Bool? = states.contains(.on) ? false : states == [.off] ? true : nil
        dialog = .encryption(EncryptionDialog(device: camera.id.device, on: on))
    }

    mutating func pressInDialog(_ key: Key) -> [Effect] {
        if scrollDialog(key) { return [] }
        switch dialog {
        case .encryption(let encryption): return press(key, in: encryption)
        case .restoration(let restoration): return press(key, in: restoration)
        case .code(let code): return press(key, in: code)
        case .palette(let palette): return press(key, in: palette)
        case .chooser(let chooser): return press(key, in: chooser)
        case .marked(let marked): return press(key, in: marked)
        case .batch: return pressInBatch(key)
        case nil: return []
        }
    }

    /// A dialog that is longer than the screen is scrolled by the keys that it has no other use for.
    private mutating func scrollDialog(_ key: Key) -> Bool {
        switch dialog {
        case .palette, .chooser, nil: return false
        case .code where [.character("j"), .character("k")].contains(key): return false
        case .encryption, .restoration, .code, .marked, .batch: break
        }
        guard let fit = DialogView(state: self).box?.fit(in: size), fit.lastTop > 0 else { return false }
        switch key {
        case .down, .character("j"): dialogTop = min(fit.top + 1, fit.lastTop)
        case .up, .character("k"): dialogTop = max(fit.top - 1, 0)
        case .pageDown: dialogTop = min(fit.top + max(1, fit.window - 1), fit.lastTop)
        case .pageUp: dialogTop = max(fit.top - max(1, fit.window - 1), 0)
        default: return false
        }
        return true
    }

    mutating func pasteInDialog(_ text: String) {
        switch dialog {
        case .code(var code):
            code.field.insert(text.filter { !$0.isWhitespace })
            dialog = .code(code)
        case .palette(var palette):
            palette.field.insert(text)
            palette.chosen = 0
            dialog = .palette(palette)
        case .encryption, .restoration, .chooser, .marked, .batch, nil: break
        }
    }

    private mutating func press(_ key: Key, in encryption: EncryptionDialog) -> [Effect] {
        switch (key, encryption.on) {
        case (.enter, let on?): return startSwitch(of: encryption.device, on: on, validateCode: nil)
        case (.character("h"), false?), (.character("h"), nil):
            return startSwitch(of: encryption.device, on: false, validateCode: nil, life: 3600)
        case (.character("l"), nil): return startSwitch(of: encryption.device, on: false, validateCode: nil)
        case (.character("r"), nil): return startSwitch(of: encryption.device, on: true, validateCode: nil)
        case (.escape, _), (.character("q"), _): dialog = nil
        default: break
        }
        return []
    }

    private mutating func press(_ key: Key, in code: CodeDialog) -> [Effect] {
        var code = code
        switch key {
        case .enter:
            guard !code.field.isEmpty else { return [] }
            return startSwitch(of: code.device, on: code.on, validateCode: code.field.text, life: code.life)
        case .escape:
            dialog = nil
            return []
        case .character(" "): break
        default: _ = code.field.edit(key)
        }
        dialog = .code(code)
        return []
    }

    mutating func openRestorationDialog() {
        dialog = .restoration(RestorationDialog(devices: lifted))
    }

    private mutating func press(_ key: Key, in restoration: RestorationDialog) -> [Effect] {
        switch key {
        case .enter:
            return restoration.devices.flatMap { startSwitch(of: $0, on: true, validateCode: nil) }
        case .escape, .character("q"): dialog = nil
        default: break
        }
        return []
    }

    private mutating func startSwitch(
        of device: DeviceID, on: Bool, validateCode: String?, life: TimeInterval? = nil
    ) -> [Effect] {
        dialog = nil
        guard !options.readOnly, !switching.keys.contains(device) else { return [] }
        switching[device] = .some(life)
        let name = name(of: device)
        notices.add(.busy, on ? texts.notices.restoring(name) : texts.notices.lifting(name), at: now)
        return [.switchEncryption(device, on: on, validateCode: validateCode, life: life)]
    }
}
