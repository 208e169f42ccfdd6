import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import Vocabulary

/// Messages that the cloud pushes (a paid service of the platform): they change a row at once, and let the poll stretch.
extension DeviceService {
    /// What is taken here is short, and anybody may call.
    private static let bounds = Server.Bounds(bodyBytes: 64 << 10, headBytes: 8 << 10)

    func listen() {
        guard let settings = settings.push, listener == nil, let account = order.first else { return }
        let desk = PushDesk(secret: settings.secret, folder: self.settings.stateFile?.folder, clock: clock) { [weak self] in
            await self?.take($0)
        }
        do throws(ServerError) {
            let server = try Server(host: settings.host, port: settings.port, bounds: Self.bounds) { await desk.answer($0) }
            listener = server
            note(.push(.listening(address: server.address, callback: desk.callbackPath)), of: account)
        } catch {
            note(.push(.deaf(reason: error.reason)), of: account)
        }
    }

    private func take(_ news: PushDesk.News) {
        switch news {
        case .message(let message): take(message)
        case .hostingChanged:
            for name in order where accounts[name]?.settings.sources.contains(.hosted) == true {
                accounts[name]?.plan.want([.hostedList], at: clock.now)
            }
        case .rejected(let count): if let account = order.first { note(.push(.rejected(count)), of: account) }
        }
        tick()
    }

    private func take(_ message: PushedMessage) {
        let now = clock.now
        for name in order { accounts[name]?.plan.pushed(at: now) }
        guard let serial = message.serial else { return }
        // One camera may be in several accounts: own in one, hosted to another.
        for name in order where accounts[name]?.fleet.cameras(of: serial).isEmpty == false {
            take(message, serial, name, at: now)
        }
    }

    private func take(_ message: PushedMessage, _ serial: String, _ name: AccountName, at now: Date) {
        switch message.content {
        case .status(let isOnline):
            accounts[name]?.fleet.merge(pushed: isOnline ? .online : .offline, of: serial, sent: message.sent, at: now)
            isChanged = true
        case .alarm(let kind):
            let cameras = accounts[name]?.fleet.cameras(of: serial) ?? []
            let camera = cameras.first { $0.id.channel == message.channel } ?? cameras.first
            events.add([Event(at: now, account: name, camera: camera?.id, what: .push(.alarm(kind: kind)))])
            isChanged = true
        case .other: break
        }
    }

    private func note(_ what: Event.What, of account: AccountName) {
        events.add([Event(at: clock.now, account: account, camera: nil, what: what)])
        isChanged = true
    }
}
