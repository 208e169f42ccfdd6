import Cells
import Delivery
import FoundationEssentials
import Output
import Settings
import Terminal
import Testing
import Wording

@testable import CommandLine
@testable import Doctor

@Suite("What doctor makes of what it sees")
struct DoctorTests {
    private static func described(_ term: String, _ choice: Terminal.ColorChoice = .auto) -> TerminalDescription {
        TerminalDescription(choice, environment: ["TERM": term])
    }

    // MARK: The terminal

    private static func terminal(
        _ term: String, size: Size? = Size(columns: 120, rows: 40), environment: [String: String] = [:]
    ) -> Finding {
        TerminalCheck(
            description: described(term),
            present: TerminalCheck.Present(size: size, answers: TerminalAnswers(widths: [], milliseconds: 3)),
            environment: environment
        ).finding(.english)
    }

    @Test("no terminal is no fault; one on which the dashboard does not run, or not well, is named with what mends it")
    func terminals() {
        let none = TerminalCheck(description: Self.described("xterm"), present: nil, environment: [:]).finding(.english)
        #expect(none.verdict == .ok && none.seen.contains("none"))
        let good = Self.terminal("xterm-256color", environment: ["SSH_TTY": "/dev/pts/1", "TERM_PROGRAM": "a\u{1B}[31mb"])
        #expect(good.verdict == .ok && good.seen.contains("120×40") && good.seen.contains("answers in 3 ms"))
        #expect(good.seen.contains("ssh yes") && good.seen.contains("tmux no") && !good.seen.contains("\u{1B}"))
        #expect(Self.terminal("dumb").mend?.contains("eztop watch") == true)
        let substitute = Self.terminal("no-such-terminal")
        #expect(substitute.verdict == .warn && substitute.seen.contains("no-such-terminal"))
        #expect(substitute.mend?.contains("ncurses-term") == true)
        #expect(Self.terminal("xterm-256color", size: nil).mend?.contains("stty") == true)
        #expect(Self.terminal("xterm-256color", size: Size(columns: 20, rows: 40)).verdict == .warn)
        let tmux = ["TMUX": "/tmp/tmux-1000/default,1,0"]
        #expect(Self.terminal("xterm-256color", environment: tmux).mend?.contains("default-terminal") == true)
        #expect(Self.terminal("screen-256color", environment: tmux).verdict == .ok)
        #expect(!Self.terminal("screen-256color", environment: tmux).seen.contains("/tmp"))
    }

    @Test("a locale that is missing, not installed or not UTF-8 is a warning")
    func locales() {
        func verdict(_ locale: UserLocale) -> Finding.Verdict { LocaleCheck.finding(locale, .english).verdict }
        #expect(verdict(UserLocale(name: "de_DE.UTF-8", isInstalled: true, isUTF8: true)) == .ok)
        #expect(verdict(UserLocale(name: "", isInstalled: true, isUTF8: false)) == .warn)
        #expect(verdict(UserLocale(name: "zh_CN.GBK", isInstalled: true, isUTF8: false)) == .warn)
        let missing = LocaleCheck.finding(UserLocale(name: "zh_CN.UTF-8", isInstalled: false, isUTF8: false), .english)
        #expect(missing.verdict == .warn && missing.seen.contains("not installed"))
    }

    @Test("few colours are a warning, none that were asked for are not")
    func colours() {
        #expect(ColourCheck.finding(Self.described("xterm-256color"), option: nil, .english).seen.hasPrefix("256"))
        let few = ColourCheck.finding(Self.described("xterm"), option: nil, .english)
        #expect(few.verdict == .warn && few.mend?.contains("xterm-256color") == true)
        #expect(ColourCheck.finding(Self.described("linux"), option: nil, .english).verdict == .ok)
        let unwanted = ColourCheck.finding(Self.described("xterm", .never), option: "never", .english)
        #expect(unwanted.verdict == .ok && unwanted.seen.contains("--color never"))
        let quiet = TerminalDescription(.auto, environment: ["TERM": "xterm", "NO_COLOR": "1"])
        #expect(ColourCheck.finding(quiet, option: nil, .english).seen.contains("NO_COLOR"))
        #expect(ColourCheck.finding(nil, option: nil, .english).verdict == .ok)
    }

