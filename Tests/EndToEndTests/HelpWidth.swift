import Cells
import FoundationEssentials
import TestSupport
import Testing

@Suite("The width of help", .serialized, .heavy)
struct HelpWidth {
    private static let commands = [
        [], ["devices"], ["address"], ["encryption"], ["hosting"], ["hosting", "link"], ["hosting", "devices"],
        ["hosting", "cancel"], ["snapshot"], ["export"], ["export", "m3u"], ["export", "go2rtc"], ["watch"], ["serve"],
        ["alerts"], ["alerts", "test"],
        ["report"],
        ["replay"],
        ["setup"], ["doctor"], ["simulate"], ["install"], ["uninstall"],
    ]

    @Test("the commands below are all that there are")
    func commands() throws {
        struct Dump: Decodable {
            struct Command: Decodable {
                var commandName: String
                var subcommands: [Command]?
            }

            var command: Command
        }
        func paths(_ command: Dump.Command, _ path: [String]) -> [[String]] {
            [path]
                + (command.subcommands ?? []).filter { $0.commandName != "help" }.flatMap { paths($0, path + [$0.commandName]) }
        }
        let dump = try Run(["--experimental-dump-help"], in: try Home()).output
        #expect(Set(paths(try JSONDecoder().decode(Dump.self, from: Data(dump)).command, [])) == Set(Self.commands))
    }

    @Test("help and faults survive a terminal of hardly any columns", arguments: ["1", "20"])
    func narrow(columns: String) throws {
        let home = try Home()
        for arguments in [["devices", "--help"], ["export"], ["devices", "--no-such-option"]] {
            let run = try Run(arguments, in: home, ["COLUMNS": columns])
            #expect(run.status == .code(arguments.last == "--help" ? 0 : 64) && (run.text + run.errors).contains("eztop"))
        }
    }

    @Test("no row is wider than 100 columns, in either language, usage lines and faults too; help has an example, and no escape")
    func rows() async throws {
        let all = ["en", "zh-Hans"].flatMap { language in Self.commands.map { (language, $0) } }
        try await beside(all) { language, command in
            let home = try Home()
            for last in ["--help", "--no-such-option"] {
                let run = try Run(command + ["--language", language, last], in: home, ["COLUMNS": "300"])
                let text = run.text + run.errors
                #expect(text.count > 40 && !text.contains("\u{1B}"), "\(command)")
                if last == "--help" {
                    #expect(run.status == .code(0) && run.errors.isEmpty, "\(command): \(run)")
                    #expect(run.text.contains("  eztop " + command.joined(separator: " ")), "\(command) has no example")
                }
                for line in text.split(separator: "\n") { #expect(Glyphs.width(of: String(line)) <= 100, "\(command): \(line)") }
            }
        }
    }

    @Test("what is said in Chinese has no bracket of half width: neither help nor the manual")
    func brackets() async throws {
        let home = try Home()
        let install = try Run(["install", "--prefix", home.path + "/to", "--language", "zh-Hans"], in: home)
        #expect(install.status == .code(0), "\(install)")
        let manual = home.path + "/to/share/man/zh_CN/man1"
        let pages = try FileManager.default.contentsOfDirectory(atPath: manual).compactMap {
            home.text("to/share/man/zh_CN/man1/" + $0)
        }
        #expect(pages.count == Self.commands.count)
        let help = try Self.commands.map { try Run($0 + ["--language", "zh-Hans", "--help"], in: home).text }
        // A row of a sentence, or what goes on from it; what is typed at a shell is no sentence.
        for row in (pages + help).flatMap({ $0.split(separator: "\n") }) where row.contains(where: \.isHan) {
            #expect(!row.contains("(") && !row.contains(")"), "\(row)")
        }
        for row in help.flatMap({ $0.split(separator: "\n") }) where !row.hasPrefix("  eztop ") && !row.hasPrefix("  mpv ") {
            #expect(!row.contains("(") && !row.contains(")"), "\(row)")
        }
    }

    @Test("on a terminal of 60 columns no row is wider than that, and no word is torn", arguments: ["en", "zh-Hans"])
    func narrow(language: String) throws {
        let home = try Home()
        for command in [["address"], ["export", "m3u"], ["encryption", "on"]] {
            for last in [["--help"], []] where last.isEmpty == (command.last == "on") {
                let pty = try Pty(
                    builtProduct("eztop"), command + ["--language", language] + last, environment: home.environment, columns: 60)
                _ = try pty.exit()
                for line in pty.text.split(whereSeparator: \.isNewline) {
                    #expect(Glyphs.width(of: String(line)) <= 60, "\(line)")
                }
                // Where an argument is missing, so many options are not named one by one.
                for option in last.isEmpty ? ["<options>"] : ["--language", "--read-only"] { #expect(pty.text.contains(option)) }
            }
        }
    }

    @Test("completions are for shells, and no row of them is broken")
    func completions() throws {
        let run = try Run(["--generate-completion-script", "bash"], in: try Home())
        #expect(try Tool("bash", ["-n"], input: run.text).status == .code(0))
        #expect(run.text.split(separator: "\n").contains { $0.count > 120 })
    }
}

extension Character {
    fileprivate var isHan: Bool { unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
}
