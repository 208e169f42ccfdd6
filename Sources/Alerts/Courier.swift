import Delivery
import Dispatch
import Fleet
import FoundationEssentials
import HTTP
import Settings
import Synchronization
import Vocabulary

/// Carries messages to whoever is told: by HTTP, or by a program. It tries once.
public struct Courier: Sendable {
    private let transport: any Transport
    private let environment: [String: String]
    private let commandLimit: TimeInterval

    /// - Parameters:
    ///   - environment: what commands find there, besides the message.
    ///   - commandLimit: seconds that a command may take, with all that it starts.
    public init(environment: [String: String], transport: (any Transport)? = nil, commandLimit: TimeInterval = 30) {
        self.environment = environment
        self.commandLimit = commandLimit
        self.transport = transport ?? CurlTransport(CurlTransport.Options(replyBytes: 64 << 10, cutsReplies: true))
    }

    /// - Throws: why it was not taken, as far as anybody knows.
    public func carry(_ letter: Letter, over route: AlertRoute) async throws(RouteFault) {
        switch route.way {
        case .ntfy(let post):
            try await send(Data(letter.text.utf8), letter.ntfyHeaders, to: post)
        case .webhook(let post):
            try await send(Data(letter.json.utf8), [Header("Content-Type", "application/json")], to: post)
        case .command(let words): try await run(words, letter)
        }
    }

    private func send(_ body: Data, _ headers: [Header], to post: AlertRoute.Post) async throws(RouteFault) {
        var headers = headers
        if let file = post.tokenFile {
            // Read anew each time: it may be another one by now, or be open to others.
            let token: Secret
            do throws(SecretFault) { token = try SecretSource.bearer(at: file) } catch { throw .token }
            headers.append(Header("Authorization", "Bearer " + token.value))
        }
        let response: Response
        do throws(TransportError) {
            response = try await transport.send(Request(.post, url: post.url.value, headers: headers, body: body))
        } catch {
            throw RouteFault(error)
        }
        // A redirect would carry the message, and the token, somewhere else.
        guard (200..<300).contains(response.status) else { throw .answered(response.status) }
    }

    private func run(_ words: [String], _ letter: Letter) async throws(RouteFault) {
        var environment = environment
        (environment["EZTOP_TITLE"], environment["EZTOP_TEXT"], environment["EZTOP_WHAT"]) = (
            letter.title, letter.text, letter.what
        )
        let child = Child(
            words, input: .bytes(Array((letter.json + "\n").utf8)), environment: environment, endsWithItsChildren: true)
        let (cancelled, limit) = (CancelFlag(), commandLimit)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(returning: Self.finish(child, within: limit, cancelled))
                }
            }
        } onCancel: {
            cancelled.set()
        }
        if let fault = result { throw fault }
    }

    private static func finish(_ child: Child, within limit: TimeInterval, _ cancelled: CancelFlag) -> RouteFault? {
        do throws(ChildError) {
            switch try child.run(limit: limit, isCancelled: { cancelled.isSet }).ending {
            case .exited(status: 0): return nil
            case .exited(let status): return .exited(status: status)
            case .killed(let signal): return .killed(signal: signal)
            case .timedOut: return cancelled.isSet ? .cancelled : .timedOut
            case .unobserved: return .notStarted("its end was not seen")
            }
        } catch {
            return .notStarted(String(describing: error))
        }
    }
}

/// Set once, from wherever the waiting ends.
private final class CancelFlag: Sendable {
    private let flag = Mutex(false)

    var isSet: Bool { flag.withLock { $0 } }
    func set() { flag.withLock { $0 = true } }
}

extension RouteFault {
    fileprivate init(_ error: TransportError) {
        switch error {
        case .unreachable(let words), .insecure(let words): self = .unreachable(words)
        case .timedOut: self = .timedOut
        case .tooLarge, .invalidURL, .inside, .foreign: self = .unreachable("no connection")
        case .cancelled: self = .cancelled
        }
    }
}

extension Letter {
    /// Title, priority and tags as ntfy takes them.
    var ntfyHeaders: [Header] {
        let isFiring = state == .firing && what != "summary" && what != "test"
        return [
            Header("Content-Type", "text/plain; charset=utf-8"),
            Header("Title", EncodedWords.text(title)),
            Header("Priority", isFiring ? "4" : "3"),
            Header("Tags", (isFiring ? "rotating_light," : state == .resolved ? "white_check_mark," : "camera,") + what),
        ]
    }
}

/// Text of a header that is more than ASCII, as RFC 2047 has it.
enum EncodedWords {
    /// Bytes of UTF-8 of which a word of 75 characters is made.
    private static let most = 42

    static func text(_ text: String) -> String {
        let line = String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
        if line.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), !line.contains("=?") { return line }
        var words: [[UInt8]] = [[]]
        for scalar in line.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if words[words.count - 1].count + bytes.count > most { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: " ")
    }
}
