import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import Synchronization

/// Looks at each request of the push listener, and says what is answered and what it means. It keeps no more than the last
/// thousand messages' names, whatever comes.
final class PushDesk: Sendable {
    enum News: Hashable, Sendable {
        case message(PushedMessage)
        /// The hosted devices are others than before, it says: not signed, so that it is only a reason to look.
        case hostingChanged
        /// So many messages were not believable since the last word of it.
        case rejected(Int)
    }

    /// Where the platform's authorisation callbacks (doc 818) are taken: not to be guessed, since nothing signs them.
    let callbackPath: String

    private struct State {
        var seen: [String] = []
        var known: Set<String> = []
        var rejected = 0
        var lastRejection: Date?
        var lastCallback: Date?
    }

    private static let remembered = 1000
    /// One word of forged messages a minute, one look at the hosted devices in thirty seconds.
    private static let rejectionRest: TimeInterval = 60
    private static let callbackRest: TimeInterval = 30

    private let signature: PushSignature
    private let clock: any Clock
    private let tell: @Sendable (News) async -> Void
    private let state = Mutex(State())

    init(secret: String, clock: any Clock, tell: @escaping @Sendable (News) async -> Void) {
        signature = PushSignature(secret: secret)
        self.clock = clock
        self.tell = tell
        callbackPath = "/callback/" + (0..<4).map { _ in String(UInt32.random(in: .min ... .max), radix: 36) }.joined()
    }

    func answer(_ request: Incoming) async -> Outgoing {
        switch (request.method, request.path) {
        case ("POST", "/"): await take(request)
        case ("GET", callbackPath): await takeCallback()
        default: Outgoing(status: 404)
        }
    }

    private func take(_ request: Incoming) async -> Outgoing {
        let now = clock.now
        guard signature.isGood(request.body, time: request.header("t"), signature: request.header("signature"), at: now) else {
            if let count = reject(at: now) { await tell(.rejected(count)) }
            return Outgoing(status: 403)
        }
        guard let message = PushedMessage(request.body) else { return Outgoing(status: 400) }
        // A message without a name is known by its signature: the same text at the same moment is the same message.
        if isNew(message.id ?? request.header("signature") ?? "") { await tell(.message(message)) }
        return reply(message.id.map { ["messageId": $0] } ?? [:])
    }

    private func takeCallback() async -> Outgoing {
        let now = clock.now
        let isDue = state.withLock { state in
            if let last = state.lastCallback, abs(now.timeIntervalSince(last)) < Self.callbackRest { return false }
            state.lastCallback = now
            return true
        }
        if isDue { await tell(.hostingChanged) }
        // Exactly this, or it counts as failed (doc 818).
        return reply(["code": "200"])
    }

    private func isNew(_ name: String) -> Bool {
        state.withLock { state in
            guard state.known.insert(name).inserted else { return false }
            state.seen.append(name)
            if state.seen.count > 2 * Self.remembered {
                for old in state.seen.prefix(Self.remembered) { state.known.remove(old) }
                state.seen.removeFirst(Self.remembered)
            }
            return true
        }
    }

    /// How many to speak of now; nil while the last word of it is fresh.
    private func reject(at now: Date) -> Int? {
        state.withLock { state in
            state.rejected += 1
            if let last = state.lastRejection, abs(now.timeIntervalSince(last)) < Self.rejectionRest { return nil }
            state.lastRejection = now
            defer { state.rejected = 0 }
            return state.rejected
        }
    }

    private func reply(_ fields: [String: String]) -> Outgoing {
        Outgoing(
            status: 200, headers: [Header("Content-Type", "application/json")],
            body: (try? JSONEncoder().encode(fields)) ?? Data("{}".utf8))
    }
}
