import FoundationEssentials
import TestSupport
import Testing

@Suite("JSON and CSV as other programs read them", .serialized, .heavy)
struct Schemas {
    /// Every line, or all of it, of standard input is what the schema says, and has no field that the schema does not name: in the
    /// published one further fields are allowed, since they are only ever added.
    private static let validator = """
        import json, sys, jsonschema
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        def open_objects(part):
            if isinstance(part, dict):
                assert "additionalProperties" not in part, "the published schema forbids fields"
                if "properties" in part:
                    assert all(name in part["properties"] for name in part.get("required", []))
                    if "required" in part:
                        part["additionalProperties"] = False
            for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else []:
                open_objects(inner)
        open_objects(schema)
        text = sys.stdin.read()
        for value in [json.loads(text)] if sys.argv[2] == "whole" else [json.loads(line) for line in text.splitlines()]:
            jsonschema.Draft202012Validator(schema).validate(value)
            print("valid")
        """

    private static func schema(_ name: String) -> String {
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/docs/schemas/\(name).schema.json"
    }

    /// - Parameter text: in a file, since it may be longer than a socket holds.
    static func valid(_ text: String, _ name: String, whole: Bool = true, in home: Home) throws -> Int {
        try home.write(text, to: "value")
        let script = "import sys; sys.stdin = open(sys.argv[3], encoding='utf-8')\n" + validator
        return try python(script, [schema(name), whole ? "whole" : "lines", home.path + "/value"]).text.split(separator: "\n")
            .count
    }

