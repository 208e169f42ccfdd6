import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// With systemd's own judgement of the units: these need Debian's package `systemd`.
@Suite("Installing the service", .serialized, .heavy)
struct InstallingService {
    private static let system = "lib/systemd/system/eztop.service"

    private let home: Home
    private var prefix: String { home.path + "/prefix" }

    init() throws {
        try #require(geteuid() == 0, "root's unit, another user's and somebody else's folders are root's to make")
        home = try Home()
    }

    /// What it says on both, and how it ends.
    private func eztop(_ arguments: String..., prefix: String? = nil) throws -> Tool {
        let all = arguments + ["--prefix", prefix ?? self.prefix]
        return try Tool(
            "sh", ["-c", "exec \"$0\" \"$@\" 2>&1", builtProduct("eztop")] + all, environment: home.environment)
    }

    /// Whatever systemd finds wrong with a unit, which it says in words: it ends with 0 nevertheless.
    private func faults(of unit: String, _ options: String...) throws -> String {
        let tool = try Tool(
            "sh", ["-c", "exec systemd-analyze verify \"$@\" 2>&1", "sh"] + options + [unit],
            environment: home.environment.merging(["XDG_RUNTIME_DIR": home.path]) { $1 })
        return tool.text + (tool.status == .code(0) ? "" : "\(tool.status)")
    }