    @Test("widths: what is wide is named, what did not answer is not guessed, and text that is wider than it is comes first")
    func widths() {
        func finding(_ widths: [Int?]) -> Finding { WidthCheck.finding(TerminalAnswers(widths: widths), .english) }
        #expect(finding([1, 1, 1, 1, 4, 1]).verdict == .ok)
        let wide = finding([1, 2, 2, 1, 4, 1])
        #expect(wide.verdict == .warn && wide.seen.hasPrefix("… ● take two") && wide.mend != nil)
        #expect(finding([1, 1, 1, 1, 4, nil]).seen.contains("150 ms"))
        #expect(finding([nil, nil, nil, nil, nil, nil]).verdict == .warn)
        let bytes = finding([3, 3, 3, 3, 6, 3])
        #expect(bytes.seen.contains("客厅 takes 6 columns in place of 4") && bytes.mend?.contains("UTF-8") == true)
        #expect(WidthCheck.finding(nil, .english).verdict == .ok)
    }

    // MARK: Keys and clipboard

    @Test("keys that arrive as others are named with their bytes; skipped ones are no fault")
    func keys() {
        func finding(_ presses: [KeyPress?]) -> Finding {
            KeyCheck.finding(zip(KeyCheck.keys, presses).map { KeyCheck.Trial(wanted: $0, press: $1) }, .english)
        }
        let down = KeyPress(bytes: Array("\u{1B}OB".utf8), key: .down)
        let good = finding([down, nil, KeyPress(bytes: [0x1B], key: .escape), nil])
        #expect(good.verdict == .ok && good.seen == "Down, Esc arrive")
        let bad = finding([
            down, KeyPress(bytes: Array("\u{1B}[6^".utf8), key: nil), nil, KeyPress(bytes: [0x7F], key: .backspace),
        ])
        #expect(bad.verdict == .warn && bad.mend != nil)
        #expect(bad.seen == "PgDn arrives as ^[[6^, which is no known key, Ctrl-P arrives as ^?, Backspace")
        #expect(finding([nil, nil, nil, nil]).seen == "skipped")
        #expect(KeyCheck.finding(nil, .english).seen == "not asked")
    }

    @Test("a clipboard that was seen to fail fails doctor with 1; one that nobody looked at does not")
    func clipboard() {
        func finding(_ result: ClipboardCheck.Result) -> Finding { ClipboardCheck.finding(result, .english) }
        #expect(finding(.sent([.osc52], arrived: true)).verdict == .ok)
        #expect(finding(.sent([.osc52], arrived: nil)).verdict == .ok)
        #expect(finding(.wouldGo([.tmux, .osc52])).seen.hasPrefix("goes to tmux and your terminal"))
        #expect(finding(.off).verdict == .ok)
        let lost = finding(.sent([.tmux, .osc52], arrived: false))
        #expect(lost.verdict == .fail(.refused) && lost.mend?.contains("set-clipboard") == true)
        #expect(finding(.sent([.osc52], arrived: false)).mend?.contains("OSC 52") == true)
        let failed = finding(.failed([ClipboardFailure(route: .command, reason: .notStarted(.notFound(program: "xsel")))]))
        #expect(failed.verdict == .fail(.refused) && failed.seen.contains("xsel: not found"))
    }

    // MARK: Files

    @Test("every problem of the configuration is a line of 78; a secret that others may read belongs to the permissions")
    func configuration() {
        let problems = [
            ConfigurationProblem(file: "/h/c.toml", line: 2, key: "intervall", what: .unknownKey(nearest: "interval")),
            ConfigurationProblem(file: "/h/c.toml", line: 9, key: "accounts.name", what: .missing),
            ConfigurationProblem(file: "/h/c.toml", what: .readableByOthers(chmod: "chmod 600 /h/c.toml")),
        ]
        let findings = ConfigurationCheck(problems: problems, file: nil, accounts: [], demo: false).findings(.english)
        #expect(findings.map(\.check) == [.configuration, .configuration, .permissions])
        #expect(findings.allSatisfy { $0.verdict == .fail(.configuration) && $0.mend != nil })
        #expect(findings[0].seen.contains("c.toml:2") && findings[0].seen.contains("did you mean interval"))
        #expect(findings[2].mend == "chmod 600 /h/c.toml")
        let nothing = ConfigurationProblem(file: "/h/c.toml", what: .nothingConfigured(isThere: false))
        let mend = ConfigurationCheck(problems: [nothing], file: nil, accounts: [], demo: false).findings(.english)[0].mend ?? ""
        // A file under another name, or with another ending, is found by whoever reads where it was looked for.
        #expect(
            ConfigurationCheck(problems: [nothing], file: nil, accounts: [], demo: false).findings(.english)[0].seen
                == "/h/c.toml: no such file")
        for way in ["--demo", "eztop setup", "EZTOP_APP_KEY"] { #expect(mend.contains(way)) }
        let faults = ConfigurationCheck(problems: [], faults: ["a", "b"], file: "c", accounts: ["x"], demo: false)
        #expect(faults.findings(.english).map(\.seen) == ["a", "b"])
    }

