import Fleet
import Wording

/// The keys that act on a camera, from the key to what is said when the answer is there.
extension State {
    mutating func copyAddress() -> [Effect] {
        guard let camera = selected, !copying.contains(camera.id) else { return [] }
        copying.insert(camera.id)
        notices.add(.busy, texts.notices.askingAddress(name(of: camera.id)), at: now)
        return [.copyAddress(camera.id)]
    }

    mutating func checkSelected() -> [Effect] {
        guard let camera = selected else { return [] }
        notices.add(.busy, texts.notices.checking(name(of: camera.id)), at: now)
        return [.check(camera.id)]
    }

    mutating func finishCopy(_ report: CopyReport) {
        copying.subtract(report.cameras)
        copying.subtract(report.refusals.map(\.camera))
        notices.endBusy()
        let names = report.cameras.map(name(of:)).joined(separator: ", ")
        switch report.fault {
        case .tooLong: notices.add(.error, texts.notices.tooLong, at: now)
        case .off: notices.add(.error, texts.notices.clipboardOff, at: now)
        case .failed(let reason): notices.add(.error, texts.notices.copyFailed(reason), at: now)
        case nil where !report.cameras.isEmpty:
            let routes = report.routes.map(texts.word(for:)).joined(separator: " \(texts.notices.and) ")
            notices.add(.news, texts.notices.sent(names, routes), at: now)
        case nil: break
        }
        for refusal in report.refusals {
            notices.add(.error, "\(name(of: refusal.camera)): \(texts.explain(refusal.trouble))", at: now)
        }
    }

    mutating func finishCheck(of id: CameraID, _ trouble: Trouble?) {
        notices.endBusy()
        if let trouble {
            notices.add(.error, "\(name(of: id)): \(texts.explain(trouble))", at: now)
            return
        }
        switch camera(id)?.liveState(at: now) {
        case .playing: notices.add(.news, texts.notices.plays(name(of: id)), at: now)
        case .broken(let code), .limited(let code):
            notices.add(.error, "\(name(of: id)): \(texts.explain(code: code))", at: now)
        default: break
        }
    }

    mutating func finishSwitch(of device: DeviceID, on: Bool, _ outcome: EncryptionOutcome) {
        let life = switching.removeValue(forKey: device) ?? nil
        notices.endBusy()
        let name = name(of: device)
        switch outcome {
        case .done:
            let text = on ? texts.notices.restored : life == nil ? texts.notices.lifted : texts.notices.liftedForAnHour
            notices.add(.news, text(name), at: now)
        case .already: notices.add(.news, on ? texts.notices.alreadyOn(name) : texts.notices.alreadyOff(name), at: now)
        case .wantsCode(let code, let message):
            // Another dialog may be open by now; the answer must not take its keys.
            if dialog == nil {
                dialog = .code(CodeDialog(device: device, on: on, life: life, code: code, message: message))
            } else {
                notices.add(.error, "\(name): \(texts.explain(code: code, message: message))", at: now)
            }
        case .failed(let trouble): notices.add(.error, "\(name): \(texts.explain(trouble))", at: now)
        }
    }
}

extension Texts {
    public func word(for route: CopyReport.Route) -> String {
        switch route {
        case .tmux: notices.routeTmux
        case .screen: notices.routeScreen
        case .terminal: notices.routeTerminal
        case .wayland: notices.routeWayland
        case .x11: notices.routeX11
        case .command: notices.routeCommand
        }
    }
}
