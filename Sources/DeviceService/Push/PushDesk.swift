import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import Synchronization
import Vocabulary

/// Looks at each request of the push listener, and says what is answered and what it means.
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
        var rejected = 0
        var lastRejection: Date?
        var lastCallback: Date?
    }

    /// One word of forged messages a minute, one look at the hosted devices in thirty seconds.
    private static let rejectionRest: TimeInterval = 60
    private static let callbackRest: TimeInterval = 30

    private let signature: PushSignature
    private let clock: any Clock
    private let tell: @Sendable (News) async -> Void
    private let state = Mutex(State())

    private let seen: SeenMessages

    /// - Parameter folder: where the messages that were seen are kept; nil keeps them in memory.
    init(secret: Secret, folder: String? = nil, clock: any Clock, tell: @escaping @Sendable (News) async -> Void) {
        signature = PushSignature(secret: secret)
        seen = SeenMessages(folder: folder, at: clock.now)
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
        let name = signature.name(
            of: request.body, time: request.header("t"), signature: request.header("signature"), at: now)
        guard let name else {
            if let count = reject(at: now) { await tell(.rejected(count)) }
            return Outgoing(status: 403)
        }
        guard let message = PushedMessage(request.body) else { return Outgoing(status: 400) }
        // The platform sends a message again, signed anew, until it is answered; anybody else can only send it as it was.
        if seen.isNew([name] + (message.id.map { [signature.name(ofID: $0)] } ?? []), at: now) { await tell(.message(message)) }
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
