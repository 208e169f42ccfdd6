import Fleet
import Vocabulary
import Wording

extension State {
    /// Opens the card, or asks anew for the one that is there.
    mutating func ask(for card: CardPage) -> [Effect] {
        var card = card
        card.answer = nil
        card.isWithdrawn = false
        card.asksWithdrawal = false
        open(card)
        guard card.isStable else { return [.askAddress(card.camera, card.liveProtocol, card.quality)] }
        return [.askStableAddress(card.camera, isShared: snapshot.cameras.sharedSerials.contains(card.camera.serial))]
    }

    /// Asks for the address of another kind.
    mutating func ask(_ change: (inout CardPage) -> Void) -> [Effect] {
        guard var card = self[CardPage.self] else { return [] }
        card.isStable = false
        change(&card)
        return ask(for: card)
    }

    /// An answer that came after another kind was chosen, or the card was left, is not shown.
    mutating func take(_ answer: AddressAnswer, of camera: CameraID, _ liveProtocol: LiveProtocol, _ quality: Quality) {
        guard let card = self[CardPage.self], card.camera == camera, !card.isStable, card.liveProtocol == liveProtocol,
            card.quality == quality
        else { return }
        self[CardPage.self]?.answer = answer
    }

    /// The one that never ends is wanted elsewhere: it is copied as it comes.
    mutating func take(stable answer: AddressAnswer, of camera: CameraID) -> [Effect] {
        guard let card = self[CardPage.self], card.camera == camera, card.isStable else { return [] }
        self[CardPage.self]?.answer = answer
        return answer.address.map { [.copyAddress($0, of: camera)] } ?? []
    }

    mutating func finishWithdrawal(of camera: CameraID, _ trouble: ServiceError?) {
        if let trouble {
            notices.add(.refusal, texts.about(name(of: camera), texts.explain(trouble, retries: false)), about: camera, at: now)
        } else {
            notices.add(.answer, texts.card.withdrawn(name(of: camera)), about: camera, at: now)
            if self[CardPage.self]?.camera == camera { self[CardPage.self]?.isWithdrawn = true }
        }
    }

    /// The first time it only asks.
    mutating func withdraw() -> [Effect] {
        guard let card = self[CardPage.self], let address = card.usable else { return [] }
        guard let urlID = address.urlID ?? LiveAddress.urlID(in: address.url) else {
            notices.add(.answer, texts.card.noID, at: now)
            return []
        }
        self[CardPage.self]?.asksWithdrawal.toggle()
        guard card.asksWithdrawal else { return [] }
        notices.add(.busy, texts.card.withdrawing(name(of: card.camera)), at: now)
        return [.withdraw(urlID, of: card.camera)]
    }
}
