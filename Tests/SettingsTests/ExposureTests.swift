import Cells
import Glibc
import System
import TestSupport
import Testing
import Wording

@testable import Settings

@Suite("Files that others have a hand in", .serialized, .heavy)
struct ExposureTests {
    private static let path = "/home/a/.config/eztop/config.toml"
    private static let account = "[[accounts]]\nname = \"home\"\napp_key = \"k\"\n"
    private static let command = account + "app_secret_command = \"pass eztop\"\n"

    private func problems(
        _ text: String, mode: UInt32 = 0o600, owner: UInt32? = geteuid(), folders: [FileStanding] = [],
        secret: ReadFile? = nil
    ) -> [String] {
        var files = StubFiles([:])
        files.files[Self.path] = ReadFile(bytes: Array(text.utf8), mode: mode, owner: owner)
        files.files["/run/secret"] = secret
        files.standings = folders
        do throws(ConfigurationError) {
            _ = try ConfigurationLoader(explicitPath: nil, environment: ["HOME": "/home/a"], files: files).load(
                needsAccount: false)
            return []
        } catch {
            for line in Texts.chinese.describe(error).split(separator: "\n") {
                #expect(line.unicodeScalars.contains { ("一"..."鿿").contains($0) })
            }
            return error.problems.map(Texts.english.describe)
        }
    }

    @Test("a configuration that everybody may write is refused, whatever is in it, with the command that mends it")
    func othersWrite() {
        let words = "everybody may write it (owner \(FileStanding.name(of: geteuid())), mode 0646); run: chmod go-w \(Self.path)"
        #expect(problems("interval = \"30s\"\n", mode: 0o646) == ["\(Self.path): \(words)"])
        #expect(problems(Self.command, mode: 0o602).first?.contains("everybody may write it") == true)
    }

    @Test("its group may write it only where nothing in it is run, and nothing is secret")
    func groupWrites() {
        #expect(problems("interval = \"30s\"\n", mode: 0o664) == [])
        // What counts is what is read: not how a key is written, nor how far down it stands.
        let long = "battery = [\n" + String(repeating: "\n", count: 100_005) + "]\n"
        for text in [
            Self.command, "player = \"mpv {url}\"\n", "clipboard = [\"xclip\"]\n", "\"pl\\u0061yer\" = \"mpv {url}\"\n",
            long + "player = \"mpv {url}\"\n", Self.account + "app_secret_file = \"/home/a/.netrc\"\n",
        ] {
            #expect(problems(text, mode: 0o660).first?.contains("its group may write it") == true, "\(text)")
            #expect(!problems(text, mode: 0o640).contains { $0.contains("group") })
        }
    }

    @Test("another user's is refused; root's is not")
    func foreign() {
        let found = problems(Self.command, owner: 4_000_001)
        #expect(found.first?.contains("it is another user's (owner 4000001, mode 0600); run: chown ") == true)
        #expect(problems(Self.command, owner: 0) == [])
    }

    @Test("an open folder above it is named, unless only owners may rename in it")
    func folders() {
        let open = FileStanding(path: "/home/it's", owner: 0, mode: 0o777)
        let shared = FileStanding(path: "/tmp", owner: 0, mode: 0o1777)
        #expect(problems(Self.command, folders: [shared]) == [])
        let found = problems(Self.command, folders: [shared, open])
        #expect(found.first?.hasSuffix("run: chmod o-w '/home/it'\\''s'") == true)
    }

