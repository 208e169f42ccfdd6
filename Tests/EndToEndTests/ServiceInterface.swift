import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// `/v1` at the socket of the one that polls, as a program in another language meets it.
@Suite("The interface of the one that polls", .serialized, .heavy)
struct ServiceInterface {
    private let cloud: Cloud
    private let home: Home
    private var environment: [String: String] { cloud.environment.merging(home.environment) { $1 } }
    private var socket: String { home.path + "/state/eztop/eztop.sock" }

    init() throws {
        (cloud, home) = (try Cloud(), try Home(configuration: Self.configuration))
        try home.write(Self.token + "\n", to: "config/eztop/token")
    }

    private static let token = "MARKED-TOKEN-0123456789abcdef"
    private static let configuration = """
        interval = "1s"
        [service]
        listen = "127.0.0.1:0"
        token_file = "token"
        hosts = ["nas.lan"]

        """

    /// `127.0.0.1:40123`, where it says that it listens.
    private func listener(_ pty: Pty) throws -> String {
        let words = "others may ask at http://"
        try pty.wait(for: words)
        let text = pty.text
        let start = try #require(text.firstRange(of: words)).upperBound
        return String(text[start...].prefix { $0.isNumber || $0 == "." || $0 == ":" })
    }

    private func serve(_ arguments: [String] = []) async throws -> Pty {
        let pty = try Pty(builtProduct("eztop"), ["serve"] + arguments, environment: environment)
        try pty.wait(for: "asks the cloud every 1s")
        try await cloud.waitForCalls("camera/list", atLeast: 2)
        return pty
    }

    private func end(_ pty: Pty) throws {
        pty.signal(SIGTERM)
        #expect(try pty.exit() == .code(0))
    }

    static let description =
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/docs/schemas/service.openapi.yaml"

    /// Makes requests, and holds each answer against the description: an undocumented status, header or field ends it.
    static let client = """
        import http.client, json, os, socket, sys, yaml, jsonschema
        description, path = sys.argv[1:3]
        sys.stderr = sys.stdout
        # Over the network: where, and with what.
        place, token = (sys.argv[3], sys.argv[4]) if len(sys.argv) > 4 else (None, None)
        api = yaml.safe_load(open(description, encoding="utf-8"))
        folder = os.path.dirname(description)

        class Connection(http.client.HTTPConnection):
            def __init__(self): super().__init__(place or "localhost", timeout=30)
            def connect(self):
                if place: return super().connect()
                self.sock = socket.socket(socket.AF_UNIX); self.sock.settimeout(30); self.sock.connect(path)

        def resolved(part):
            if isinstance(part, dict):
                if "$ref" in part:
                    name = part["$ref"]
                    if not name.startswith("#"):
                        return resolved_file(json.load(open(os.path.join(folder, name), encoding="utf-8")))
                    found = api
                    for step in name[2:].split("/"): found = found[step]
                    return resolved(found)
                whole = {key: resolved(value) for key, value in part.items()}
                if "properties" in whole: whole["additionalProperties"] = False
                return whole
            return [resolved(value) for value in part] if isinstance(part, list) else part
        def resolved_file(schema): return schema

        seen = set()
        def ask(method, template, want, body=None, **names):
            query = names.pop("query", "")
            more = names.pop("headers", {})
            target = template.format(**names) + query
            connection = Connection()
            data = None if body is None else body if isinstance(body, str) else json.dumps(body)
            headers = {"Content-Type": "application/json"} if data else {}
            if token: headers["Authorization"] = "Bearer " + token
            headers.update(more)
            connection.request(method, target, data, {name: value for name, value in headers.items() if value})
            answer = connection.getresponse()
            text = answer.read()
            assert answer.status == want, (method, target, answer.status, want, text)
            operations = api["paths"][template]
            if answer.status == 405 and method.lower() not in operations:
                operation = next(value for key, value in operations.items() if key != "parameters")
                assert answer.getheader("Allow")
                key = (template, "405")
            else:
                operation = operations[method.lower()]
                key = (template, str(answer.status))
            documented = operation["responses"].get(str(answer.status))
            assert documented, ("undocumented", method, target, answer.status)
            documented = resolved(documented)
            content = documented.get("content")
            kind = (answer.getheader("Content-Type") or "").split(";")[0]
            assert (kind in content) if content else not text, (target, kind, text)
            value = text
            if kind == "application/json":
                value = json.loads(text)
                jsonschema.Draft202012Validator(content[kind]["schema"]).validate(value)
            seen.add(key)
            return value
        """

