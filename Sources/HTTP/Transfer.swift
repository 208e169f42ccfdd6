import CCurl
import FoundationEssentials
import Glibc
import System

/// One request under way in curl. It belongs to the transport's thread and never leaves it.
final class Transfer {
    /// All headers of an answer together; more is no answer of any use.
    private static let headLimit = 64 << 10

    let job: TransferJob
    let easy: UnsafeMutableRawPointer
    private let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var list: UnsafeMutablePointer<curl_slist>?
    private var headers: [Header] = []
    private var headBytes = 0
    private var body = Data()
    private var bodyLimit = 0
    private var cutsBody = false
    /// What is over was left unread.
    private var isCut = false
    private var exceeded: Int?
    private var isSent = false
    /// Somebody outside named the address, so that it is looked at where the connection leads.
    private var isJudged = false
    private var isRefused = false
    /// Who listens at the socket is nobody we would tell anything.
    private var isForeign = false
    /// Where the connection leads is inside, and no proxy; nil before there is one.
    private(set) var isInside: Bool?
    /// Where everything goes to a socket of this machine: that socket, and ours, once it is open.
    private var endpoint: LocalEndpoint?
    fileprivate var socket: Int32?

    init(_ job: TransferJob, easy: UnsafeMutableRawPointer) {
        self.job = job
        self.easy = easy
        words.pointee = 0
    }

    deinit {
        words.deallocate()
        curl_slist_free_all(list)
    }

    /// Sets everything up and adds the request to those that run.
    func join(
        _ multi: UnsafeMutableRawPointer, _ options: CurlTransport.Options, _ insideHosts: InsideHosts
    ) -> TransportError? {
        bodyLimit = options.replyBytes
        // curl would guess at a scheme that is missing, and C ends the string at a NUL.
        guard ["http://", "https://"].contains(where: job.request.url.lowercased().hasPrefix),
            !job.request.url.utf8.contains(0), curl_set_string(easy, CURLOPT_URL, job.request.url) == CURLE_OK
        else { return .invalidURL }
        curl_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        curl_set_string(easy, CURLOPT_ACCEPT_ENCODING, "")
        curl_set_string(easy, CURLOPT_USERAGENT, options.userAgent)
        if let file = options.caFile { curl_set_string(easy, CURLOPT_CAINFO, file) }
        curl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        // Without it, dropping a request whose name is still being looked up would hold up all others.
        curl_set_long(easy, CURLOPT_QUICK_EXIT, 1)
        curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(options.connectSeconds))
        curl_set_long(easy, CURLOPT_TIMEOUT_MS, Self.milliseconds(options.totalSeconds))
        cutsBody = options.cutsReplies
        if !cutsBody { curl_set_offset(easy, CURLOPT_MAXFILESIZE_LARGE, Int(bodyLimit)) }
        setRequest()
        let itself = Unmanaged.passUnretained(self).toOpaque()
        if let endpoint = options.socket {
            self.endpoint = endpoint
            guard curl_set_string(easy, CURLOPT_UNIX_SOCKET_PATH, endpoint.path) == CURLE_OK else { return .invalidURL }
            curl_set_string(easy, CURLOPT_PROXY, "")
            // One that has been kept may have been given up at the other end, and nobody would know whether it took the request.
            curl_set_long(easy, CURLOPT_FRESH_CONNECT, 1)
            curl_set_long(easy, CURLOPT_FORBID_REUSE, 1)
            curl_set_pointer(easy, CURLOPT_OPENSOCKETDATA, itself)
            curl_set_open_callback(easy, openSocket)
        } else if let refusal = judge(insideHosts) {
            return refusal
        }