    @Test("another user's folder above it is named, sticky or not, and another user's link on the way to it; root's are not")
    func foreignWay() {
        let his = FileStanding(path: "/his", owner: 4_000_001, mode: 0o1755)
        let link = FileStanding(path: "/it's", owner: 4_000_001, mode: 0o777, isLink: true)
        let facts = "the folder /his is his (owner 4000001, mode 1755); run: chown \(FileStanding.name(of: geteuid())) /his"
        #expect(problems(Self.command, folders: [his]).first?.hasSuffix(facts) == true)
        #expect(problems("interval = \"30s\"\n", folders: [his]).count == 1, "whatever is in it")
        let found = problems(Self.command, folders: [link])
        #expect(found.first?.contains("the link /it's is his (owner 4000001); run: chown -h ") == true, "\(found)")
        let roots = FileStanding(path: "/root's", owner: 0, mode: 0o777, isLink: true)
        #expect(problems(Self.command, folders: [roots, FileStanding(path: "/", owner: 0, mode: 0o755)]) == [])
    }

    @Test("a group's folder counts where a program lies, the user's own group too where others are in it")
    func groups() throws {
        let lone = FileStanding(path: "/a", owner: 0, group: 4_000_001, mode: 0o775)
        #expect(Exposure([lone]) == nil && Exposure([lone], groups: true)?.kind == .groupFolder("4000001"))
        #expect(Exposure([FileStanding(path: "/a", owner: 0, group: 0, mode: 0o775)], groups: true) == nil)
    }

    @Test("the same holds for a file of a secret")
    func secrets() {
        let text = Self.account + "app_secret_file = \"/run/secret\"\n"
        func found(_ mode: UInt32, _ owner: UInt32) -> String {
            problems(text, secret: ReadFile(bytes: Array("s\n".utf8), mode: mode, owner: owner)).joined()
        }
        #expect(found(0o600, geteuid()) == "")
        #expect(found(0o602, geteuid()).contains("everybody may write it"))
        #expect(found(0o620, geteuid()).contains("its group may write it"))
        #expect(found(0o600, 4_000_001).contains("another user's"))
    }

    @Test("a file of a secret is looked at again whenever it is read, and so are its folders")
    func readAgain() {
        var files = StubFiles([:])
        func fault() -> SecretFault? {
            do throws(SecretFault) {
                _ = try SecretSource.file("/run/secret").resolve(files: files) { _ throws(CommandFailure) in [] }
                return nil
            } catch {
                #expect(Texts.chinese.describe(error).unicodeScalars.contains { ("一"..."鿿").contains($0) })
                return error
            }
        }
        func put(_ mode: UInt32, owner: UInt32 = geteuid()) {
            files.files["/run/secret"] = ReadFile(bytes: Array("s\n".utf8), mode: mode, owner: owner)
        }
        put(0o600)
        #expect(fault() == nil)
        put(0o640)
        #expect(fault() == .readableByOthers(chmod: "chmod 600 /run/secret"))
        for (mode, owner) in [(0o602, geteuid()), (0o620, geteuid()), (0o600, 4_000_001)] {
            put(UInt32(mode), owner: owner)
            guard case .exposed = fault() else {
                Issue.record("\(mode) of \(owner) was read")
                continue
            }
        }
        put(0o600)
        files.standings = [FileStanding(path: "/run", owner: 0, mode: 0o777)]
        #expect(fault().map(Texts.english.describe)?.hasSuffix("run: chmod o-w /run") == true)
    }

    @Test("a theme that others can change is named, and is a theme all the same")
    func themes() throws {
        let path = "/home/a/.config/eztop/themes/mine.toml"
        var files = StubFiles([:])
        func kind(_ mode: UInt32, owner: UInt32 = geteuid(), folder: UInt32 = 0o755) throws -> Exposure.Kind? {
            files.files[path] = ReadFile(bytes: Array("[good]\nbold = true\n".utf8), mode: mode, owner: owner)
            files.standings = [FileStanding(path: "/home/a/.config/eztop/themes", owner: owner, mode: folder)]
            let store = ThemeStore(environment: ["HOME": "/home/a"], files: files)
            #expect(try store.find("mine") { ConfigurationProblem(file: nil, what: $0) }.name == "mine")
            #expect(store.exposure(of: "default") == nil && store.exposure(of: "dark") == nil)
            return store.exposure(of: "mine")?.kind
        }
        #expect(try kind(0o644) == nil && kind(0o664) == nil && kind(0o600, owner: 0) == nil)
        #expect(try kind(0o646) == .othersWrite)
        #expect(try kind(0o644, owner: 4_000_001) == .foreign)
        #expect(try kind(0o644, folder: 0o777) == .openFolder)
    }