    @Test("files that others may change, or that are left alone for what they are, are warnings, and a token file keeps its name")
    func permissions() {
        func findings(_ role: PermissionCheck.Role, _ facts: FileFacts) -> [Finding] {
            PermissionCheck.findings([PermissionCheck.Place(role: role, facts: facts)], .english)
        }
        func facts(_ kind: FileFacts.Kind, _ mode: UInt32, _ owner: FileFacts.Owner = .user, writable: Bool = true) -> FileFacts {
            FileFacts(path: "/h/x/token-0123456789abcdef.json", kind: kind, mode: mode, owner: owner, isWritable: writable)
        }
        #expect(findings(.configuration, facts(.file, 0o644)) == [Finding(.permissions, .ok, "configuration 0644")])
        #expect(findings(.configuration, facts(.file, 0o620))[0].mend?.hasPrefix("chmod go-w") == true)
        #expect(findings(.configuration, facts(.file, 0o600, .root))[0].verdict == .ok)
        #expect(findings(.secret, facts(.file, 0o600, .other))[0].verdict == .warn)
        #expect(findings(.cache, facts(.missing(creatable: true), 0))[0].verdict == .ok)
        #expect(findings(.cache, facts(.missing(creatable: false), 0))[0].verdict == .warn)
        #expect(findings(.cache, facts(.link, 0o777))[0].seen.contains("link"))
        #expect(findings(.cache, facts(.folder, 0o755))[0].verdict == .ok, "its mode is mended at the next use")
        #expect(findings(.state, facts(.folder, 0o500, writable: false))[0].verdict == .warn)
        #expect(findings(.state, facts(.folder, 0o700, .root))[0].verdict == .warn)
        #expect(findings(.memory, facts(.file, 0o644))[0].mend?.hasPrefix("chmod 600 /h/x/token-") == true)
        let token = findings(.token, facts(.file, 0o640))[0]
        #expect(token.verdict == .warn && !"\(token)".contains("0123456789abcdef"))
    }

    // MARK: What is printed

    @Test("neither secrets, keys nor the home are printed, and a command still works when it is pasted")
    func discretion() {
        var discretion = Redactor(home: "/home/wang")
        discretion.keep(secret: "marked-secret")
        discretion.keep(secret: "k")
        discretion.keep(appKey: "0123456789abcdef")
        let finding = discretion.admitted(
            Finding(
                .token, .ok, "/home/wang/.config/x: marked-secret of 0123456789abcdef, key",
                mend: "chmod 600 '/home/wang/my files/config.toml' /home/wangbin/x /mnt/home/wang/y"))
        #expect(finding.seen == "~/.config/x: … of 0123…, key")
        #expect(finding.mend == "chmod 600 ~/'my files/config.toml' /home/wangbin/x /mnt/home/wang/y")
        #expect(Redactor.start(of: "abcdef") == "a…")
    }

    @Test("the exit code is that of the first failure; warnings have none")
    func exitCode() {
        let warning = Finding(.clock, .warn, ""), gone = Finding(.host, .fail(.unreachable), "")
        #expect([warning].exitCode == .done)
        #expect([warning, gone, Finding(.push, .fail(.refused), "")].exitCode == .unreachable)
    }

    @Test("lines stand in columns in both languages, hold no control, and are coloured only where that is wanted")
    func lines() throws {
        for texts in [Texts.english, .chinese] {
            let line = FindingLine(texts: texts, coloured: false)
            let starts = Finding.Check.allCases.flatMap { check in
                [Finding.Verdict.ok, .warn, .fail(.refused)].map { verdict -> Int in
                    let text = line.text(Finding(check, verdict, "§seen\u{1B}[2J\n", mend: "mend"))
                    #expect(text.unicodeScalars.dropLast().allSatisfy { $0.value >= 0x20 } && text.hasSuffix("\n"))
                    return Glyphs.width(of: String(text.prefix { $0 != "§" }))
                }
            }
            #expect(Set(starts).count == 1)
        }
        #expect(
            FindingLine(texts: .english, coloured: true).text(Finding(.host, .fail(.refused), "x")).hasPrefix("\u{1B}[31mfail"))
    }
}

@Suite("docs/doctor.md")
struct DoctorDocumentationTests {
    @Test("has a line for every check, in their order, and for nothing else")
    func complete() throws {
        let checkout = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
        let page = try String(decoding: Data(contentsOf: URL(filePath: checkout + "/docs/doctor.md")), as: UTF8.self)
        let section = try #require(page.split(separator: "## The checks").last?.split(separator: "## JSON").first)
        let names = section.split(separator: "\n").filter { $0.hasPrefix("| `") }.compactMap {
            $0.split(separator: "`").dropFirst().first
        }
        #expect(names.map(String.init) == Finding.Check.allCases.map(\.rawValue))
    }
}