        curl_set_pointer(easy, CURLOPT_ERRORBUFFER, words)
        curl_set_pointer(easy, CURLOPT_HEADERDATA, itself)
        curl_set_callback(easy, CURLOPT_HEADERFUNCTION, takeHeader)
        curl_set_pointer(easy, CURLOPT_WRITEDATA, itself)
        curl_set_callback(easy, CURLOPT_WRITEFUNCTION, takeBody)
        curl_set_pointer(easy, CURLOPT_PREREQDATA, itself)
        curl_set_send_callback(easy, allowSending)
        let code = curl_multi_add_handle(multi, easy)
        return code == CURLM_OK ? nil : .unreachable(String(cString: curl_multi_strerror(code)))
    }

    /// Takes the request out, whether it has ended or not; the handle keeps nothing that points in here.
    func leave(_ multi: UnsafeMutableRawPointer) {
        curl_multi_remove_handle(multi, easy)
        curl_easy_reset(easy)
    }

    func answer(_ code: CURLcode, _ options: CurlTransport.Options) -> TransferDesk.Answer {
        guard code == CURLE_OK || isCut else { return .failure(failure(code, options)) }
        var status = 0
        curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
        return .success(Response(status: status, headers: headers, body: body))
    }

    /// What somebody outside named must not lead inside. Through a proxy, which looks names up itself, the host is judged as it is
    /// written, and the proxy is never passed by.
    private func judge(_ insideHosts: InsideHosts) -> TransportError? {
        guard let namer = job.request.namedBy else { return nil }
        let its = InsideAddress.host(of: namer) ?? ""
        if insideHosts.holds(its) { return nil }
        guard let host = InsideAddress.host(of: job.request.url) else { return .invalidURL }
        if InsideAddress.holds(host: host) { return .inside }
        if InsideAddress.goesThroughProxy(job.request.url) {
            curl_set_string(easy, CURLOPT_NOPROXY, "")
        } else {
            isJudged = true
        }
        return nil
    }

    private func setRequest() {
        if job.request.method == .post {
            curl_set_long(easy, CURLOPT_POST, 1)
            curl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, job.request.body.count)
            job.request.body.withUnsafeBytes { bytes in
                // The address only has to be one; of an empty body nothing is read.
                withUnsafePointer(to: 0) { none in
                    let start = bytes.baseAddress ?? UnsafeRawPointer(none)
                    _ = curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: start))
                }
            }
        }
        // curl would wait for a "100 Continue" before large bodies.
        list = curl_slist_append(nil, "Expect:")
        for header in job.request.headers where !"\(header.name)\(header.value)".contains(where: \.isNewline) {
            list = curl_slist_append(list, "\(header.name): \(header.value)") ?? list
        }
        curl_set_pointer(easy, CURLOPT_HTTPHEADER, list)
    }

    private static func milliseconds(_ seconds: Double) -> Int {
        Int(min(max(seconds, 0.001), 86_400) * 1000)
    }

    // MARK: What goes out

    /// Once. On a kept connection that breaks curl would send a request up to five times more, and nobody knows which of them
    /// arrived. And never where the connection leads inside though somebody outside named the address.
    fileprivate func maySend(to peer: String, from own: String) -> Bool {
        if let endpoint {
            // Whoever is there learns what is asked, and codes that go along.
            isForeign = socket.flatMap { PeerCredentials(of: $0) }.map { !endpoint.owners.contains($0.user) } ?? true
            defer { isSent = true }
            return !isSent && !isForeign
        }
        let isInside = InsideAddress.holds(peer, from: own) && !InsideAddress.goesThroughProxy(job.request.url)
        self.isInside = isInside
        isRefused = isJudged && isInside
        defer { isSent = true }
        return !isSent && !isRefused
    }

    // MARK: What comes in

    fileprivate func take(header line: UnsafeRawBufferPointer) -> Bool {
        headBytes += line.count
        guard headBytes <= Self.headLimit else {
            exceeded = Self.headLimit
            return false
        }
        let text = StreamSafe.text(line)
        guard let colon = text.firstIndex(of: ":"), !text.hasPrefix("HTTP/") else {
            // A status line; one before the last was an interim answer's.
            if text.hasPrefix("HTTP/") { headers = [] }
            return true
        }
        headers.append(Header(String(text[..<colon]), text[text.index(after: colon)...].trimmed))
        return true
    }

    fileprivate func take(body piece: UnsafeRawBufferPointer) -> Bool {
        guard body.count + piece.count <= bodyLimit else {
            isCut = cutsBody
            exceeded = bodyLimit
            return false
        }
        body.append(contentsOf: piece)
        return true
    }

    // MARK: What went wrong

    private func failure(_ code: CURLcode, _ options: CurlTransport.Options) -> TransportError {
        if isRefused { return .inside }
        if isForeign { return .foreign }
        if let exceeded { return .tooLarge(limit: exceeded) }
        switch code {
        case CURLE_OPERATION_TIMEDOUT:
            return .timedOut(reason(code))
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            return .insecure(reason(code))
        case CURLE_ABORTED_BY_CALLBACK:
            return .unreachable("Connection reset by peer")
        case CURLE_URL_MALFORMAT:
            return .invalidURL
        case CURLE_FILESIZE_EXCEEDED:
            return .tooLarge(limit: options.replyBytes)
        default:
            return .unreachable(reason(code))
        }
    }

    /// curl's own words name host and port at most, never path, query or body.
    private func reason(_ code: CURLcode) -> String {
        // Of a proxy's address that it cannot read it quotes all, the password too.
        let quoted = String(cString: words)
        let isProxys = code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_URL_MALFORMAT || quoted.hasPrefix("Unsupported proxy")
        let said = isProxys ? "" : quoted
        var text = said.isEmpty ? String(cString: curl_easy_strerror(code)) : said
        // Newer versions say no more than that they could not connect; the system knows why.
        var number = 0
        if code == CURLE_COULDNT_CONNECT, curl_get_long(easy, CURLINFO_OS_ERRNO, &number) == CURLE_OK, number != 0 {
            text += ": " + String(cString: strerror(Int32(truncatingIfNeeded: number)))
        }
        return String(text.unicodeScalars.prefix(200).map { $0.properties.generalCategory == .control ? " " : Character($0) })
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

private func openSocket(
    _ context: UnsafeMutableRawPointer?, _: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let context, let address = address?.pointee else { return -1 }
    let descriptor = socket(address.family, address.socktype | Int32(SOCK_CLOEXEC.rawValue), address.protocol)
    Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().socket = descriptor
    return descriptor
}

private func allowSending(
    _ context: UnsafeMutableRawPointer?, _ peer: UnsafeMutablePointer<CChar>?, _ own: UnsafeMutablePointer<CChar>?, _: Int32,
    _: Int32
) -> Int32 {
    guard let context, let peer, let own else { return CURL_PREREQFUNC_ABORT }
    let may = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().maySend(
        to: String(cString: peer), from: String(cString: own))
    return may ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

private func takeHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().take(header: piece) ? piece.count : 0
}

private func takeBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().take(body: piece) ? piece.count : 0
}
