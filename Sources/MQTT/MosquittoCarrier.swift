import CMosquitto
import Fleet
import Glibc
import Settings
import System
import Vocabulary

/// Drives libmosquitto through one connection; lives and dies on the link's thread.
final class MosquittoCarrier {
    private let link: MosquittoLink
    private var login: BrokerLogin { link.login }

    /// By the broker's answer to who comes in; nil before.
    private var answer: Int32?
    private var acknowledged = 0
    /// What the library last said of a fault.
    private var words = ""
    /// Messages of others in this second.
    private var heard = 0, second = 0
    /// By when it has to be over.
    private var deadline = MonotonicClock.milliseconds + patience
    private var isEnding = false
    /// Whoever wanted the connection has gone meanwhile, and another one may be in his place.
    private var isUnwanted = false
    private var farewell: Int32?

    /// Milliseconds until a broker has to have let us in, and for a good-bye.
    private static let patience = 15_000, patienceAtEnd = 800
    /// Seconds between two signs of life.
    private static let keepAlive: Int32 = 60
    /// More of others' messages in a second are left alone; what was left there by ourselves is not counted.
    private static let mostHeard = 50
    /// Longer payloads are none that anything is done about.
    private static let longestPayload = 16
    private static let longestTopic = 1024

    init(_ link: MosquittoLink) { self.link = link }

    /// - Returns: why it ended; nil by our own wish.
    func run() -> BrokerFault? {
        guard let library = eztop_mosquitto()?.pointee else { return .noLibrary }
        let itself = Unmanaged.passUnretained(self).toOpaque()
        guard let client = library.make(login.client, true, itself) else { return .unreachable(reason: Self.reason(ENOMEM)) }
        defer { library.destroy(client) }
        var code = setUp(client, library)
        if code == success { code = library.connect(client, login.address.host, Int32(login.address.port), Self.keepAlive) }
        guard code == success else { return fault(code, library) }
        while true {
            if let end = pass(client, library) { return end.fault }
        }
    }

    private struct End {
        var fault: BrokerFault?
    }

    private func setUp(_ client: OpaquePointer, _ library: eztop_mosquitto) -> Int32 {
        library.connect_callback_set(client, takeAnswer)
        library.publish_callback_set(client, takeAcknowledgement)
        library.message_callback_set(client, takeMessage)
        library.log_callback_set(client, takeWords)
        _ = library.int_option(client, MOSQ_OPT_TCP_NODELAY, 1)
        // How many are on their way is our own affair.
        _ = library.max_inflight_messages_set(client, 0)
        var code = success
        if let will = login.will { code = library.will_set(client, will, 7, "offline", 1, true) }
        if code == success, let user = login.address.user {
            code = library.username_pw_set(client, user, login.password?.value)
        }
        guard code == success, login.address.isSecure else { return code }
        if let file = login.caFile { return library.tls_set(client, file, nil, nil, nil, nil) }
        return library.int_option(client, MOSQ_OPT_TLS_USE_OS_CERTS, 1)
    }

    /// Waits for what comes next, and does what there is to do.
    private func pass(_ client: OpaquePointer, _ library: eztop_mosquitto) -> End? {
        let inbox = link.collect()
        if inbox.isEnding, !isEnding {
            guard answer == 0 else { return End() }
            begin(farewellOf: client, library)
        }
        if answer == 0, !isEnding {
            for order in inbox.orders {
                let code = carry(out: order, client, library)
                // Too long a message, or a topic that is none, is no reason to stop.
                if code == noConnection || code == lost || code == noTLS { return End(fault: fault(code, library)) }
            }
        }
        var entries = [
            pollfd(
                fd: library.socket(client), events: Int16(POLLIN) | (library.want_write(client) ? Int16(POLLOUT) : 0),
                revents: 0),
            pollfd(fd: link.wakeupDescriptor, events: Int16(POLLIN), revents: 0),
        ]
        guard entries[0].fd >= 0 else { return isEnding ? End() : End(fault: fault(lost, library)) }
        let isBounded = isEnding || answer == nil
        let left = isBounded ? deadline - MonotonicClock.milliseconds : Int(Self.keepAlive) * 1000 / 4
        guard left > 0 else { return End(fault: isEnding ? nil : .unreachable(reason: Self.reason(ETIMEDOUT))) }
        poll(&entries, 2, Int32(clamping: left))
        var code = success
        if entries[0].revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 { code = library.loop_read(client, 1) }
        if code == success, entries[0].revents & Int16(POLLOUT) != 0 { code = library.loop_write(client, 1) }
        if code == success { code = library.loop_misc(client) }
        if acknowledged > 0 {
            link.tell(.acknowledged(acknowledged))
            acknowledged = 0
        }
        guard code == success else { return isEnding ? End() : End(fault: fault(code, library)) }
        return nil
    }

    private func carry(out order: BrokerOrder, _ client: OpaquePointer, _ library: eztop_mosquitto) -> Int32 {
        switch order {
        case .publish(let message):
            let code = publish(message, nil, client, library)
            // Nobody will acknowledge it.
            if code != success { acknowledged += 1 }
            return code
        case .subscribe(let filter, let quality): return library.subscribe(client, nil, filter, quality)
        case .unsubscribe(let filter): return library.unsubscribe(client, nil, filter)
        }
    }