    /// Every path with every answer that it has; those of a cloud that has gone, and of a service that may only look, come after.
    private static let requests = """
        for template, operations in api["paths"].items():
            if template.startswith("/live/"): continue
            wrong = "DELETE" if False else ("GET" if "get" not in operations else "POST")
            ask(wrong, template, 405, camera="C69625501:1", device="C69625501")
        assert ask("GET", "/healthz", 200) == b"ok\\n"
        assert b"eztop_camera_online{" in ask("GET", "/metrics", 200)
        rows = ask("GET", "/v1/cameras", 200)["cameras"]
        assert len(rows) == 15 and not any("url" in row["live"] for row in rows)
        assert ask("GET", "/v1/service", 200)["serve"] is True
        report = ask("GET", "/v1/report", 200, query="?since=7d&filter=garden")
        assert report["until"] and all("garden" in row["name"].lower() for row in report["cameras"])
        ask("GET", "/v1/report", 400, query="?since=yesterday")
        ask("POST", "/v1/refresh", 202)
        for what in ["refresh", "address", "check", "picture"]:
            template = "/v1/cameras/{camera}/" + what
            ask("POST", template, 404, camera="NOBODY")
            ask("POST", template, 400, camera="E71820344")
            ask("POST", template, 404, camera="C69625501:1", query="?account=nobody")
            ask("POST", template, 202 if what == "refresh" else 200, camera="C69625501:1", query="?account=default")
        url = ask("POST", "/v1/cameras/{camera}/address", 200, camera="C69625501")["url"]
        assert ".m3u8" in url
        assert ".flv" in ask("POST", "/v1/cameras/{camera}/address", 200, {"protocol": "flv", "quality": "sd"}, camera="C69625501")["url"]
        ask("POST", "/v1/cameras/{camera}/address", 400, "not json", camera="C69625501")
        ask("POST", "/v1/cameras/{camera}/address", 400, {"protocol": "smoke"}, camera="C69625501")
        for what in ["address", "check"]:
            refusal = ask("POST", "/v1/cameras/{camera}/" + what, 422, camera="C69625502")
            assert refusal["code"] == "60019" and refusal["next"]
        assert ask("POST", "/v1/cameras/{camera}/picture", 422, camera="D01234567")["code"] == "20007"

        encryption = "/v1/devices/{device}/encryption"
        ask("PUT", encryption, 404, {"encryption": "off"}, device="NOBODY")
        ask("PUT", encryption, 400, {"encryption": "perhaps"}, device="C69625504")
        ask("PUT", encryption, 400, {"encryption": "on", "for": "1h"}, device="C69625504")
        ask("PUT", encryption, 400, {"encryption": "off", "for": "soon"}, device="C69625504")
        assert ask("PUT", encryption, 422, {"encryption": "off", "verification_code": "WRONG1"}, device="C69625502")["code"] == "20010"
        assert ask("PUT", encryption, 200, {"encryption": "off", "for": "1h"}, device="C69625504") == {"encryption": "off", "changed": True}
        ask("PUT", encryption, 409, {"encryption": "on"}, device="C69625504")
        """

