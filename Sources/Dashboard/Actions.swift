import Fleet
import FoundationEssentials
import Wording

/// The keys that act on a camera, from the key to what is said when the answer is there.
extension State {
    mutating func copyAddress() -> [Effect] {
        if actsOnMarks {
            return start(.copy, on: marked.map { ($0.id, addressReason(of: $0)) })
        }
        guard let camera = selected, !copying.contains(camera.id) else { return [] }
        copying.insert(camera.id)
        notices.add(.busy, texts.notices.askingAddress(name(of: camera.id)), at: now)
        return [.copyAddresses([camera.id])]
    }

    mutating func checkSelected() -> [Effect] {
        if actsOnMarks { return start(.check, on: marked.map { ($0.id, addressReason(of: $0)) }) }
        guard let camera = selected else { return [] }
        notices.add(.busy, texts.notices.checking(name(of: camera.id)), at: now)
        return [.check(camera.id)]
    }

    /// Hands the address to the player, which runs beside the dashboard.
    mutating func play() -> [Effect] {
        guard let camera = selected else { return [] }
        notices.add(.answer, texts.player.starting(name(of: camera.id)), at: now)
        return [.play(camera.id)]
    }

    /// Says which ways something went to the clipboard, or why it did not.
    mutating func finishCopy(_ routes: [CopyReport.Route], _ fault: CopyReport.Fault?, said: (String) -> String) {
        switch fault {
        case .tooLong: notices.add(.refusal, texts.notices.tooLong, at: now)
        case .off: notices.add(.refusal, texts.notices.clipboardOff, at: now)
        case .overtaken: notices.add(.answer, texts.notices.overtaken, at: now)
        case .failed(let reason): notices.add(.refusal, texts.notices.copyFailed(texts.systemWords(reason)), at: now)
        case nil where routes.isEmpty: notices.add(.answer, texts.log.nothing, at: now)
        case nil:
            let words = routes.map(texts.word(for:)).joined(separator: texts.notices.and)
            notices.add(.answer, said(words), at: now)
        }
    }

    mutating func finishCopy(_ report: CopyReport) {
        copying.subtract(report.cameras)
        copying.subtract(report.refusals.map(\.camera))
        notices.endBusy()
        let before = copied.map { $0 + "   " } ?? ""
        copied = nil
        for refusal in report.refusals {
            notices.add(
                .refusal, texts.about(name(of: refusal.camera), explain(refusal.trouble, of: refusal.camera)),
                about: refusal.camera, at: now)
        }
        if report.fault != nil || !report.cameras.isEmpty {
            let names = texts.listed(report.cameras.map(name(of:)))
            let texts = texts
            finishCopy(report.routes, report.fault) { before + texts.notices.sent(names, $0) }
        }
    }

    mutating func finishCheck(of id: CameraID, _ outcome: CheckOutcome) -> [Effect] {
        let refusal: String? =
            switch outcome {
            case .plays: nil
            case .fails(let code, let message): texts.explain(code: code, message: message)
            case .noStream(let code, _, true): texts.ourChecks(code: code)
            case .noStream(let code, let message, false): texts.explain(code: code, message: message)
            case .trouble(let trouble): texts.explain(trouble, retries: false)
            }
        // The next would meet the same, and take a stream from whoever watches.
        if case .noStream = outcome, batch?.running.contains(id) == true { batch?.stop() }
        if let effects = finishInBatch(where: { $0 == id }, refusal: refusal) { return effects }
        notices.endBusy()
        if let refusal {
            notices.add(.refusal, texts.about(name(of: id), refusal), about: id, at: now)
        } else {
            notices.add(.answer, texts.notices.plays(name(of: id)), about: id, at: now)
        }
        return []
    }

    /// Why something that was wanted of a camera was refused. That it is encrypted may be against all that the lists say.
    func explain(_ trouble: ServiceError, of id: CameraID) -> String {
        texts.explain(trouble, retries: false, isSaidOff: camera(id)?.encryption?.value == .off)
    }

    /// Why a switch within a batch did not come about: a code is asked for one device at a time.
    private func refusal(_ outcome: EncryptionOutcome) -> String? {
        switch outcome {
        case .done, .already: nil
        case .wantsCode(let code, _), .refusesCode(let code, _):
            texts.batch.codeAlone(code, key(.clearMarks), key(.toggleEncryption))
        case .failed(let trouble): texts.explain(ofAction: trouble)
        }
    }

    mutating func finishSwitch(of device: DeviceID, on: Bool, _ outcome: EncryptionOutcome) -> [Effect] {
        let life = switching.removeValue(forKey: device) ?? nil
        let refusal = refusal(outcome)
        if let effects = finishInBatch(
            where: { $0.device == device }, refusal: refusal, isAnswered: !outcome.isOpen)
        {
            return effects
        }
        notices.endBusy()
        let name = name(of: device)
        let about = selected?.id.device == device ? selected?.id : channels(of: device).first?.id
        switch outcome {
        case .done:
            notices.add(.answer, doneText(name, on, life), about: about, at: now)
        case .already:
            notices.add(.answer, on ? texts.notices.alreadyOn(name) : texts.notices.alreadyOff(name), about: about, at: now)
        case .wantsCode(let code, _): askForCode(device, on, life, code, isRefused: false, about: about)
        case .refusesCode(let code, _): askForCode(device, on, life, code, isRefused: true, about: about)
        case .failed(let trouble):
            let text = texts.about(name, texts.explain(ofAction: trouble))
            if texts.isOpenEnded(trouble) {
                openSwitches[device] = OpenSwitch(
                    text: text, on: on, since: now, done: doneText(name, on, life),
                    notDone: on ? texts.notices.notRestored(name) : texts.notices.notLifted(name))
            }
            notices.add(.refusal, text, about: about, at: now)
        }
        return []
    }

    private func doneText(_ name: String, _ on: Bool, _ life: TimeInterval?) -> String {
        let texts = texts.notices
        return on ? texts.restored(name) : life == nil ? texts.lifted(name) : texts.liftedForAnHour(name)
    }

    private mutating func askForCode(
        _ device: DeviceID, _ on: Bool, _ life: TimeInterval?, _ code: String, isRefused: Bool, about: CameraID?
    ) {
        // Another dialog may be open by now; the answer must not take its keys.
        if dialog == nil {
            show(CodeDialog(device: device, on: on, life: life, code: code, isRefused: isRefused))
        } else {
            let text = isRefused ? texts.dialogs.codeRefused : texts.dialogs.codeWanted
            notices.add(.refusal, text(name(of: device), device.serial, code), about: about, at: now)
        }
    }
}

extension EncryptionOutcome {
    /// Whether it was done, the cloud has not said.
    fileprivate var isOpen: Bool { if case .failed(let trouble) = self { trouble.code == nil } else { false } }
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
