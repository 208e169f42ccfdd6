import Fleet
import Glibc
import HTTP
import System
import Vocabulary

/// The doors for others than the user. What cannot be opened now, because a port is taken or a folder not there yet, is tried again.
extension Door {
    /// Connections and streams of each, so that one takes no place of the other's, nor of the user's own.
    private static let bounds = Server.Bounds(bodyBytes: 64 << 10, connections: 64, streams: 32)
    /// Players, over the network, besides.
    private static let players = Server.Bounds.Apart(prefix: StableAddress.path, connections: 256)
    private static let rest = Duration.seconds(30)

    func setEntrances(_ new: Entrances, _ announce: @escaping @Sendable (Entrances.News) -> Void) {
        let old = entrances
        (entrances, self.announce) = (new, announce)
        if new.network != old.network { network = nil }
        if new.local != old.local { closeLocal(old.local) }
        lastTry = nil
        reopenEntrances()
    }

    func closeEntrances() {
        network = nil
        closeLocal(entrances.local)
    }

    private func closeLocal(_ settings: Entrances.Local?) {
        guard local.take() != nil, let settings else { return }
        LocalSocket.remove(settings.socket)
    }

    func reopenEntrances() {
        let lacksNetwork = entrances.network != nil && network == nil
        // Somebody may have tidied up its folder.
        let lacksLocal =
            entrances.local.map { local == nil || FileStatus(of: $0.socket, follows: false)?.kind != .socket } ?? false
        guard lacksNetwork || lacksLocal else { return }
        let isFirst = lastTry == nil
        if let lastTry, ContinuousClock.now - lastTry < Self.rest { return }
        lastTry = .now
        if lacksNetwork, let settings = entrances.network { openNetwork(settings, isFirst) }
        if lacksLocal, let settings = entrances.local { openLocal(settings, isFirst) }
    }

    private func openNetwork(_ settings: Entrances.Network, _ isFirst: Bool) {
        var bounds = Self.bounds
        bounds.proxies = Set(settings.proxies)
        bounds.apart = Self.players
        do throws(ServerError) {
            let server = try Server(
                host: settings.host, port: settings.port, bounds: bounds, methods: [.get, .head, .post, .put]
            ) { [weak self] in await self?.answerNetwork($0) ?? Outgoing(status: 503) }
            network = server
            announce(.open(server.address))
        } catch {
            if isFirst { announce(.closed("\(settings.host):\(settings.port)", reason: error.reason)) }
        }
    }

    /// Where the addresses that never end lie; nil where none are served.
    var stableRoot: StableRoot? {
        guard let settings = entrances.network, let network else { return nil }
        return StableRoot(server: settings.publicURL ?? network.address, key: settings.liveKey)
    }

    private func answerNetwork(_ request: Incoming) async -> Outgoing {
        guard let settings = entrances.network, let network else { return Outgoing(status: 503) }
        return await answer(request, through: .network(settings, address: network.address))
    }

    private func openLocal(_ settings: Entrances.Local, _ isFirst: Bool) {
        local = nil
        do {
            // Who acts need not be in the group.
            let group = settings.acting.isEmpty ? settings.group.flatMap(UserAccount.group) : nil
            let descriptor = try LocalSocket.listen(at: settings.socket, forGroup: group)
            local = try Server(
                socket: descriptor, bounds: Self.bounds, methods: [.get, .head, .post, .put],
                admits: { settings.right(of: $0.user) != nil }
            ) { [weak self] request in
                guard let right = request.peer.flatMap({ settings.right(of: $0.user) }) else { return Outgoing(status: 403) }
                return await self?.answer(request, through: .local(right)) ?? Outgoing(status: 503)
            }
            announce(.open(settings.socket))
        } catch {
            let fault = error as? SystemFault
            let reason = fault?.number == EPERM ? Entrances.othersWrite : fault?.reason ?? (error as? ServerError)?.reason ?? ""
            if isFirst { announce(.closed(settings.socket, reason: reason)) }
        }
    }
}

extension Entrances.Local {
    /// What a user of the machine may do; nil for nothing.
    fileprivate func right(of user: UInt32) -> Right? {
        if user == geteuid() || user == 0 { return .act }
        guard let account = UserAccount(user) else { return nil }
        if acting.contains(account.name) { return .act }
        return group.flatMap(UserAccount.group).map { account.groups.contains($0) } == true ? .look : nil
    }
}

extension Snapshot {
    /// As those may see it who may only look: no address, and no path that is not to be guessed.
    var withoutSecrets: Snapshot {
        var snapshot = self
        for place in snapshot.cameras.indices {
            guard var live = snapshot.cameras[place].live, let address = live.value.address else { continue }
            let bare = LiveAddress(
                url: "", expires: address.expires, urlID: nil, liveProtocol: address.liveProtocol, quality: address.quality)
            live.value = if case .playing = live.value { .playing(bare) } else { .address(bare) }
            snapshot.cameras[place].live = live
        }
        for place in snapshot.events.indices {
            guard case .push(.listening(let address, _)) = snapshot.events[place].what else { continue }
            snapshot.events[place].what = .push(.listening(address: address, callback: ""))
        }
        return snapshot
    }
}