    @Test("each documented answer occurs, nothing undocumented does, and every body is what the description says")
    func description() async throws {
        try await cloud.change(#"{"verification":{"serial":"C69625502","code":"ABCDEF","wanted":true}}"#)
        // Until its lists say so, a switch is under way.
        try await cloud.change(#"{"staleness":{"seconds":60}}"#)
        let pty = try await serve()
        let script =
            Self.client + "\n" + Self.requests + """

                events = Connection()
                events.request("GET", "/v1/events")
                answer = events.getresponse()
                assert answer.status == 200 and answer.getheader("Content-Type") == "text/event-stream"
                seen.add(("/v1/events", "200"))
                print(sorted(seen))
                """
        let all = try python(script, [Self.description, socket])
        #expect(all.status == .code(0), "\(all)")

        try await cloud.change(#"{"fail":{"with":{"path":"/api/lapp/v2/live/address/get","code":"10007"}}}"#)
        let limited = try python(
            Self.client + "\n" + """
                assert ask("POST", "/v1/cameras/{camera}/address", 429, {"protocol": "rtmp"}, camera="C69625503")["code"] == "10007"
                print(sorted(seen))
                """, [Self.description, socket])
        #expect(limited.status == .code(0), "\(limited)")
        try await cloud.change(#"{"clearFaults":{}}"#)
        let stranger = try python(
            Self.client + "\n" + Self.strangers,
            [Self.description, "", try listener(pty), Self.token, try #require(home.text("state/eztop/live.key"))])
        #expect(stranger.status == .code(0), "\(stranger)")
        #expect(!pty.text.contains(Self.token))
        try cloud.stop()
        try pty.wait(for: "connection refused")
        let gone = try python(
            Self.client + "\n" + """
                assert b"connection refused" in ask("GET", "/healthz", 503)
                ask("POST", "/v1/cameras/{camera}/address", 503, {"protocol": "llhls"}, camera="F20118876")
                ask("POST", "/v1/cameras/{camera}/picture", 503, camera="F20118876")
                ask("PUT", "/v1/devices/{device}/encryption", 503, {"encryption": "on"}, device="F20118876")
                print(sorted(seen))
                """, [Self.description, socket])
        #expect(gone.status == .code(0), "\(gone)")
        try end(pty)
        let looks = try await ServiceInterface().looking()
        let tuples = try python(
            """
            import ast, sys, yaml
            seen = set().union(*(ast.literal_eval(text) for text in sys.argv[2:]))
            api = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))
            documented = {(path, status) for path, operations in api["paths"].items()
                          for method, operation in operations.items() if method != "parameters" for status in operation["responses"]}
            # Streams at their bound, a check without a cloud and a state file that is damaged are tried elsewhere.
            print(sorted(documented - seen))
            """, [Self.description] + [all, limited, stranger, gone, looks].map { String($0.text.dropLast()) })
        #expect(
            tuples.text
                == "[('/v1/cameras/{camera}/check', '503'), ('/v1/events', '503'), ('/v1/report', '503')]\n", "\(tuples)")
    }

    /// What the network is refused, on every path. The token lets look, and no more.
    private static let strangers = """
        import time
        from concurrent.futures import ThreadPoolExecutor
        def examine(template, method):
            def refused(want, body=None, **headers):
                headers = {name.replace("_", "-"): value for name, value in headers.items()}
                return ask(method, template, want, body, camera="C69625501:1", device="C69625504", headers=headers)
            for host in ["evil.example", place + "0", "localhost:" + place.split(":")[1], "nas.lan:80"]:
                refused(421, Host=host)
            if method == "GET" and template != "/v1/events":
                for host in ["nas.lan", "NAS.lan"]: refused(200, Host=host)
            refused(403, Origin="http://" + place)
            if template == "/healthz":
                assert ask("GET", template, 200, headers={"Authorization": ""}) == b"ok\\n"
                return
            began = time.monotonic()
            assert "token" in refused(401, Authorization="")["message"]
            assert time.monotonic() - began > 0.4, "a refusal is slow"
            if template == "/v1/service":
                for wrong in [token, "Basic " + token, "Bearer", "Bearer " + token[:-1], "Bearer " + token + "x", "Bearer  x y"]:
                    refused(401, Authorization=wrong)
                ask(method, template, 401, query="?token=" + token, headers={"Authorization": ""})
            if method != "GET":
                refused(415)
                for kind in ["text/plain", "application/x-www-form-urlencoded"]: refused(415, "{}", Content_Type=kind)
                refused(413, "{" + " " * 70000 + "}")
                refusal = refused(403, "{}", Content_Type="application/json; charset=utf-8")
                assert "token_act" in refusal["next"], refusal
        with ThreadPoolExecutor(16) as pool:
            list(pool.map(lambda both: examine(*both), [
                (template, method.upper()) for template, operations in api["paths"].items()
                for method in operations if method != "parameters" and not template.startswith("/live/")]))
        for kind, want in [("m3u8", 200), ("flv", 302)]:
            live, known = "/live/{key}/{camera}." + kind, dict(key=sys.argv[5], camera="F20118878_1")
            text = ask("GET", live, want, headers={"Authorization": ""}, **known)
            assert text.startswith(b"#EXTM3U") or kind == "flv"
            ask("GET", live, 404, key="0" * 32, camera="F20118878_1")
            ask("GET", live, 404, key=sys.argv[5], camera="NOBODY_1")
            ask("POST", live, 405, {}, **known)
            ask("GET", live, 503, key=sys.argv[5], camera="D01234567_1")
            ask("GET", live, 403, headers={"Origin": "http://" + place}, **known)
            ask("GET", live, 421, headers={"Host": "evil.example"}, **known)
        wrong = Connection()
        wrong.request("GET", "/v1/service", headers={"Authorization": "Bearer " + token[::-1]})
        answer = wrong.getresponse()
        assert answer.status == 401 and answer.getheader("Connection").lower() == "close", "it keeps no place"
        began = time.monotonic()
        with ThreadPoolExecutor(30) as pool:
            many = [pool.submit(lambda: ask("GET", "/v1/service", 401, headers={"Authorization": "Bearer x"})) for _ in range(150)]
            ask("GET", "/v1/service", 200)
            for one in many: one.result()
        assert time.monotonic() - began < 20, "only few are slow at once"
        connection = Connection()
        connection.request("POST", "/front/1/attach", "{}", {"Authorization": "Bearer " + token, "Content-Type": "application/json"})
        assert connection.getresponse().status == 404
        print(sorted(seen))
        """

    /// What a service answers whose configuration lets it change nothing.
    private func looking() async throws -> Tool {
        let pty = try await serve(["--read-only"])
        let tool = try python(
            Self.client + "\n" + """
                ask("PUT", "/v1/devices/{device}/encryption", 403, {"encryption": "off"}, device="C69625504")
                print(sorted(seen))
                """, [Self.description, socket])
        #expect(tool.status == .code(0), "\(tool)")
        #expect(try await cloud.calls("device/encrypt/off") == 0)
        try end(pty)

        // So it is where the configuration says so while it runs.
        let other = try await serve()
        try home.write("interval = \"1s\"\nread_only = true\n", to: "config/eztop/config.toml")
        other.signal(SIGHUP)
        try other.wait(for: "read_only")
        let again = try python(
            Self.client + "\n" + """
                ask("PUT", "/v1/devices/{device}/encryption", 403, {"encryption": "off"}, device="C69625504")
                """, [Self.description, socket])
        #expect(again.status == .code(0), "\(again)")
        try end(other)
        return tool
    }

    @Test("who comes back to the events gets those that came meanwhile, once; a number that is not known is a reset")
    func resumes() async throws {
        let pty = try await serve()
        let script =
            Self.client + "\n" + """
                import urllib.request
                def listen(last=None):
                    connection = Connection()
                    connection.request("GET", "/v1/events", headers={"Last-Event-ID": last} if last else {})
                    return connection, connection.getresponse()
                def events(answer, count):
                    found, event = [], {}
                    while len(found) < count:
                        line = answer.readline().decode().rstrip("\\n")
                        if line.startswith(":"): continue
                        if line: name, _, value = line.partition(": "); event[name] = value
                        elif event: found.append(event); event = {}
                    return found
                def change(serial, value):
                    body = json.dumps({"status": {"serial": serial, "value": value}}).encode()
                    urllib.request.urlopen(sys.argv[3], body).read()
                first, answer = listen()
                change("F20118878", 0)
                one, two = events(answer, 2)
                assert one["event"] == "change" and json.loads(one["data"])["what"] == "status", one
                assert json.loads(one["data"])["to"] == "offline" and json.loads(two["data"])["what"] == "live"
                first.close()
                second, answer = listen(one["id"])
                assert events(answer, 1) == [two]
                change("F20118878", 1)
                assert json.loads(events(answer, 1)[0]["data"])["to"] == "online"
                for last in ["nobody-1", one["id"].rsplit("-")[0] + "-99", "x"]:
                    _, answer = listen(last)
                    reset, = events(answer, 1)
                    assert reset["event"] == "reset" and reset["data"] == "{}", reset
                print("resumed")
                """
        let tool = try python(script, [Self.description, socket, cloud.controlAddress])
        #expect(tool.status == .code(0) && tool.text == "resumed\n", "\(tool)")
        try end(pty)
    }

    @Test("a dashboard that polls offers it too, without a key of the cloud, and counts nobody there as attached")
    func dashboard() async throws {
        let front = try Front(environment, lacksNever: ["C69625501"])
        try await Front.wait([front], "a poller") { front.isPolling && front.holds("10 ready") }
        let tool = try python(
            Self.client + "\n" + """
                service = ask("GET", "/v1/service", 200)
                print(service["serve"], service["pid"], service["attached"], len(ask("GET", "/v1/cameras", 200)["cameras"]))
                """, [Self.description, socket])
        #expect(tool.text == "False \(front.process) [] 15\n", "\(tool)")
    }
}
