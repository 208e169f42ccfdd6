import FoundationEssentials
import TestSupport
import Testing

@Suite("Commands in pipes", .serialized, .heavy)
struct Pipes {
    /// Every command that prints and ends, with arguments for which it prints something.
    private static let commands: [[String]] = [
        ["devices"], ["devices", "--json"], ["devices", "--csv"], ["address", "C69625501"], ["address", "C69625501", "--qr"],
        ["encryption", "on", "C69625504"], ["hosting", "link"], ["hosting", "devices"],
        ["hosting", "cancel", "G55512077", "--yes"], ["snapshot", "E71820344:1", "--output", "-"], ["export", "m3u"],
        ["export", "go2rtc"], ["--help"], ["--version"], ["export", "m3u", "--help"], ["--generate-completion-script", "bash"],
    ]
    /// Those that print and go on.
    private static let lasting = [["simulate"], ["simulate", "--json"]]

    /// A cloud of its own, for what was given back cannot be given back again, and a second picture has to wait.
    private static func own(_ arguments: [String]) throws -> Cloud? {
        arguments.contains("cancel") || arguments.contains("snapshot") ? try Cloud() : nil
    }

    /// What a shell's redirection makes of a command: its exit code and, on the lines after it, what it said on standard error.
    private static func led(
        _ redirection: String, _ arguments: [String], before: String = "", at cloud: [String: String]
    ) throws -> String {
        let (own, home) = (try Self.own(arguments), try Home())
        let script = """
            errors=$HOME/errors
            \(before)
            "$0" "$@" 2> "$errors" \(redirection)
            echo $?
            cat "$errors"
            """
        let environment = (own?.environment ?? cloud).merging(home.environment) { $1 }
        let tool = try Tool("bash", ["-c", script, builtProduct("eztop")] + arguments, environment: environment, within: 60)
        try own?.stop()
        return tool.text
    }

    @Test("a reader that has gone is no fault: the command ends quietly")
    func closedPipe() async throws {
        let cloud = try Cloud()
        try await beside(Self.commands + Self.lasting) { [environment = cloud.environment] arguments in
            // The descriptor is a pipe whose reader has ended: `wait` sees it out.
            let text = try Self.led(">&9", arguments, before: "exec 9> >(exec true); wait $!", at: environment)
            #expect(text.hasPrefix("0\n") && !text.lowercased().contains("pipe"), "\(arguments): \(text)")
        }
        try cloud.stop()
    }

    @Test("a full disk and a closed descriptor are said on stderr and are exit code 1")
    func broken() async throws {
        let cloud = try Cloud()
        try await beside(Self.commands + Self.lasting) { [environment = cloud.environment] arguments in
            let full = try Self.led("> /dev/full", arguments, at: environment)
            #expect(full.hasPrefix("1\n") && full.contains("stdout: No space left on device"), "\(arguments): \(full)")
            let closed = try Self.led(">&-", arguments, at: environment)
            #expect(closed.hasPrefix("1\n") && closed.contains("stdout: Bad file descriptor"), "\(arguments): \(closed)")
        }
        try cloud.stop()
    }

    @Test("nobody who reads stderr, and no stdin, does no harm")
    func silent() async throws {
        let cloud = try Cloud()
        try await beside(Self.commands) { [environment = cloud.environment] arguments in
            for redirection in ["2>&- > \"$HOME/out\"", "2> /dev/full > \"$HOME/out\"", "<&- > \"$HOME/out\""] {
                let text = try Self.led(redirection + "; [ -s \"$HOME/out\" ]", arguments, at: environment)
                #expect(text.hasPrefix("0\n"), "\(arguments) \(redirection): \(text)")
            }
        }
        try cloud.stop()
    }

    @Test("a wrong option is 64 where nobody reads stderr too")
    func wrongAndSilent() throws {
        #expect(try Self.led("2>&-", ["devices", "--no-such"], at: [:]) == "64\n")
    }

    @Test("no text has an escape where it goes to no terminal, not even where colours are asked for")
    func plain() async throws {
        let cloud = try Cloud()
        try await beside(Self.commands) { [environment = cloud.environment] arguments in
            let (own, home) = (try Self.own(arguments), try Home())
            let colours = arguments[0].hasPrefix("--") ? [] : ["--color", "256"]
            let run = try Run(arguments + colours, in: home, own?.environment ?? environment)
            try own?.stop()
            let isPicture = run.output.starts(with: [0xFF, 0xD8])
            #expect(
                run.status == .code(0) && (isPicture || !run.output.contains(0x1B)) && !run.errors.contains("\u{1B}"),
                "\(arguments): \(run.status)")
        }
        try cloud.stop()
    }

    @Test("what goes wrong is on stderr alone, and what a cloud, a file or the command line says there is no control")
    func errors() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        let words = #"{\"code\":\"10001\",\"msg\":\"\\u001b]0;x\\u0007\\u009b2J\"}"#
        let path = "/api/lapp/v2/live/address/get"
        try await cloud.change(#"{"fail":{"with":{"path":"\#(path)","body":"\#(words)"}}}"#)
        try await cloud.change(#"{"rename":{"serial":"C69625501","name":"\u001b[31m\u009b2J"}}"#)
        let cases: [([String], Int32)] = [
            (["address", "C69625501:1"], 1), (["encryption", "off", "D01234567"], 1), (["snapshot", "D01234567"], 1),
            (["hosting", "cancel", "\u{1B}[2J", "--yes"], 1), (["hosting", "cancel", "C69625501", "--yes"], 1),
            (["hosting", "cancel", "G55512077"], 64), (["--account", "\u{1B}[2J", "devices"], 64),
            (["--config", "/\u{1B}[2J", "devices"], 78), (["devices", "--\u{1B}[2J"], 64), (["watch", "\u{1B}[2J"], 64),
            (["simulate", "--scenario", "/\u{1B}[2J"], 78), (["replay", "/\u{1B}[2J"], 64), (["\u{1B}[2J"], 64),
            (["snapshot", "C69625501", "--output", "/\u{1B}[2J/x"], 1), (["export", "m3u", "--output", "/\u{1B}[2J/x"], 1),
            (["address", "C69625501:1", "--revoke"], 64), (["--demo"], 64),
        ]
        for (arguments, code) in cases {
            let run = try Run(arguments, in: home, cloud.environment)
            #expect(run.status == .code(code) && run.text.isEmpty && !run.errors.isEmpty, "\(arguments): \(run)")
            for scalar in run.errors.unicodeScalars where scalar != "\n" {
                #expect(
                    scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value), "\(arguments): \(run.errors.debugDescription)")
            }
        }
    }
}
