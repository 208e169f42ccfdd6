import FoundationEssentials
import HTTP

/// The platform over a transport. Each method is one HTTP call, told once to `observe`, whatever becomes of it.
public struct OpenPlatformClient: OpenPlatform {
    private let transport: any Transport
    private let observe: @Sendable (CallRecord) -> Void

    public init(transport: any Transport, observe: @escaping @Sendable (CallRecord) -> Void = { _ in }) {
        self.transport = transport
        self.observe = observe
    }

    /// Posts a form to `/api/lapp/<name>` and opens the envelope; a code that is no success is thrown.
    func call<Content: Decodable>(
        _ name: String, base: Base, _ parameters: [Parameter], as: Content.Type
    ) async throws(PlatformError) -> Envelope<Content> {
        try await post(parameters, to: base.url.withoutSlashAtEnd + "/api/lapp/" + name, name: name, as: Content.self)
    }

    func post<Content: Decodable>(
        _ parameters: [Parameter], to url: String, name: String, as: Content.Type
    ) async throws(PlatformError) -> Envelope<Content> {
        let request = Request(
            .post, url: url, headers: [Header("Content-Type", Form.contentType)], body: Form.encode(parameters))
        return try await exchange(request, name: name) { response throws(PlatformError) in
            let envelope: Envelope<Content>
            do {
                envelope = try JSONDecoder().decode(Envelope<Content>.self, from: ReplyText.repaired(response.body))
            } catch {
                // The decoder's own words quote the reply.
                throw .malformed("the reply is no JSON object")
            }
            guard let code = envelope.code else { throw .malformed("the reply has no code") }
            guard code == PlatformCode.ok else { throw .refused(code: code, message: envelope.message) }
            return envelope
        }
    }

    /// Gets `/api/v3/<path>` of a device: token and serial go in headers, and the HTTP status follows the code.
    func get<Content: Decodable>(
        _ path: String, base: Base, _ token: Token, _ serial: String, as: Content.Type
    ) async throws(PlatformError) -> Content? {
        // What a cloud sent as a serial becomes no second header.
        guard serial.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { throw .malformed("the serial is none") }
        let request = Request(
            .get, url: base.url.withoutSlashAtEnd + "/api/v3/" + path,
            headers: [Header("accessToken", token.value), Header("deviceSerial", serial)])
        let name = path.split(separator: "/").suffix(3).joined(separator: "/")
        return try await exchange(request, name: name, anyStatus: true) { response throws(PlatformError) in
            guard let envelope = try? JSONDecoder().decode(NewerEnvelope<Content>.self, from: response.body),
                let code = envelope.code
            else { throw .malformed(response.status == 200 ? "the reply is no JSON object" : "HTTP \(response.status)") }
            guard code == PlatformCode.ok else { throw .refused(code: code, message: envelope.message) }
            return envelope.content
        }
    }

    public func playlist(_ url: String, namedBy base: Base) async throws(PlatformError) -> Playlist {
        try await exchange(Request(.get, url: url, namedBy: base.url), name: "playlist") { response throws(PlatformError) in
            guard let playlist = Playlist(reading: response.body) else { throw .malformed("the address leads to no playlist") }
            return playlist
        }
    }

    public func picture(_ url: String, namedBy base: Base) async throws(PlatformError) -> Data {
        try await exchange(Request(.get, url: url, namedBy: base.url), name: "picture") { response throws(PlatformError) in
            guard !response.body.isEmpty else { throw .malformed("the picture is empty") }
            return response.body
        }
    }

    /// Sends, reads, and tells what came of it.
    private func exchange<Result>(
        _ request: Request, name: String, anyStatus: Bool = false, read: (Response) throws(PlatformError) -> Result
    ) async throws(PlatformError) -> Result {
        let start = ContinuousClock.now
        var date: Date?
        func tell(_ code: String) {
            let spent = ContinuousClock.now - start
            let milliseconds = Int(spent.components.seconds) * 1000 + Int(spent.components.attoseconds / 1_000_000_000_000_000)
            observe(CallRecord(name: name, code: code, milliseconds: milliseconds, serverDate: date))
        }
        do throws(PlatformError) {
            let response = try await send(request)
            date = Date(header: response.header("Date"))
            if !anyStatus { try Self.check(response, of: name) }
            let result = try read(response)
            tell(PlatformCode.ok)
            return result
        } catch {
            tell(error.word)
            throw error
        }
    }

    private func send(_ request: Request) async throws(PlatformError) -> Response {
        do throws(TransportError) { return try await transport.send(request) } catch { throw .transport(error) }
    }

    /// Calls answer 200 whatever they say; an address that has expired, or whose stream has not begun, answers 404.
    private static func check(_ response: Response, of name: String) throws(PlatformError) {
        if response.status == 200 { return }
        if response.status == 404, name == "playlist" { throw .refused(code: PlatformCode.noPlaylist, message: "") }
        throw .malformed("HTTP \(response.status)")
    }
}

extension PlatformError {
    /// One word for the log.
    fileprivate var word: String {
        switch self {
        case .refused(let code, _): code
        case .malformed(let reason): reason.hasPrefix("HTTP ") ? reason : "malformed"
        case .transport(.unreachable): "unreachable"
        case .transport(.timedOut): "timed out"
        case .transport(.insecure): "insecure"
        case .transport(.tooLarge): "too large"
        case .transport(.invalidURL): "invalid URL"
        case .transport(.inside): "refused"
        case .transport(.cancelled): "cancelled"
        }
    }
}
