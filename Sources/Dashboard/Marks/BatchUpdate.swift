import Fleet
import FoundationEssentials
import Wording

extension State {
    /// Starts an action on the marked cameras. What is known to be refused is not sent.
    mutating func start(
        _ action: Batch.Action, on cameras: [(id: CameraID, reason: String?)], already: Int = 0
    ) -> [Effect] {
        var wanted: [CameraID] = []
        var refused: [Batch.Refusal] = []
        for camera in cameras {
            if let text = camera.reason {
                refused.append(Batch.Refusal(camera: camera.id, kind: .leftAlone, text: text))
            } else {
                wanted.append(camera.id)
            }
        }
        batch = Batch(action, wanted, refused: refused, already: already)
        show(BatchDialog())
        return goOn()
    }

    /// Sends what may be sent now; where all is done, says what came of it.
    private mutating func goOn() -> [Effect] {
        guard var running = batch else { return [] }
        let effects = running.next().map { effect(of: running.action, on: $0) }
        batch = running
        return running.isOver ? endBatch(running) : effects
    }

    private mutating func effect(of action: Batch.Action, on camera: CameraID) -> Effect {
        switch action {
        case .encryption(let on, let life):
            switching[camera.device] = .some(life)
            return .switchEncryption(camera.device, on: on, validateCode: nil, life: life)
        case .copy: return .fetchAddress(camera)
        case .check: return .checkInTurn(camera)
        }
    }

    /// Takes the answer to one of the batch's calls. nil when it is not the batch's.
    ///
    /// - Parameter isAnswered: false where nobody knows whether it was done.
    mutating func finishInBatch(
        where isIt: (CameraID) -> Bool, refusal: String?, isAnswered: Bool = true
    ) -> [Effect]? {
        guard let camera = batch?.running.first(where: isIt) else { return nil }
        batch?.finish(camera, refusal: refusal, isAnswered: isAnswered)
        return goOn()
    }

    /// A refusal with the camera's name, which some reasons begin with already.
    func said(_ refusal: Batch.Refusal) -> String {
        let name = name(of: refusal.camera)
        return refusal.text.hasPrefix(name) ? refusal.text : texts.about(name, refusal.text)
    }

    /// Where everything went well the box goes by itself; a refusal stays until it was read.
    private mutating func endBatch(_ ended: Batch) -> [Effect] {
        let isRead = dialog is BatchDialog
        let summary = texts.batch.summary(of: ended)
        let isCopied = ended.action == .copy && !ended.done.isEmpty
        if ended.refused.isEmpty && ended.stopped == 0 {
            if isRead { dialog = nil }
            batch = nil
            notices.add(.answer, summary, at: now)
        } else if isRead {
            notices.keep(summary, at: now)
            for refusal in ended.refused { notices.keep(said(refusal), as: .refusal, at: now) }
        } else {
            // Each refusal waits behind what came of it all.
            for refusal in ended.refused { notices.add(.refusal, said(refusal), about: refusal.camera, at: now) }
            notices.add(.answer, summary, at: now)
            batch = nil
        }
        // What is said of the copy comes at once, and must not take its place.
        copied = isCopied ? summary : nil
        return isCopied ? [.copyAddresses(ended.done)] : []
    }

    /// What has not been sent is not.
    mutating func stopBatch() -> [Effect] {
        batch?.stop()
        return goOn()
    }
}

extension Texts.Batch {
    /// `Encryption lifted: 9 of 12, 1 refused, 1 left alone, 1 not sent`
    func summary(of batch: Batch) -> String {
        let what =
            switch batch.action {
            case .encryption(on: true, _): restored
            case .encryption(on: false, _): lifted
            case .copy: addressed
            case .check: checked
            }
        var parts = [what(batch.done.count, batch.total)]
        for (kind, words) in [(Batch.Refusal.Kind.refused, refused), (.unanswered, unanswered), (.leftAlone, leftAlone)] {
            let count = batch.refused.count { $0.kind == kind }
            if count > 0 { parts.append(words(count)) }
        }
        if batch.already > 0 { parts.append(already(batch.already)) }
        if batch.stopped > 0 { parts.append(notSent(batch.stopped)) }
        return parts.joined(separator: separator)
    }

    func title(of action: Batch.Action) -> String {
        switch action {
        case .encryption(on: true, _): restoringTitle
        case .encryption(on: false, _): liftingTitle
        case .copy: addressTitle
        case .check: checkTitle
        }
    }
}
