import FoundationEssentials
import Glibc
import HTTP
import TestSupport
import Testing

/// `/metrics`, as Prometheus reads it.
@Suite("Prometheus", .serialized, .heavy)
struct Monitoring {
    private static let token = "MARKED-TOKEN-0123456789abcdef"
    private static let folder =
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/docs/monitoring/"

    /// A service of this cloud, and where it listens.
    private func serve(_ cloud: Cloud, _ home: Home, metrics: String) async throws -> (Pty, String) {
        try home.write(Self.token + "\n", to: "config/eztop/token")
        try home.write(
            """
            interval = "1s"
            [service]
            listen = "127.0.0.1:0"
            token_file = "token"
            metrics = "\(metrics)"

            """, to: "config/eztop/config.toml")
        let pty = try Pty(builtProduct("eztop"), ["serve"], environment: cloud.environment.merging(home.environment) { $1 })
        let words = "others may ask at http://"
        try pty.wait(for: words)
        try await cloud.waitForCalls("v2/live/address/get", atLeast: 1)
        let text = pty.text
        return (
            pty,
            String(text[try #require(text.firstRange(of: words)).upperBound...].prefix { $0.isNumber || $0 == "." || $0 == ":" })
        )
    }

    @Test(
        "promtool finds nothing to say of the metrics and the rules; rules and dashboard name only what there is; nothing secret is in it"
    )
    func lint() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        let (pty, place) = try await serve(cloud, home, metrics: "open")
        let answer = try await CurlTransport().send(Request(.get, url: "http://\(place)/metrics"))
        #expect(answer.status == 200 && answer.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
        let text = String(decoding: answer.body, as: UTF8.self)
        for secret in [Self.token, cloud.appKey, cloud.appSecret, "http://", "m3u8", "at."] {
            #expect(!text.contains(secret), "\(secret)")
        }
        let lint = try Tool("sh", ["-c", "exec promtool check metrics 2>&1"], input: text)
        #expect(lint.status == .code(0) && lint.text.isEmpty, "\(lint.text)")
        let rules = try Tool(
            "sh", ["-c", "exec promtool check rules --lint=all --lint-fatal \"$0\" 2>&1", Self.folder + "rules.yml"])
        #expect(rules.status == .code(0), "\(rules.text)")
        let names = try python(
            """
            import json, re, sys
            text = sys.stdin.read()
            there = set(re.findall(r"^# TYPE (\\S+)", text, re.M))
            there |= {name + end for name in there for end in ("_bucket", "_sum", "_count")}
            board = json.load(open(sys.argv[1] + "grafana.json"))
            wanted = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
            wanted += [open(sys.argv[1] + "rules.yml").read(), board["templating"]["list"][0]["query"]]
            named = {name for text in wanted for name in re.findall(r"eztop_[a-z_]+", text)}
            print(len(board["panels"]) >= 8, len(named) >= 8, sorted(named - there))
            """, [Self.folder], input: text)
        #expect(names.text == "True True []\n", "\(names.text)")
        pty.signal(SIGTERM)
        #expect(try pty.exit() == .code(0))

        // Without `open` it wants the token.
        let (other, second) = try await serve(cloud, home, metrics: "token")
        #expect(try await CurlTransport().send(Request(.get, url: "http://\(second)/metrics")).status == 401)
        let shown = Request(.get, url: "http://\(second)/metrics", headers: [Header("Authorization", "Bearer " + Self.token)])
        #expect(try await CurlTransport().send(shown).status == 200)
        other.signal(SIGTERM)
        _ = try other.exit()
    }

    @Test("a real Prometheus scrapes it and answers how many cameras are online, who is offline, and how many calls there were")
    func scraped() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        let (pty, place) = try await serve(cloud, home, metrics: "token")
        try home.write(
            """
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: ["\(Self.folder)rules.yml"]
            scrape_configs:
              - job_name: eztop
                authorization: { credentials_file: \(home.path)/config/eztop/token }
                static_configs: [{ targets: ["\(place)"] }]

            """, to: "prometheus.yml")
        let port = try freePort()
        let prometheus = try Pty(
            "prometheus",
            [
                "--config.file=" + home.path + "/prometheus.yml", "--storage.tsdb.path=" + home.path + "/tsdb",
                "--web.listen-address=127.0.0.1:\(port)", "--log.level=error",
            ], environment: home.environment)
        func query(_ expression: String) async throws -> String {
            let form = Form.encode([Parameter("query", expression)])
            let request = Request(
                .post, url: "http://127.0.0.1:\(port)/api/v1/query", headers: [Header("Content-Type", Form.contentType)],
                body: form)
            guard let answer = try? await CurlTransport().send(request) else { return "" }
            return String(decoding: answer.body, as: UTF8.self)
        }
        func wait(for expression: String, _ words: String) async throws {
            let end = ContinuousClock.now + .seconds(40)
            var last = ""
            repeat { last = try await query(expression) } while !last.contains(words) && ContinuousClock.now < end
            #expect(last.contains(words), "\(expression): \(last)")
        }
        try await wait(for: "sum(eztop_camera_online)", "\"13\"")
        try await wait(for: "count(eztop_camera_info)", "\"15\"")
        try await wait(for: "eztop_camera_online{serial=\"D01234567\"}", "\"0\"")
        try await cloud.change(#"{"status":{"serial":"F20118878","value":0}}"#)
        try await wait(for: "sum(eztop_camera_online)", "\"12\"")
        try await wait(for: "sum(increase(eztop_calls_total{code=\"200\"}[1m])) > bool 5", "\"1\"")
        try await wait(for: "ALERTS{alertname=\"CameraOffline\",serial=\"F20118878\"}", "pending")
        prometheus.signal(SIGTERM)
        _ = try prometheus.exit(within: 20)
        pty.signal(SIGTERM)
        #expect(try pty.exit() == .code(0))
    }
}
