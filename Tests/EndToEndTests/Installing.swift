import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("Installing and taking away", .serialized, .heavy)
struct Installing {
    private func files(_ folder: String) -> [String] {
        ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).filter { path in
            var isFolder = false
            return FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder) && !isFolder
        }.sorted()
    }

    private func install(_ home: Home, _ prefix: String) throws {
        let tool = try Tool(builtProduct("eztop"), ["install", "--prefix", prefix], environment: home.environment)
        try #require(tool.status == .code(0))
    }

    @Test("what is installed works from where it lies, and is taken away to the last file, but for what others put there")
    func whole() throws {
        let home = try Home()
        let prefix = home.path + "/a prefix"
        for folder in ["/share/man/man1", "/bin", "/share/zsh"] {
            try FileManager.default.createDirectory(atPath: prefix + folder, withIntermediateDirectories: true)
        }
        let before = try FileManager.default.subpathsOfDirectory(atPath: prefix).sorted()
        try home.write("other's", to: "a prefix/share/man/man1/other.1")
        try install(home, prefix)
        let all = files(prefix)
        for path in [
            "bin/eztop", "share/doc/eztop/themes/light.toml", "share/doc/eztop/schemas/devices.schema.json",
            "share/man/man1/eztop.1", "share/man/man1/eztop-hosting-link.1",
            "share/man/zh_CN/man1/eztop-setup.1", "share/doc/eztop/configuration.md", "share/bash-completion/completions/eztop",
            "share/zsh/site-functions/_eztop",
            "share/fish/vendor_completions.d/eztop.fish",
        ] {
            #expect(all.contains(path), "\(path) is missing")
        }

        // Its themes are in it, wherever it lies.
        let pty = try Pty(prefix + "/bin/eztop", ["--demo", "--theme", "light"], environment: home.environment)
        try pty.wait(for: "cameras")
        pty.send("q")
        #expect(try pty.exit() == .code(0))

        try install(home, prefix)
        #expect(files(prefix) == all, "installed again it is another one")
        let removed = try Tool(prefix + "/bin/eztop", ["uninstall"], environment: home.environment)
        #expect(removed.status == .code(0))
        #expect(
            try FileManager.default.subpathsOfDirectory(atPath: prefix).sorted()
                == (before + ["share/man/man1/other.1"]).sorted(),
            "folders that were there stay, empty or not; those that were made go")
        let again = try Tool(builtProduct("eztop"), ["uninstall", "--prefix", prefix], environment: home.environment)
        #expect(again.status == .code(1))
    }

    @Test("every link of an installed page leads to something that is installed")
    func links() throws {
        let home = try Home()
        try install(home, home.path + "/prefix")
        let folder = home.path + "/prefix/share/doc/eztop/"
        let pages = files(folder).filter { $0.hasSuffix(".md") }
        var seen = 0
        for page in pages {
            let text = try #require(home.text("prefix/share/doc/eztop/" + page))
            for match in text.matches(of: #/\]\(([^)#:]+)(#[^)]*)?\)/#) {
                seen += 1
                let target = String(match.1)
                #expect(FileManager.default.fileExists(atPath: folder + target), "\(page) leads to \(target)")
            }
        }
        #expect(pages.count > 5 && seen > 5)
    }

    @Test("no file that somebody put beside the program or above it is installed as one of its pages")
    func foreignPages() throws {
        let home = try Home()
        let unpacked = home.path + "/unpacked"
        for folder in ["/unpacked/bin", "/unpacked/share/doc/eztop", "/docs"] {
            try FileManager.default.createDirectory(atPath: home.path + folder, withIntermediateDirectories: true)
        }
        try FileManager.default.copyItem(atPath: builtProduct("eztop"), toPath: unpacked + "/bin/eztop")
        try home.write("secret", to: "shadow")
        for folder in ["unpacked/share/doc/eztop", "docs"] {
            try home.write("x", to: folder + "/configuration.md")
            symlink(home.path + "/shadow", home.path + "/\(folder)/shadow.md")
        }
        try home.write("", to: "Package.swift")
        let tool = try Tool(
            unpacked + "/bin/eztop", ["install", "--prefix", home.path + "/prefix"], environment: home.environment)
        #expect(tool.status == .code(0))
        #expect(home.text("prefix/share/doc/eztop/shadow.md") == nil)
        #expect(home.text("prefix/share/doc/eztop/configuration.md")?.hasPrefix("# ") == true)
    }

    @Test("a list that another user could have written takes nothing away")
    func foreignList() throws {
        try #require(geteuid() == 0, "only root can give a file to somebody else")
        let home = try Home()
        try FileManager.default.createDirectory(atPath: home.path + "/prefix/share/eztop", withIntermediateDirectories: true)
        try home.write("share/page\n", to: "prefix/share/eztop/installed.txt")
        try home.write("mine", to: "prefix/share/page")
        chown(home.path + "/prefix/share", 65534, 65534)
        let tool = try Tool(
            "sh", ["-c", "exec \"$0\" uninstall --prefix \"$1\" 2>&1", builtProduct("eztop"), home.path + "/prefix/"],
            environment: home.environment)
        #expect(
            tool.status == .code(1) && tool.text.contains("chown root") && tool.text.contains("prefix/share"), "\(tool.text)")
        #expect(home.text("prefix/share/page") == "mine")
        // An older one's files are taken away too, and so by its list.
        let installed = try Tool(
            builtProduct("eztop"), ["install", "--prefix", home.path + "/prefix"], environment: home.environment)
        #expect(installed.status == .code(1) && home.text("prefix/share/page") == "mine")
        chown(home.path + "/prefix/share", 0, 0)
        let own = try Tool(
            builtProduct("eztop"), ["uninstall", "--prefix", home.path + "/prefix"], environment: home.environment)
        #expect(own.status == .code(0) && home.text("prefix/share/page") == nil)
    }

    @Test("a folder of somebody else's inside the prefix takes nothing in")
    func foreignFolder() throws {
        try #require(geteuid() == 0, "only root can give a folder to somebody else")
        let home = try Home()
        try FileManager.default.createDirectory(atPath: home.path + "/prefix/bin", withIntermediateDirectories: true)
        chown(home.path + "/prefix/bin", 65534, 65534)
        let tool = try Tool(
            "sh", ["-c", "exec \"$0\" install --prefix \"$1\" 2>&1", builtProduct("eztop"), home.path + "/prefix"],
            environment: home.environment)
        for text in ["prefix/bin", "0755", "chown root "] { #expect(tool.text.contains(text), "\(tool.text)") }
        #expect(tool.status == .code(1) && home.text("prefix/bin/eztop") == nil)
        chown(home.path + "/prefix/bin", 0, 0)
        chown(home.path + "/prefix", 65534, 65534)
        let whole = try Tool(
            "sh", ["-c", "exec \"$0\" install --prefix \"$1\" 2>&1", builtProduct("eztop"), home.path + "/prefix"],
            environment: home.environment)
        for text in ["prefix", "0755", "chown root "] { #expect(whole.text.contains(text), "\(whole.text)") }
        #expect(whole.status == .code(1) && home.text("prefix/bin/eztop") == nil)
    }

    @Test("where others may put another program in its place nothing is installed, not even the first file")
    func openFolders() throws {
        try #require(geteuid() == 0, "only root can give a folder to somebody else")
        let home = try Home()
        for folder in ["bin", "share/zsh"] {
            try FileManager.default.createDirectory(atPath: home.path + "/prefix/" + folder, withIntermediateDirectories: true)
        }
        func refused(_ words: String..., after change: (String) -> Void, back: (String) -> Void) throws {
            change(home.path + "/prefix")
            let tool = try Tool(
                "sh", ["-c", "exec \"$0\" install --prefix \"$1\" 2>&1", builtProduct("eztop"), home.path + "/prefix"],
                environment: home.environment)
            for text in words { #expect(tool.text.contains(text), "\(tool.text)") }
            #expect(tool.status == .code(1) && files(home.path + "/prefix").isEmpty, "\(tool.text)")
            back(home.path + "/prefix")
        }
        try refused("owner root, mode 0777", "run: chmod o-w", after: { chmod($0, 0o777) }, back: { chmod($0, 0o755) })
        try refused("prefix/bin is open", after: { chmod($0 + "/bin", 0o777) }, back: { chmod($0 + "/bin", 0o755) })
        let nobody = gid_t(65534)
        try refused(
            "the group ", "mode 0775", "run: chmod g-w",
            after: {
                chown($0 + "/bin", 0, nobody)
                chmod($0 + "/bin", 0o775)
            },
            back: {
                chown($0 + "/bin", 0, 0)
                chmod($0 + "/bin", 0o755)
            })
        try refused(
            "prefix/share/zsh", "chown root", after: { chown($0 + "/share/zsh", 65534, 65534) },
            back: { chown($0 + "/share/zsh", 0, 0) })
        try refused(
            "prefix/bin: this is a link",
            after: {
                mkdir($0 + "/elsewhere", 0o755)
                chown($0 + "/elsewhere", 65534, 65534)
                rmdir($0 + "/bin")
                symlink($0 + "/elsewhere", $0 + "/bin")
            },
            back: {
                unlink($0 + "/bin")
                mkdir($0 + "/bin", 0o755)
            })
        // Whoever may put another folder in place of one above it, may put another program there too.
        let above = home.path + "/above"
        mkdir(above, 0o755)
        rename(home.path + "/prefix", above + "/prefix")
        symlink("above/prefix", home.path + "/prefix")
        func refusedAbove(_ words: String..., after change: () -> Void, back: () -> Void) throws {
            change()
            defer { back() }
            for command in ["install --prefix prefix", "install --prefix above/prefix/new/one", "uninstall --prefix prefix"] {
                let tool = try Tool(
                    "sh", ["-c", "cd \"$1\" && exec \"$0\" \(command) 2>&1", builtProduct("eztop"), home.path],
                    environment: home.environment)
                for text in words { #expect(tool.text.contains(text), "\(tool.text)") }
                #expect(tool.status == .code(1) && files(above).isEmpty, "\(tool.text)")
            }
        }
        try refusedAbove(
            "the folder \(above) is open", "run: chmod o-w", after: { chmod(above, 0o777) }, back: { chmod(above, 0o755) })
        try refusedAbove(
            "the folder \(above) is his (owner nobody, mode 0755)", "run: chown root \(above)",
            after: { chown(above, 65534, 65534) }, back: { chown(above, 0, 0) })
        lchown(home.path + "/prefix", 65534, 65534)
        let behind = try Tool(
            "sh", ["-c", "exec \"$0\" install --prefix \"$1\" 2>&1", builtProduct("eztop"), home.path + "/prefix"],
            environment: home.environment)
        for text in ["the link \(home.path)/prefix is his", "run: chown -h root "] {
            #expect(behind.text.contains(text), "\(behind.text)")
        }
        #expect(behind.status == .code(1) && files(above).isEmpty)
        lchown(home.path + "/prefix", 0, 0)
        chmod(home.path + "/prefix", 0o1777)
        try install(home, home.path + "/prefix")
        #expect(
            files(above + "/prefix").contains("bin/eztop"), "where the sticky bit is set nobody moves another one's files")
    }

    @Test("one's own group counts too where others are in it")
    func ownGroup() throws {
        let neighbour = try Neighbour()
        let home = try Home()
        chmod(home.path, 0o755)
        let his = home.path + "/his"
        mkdir(his, 0o755)
        chown(his, Neighbour.id, Neighbour.id)
        // _apt and sync of a Debian have this group too.
        chmod(his, 0o775)
        let tool = try neighbour.run("\(builtProduct("eztop")) install --prefix \(his)/prefix 2>&1; test $? = 1")
        #expect(tool.text.contains("the group nogroup may put another file in its place: it may write the folder \(his)"))
        #expect(files(his).isEmpty)
    }

    @Test("what stays is named where it really is")
    func stays() throws {
        let home = try Home()
        var environment = home.environment
        environment["XDG_CACHE_HOME"] = "/elsewhere/cache"
        try install(home, home.path + "/prefix")
        let removed = try Tool(
            "sh", ["-c", "exec \"$0\" uninstall 2>&1", home.path + "/prefix/bin/eztop"], environment: environment)
        #expect(removed.status == .code(0) && removed.text.contains("/elsewhere/cache/eztop"), "\(removed.text)")
    }

    @Test("a list that leads out of the prefix takes nothing away there")
    func outside() throws {
        let home = try Home()
        try install(home, home.path + "/prefix")
        try home.write("mine", to: "precious")
        try home.write("../precious\n\(home.path)/precious\nbin/../../precious\n", to: "prefix/share/eztop/installed.txt")
        _ = try Tool(builtProduct("eztop"), ["uninstall", "--prefix", home.path + "/prefix"], environment: home.environment)
        #expect(home.text("precious") == "mine")
    }

    @Test(
        "no link inside the prefix is followed, neither when it is installed nor when it is taken away", arguments: [false, true])
    func links(whenTakenAway: Bool) throws {
        let home = try Home()
        try FileManager.default.createDirectory(atPath: home.path + "/precious", withIntermediateDirectories: true)
        try home.write("mine", to: "precious/eztop.1")
        try home.write("mine", to: "precious/file")
        let man = home.path + "/prefix/share/man/man1"
        if whenTakenAway {
            try install(home, home.path + "/prefix")
            try FileManager.default.removeItem(atPath: man)
        } else {
            try FileManager.default.createDirectory(atPath: home.path + "/prefix/share/man", withIntermediateDirectories: true)
            try FileManager.default.createDirectory(atPath: home.path + "/prefix/bin", withIntermediateDirectories: true)
            symlink(home.path + "/precious/file", home.path + "/prefix/bin/eztop")
        }
        #expect(symlink(home.path + "/precious", man) == 0)
        let verb = whenTakenAway ? "uninstall" : "install"
        let tool = try Tool(
            "sh", ["-c", "exec \"$0\" $1 --prefix \"$2\" 2>&1", builtProduct("eztop"), verb, home.path + "/prefix"],
            environment: home.environment)
        #expect(tool.status == .code(1) && tool.text.contains("share/man/man1: this is a link"), "\(tool.text)")
        #expect(files(home.path + "/precious") == ["eztop.1", "file"])
        #expect(home.text("precious/eztop.1") == "mine" && home.text("precious/file") == "mine")
        // What could not be taken away is tried again once the link has gone.
        if whenTakenAway {
            #expect(home.text("prefix/share/eztop/installed.txt") != nil)
            unlink(man)
            let again = try Tool(builtProduct("eztop"), [verb, "--prefix", home.path + "/prefix"], environment: home.environment)
            #expect(again.status == .code(0) && files(home.path + "/prefix") == [])
        }
    }

    @Test("where it may not write it says where and why")
    func refused() throws {
        let home = try Home()
        try home.write("a file", to: "prefix")
        let tool = try Tool(
            "sh", ["-c", "exec \"$0\" install --prefix \"$1\" 2>&1", builtProduct("eztop"), home.path + "/prefix"],
            environment: home.environment)
        #expect(tool.status == .code(1) && tool.text.contains("prefix: Not a directory"))
    }

    @Test("mandoc finds nothing wrong with any page, and each names every option and every key")
    func manual() throws {
        let home = try Home()
        try install(home, home.path + "/prefix")
        for folder in ["man1", "zh_CN/man1"] {
            let path = home.path + "/prefix/share/man/" + folder
            for page in files(path) {
                let lint = try Tool("mandoc", ["-T", "lint", "-W", "warning", path + "/" + page])
                #expect(lint.status == .code(0), "\(page): \(lint.text)")
            }
            let page = try Tool("mandoc", ["-T", "utf8", "-O", "width=100", path + "/eztop.1"]).text
                .replacing("\u{8}", with: "")
            #expect(page.contains("eztop-devices"))
        }
        let text = try #require(home.text("prefix/share/man/man1/eztop.1"))
        for word in ["Ic Ctrl-P", ".It Fl -record Ar file", "EZTOP_APP_SECRET", ".It \\&78", ".Xr eztop-setup 1"] {
            #expect(text.contains(word), "\(word) is missing")
        }
        #expect(home.text("prefix/share/man/zh_CN/man1/eztop.1")?.contains(".Sh 按键") == true)
    }

    @Test("bash offers commands, values, and the cameras that were last seen, without asking the cloud")
    func completion() async throws {
        let (home, cloud) = (try Home(), try Cloud())
        try install(home, home.path + "/prefix")
        let environment = home.environment.merging(cloud.environment) { $1 }
        // The dashboard keeps the rows.
        let pty = try Pty(home.path + "/prefix/bin/eztop", environment: environment)
        try pty.wait(for: "客厅摄像头")
        pty.send("q")
        _ = try pty.exit()
        let calls = try await cloud.calls("device/list")
        // bash expands what it is offered, and a serial is a cloud's.
        let hostile = "UPDATE cameras SET serial = 'G5$(touch \(home.path)/taken)' WHERE serial = 'G55512077'"
        #expect(try Tool("sqlite3", [home.path + "/state/eztop/state.db", hostile]).status == .code(0))
        let script = """
            source "$1/share/bash-completion/completions/eztop"
            offer() {
                COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
                _eztop eztop "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}" 2>/dev/null
                echo "${COMPREPLY[@]}"
            }
            PATH="$1/bin:$PATH"
            offer eztop snap; offer eztop address --protocol ""; offer eztop address G5; offer eztop --theme so
            """
        let tool = try Tool(
            "bash", ["--norc", "-c", script, "bash", home.path + "/prefix"], environment: environment)
        #expect(
            tool.text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.split(separator: " ") } == [
                ["snapshot"], ["hls", "llhls", "rtmp", "flv", "ezopen"], ["G55512001"], ["solarized"], [],
            ])
        #expect(home.text("taken") == nil)
        #expect(try await cloud.calls("device/list") == calls)
    }
}
