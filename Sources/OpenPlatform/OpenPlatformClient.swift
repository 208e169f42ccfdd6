import FoundationEssentials
import HTTP
import Vocabulary

/// The platform over HTTP. Each call is one request, told once to `observe`, whatever becomes of it.
///
///     let client = OpenPlatformClient()
///     let base = Region.cn.base
///     let token = try await client.token(for: .own, appKey: key, appSecret: secret, base: base)
///     let page = try await client.send(.devices(page: 0, size: 50), token, base: base.following(token))
public struct OpenPlatformClient: OpenPlatform {
    private let transport: any Transport
    private let observe: @Sendable (CallRecord) -> Void

    /// - Parameters:
    ///   - transport: what carries the requests: libcurl with its usual bounds, unless another one is given.
    ///   - observe: is told of each request when it is over: its call, its code and how long it took, and nothing secret.
    public init(transport: any Transport = CurlTransport(), observe: @escaping @Sendable (CallRecord) -> Void = { _ in }) {
        self.transport = transport
        self.observe = observe
    }

    public func send<Reply>(_ call: Call<Reply>, _ token: Token, base: Base) async throws(PlatformError) -> Reply {
        switch call.kind {
        case .form(let place, let read):
            let path = call.name.path(overseas: base.overseas)
            let url =
                switch place {
                case .platform, .trust: base.url.withoutSlashAtEnd + "/api/lapp/" + path
                case .authorisation: base.authorisation + "/" + path
                }
            let tokenName =
                switch place {
                case .platform: "accessToken"
                case .trust, .authorisation: "access_token"
                }
            // The token goes in the body, never in a URL.
            return try await post([Parameter(tokenName, token.value)] + call.parameters, to: url, name: call.name) {
                response throws(PlatformError) in try read(response, base)
            }
        case .headers(let path, let read):
            let headers = [Header("accessToken", token.value)] + call.parameters.map { Header($0.name, $0.value) }
            // What a cloud sent as a serial becomes no second header.
            guard headers.allSatisfy({ $0.value.utf8.allSatisfy { (0x21...0x7e).contains($0) } }) else {
                throw .malformed("the serial is none")
            }
            let request = Request(.get, url: base.url.withoutSlashAtEnd + "/api/v3/" + path, headers: headers)
            do throws(PlatformError) {
                return try await exchange(request, name: call.name, anyStatus: true, read: read)
            } catch {
                throw error.hiding([token.value])
            }
        }
    }

    /// Posts a form and reads its reply.
    func post<Result>(
        _ parameters: [Parameter], to url: String, name: CallName, read: (Response) throws(PlatformError) -> Result
    ) async throws(PlatformError) -> Result {
        let request = Request(
            .post, url: url, headers: [Header("Content-Type", Form.contentType)], body: Form.encode(parameters))
        do throws(PlatformError) {
            return try await exchange(request, name: name, read: read)
        } catch {
            throw error.hiding(parameters.filter { Self.secrets.contains($0.name) }.map(\.value))
        }
    }

    /// Parameters that nobody else may read.
    private static let secrets: Set<String> = ["accessToken", "access_token", "appSecret", "validateCode"]

    public func playlist(_ url: String, namedBy base: Base, as name: CallName) async throws(PlatformError) -> Playlist {
        try await exchange(Request(.get, url: url, namedBy: base.url), name: name) { response throws(PlatformError) in
            guard let playlist = Playlist(reading: response.body, from: url) else {
                throw .malformed("the address leads to no playlist")
            }
            return playlist
        }
    }

    public func picture(_ url: String, namedBy base: Base) async throws(PlatformError) -> Data {
        try await exchange(Request(.get, url: url, namedBy: base.url), name: .picture) { response throws(PlatformError) in
            guard !response.body.isEmpty else { throw .malformed("the picture is empty") }
            return response.body
        }
    }

    /// Sends, reads, and tells what came of it.
    private func exchange<Result>(
        _ request: Request, name: CallName, anyStatus: Bool = false, read: (Response) throws(PlatformError) -> Result
    ) async throws(PlatformError) -> Result {
        let start = ContinuousClock.now
        var date: Date?
        func tell(_ code: String) {
            let spent = ContinuousClock.now - start
            let milliseconds = Int(spent.components.seconds) * 1000 + Int(spent.components.attoseconds / 1_000_000_000_000_000)
            let path = request.url.firstRange(of: "/api/lapp/").map { String(request.url[$0.upperBound...]) }
            observe(CallRecord(name: name, path: path, code: code, milliseconds: milliseconds, serverDate: date))
        }
        do throws(PlatformError) {
            let response = try await send(request)
            date = response.date
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
    private static func check(_ response: Response, of name: CallName) throws(PlatformError) {
        if response.status == 200 { return }
        if response.status == 404, [.playlist, .stream].contains(name) {
            throw .refused(code: PlatformCode.noPlaylist, message: "")
        }
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
        case .transport(.inside), .transport(.foreign): "refused"
        case .transport(.cancelled): "cancelled"
        }
    }
}

extension CallName {
    /// The path after `/api/lapp/`.
    fileprivate func path(overseas: Bool) -> String {
        let isVersioned = self == .liveAddress || self == .disableAddress
        return isVersioned && !overseas ? "v2/" + rawValue : rawValue
    }
}
