import Fleet
import FoundationEssentials
import System
import Vocabulary

/// A service that takes the place of another one, whose last state it has seen: rows, events, calls and switches go on.
extension DeviceService {
    /// Polls as another process did, whose place this one takes: that is nobody's wish, and no news.
    ///
    /// A pause ends with the front that made it: nobody would know why nothing comes.
    ///
    /// - Parameter isLeft: the other process gave its place up and stays; else it has gone.
    public func goOn(as poll: PollState, isLeft: Bool = false) {
        let gone = isLeft ? nil : poll.poller?.process
        let isHeld = poll.pausedBy.map { $0 != gone && ProcessIdentity.isAlive($0) } ?? false
        isPaused = poll.paused && isHeld
        pausedBy = isPaused ? poll.pausedBy : nil
        for name in order { accounts[name]?.plan.paused = isPaused }
        // What its configuration said is nothing to this one, which has its own.
        guard let seconds = poll.steeredInterval else { return }
        steeredInterval = seconds
        apply(interval: seconds)
    }

    /// Goes on with the addresses and the switches of the service before, which come from nowhere else. Of a switch nobody knows whether it
    /// was sent: it is not sent again, but stays pending until the lists have told, which are asked at once.
    func takeOver() {
        guard let last = handedOver.take() else { return }
        for camera in last.cameras {
            let account = camera.id.account
            if let pending = camera.pendingEncryption {
                accounts[account]?.fleet.expectStill(pending, of: camera.id.serial, at: clock.now)
            }
            if let address = camera.live?.value.address { addresses[camera.id] = address }
        }
        if settings.push != nil, let message = last.poll.push?.last { noteMessage(at: message, of: order) }
        // What was said is no news.
        if case .pull? = settings.push {
            for account in last.accounts { accounts[account.id]?.queueTrouble = account.queueTrouble }
        }
        // What its lists had is known: what they have more, or otherwise, is news.
        for account in last.accounts where account.lastAnswer != nil && account.complete {
            accounts[account.id]?.fleet.goOnFromLists()
        }
        for name in order { accounts[name]?.fleet.goOn(from: last.events) }
        for name in order { accounts[name]?.plan.goOn(from: last.cameras.filter { $0.id.account == name }) }
    }
}

extension Remembered {
    /// With the rows as somebody else has seen them since.
    func updated(by last: Snapshot) -> Remembered {
        var updated = self
        for (account, cameras) in Dictionary(grouping: last.cameras, by: \.id.account) { updated.cameras[account] = cameras }
        return updated
    }
}
