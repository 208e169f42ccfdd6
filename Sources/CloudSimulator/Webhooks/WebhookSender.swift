import CCrypto
import FoundationEssentials
import HTTP

/// Pushes messages as the platform does: signed over body and time, two seconds for the answer, which repeats the message's name;
/// else sent again, and then dropped for good. Callbacks of hosting (doc 818) are plain GETs.
struct WebhookSender: Sendable {
    private let transport = CurlTransport()

    func send(_ message: PushMessage, to webhook: Webhook, at now: Date) async {
        let name = Secret.hex(24)
        let body = (try? JSONEncoder().encode(message.json(name: name, at: now))) ?? Data()
        let time = String(Int(now.timeIntervalSince1970 * 1000))
        var headers = [
            Header("Content-Type", "text/plain;charset=UTF-8"), Header("t", time), Header("message_type", message.type),
        ]
        if let secret = webhook.secret { headers.append(Header("Signature", Self.signature(body, time, secret))) }
        for _ in 0...min(max(webhook.retries, 1), 3) {
            let reply = try? await transport.send(Request(.post, url: webhook.url, headers: headers, body: body))
            if let reply, reply.status == 200, String(decoding: reply.body, as: UTF8.self).contains(name) { return }
        }
    }

    func call(back url: String, _ type: String, serial: String, channels: [Int], trustID: String) async {
        let serials = channels.map { "\(serial):\($0)" }.joined(separator: ",")
        let query = Form.encode([
            Parameter("opt_type", type), Parameter("deviceSerials", serials), Parameter("deviceTrustId", trustID),
        ])
        _ = try? await transport.send(Request(.get, url: url + "?" + String(decoding: query, as: UTF8.self)))
    }

    private static func signature(_ body: Data, _ time: String, _ secret: String) -> String {
        let key = Array(secret.utf8), text = Array(body) + Array(time.utf8)
        var digest = [UInt8](repeating: 0, count: 20)
        _ = eztop_hmac_sha1(key, Int32(key.count), text, text.count, &digest)
        let digits = Array("0123456789abcdef")
        return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
