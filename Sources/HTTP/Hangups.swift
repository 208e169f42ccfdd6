import CMicrohttpd
import Dispatch
import Glibc

/// Tells which peers have gone while nothing is sent to them: libmicrohttpd does not look at a connection that is set aside.
///
/// Who closes his side for sending has gone too, since over TCP the one cannot be told from the other.
final class Hangups {
    private let epoll: Int32
    private let source: any DispatchSourceRead

    /// - Parameter happened: called when `next` has something.
    init?(_ happened: @escaping @Sendable () -> Void) {
        let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else { return nil }
        self.epoll = epoll
        source = DispatchSource.makeReadSource(fileDescriptor: epoll, queue: .global())
        source.setEventHandler(handler: happened)
        source.setCancelHandler { @Sendable in close(epoll) }
        source.activate()
    }

    deinit { source.cancel() }

    func watch(_ descriptor: Int32, as connection: UInt) {
        hangup_watch(epoll, descriptor, UInt64(connection))
    }

    /// Comes before the descriptor is closed.
    func forget(_ descriptor: Int32) {
        hangup_forget(epoll, descriptor)
    }

    /// A connection whose peer has gone; each is told once.
    func next() -> UInt? {
        var connection: UInt64 = 0
        return hangup_next(epoll, &connection) ? UInt(connection) : nil
    }
}
