import CTerminalGuard
import Glibc
import Synchronization

/// Messages from other threads to the one that owns the screen. They come out in the order they went in; putting several
/// that say the same into one is the reader's business.
public final class Mailbox<Message: Sendable>: Sendable {
    private let messages = Mutex<[Message]>([])
    /// Readable for poll(2) while there are messages.
    public let descriptor: Int32

    public init() {
        descriptor = eztop_eventfd()
    }

    deinit {
        close(descriptor)
    }

    /// - Parameter isStale: of what waits already, what this one says anew. Nobody may read for hours, and they would add up.
    public func send(_ message: Message, instead isStale: (Message) -> Bool = { _ in false }) {
        let first = messages.withLock { waiting in
            let wasEmpty = waiting.isEmpty
            waiting.removeAll(where: isStale)
            waiting.append(message)
            return wasEmpty
        }
        guard first else { return }
        var one: UInt64 = 1
        _ = write(descriptor, &one, MemoryLayout.size(ofValue: one))
    }

    /// Everything that has come since the last time.
    public func drain() -> [Message] {
        // The counter first: a message that comes in between is taken now and costs one empty wake-up, never the other way.
        var count: UInt64 = 0
        _ = read(descriptor, &count, MemoryLayout.size(ofValue: count))
        return messages.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