    private func publish(
        _ message: Publication, _ number: UnsafeMutablePointer<Int32>?, _ client: OpaquePointer, _ library: eztop_mosquitto
    ) -> Int32 {
        message.payload.withUnsafeBytes { bytes in
            library.publish(client, number, message.topic, Int32(bytes.count), bytes.baseAddress, 1, true)
        }
    }

    /// What was lost is said by the broker; who goes says it himself, and waits until it is there.
    private func begin(farewellOf client: OpaquePointer, _ library: eztop_mosquitto) {
        isEnding = true
        deadline = MonotonicClock.milliseconds + Self.patienceAtEnd
        var number: Int32 = 0
        if !isUnwanted, let will = login.will,
            publish(Publication(topic: will, payload: Array("offline".utf8)), &number, client, library) == success
        {
            farewell = number
        } else {
            _ = library.disconnect(client)
        }
    }

    // MARK: What the library tells, within its calls

    fileprivate func take(answer code: Int32) {
        answer = code
        isUnwanted = code == 0 && !link.noteConnected()
    }

    fileprivate func take(acknowledgementOf number: Int32, _ client: OpaquePointer?) {
        if number == farewell, let client {
            _ = eztop_mosquitto()?.pointee.disconnect(client)
        } else {
            acknowledged += 1
        }
    }

    fileprivate func take(_ message: mosquitto_message) {
        guard let topic = message.topic, strlen(topic) <= Self.longestTopic else { return }
        let length = Int(message.payloadlen)
        if !message.retain {
            // Our own, of which the broker tells us too.
            guard length <= Self.longestPayload else { return }
            let now = MonotonicClock.milliseconds / 1000
            if now != second { (second, heard) = (now, 0) }
            heard += 1
            guard heard <= Self.mostHeard else { return }
        }
        let bytes = UnsafeRawBufferPointer(start: message.payload, count: length)
        let payload = length <= Self.longestPayload ? StreamSafe.text(bytes) : nil
        link.tell(.received(topic: String(cString: topic), payload: payload, isRetained: message.retain))
    }

    fileprivate func take(words said: UnsafePointer<CChar>) {
        words = String(StreamSafe.text(String(cString: said).utf8).prefix(200))
    }

    // MARK: What went wrong

    private func fault(_ code: Int32, _ library: eztop_mosquitto) -> BrokerFault {
        let error = errno
        switch (answer, code) {
        case (4?, _), (5?, _): return .unwelcome
        case (let refused?, _) where refused != 0: return .refused(code: Int(refused))
        case (_, noTLS): return .insecure(reason: tlsReason)
        case (0?, _): return .lost(reason: reason(code, error, library))
        default:
            // A handshake that breaks off is told as a connection that was lost.
            if login.address.isSecure, !words.isEmpty { return .insecure(reason: tlsReason) }
            return .unreachable(reason: reason(code, error, library))
        }
    }

    /// `OpenSSL Error[0]: error:0A000086:SSL routines::certificate verify failed`, of which the last part is for people.
    private var tlsReason: String {
        let last = words.split(separator: ":").last.map(String.init) ?? ""
        let text = String(last.drop { $0 == " " })
        return text.isEmpty ? "no TLS there" : text
    }

    private func reason(_ code: Int32, _ error: Int32, _ library: eztop_mosquitto) -> String {
        switch code {
        case Int32(MOSQ_ERR_EAI.rawValue): return String(cString: gai_strerror(error))
        case Int32(MOSQ_ERR_ERRNO.rawValue) where error > 0: return Self.reason(error)
        default:
            // What the library says ends like a sentence.
            let said = library.strerror(code).map { String(cString: $0) } ?? ""
            return said.hasSuffix(".") ? String(said.dropLast()) : said
        }
    }

    private static func reason(_ number: Int32) -> String { SystemFault.reason(number) }
}

private let success = Int32(MOSQ_ERR_SUCCESS.rawValue)
private let noConnection = Int32(MOSQ_ERR_NO_CONN.rawValue)
private let lost = Int32(MOSQ_ERR_CONN_LOST.rawValue)
private let noTLS = Int32(MOSQ_ERR_TLS.rawValue)

// Global functions, since a closure would take the isolation of where it stands.

private func carrier(_ context: UnsafeMutableRawPointer?) -> MosquittoCarrier? {
    context.map { Unmanaged<MosquittoCarrier>.fromOpaque($0).takeUnretainedValue() }
}

private func takeAnswer(_: OpaquePointer?, _ context: UnsafeMutableRawPointer?, _ code: Int32) {
    carrier(context)?.take(answer: code)
}

private func takeAcknowledgement(_ client: OpaquePointer?, _ context: UnsafeMutableRawPointer?, _ number: Int32) {
    carrier(context)?.take(acknowledgementOf: number, client)
}

private func takeMessage(
    _: OpaquePointer?, _ context: UnsafeMutableRawPointer?, _ message: UnsafePointer<mosquitto_message>?
) {
    guard let message else { return }
    carrier(context)?.take(message.pointee)
}

private func takeWords(
    _: OpaquePointer?, _ context: UnsafeMutableRawPointer?, _ level: Int32, _ words: UnsafePointer<CChar>?
) {
    guard let words, level == MOSQ_LOG_ERR || level == MOSQ_LOG_WARNING else { return }
    carrier(context)?.take(words: words)
}
