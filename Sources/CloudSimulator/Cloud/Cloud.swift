import FoundationEssentials

/// The simulated cloud without its server: a request and the time go in, an answer comes out, and the state has moved on.
///
/// It is written from the platform's pages and knows nothing of the client that is tested against it.
struct Cloud: Sendable {
    /// Where the cloud is reached, when a request does not say.
    var base = ""
    let credentials: Credentials
    let start: Date
    var roster: Roster
    let life: Life?
    /// Serials that somebody has changed from outside: life leaves them alone from then on.
    var settled: Set<String> = []

    var tokens: [String: IssuedToken] = [:]
    var tokenLife = 7 * 86_400
    /// Codes that users have authorised with and nobody has used, each with the user it is of.
    var authCodes: [String: String] = [:]
    var grants: [UserGrant] = []
    var links = LiveLinks()
    var longestAddressLife = Int.max
    var writes: [String: EncryptionWrite] = [:]
    var watched: [String: Date] = [:]
    /// Since when each camera's stream was asked for without a break, and when last.
    var streams: [String: (first: Date, last: Date)] = [:]

    var trustListAccepts: Set<TokenKind> = [.own, .hosted]
    var isKeyFrozen = false
    var isOverseas = false
    var isEzopenRefused = false
    var staleness = 0.0

    var faults: [Fault] = []
    var latency: [String: ClosedRange<Double>] = [:]
    var usualLatency = 0.0...0.0
    var meter = CallMeter()
    var oddities: [String: PageOddity] = [:]

    private(set) var calls: [String: Int] = [:]
    private(set) var requests: [RequestRecord] = []
    private var numbers: SeededGenerator

    /// When each camera's last picture was taken.
    var captured: [String: Date] = [:]
    /// When each picture goes.
    var pictures: [String: Date] = [:]
    var webhook: Webhook?
    var callback: String?
    /// What lies in the account's queue of messages; nil where it has none.
    var shelf: MessageShelf?

    init(scenario: Scenario, credentials: Credentials, seed: UInt64, isLively: Bool, start: Date) {
        self.credentials = credentials
        self.start = start
        roster = Roster(scenario.devices)
        life = isLively ? Life(scenario, seed: seed, start: start) : nil
        numbers = SeededGenerator(seed: seed)
        if isLively {
            // As measured on the real cloud: reads after a write are stale for about 1.5 s. Its 200 to 700 ms an answer are made
            // shorter, yet long enough for "asking" to be seen.
            staleness = 1.5
            usualLatency = 0.02...0.08
        }
    }

    /// Answers one request.
    mutating func answer(_ call: Call, at now: Date) -> Answer {
        let key = Self.countedPath(call.path)
        var answer = fault(on: key, of: call["deviceSerial"]) ?? .plain(0)
        if answer.status == 0 {
            let delay = answer.delay
            answer = route(call, key: key, at: now)
            answer.delay = delay
        }
        answer.delay += Double.random(in: latency[key] ?? usualLatency, using: &numbers)
        calls[key, default: 0] += 1
        record(call, answer, at: now)
        return answer
    }

    /// The name under which calls of a path are counted: its own, except for the addresses, each of which is another one.
    static func countedPath(_ path: String) -> String {
        if Endpoint(path: path) != nil { return path }
        if path.hasPrefix("/api/") { return "/api/*" }
        if path.hasPrefix("/pictures/") { return "/pictures/*" }
        guard path.hasPrefix("/v3/openlive/"), let dot = path.lastIndex(of: ".") else { return "*" }
        let type = path[dot...]
        return [".m3u8", ".ts", ".flv"].contains(type) ? "/v3/openlive/*\(type)" : "*"
    }

    private mutating func route(_ call: Call, key: String, at now: Date) -> Answer {
        if key.hasPrefix("/v3/openlive/") { return stream(call, at: now) }
        if key == "/pictures/*" { return picture(call.path, at: now) }
        guard let endpoint = Endpoint(path: call.path) else {
            return .envelope(code: "404", message: "接口不存在", status: 404)
        }
        guard call.method == (endpoint.isNewer ? "GET" : "POST") else {
            return .envelope(code: "405", message: "请求方法错误", status: 405)
        }
        let answer = reply(endpoint, call, at: now)
        return endpoint.isNewer ? answer.underResult : answer
    }

    private mutating func reply(_ endpoint: Endpoint, _ call: Call, at now: Date) -> Answer {
        do throws(Refusal) {
            try meter.count(at: now)
            return .envelope(code: "200", message: "操作成功!", fields: try perform(endpoint, call, at: now))
        } catch {
            let hasNull = error.hasNullData || (endpoint.isToken && !isOverseas)
            return .envelope(code: error.code, message: error.message, fields: hasNull ? ["data": .null] : [:])
        }
    }

    /// The answer of the first fault that is meant for the path: with status 0 it only delays.
    private mutating func fault(on key: String, of serial: String?) -> Answer? {
        let index = faults.firstIndex {
            ($0.path == key || ($0.path == nil && key.hasPrefix("/api/"))) && ($0.serial == nil || $0.serial == serial)
        }
        guard let index else { return nil }
        let fault = faults[index]
        if let times = fault.times {
            faults[index].times = times - 1
            if times <= 1 { faults.remove(at: index) }
        }
        let status = fault.status.map { min(max(200, $0), 599) }
        var answer = Answer.plain(0)
        if let body = fault.body {
            answer = .plain(status ?? 200, contentType: "text/html", body: Data(body.utf8))
        } else if let code = fault.code {
            answer = .envelope(
                code: code, message: fault.message ?? Refusal.words(for: code), status: status ?? 200)
        } else if let status {
            answer = .plain(status)
        }
        answer.delay = min(max(0, fault.delay ?? 0), Self.longestDelay)
        return answer
    }

    /// Remembers the last thousand requests: what they were called, and no more of that than a call of the platform has. Anybody on the
    /// machine may send some.
    private mutating func record(_ call: Call, _ answer: Answer, at now: Date) {
        if requests.count >= 2_000 { requests.removeFirst(1_000) }
        requests.append(
            RequestRecord(
                at: now, method: String(call.method.prefix(16)), path: String(call.path.prefix(128)),
                parameters: call.parameters.keys.sorted().prefix(32).map { String($0.prefix(64)) }, answer: answer.code))
    }
}
