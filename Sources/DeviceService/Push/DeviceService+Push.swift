import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import Vocabulary

/// Messages that the cloud pushes (a paid service of the platform): they change a row at once, and let the poll stretch.
extension DeviceService {
    /// What is taken here is short, and anybody may call.
    private static let bounds = Server.Bounds(bodyBytes: 64 << 10, headBytes: 8 << 10)

    /// Seconds until it is tried once more to listen where somebody else did.
    private static let rest: TimeInterval = 30

    /// Listens, where messages are this service's to take: of all that look at the same cameras one does, the one that polls. What
    /// cannot be listened at is said once, and tried again.
    ///
    /// - Returns: when.
    func listenInTurn(at now: Date) -> Date? {
        guard settings.pollsForAll, case .webhook(let webhook)? = settings.push, listener == nil, let account = order.first else {
            return nil
        }
        if let lastListen, (0..<Self.rest).contains(now.timeIntervalSince(lastListen)) {
            return lastListen.addingTimeInterval(Self.rest)
        }
        lastListen = now
        listen(webhook, account)
        return listener == nil ? now.addingTimeInterval(Self.rest) : nil
    }

    private func listen(_ settings: PushSettings.Webhook, _ account: AccountName) {
        let desk = PushDesk(secret: settings.secret, folder: self.settings.stateFile?.folder, clock: clock) { [weak self] in
            await self?.take($0)
        }
        do throws(ServerError) {
            let server = try Server(host: settings.host, port: settings.port, bounds: Self.bounds) { await desk.answer($0) }
            listener = server
            deafness = nil
            note(.push(.listening(address: server.address, callback: desk.callbackPath)), of: account)
        } catch {
            guard deafness != error.reason else { return }
            deafness = error.reason
            note(.push(.deaf(reason: error.reason)), of: account)
        }
    }

    private func take(_ news: PushDesk.News) {
        switch news {
        case .message(let message): take(message, sent: message.sent, from: order)
        case .hostingChanged:
            for name in order where accounts[name]?.settings.sources.contains(.hosted) == true {
                accounts[name]?.plan.want([.hostedList], at: clock.now)
            }
        case .rejected(let count): if let account = order.first { note(.push(.rejected(count)), of: account) }
        }
        tick()
    }

    /// - Parameters:
    ///   - sent: when the cloud says that it happened, by this machine's clock.
    ///   - names: the accounts that it may have come from.
    func take(_ message: PushedMessage, sent: Date?, from names: [AccountName]) {
        followClock()
        let now = clock.now
        noteMessage(at: now, of: names)
        guard let serial = message.serial else { return }
        // One camera may be in several accounts: own in one, hosted to another. Another platform says nothing of it.
        let bases = Set(names.compactMap { accounts[$0]?.settings.base.url })
        for name in order {
            guard let account = accounts[name], bases.contains(account.settings.base.url),
                !account.fleet.cameras(of: serial).isEmpty
            else { continue }
            take(message, serial, name, sent: sent, at: now)
        }
    }

    private func take(_ message: PushedMessage, _ serial: String, _ name: AccountName, sent: Date?, at now: Date) {
        switch message.content {
        case .status(let isOnline):
            accounts[name]?.fleet.merge(pushed: isOnline ? .online : .offline, of: serial, sent: sent, at: now)
            isChanged = true
        case .alarm(let kind):
            let cameras = accounts[name]?.fleet.cameras(of: serial) ?? []
            let camera = cameras.first { $0.id.channel == message.channel } ?? cameras.first
            events.add([Event(at: now, account: name, camera: camera?.id, what: .push(.alarm(kind: kind)))])
            isChanged = true
        case .other: break
        }
    }

    /// A message was taken: the cloud pushes.
    func noteMessage(at moment: Date, of names: [AccountName]) {
        lastMessage = moment
        for name in names { accounts[name]?.plan.pushed(at: moment) }
    }

    /// How messages come; nil where none are taken here.
    var pushState: PushState? {
        guard settings.pollsForAll, let push = settings.push else { return nil }
        let way: PushState.Way = if case .pull = push { .pull } else { .webhook }
        return PushState(way, last: lastMessage, deafness: deafness)
    }

    func note(_ what: Event.What, of account: AccountName) {
        events.add([Event(at: clock.now, account: account, camera: nil, what: what)])
        isChanged = true
    }
}
