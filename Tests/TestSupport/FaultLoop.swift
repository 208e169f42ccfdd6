import Glibc

/// What a `FaultServer` does; it lives on the server's thread.
final class FaultLoop {
    private struct Connection {
        var received: [UInt8] = []
        var dripEvery: Int?
    }

    private let listener: Int32
    private let stop: Int32
    private var faults: [FaultServer.Fault]
    private let arrivals: AsyncStream<String>.Continuation
    private let partings: AsyncStream<Void>.Continuation
    private var connections: [Int32: Connection] = [:]

    init(
        listener: Int32, stop: Int32, faults: [FaultServer.Fault], arrivals: AsyncStream<String>.Continuation,
        partings: AsyncStream<Void>.Continuation
    ) {
        self.partings = partings
        self.listener = listener
        self.stop = stop
        self.faults = faults
        self.arrivals = arrivals
    }

    func run() {
        while true {
            let watched = [stop, listener] + connections.keys
            var entries = watched.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let pace = connections.values.compactMap(\.dripEvery).min() ?? -1
            poll(&entries, nfds_t(entries.count), Int32(pace))
            if entries[0].revents != 0 { break }
            if entries[1].revents != 0 { take(accept(listener, nil, nil)) }
            for entry in entries.dropFirst(2) where entry.revents != 0 { read(entry.fd) }
            for (descriptor, connection) in connections where connection.dripEvery != nil { write("x", to: descriptor) }
        }
        for descriptor in connections.keys + [listener, stop] { close(descriptor) }
        arrivals.finish()
        partings.finish()
    }

    private func take(_ connection: Int32) {
        guard connection >= 0 else { return }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        connections[connection] = Connection()
    }

    private func read(_ descriptor: Int32) {
        var piece = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &piece, piece.count, 0)
        guard count > 0 else { return drop(descriptor) }
        connections[descriptor]?.received += piece[..<count]
        while let request = takeRequest(descriptor) {
            arrivals.yield(request)
            act(faults.count > 1 ? faults.removeFirst() : faults[0], on: descriptor)
        }
    }

    /// A request that is there whole: its head, and as much body as the head announces.
    private func takeRequest(_ descriptor: Int32) -> String? {
        guard let received = connections[descriptor]?.received else { return nil }
        let text = String(decoding: received, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n")?.upperBound else { return nil }
        let length = text[..<end].split(whereSeparator: \.isNewline)
            .first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.drop { !$0.isNumber }) }
        let whole = text[..<end].utf8.count + (length ?? 0)
        guard received.count >= whole else { return nil }
        connections[descriptor]?.received.removeFirst(whole)
        return String(decoding: received[..<whole], as: UTF8.self)
    }

    private func act(_ fault: FaultServer.Fault, on descriptor: Int32) {
        switch fault {
        case .silence:
            break
        case .answer(let bytes):
            write(bytes, to: descriptor)
        case .answerAndClose(let bytes):
            write(bytes, to: descriptor)
            drop(descriptor)
        case .answerAndReset(let bytes):
            write(bytes, to: descriptor)
            var now = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
            drop(descriptor)
        case .drip(let bytes, let milliseconds):
            write(bytes, to: descriptor)
            connections[descriptor]?.dripEvery = milliseconds
        }
    }

    private func write(_ text: String, to descriptor: Int32) {
        var text = text
        let sent = text.withUTF8 { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        if sent < 0 { drop(descriptor) }
    }

    private func drop(_ descriptor: Int32) {
        close(descriptor)
        connections[descriptor] = nil
        partings.yield()
    }
}