    /// Whatever the grid can show: undocumented states, refusals, limits, hostile names, a device without channels.
    private static let changes = #"""
        [{"status":{"serial":"C69625504","value":7}},
         {"rename":{"serial":"C69625503","name":"=cmd|'/c calc'!A1,\"x\"\n\t\u001b[31m\u0000"}},
         {"rename":{"serial":"F20118876","name":"+1"}}, {"rename":{"serial":"F20118877","name":"\t-1"}},
         {"rename":{"serial":"F20118878","name":"@x"}}, {"rename":{"serial":"C69625505","name":"\r\n \"\",,\""}},
         {"add":{"device":{"serial":"N00000001","name":"\uff1dx","channels":[]}}}]
        """#

    @Test("devices --json is what its schema says, whatever the cloud says, and so is hosting devices")
    func devices() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        try await cloud.change(Self.changes.split(separator: "\n").joined())
        for arguments in [
            ["devices"], ["devices", "--no-live"], ["devices", "--addresses"], ["hosting", "devices", "--addresses"],
        ] {
            let run = try Run(arguments + ["--json"], in: home, cloud.environment)
            #expect(try run.status == .code(0) && Self.valid(run.text, "devices", in: home) == 1, "\(arguments): \(run)")
        }
        try await cloud.change(#"{"fail":{"with":{"path":"/api/lapp/v2/live/address/get","code":"10007"}}}"#)
        let limited = try Run(["devices", "--json"], in: home, cloud.environment)
        #expect(try limited.text.contains("limited") && Self.valid(limited.text, "devices", in: home) == 1)
        try cloud.stop()
        let gone = try Run(["devices", "--json"], in: home, cloud.environment)
        #expect(try gone.status == .code(69) && Self.valid(gone.text, "devices", in: home) == 1, "\(gone)")
        #expect(gone.text.contains("\"complete\" : false"))
    }

    @Test("doctor --json is what its schema says, whether all is well or nothing")
    func doctor() throws {
        let (cloud, home) = (try Cloud(), try Home())
        for environment in [cloud.environment, cloud.environment.merging(["EZTOP_APP_SECRET": "wrong"]) { $1 }, [:]] {
            let run = try Run(["doctor", "--json"], in: home, environment)
            #expect(try Self.valid(run.text, "doctor", in: home) == 1, "\(run)")
        }
    }

    @Test("report --json is what its schema says, with a past and without one")
    func report() throws {
        let (cloud, home) = (try Cloud(), try Home())
        for (arguments, environment) in [
            (["--demo"], [:]), ([], cloud.environment), (["--since", "2d", "--until", "1d"], cloud.environment),
        ] {
            let run = try Run(["report", "--json"] + arguments, in: home, environment)
            #expect(try run.status == .code(0) && Self.valid(run.text, "report", in: home) == 1, "\(run)")
        }
        let past = try Run(["report", "--demo", "--json"], in: home, [:]).text
        #expect(past.contains("\"hour\" : \"02\"") && past.contains("\"begin\""))
        let csv = try Run(["report", "--demo", "--csv"], in: home, [:]).text
        #expect(
            csv.hasPrefix("account,serial,channel,name,observed_s,uptime,outages,offline_s,")
                && csv.split(separator: "\r\n").count == 16)
    }

    @Test("simulate --json is what its schema says")
    func simulate() throws {
        let home = try Home()
        let process = try Pty(builtProduct("eztop"), ["simulate", "--json", "--listen", "127.0.0.1:0"], columns: 400)
        try process.wait("its greeting", within: 20) { $0.contains(0x0A) }
        #expect(try Self.valid(process.text, "simulate", in: home) == 1)
    }

    @Test("each line of watch --json is what its schema says, whatever changes")
    func watch() async throws {
        let (cloud, home) = (try Cloud(), try Home(configuration: "interval = \"1s\"\n"))
        let environment = cloud.environment.merging(home.environment) { $1 }
        let watch = try Pty(builtProduct("eztop"), ["watch", "--json"], environment: environment, columns: 400)
        // Once it has asked a second time it knows how things are, and tells what becomes otherwise.
        for list in ["device/list", "camera/list"] { try await cloud.waitForCalls(list, atLeast: 2) }
        try await cloud.change(Self.changes.split(separator: "\n").joined())
        try await cloud.change(#"[{"encryption":{"serial":"C69625501","on":true}},{"status":{"serial":"C69625502","value":0}}]"#)
        for change in [
            #""to_code":7"#, #""what":"new""#, #""what":"name""#, #""what":"encryption""#, #""what":"live""#,
            #""from":"encrypted""#,
        ] {
            try watch.wait(for: change, within: 20)
        }
        watch.signal(15)
        // Its standard error is a terminal.
        #expect(try watch.exit() == .code(143))
        let lines = watch.text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("{") }
        #expect(try Self.valid(lines.joined(separator: "\n"), "watch", whole: false, in: home) == lines.count && lines.count > 3)
    }

    @Test("a CSV reader finds the rows whole; no field is a formula for a spreadsheet, and every line ends as RFC 4180 has it")
    func csv() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        try await cloud.change(Self.changes.split(separator: "\n").joined())
        let run = try Run(["devices", "--csv", "--addresses"], in: home, cloud.environment)
        try home.write(run.text, to: "rows.csv")
        let script = """
            import csv, json, sys
            text = open(sys.argv[1], encoding="utf-8", newline="").read()
            assert text.endswith("\\r\\n") and text.replace("\\r\\n", "").isprintable()
            print(json.dumps(list(csv.DictReader(text.split("\\r\\n"), strict=True))))
            """
        let read = try python(script, [home.path + "/rows.csv"])
        let rows = try JSONDecoder().decode([[String: String]].self, from: Data(read.output))
        #expect(rows.count == 16 && rows.allSatisfy { $0.count == 12 }, "\(run.text)")
        for field in rows.flatMap(\.values) { #expect(!"=+-@＝＋－＠".contains(field.first { $0 != " " } ?? "x"), "\(field)") }
        let names = Dictionary(
            uniqueKeysWithValues: rows.compactMap { row in row["serial"].map { ($0 + (row["channel"] ?? ""), row["name"]) } })
        #expect(names["C696255031"] == "'=cmd|'/c calc'!A1,\"x\"  ?[31m?" && names["F201188761"] == "'+1")
        #expect(names["F201188771"] == "' -1" && names["C696255051"] == "   \"\",,\"" && names["N00000001"] == "'＝x")
        #expect(rows.contains { $0["url"]?.hasPrefix(cloud.base) == true && $0["live"] == "ready" })
    }
}
