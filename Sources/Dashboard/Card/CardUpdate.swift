import Cells
import Fleet
import Vocabulary
import Wording

extension State {
    mutating func openCard() -> [Effect] {
        guard let camera = selected else { return [] }
        return ask(for: CardState(camera: camera.id))
    }

    private mutating func ask(for card: CardState) -> [Effect] {
        var card = card
        card.answer = nil
        card.isWithdrawn = false
        card.asksWithdrawal = false
        open(.card(card))
        return [.askAddress(card.camera, card.liveProtocol, card.quality)]
    }

    /// An answer that came after another kind was chosen, or the card was left, is not shown.
    mutating func take(_ answer: AddressAnswer, of camera: CameraID, _ liveProtocol: LiveProtocol, _ quality: Quality) {
        guard case .card(var card) = page, card.camera == camera, card.liveProtocol == liveProtocol, card.quality == quality
        else { return }
        card.answer = answer
        page = .card(card)
    }

    mutating func finishWithdrawal(of camera: CameraID, _ trouble: Trouble?) {
        if let trouble {
            notices.add(.refusal, texts.about(name(of: camera), texts.explain(trouble, retries: false)), about: camera, at: now)
        } else {
            notices.add(.answer, texts.card.withdrawn(name(of: camera)), about: camera, at: now)
        }
        guard case .card(var card) = page, card.camera == camera, trouble == nil else { return }
        card.isWithdrawn = true
        page = .card(card)
    }

    mutating func pressInCard(_ key: Key) -> [Effect] {
        guard case .card(var card) = page else { return [] }
        if card.asksWithdrawal, key != .character("w") {
            // Any key but the second w leaves the address as it is.
            card.asksWithdrawal = false
            page = .card(card)
            if key == .escape { return [] }
        }
        switch key {
        case .character("h"): card.liveProtocol = .hls
        case .character("l"): card.liveProtocol = .llhls
        case .character("r"): card.liveProtocol = .rtmp
        case .character("f"): card.liveProtocol = .flv
        case .character("z"): card.liveProtocol = .ezopen
        case .character("d"): card.quality = .hd
        case .character("b"): card.quality = .sd
        case .character("c"): return isCheckable(card) ? checkSelected() : []
        case .character("w"): return withdraw(card)
        case .character("y"): return card.usable.map { [.copyAddress($0, of: card.camera)] } ?? []
        default: return pressInPage(key)
        }
        return ask(for: card)
    }

    /// What is checked is the grid's own kind of address.
    private func isCheckable(_ card: CardState) -> Bool {
        card.liveProtocol == .hls && card.quality == .hd && card.usable != nil
    }

    private mutating func withdraw(_ card: CardState) -> [Effect] {
        guard let address = card.usable else { return [] }
        guard !options.readOnly else {
            notices.add(.answer, texts.commandLine.readOnly, at: now)
            return []
        }
        guard let urlID = address.urlID ?? LiveAddress.urlID(in: address.url) else {
            notices.add(.answer, texts.card.noID, at: now)
            return []
        }
        guard card.asksWithdrawal else {
            var asking = card
            asking.asksWithdrawal = true
            page = .card(asking)
            return []
        }
        var asked = card
        asked.asksWithdrawal = false
        page = .card(asked)
        notices.add(.busy, texts.card.withdrawing(name(of: card.camera)), at: now)
        return [.withdraw(urlID, of: card.camera)]
    }
}
