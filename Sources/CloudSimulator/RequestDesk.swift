import Dispatch
import FoundationEssentials
import HTTP
import Synchronization

/// Between the server and the cloud: hands each request to the cloud, one at a time, and the answer back after its delay.
final class RequestDesk: Sendable {
    let controlPath = "/control/\(Secret.hex(32))"
    private let cloud: Mutex<Cloud>
    private let clock: @Sendable () -> Date
    private let sender = WebhookSender()

    init(cloud: Cloud, clock: @escaping @Sendable () -> Date) {
        self.cloud = Mutex(cloud)
        self.clock = clock
    }

    var calls: [String: Int] { cloud.withLock { $0.calls } }
    var requests: [RequestRecord] { cloud.withLock { $0.requests } }

    /// Tells the cloud where it is reached, which is known only when the port is bound.
    func open(at address: String) {
        cloud.withLock { $0.base = address }
    }

    func change(_ change: Change) -> Bool {
        let now = clock()
        let (callback, isDone, messages, webhook) = cloud.withLock { cloud in
            // Whose device it was is known only before it goes.
            let (callback, isDone) = (cloud.callback(for: change), cloud.apply(change))
            let messages = cloud.messages(for: change, at: now)
            for message in messages { cloud.shelf?.add(message.json(name: Secret.hex(24), at: now)) }
            return (callback, isDone, messages, cloud.webhook)
        }
        guard isDone else { return false }
        if let webhook, !messages.isEmpty {
            Task { [sender] in for message in messages { await sender.send(message, to: webhook, at: now) } }
        }
        if let callback { Task { [sender] in await callback.make(by: sender) } }
        return true
    }

    func answer(_ incoming: Incoming) async -> Outgoing {
        if incoming.path == controlPath { return control(incoming) }
        var parameters = (incoming.query + incoming.form).map { ($0.name, $0.value) }
        if incoming.path.hasPrefix("/api/v3/") {
            parameters += ["accessToken", "deviceSerial"].compactMap { name in incoming.header(name).map { (name, $0) } }
        }
        let call = Call(
            method: incoming.method, path: incoming.path, parameters: Dictionary(parameters) { _, last in last },
            host: incoming.header("Host"))
        let now = clock()
        let answer = cloud.withLock { $0.answer(call, at: now) }
        await wait(answer.delay)
        return outgoing(answer.status, answer.contentType, answer.body)
    }

    /// Reads the state (GET) or changes it (POST of one change or of a list of them).
    private func control(_ incoming: Incoming) -> Outgoing {
        guard incoming.method == "POST" else {
            return json(200, ControlReport(calls: calls, requests: requests))
        }
        let changes: [Change]
        do {
            changes = try ControlOrder.changes(in: incoming.json)
        } catch {
            return json(400, ["error": "not a change, nor a list of changes: see docs/simulator.md"])
        }
        let done = changes.count { change($0) }
        return done == changes.count
            ? json(200, ["done": done]) : json(404, ["error": "\(changes.count - done) of them name nothing that is there"])
    }

    private func wait(_ seconds: Double) async {
        guard seconds > 0 else { return }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { @Sendable in continuation.resume() }
        }
    }

    private func json(_ status: Int, _ value: some Encodable) -> Outgoing {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        return outgoing(status, "application/json", (try? encoder.encode(value)) ?? Data())
    }

    private func outgoing(_ status: Int, _ contentType: String, _ body: Data) -> Outgoing {
        Outgoing(
            status: status,
            headers: [Header("Content-Type", contentType), Header("Cache-Control", "no-store")], body: body)
    }
}