    private func folder(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: home.path + "/" + path, withIntermediateDirectories: true)
    }

    @Test(
        "root's unit is clean and hardened for systemd, whatever characters the prefix has and whatever the language",
        arguments: zip(["en", "zh-Hans"], ["prefix", "a 100%s $HOME 门"]))
    func system(language: String, name: String) throws {
        let prefix = home.path + "/" + name
        let installed = try eztop("install", "--service", "--language", language, prefix: prefix)
        try #require(installed.status == .code(0), "\(installed.text)")
        let unit = prefix + "/" + Self.system
        for words in ["systemctl daemon-reload", "systemctl enable --now ", unit] {
            #expect(installed.text.contains(words), "\(installed.text)")
        }
        // Only what is missing is said.
        #expect(installed.text.contains("useradd --system ") == (getpwnam("eztop") == nil))
        #expect(try faults(of: unit) == "")
        // A tenth is what it counts in.
        let security = try Tool("systemd-analyze", ["security", "--offline=true", "--no-pager", "--threshold=29", unit])
        #expect(security.status == .code(0), "\(security.text)")
        let text = try #require(home.text(name + "/" + Self.system))
        #expect(text.contains("ExecStart=\"\(prefix.replacing("%", with: "%%"))/bin/eztop\" serve "))
        let removed = try eztop("uninstall", prefix: prefix)
        #expect(removed.status == .code(0) && removed.text.contains("systemctl disable --now eztop"), "\(removed.text)")
        #expect(removed.text.contains("/var/lib/eztop"), "what the service remembers stays, and is named")
        #expect(try FileManager.default.subpathsOfDirectory(atPath: prefix) == [])
        try home.write(text, to: "eztop.service")
        #expect(try faults(of: home.path + "/eztop.service") != "", "the program has gone, which systemd sees")
    }

    @Test("a user's unit is clean too, lies where his systemd looks, finds his files, and is installed again and taken away")
    func user() throws {
        func asNobody(_ words: String..., state: String? = nil) throws -> Tool {
            let environment = state.map { ["HOME": home.path, "XDG_STATE_HOME": $0] } ?? ["HOME": home.path]
            return try Tool(
                "setpriv",
                ["--reuid", "65534", "--regid", "65534", "--clear-groups", "sh", "-c", "exec \"$0\" \"$@\" 2>&1"] + words,
                environment: environment)
        }
        #expect(try Tool("chown", ["-R", "65534:65534", home.path]).status == .code(0))
        let unit = home.path + "/.config/systemd/user/eztop.service"
        for state in [nil, home.path + "/my state 5%"] {
            let installed = try asNobody(builtProduct("eztop"), "install", "--service", state: state)
            try #require(installed.status == .code(0), "\(installed.text)")
            for words in [unit, "systemctl --user enable --now eztop\n", "loginctl enable-linger"] {
                #expect(installed.text.contains(words), "\(installed.text)")
            }
            #expect(try faults(of: unit, "--user") == "")
            let text = try #require(home.text(".config/systemd/user/eztop.service"))
            #expect(text.contains("ExecStart=\"\(home.path)/.local/bin/eztop\" serve\n"))
            let line = "\nEnvironment=\"XDG_STATE_HOME=\(home.path)/my state 5%%\"\n"
            #expect(text.contains(line) == (state != nil), "\(text)")
        }
        #expect(FileManager.default.isReadableFile(atPath: unit))
        let removed = try asNobody(home.path + "/.local/bin/eztop", "uninstall")
        #expect(removed.status == .code(0) && removed.text.contains("systemctl --user disable --now eztop"), "\(removed.text)")
        #expect(home.text(".config/systemd/user/eztop.service") == nil && home.text(".local/bin/eztop") == nil)

        // His folder has to be his.
        for (spoil, mend) in [
            ("chown 1 .config/systemd/user", "chown 65534 .config/systemd/user"),
            ("chmod 777 .config", "chmod 700 .config"),
        ] {
            #expect(try Tool("sh", ["-c", "cd '\(home.path)' && \(spoil)"]).status == .code(0))
            let refused = try asNobody(builtProduct("eztop"), "install", "--service")
            #expect(refused.status == .code(1) && refused.text.contains("run: ch"), "\(refused.text)")
            #expect(home.text(".local/bin/eztop") == nil && home.text(".config/systemd/user/eztop.service") == nil)
            #expect(try Tool("sh", ["-c", "cd '\(home.path)' && \(mend)"]).status == .code(0))
        }
    }

    @Test("without --service there is no unit; one that is there is renewed with the rest")
    func renewed() throws {
        #expect(try eztop("install").status == .code(0))
        #expect(home.text("prefix/" + Self.system) == nil && home.text("prefix/share/eztop/eztop.service") == nil)
        #expect(try eztop("install", "--service").status == .code(0))
        let unit = try #require(home.text("prefix/" + Self.system))
        for file in [Self.system, "share/eztop/eztop.service"] {
            try home.write("[Unit]\n# an older one's\n", to: "prefix/" + file)
        }
        let renewed = try eztop("install")
        #expect(renewed.status == .code(0) && renewed.text.contains("try-restart eztop"), "\(renewed.text)")
        #expect(home.text("prefix/" + Self.system) == unit)
        // Whoever has deleted it does not get it again unasked.
        unlink(prefix + "/" + Self.system)
        #expect(try eztop("install").status == .code(0))
        #expect(home.text("prefix/" + Self.system) == nil && home.text("prefix/share/eztop/eztop.service") == nil)
    }

    @Test("one that somebody has changed is never written over, nor taken away")
    func changed() throws {
        #expect(try eztop("install", "--service").status == .code(0))
        let mine = try #require(home.text("prefix/" + Self.system)) + "# mine\n"
        try home.write(mine, to: "prefix/" + Self.system)
        unlink(prefix + "/bin/eztop")
        let refused = try eztop("install", "--service")
        #expect(refused.status == .code(1) && refused.text.contains("systemctl edit eztop"), "\(refused.text)")
        #expect(home.text("prefix/bin/eztop") == nil, "whole or not at all")
        let renewed = try eztop("install")
        #expect(renewed.status == .code(0) && renewed.text.contains(Self.system + " was changed"), "\(renewed.text)")
        let removed = try eztop("uninstall")
        #expect(removed.status == .code(0) && removed.text.contains(Self.system + " was changed"), "\(removed.text)")
        #expect(home.text("prefix/" + Self.system) == mine)
        // It is nobody's of ours by now.
        #expect(try eztop("install", "--service").status == .code(1))
        unlink(prefix + "/" + Self.system)
        #expect(try eztop("install", "--service").status == .code(0))
    }

    @Test("what has the unit's name and is none of ours stays: a file, and the link of a masked one")
    func foreignUnit() throws {
        try folder("prefix/lib/systemd/system")
        try home.write("mine", to: "prefix/" + Self.system)
        #expect(try eztop("install", "--service").status == .code(1))
        #expect(home.text("prefix/" + Self.system) == "mine" && home.text("prefix/bin/eztop") == nil)
        unlink(prefix + "/" + Self.system)
        symlink("/dev/null", prefix + "/" + Self.system)
        #expect(try eztop("install", "--service").status == .code(1))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: prefix + "/" + Self.system) == "/dev/null")
        #expect(home.text("prefix/bin/eztop") == nil)
        #expect(try eztop("install").status == .code(0), "whom nobody asked for a unit looks at none")
    }

    @Test("in a folder of somebody else's, or behind a link, no unit is written, and nothing else either")
    func foreignFolder() throws {
        try folder("prefix/lib/systemd/system")
        for path in ["lib", "lib/systemd/system"] {
            chown(prefix + "/" + path, 65534, 65534)
            let refused = try eztop("install", "--service")
            #expect(refused.status == .code(1) && refused.text.contains("chown root "), "\(refused.text)")
            #expect(home.text("prefix/bin/eztop") == nil && home.text("prefix/" + Self.system) == nil)
            chown(prefix + "/" + path, 0, 0)
        }
        try FileManager.default.removeItem(atPath: prefix + "/lib/systemd")
        try folder("elsewhere/system")
        symlink(home.path + "/elsewhere", prefix + "/lib/systemd")
        let refused = try eztop("install", "--service")
        #expect(refused.status == .code(1) && refused.text.contains("lib/systemd: this is a link"), "\(refused.text)")
        #expect(home.text("elsewhere/system/eztop.service") == nil && home.text("prefix/bin/eztop") == nil)

        // A link that came later keeps the unit behind it from being taken for this one's.
        unlink(prefix + "/lib/systemd")
        #expect(try eztop("install", "--service").status == .code(0))
        #expect(rename(prefix + "/lib/systemd", home.path + "/moved") == 0)
        symlink(home.path + "/moved", prefix + "/lib/systemd")
        #expect(try eztop("uninstall").status == .code(0))
        #expect(home.text("moved/system/eztop.service") != nil)
    }

    @Test("where systemd could not start the program, however it is quoted, that is said before anything is written")
    func unspeakable() throws {
        for name in ["a\"b", "a'b", "a\\b", "a\u{7}b"] {
            let refused = try eztop("install", "--service", prefix: home.path + "/" + name)
            #expect(refused.status == .code(1) && refused.text.contains("another --prefix"), "\(refused.text)")
            #expect(try FileManager.default.subpathsOfDirectory(atPath: home.path + "/" + name) == [])
        }
    }
}