    @Test("the folders above a file are those of its name those where it really lies, and the links in between")
    func standings() throws {
        let folder = try TemporaryFolder()
        mkdir(folder.path + "/real", 0o700)
        _ = try Tool("touch", [folder.path + "/real/config.toml"])
        symlink(folder.path + "/real/config.toml", folder.path + "/config.toml")
        let way = SystemFiles().way(to: folder.path + "/config.toml")
        let paths = way.map(\.path)
        #expect(paths.contains(folder.path) && paths.contains("/") && paths.contains { $0.hasSuffix("/real") })
        #expect(way.filter(\.isLink).map(\.path).last == folder.path + "/config.toml")
    }
}

@Suite("Files that are bombs", .serialized, .heavy, .timeLimit(.minutes(2)))
struct BombTests {
    @Test("brackets, keys and tables without number end soon, in little memory")
    func brackets() async {
        await #expect(processExitsWith: .success) {
            for (piece, count) in [
                ("[", 1_000_000), ("a = [", 200_000), ("a = ", 1), ("{", 1_000_000), ("a.", 500_000), ("[[a]]\n", 170_000),
                ("[a.", 300_000), ("a = [[", 160_000),
            ] {
                var text = String(repeating: piece, count: count)
                if piece == "a = " { text += String(repeating: "[", count: 1_000_000) }
                let (error, bytes) = peakMemory { () -> ConfigurationError? in
                    do throws(ConfigurationError) { _ = try Configuration.parse(text, file: "c") } catch { return error }
                    return nil
                }
                #expect(error != nil, "\(piece)")
                #expect(bytes < 200 << 20, "\(piece): \(bytes >> 20) MB")
            }
        }
    }

    @Test(
        "marks without end are refused with their line, however they are written",
        arguments: ["\u{301}\u{316}", #"\u0301\u0316"#])
    func marks(_ pair: String) throws {
        let text = "interval = \"5s\"\n\"a" + String(repeating: pair, count: 60_000) + "\" = 1\n"
        #expect(throws: FileFault.holdsMarks(line: 2)) { try FileText(Array(text.utf8)) }
        #expect(throws: FileFault.holdsMarks(line: 2)) {
            try FileText([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        }
    }

    @Test("twenty problems are printed, and that there are more")
    func many() throws {
        let text = (0..<100_000).map { "[t\($0)]\n" }.joined()
        let start = ContinuousClock.now
        defer { #expect(ContinuousClock.now - start < .seconds(20)) }
        do throws(ConfigurationError) {
            _ = try Configuration.parse(text, file: "c")
            Issue.record("was accepted")
        } catch {
            let lines = Texts.english.describe(error).split(separator: "\n")
            #expect(lines.count == 21 && lines.last == "… and more")
            #expect(Texts.chinese.describe(error).split(separator: "\n").count == 21)
        }
    }

    @Test("a megabyte is the most for a configuration, a theme and a scenario alike")
    func largest() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/large.toml"
        _ = try Tool("sh", ["-c", "head -c 1048577 /dev/zero | tr '\\0' '#' > \(path)"])
        #expect(throws: ConfigurationError.self) { try ScenarioFile.read(path, files: SystemFiles()) }
        #expect(throws: ConfigurationError.self) {
            try ThemeStore(environment: [:]).find(path) { ConfigurationProblem(file: nil, what: $0) }
        }
        #expect(throws: ConfigurationError.self) {
            try ConfigurationLoader(explicitPath: path, environment: [:]).load(needsAccount: false)
        }
    }
}
