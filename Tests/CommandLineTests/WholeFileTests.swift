import FoundationEssentials
import Glibc
import System
import TestSupport
import Testing
import Wording

@testable import CommandLine
@testable import Output

@Suite("Files that are written whole")
struct WholeFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func path(_ name: String) -> String { folder.path + "/" + name }

    private func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    private func mode(_ name: String) -> mode_t {
        var status = stat()
        return lstat(path(name), &status) == 0 ? status.st_mode : 0
    }

    private var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() } }

    private func write(_ text: String, to name: String, mode: mode_t = 0o600) throws(Failure) {
        try WholeFile(path: path(name), mode: mode).write(text.utf8, .english)
    }

    @Test("have their mode from the beginning, also where a looser file was before, and leave nothing beside them")
    func mode() throws {
        try write("first", to: "a")
        #expect(mode("a") == S_IFREG | 0o600 && text("a") == "first")
        chmod(path("a"), 0o666)
        try write("second", to: "a")
        #expect(mode("a") == S_IFREG | 0o600 && text("a") == "second")
        try write("for all", to: "b", mode: 0o644)
        #expect(mode("b") == S_IFREG | 0o644)
        #expect(try names == ["a", "b"])
    }

    @Test("are other files than those that were there: who has the old one open reads it to its end")
    func replaced() throws {
        try write("the old one", to: "a")
        let old = open(path("a"), O_RDONLY)
        defer { close(old) }
        try write("the new one", to: "a")
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = read(old, &buffer, buffer.count)
        #expect(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == "the old one")
        #expect(text("a") == "the new one")
    }

    @Test("cannot be in a folder that is none, nor in a folder's place; both are said with their path")
    func impossible() throws {
        mkdir(path("folder"), 0o700)
        for (name, reason) in [("none/a", "No such file or directory"), ("folder", "Is a directory")] {
            let failure = #expect(throws: Failure.self) { try write("x", to: name) }
            #expect(failure?.code == .refused)
            #expect(
                failure?.message.contains(path(name)) == true && failure?.message.contains(reason) == true, "\(failure as Any)")
        }
        #expect(try names == ["folder"])
    }

    @Test("go where the user's own link leads, and the link stays one")
    func ownLink() throws {
        mkdir(path("store"), 0o700)
        try write("old", to: "store/real")
        symlink("store/real", path("link"))
        try write("new", to: "link")
        #expect(mode("link") & S_IFMT == S_IFLNK)
        #expect(text("store/real") == "new")
        #expect(try FileManager.default.contentsOfDirectory(atPath: path("store")) == ["real"])
    }

    @Test("links on the way are followed, over folders above too, as long as they are the user's own or root's")
    func linksOnTheWay() throws {
        for name in ["a", "a/b", "store"] { mkdir(path(name), 0o700) }
        symlink("../store/.", path("a/own"))
        symlink("a/own/", path("short"))
        try write("one", to: "short/x")
        try write("two", to: "a/b/../own/../short/../store//./y")
        symlink("/proc/self/cwd", path("here"))
        try write("three", to: "store/z")
        #expect(text("store/x") == "one" && text("store/y") == "two" && text("store/z") == "three")
        #expect(["a/own", "short", "here"].allSatisfy { mode($0) & S_IFMT == S_IFLNK })
        #expect(try FileManager.default.contentsOfDirectory(atPath: path("store")).sorted() == ["x", "y", "z"])
        #expect(try names == ["a", "here", "short", "store"])
        let way = Way(path("here/none/../x"))
        #expect(way.end == FileManager.default.currentDirectoryPath + "/none/../x" && way.standing == nil)
        #expect(way.places.filter(\.isLink).map(\.path).last?.hasPrefix("/proc/\(getpid())/cwd") == true)
        // As many as the system itself follows.
        symlink("loop", path("loop"))
        #expect(throws: Failure.self) { try write("x", to: "loop") }
        #expect(throws: Failure.self) { try write("x", to: "loop/x") }
        #expect(throws: Failure.self) { try write("x", to: "store/x/../y") }
        #expect(throws: Failure.self) { try write("x", to: "store/new/") }
        #expect(text("store/y") == "two")
    }

    @Test("nothing goes over a link of somebody else's, wherever it is on the way, and no folder is made behind one")
    func foreignLinks() throws {
        try #require(geteuid() == 0, "only root can give a link to somebody else")
        for name in ["private", "pub"] { mkdir(path(name), 0o700) }
        try write("mine", to: "private/x")
        symlink("../private", path("pub/out"))
        symlink("pub/out", path("own"))
        lchown(path("pub/out"), 65534, 65534)
        for name in ["pub/out/x", "own/x", "private/../own/x", "pub/out/../private/x"] {
            let failure = #expect(throws: Failure.self) { try write("his", to: name) }
            #expect(failure?.code == .refused)
            let words = "\(path("pub/out")): a link of nobody, who chooses where it leads; run: rm \(path("pub/out"))"
            #expect(failure?.message == words, "\(failure as Any)")
        }
        #expect(throws: Failure.self) { try WholeFile(path: path("own/new/x"), mode: 0o600).makeFolders(.chinese, mode: 0o700) }
        #expect(text("private/x") == "mine" && mode("private/new") == 0)
        // Whoever's folder it leads over otherwise, the link is the user's.
        lchown(path("pub/out"), 0, 0)
        try write("mine too", to: "own/x")
        #expect(text("private/x") == "mine too")
    }

    @Test("a link that is put on the way after it was looked at is not followed")
    func swapped() throws {
        for name in ["private", "pub"] { mkdir(path(name), 0o700) }
        let way = Way(path("pub/x"))
        rmdir(path("pub"))
        symlink("private", path("pub"))
        #expect(throws: SystemFault.self) { _ = try Folder(at: String(way.end.dropLast(2))) }
        _ = try Folder(at: path("private"))
    }

    @Test("a pipe gets the bytes and stays one")
    func pipe() throws {
        mkfifo(path("pipe"), 0o600)
        let reader = open(path("pipe"), O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        try write("through", to: "pipe")
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = read(reader, &buffer, buffer.count)
        #expect(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == "through")
        #expect(mode("pipe") & S_IFMT == S_IFIFO)
    }

    @Test("what a process left that was killed in the middle goes with the next write, and nothing else does")
    func leftovers() throws {
        // No process has a number of ten digits; the first one always lives, and so does this one.
        let alive = ["a.part-1.x", "a.part-\(getpid()).x"]
        let others = ["a.part-", "a.part-2000000000", "a.part-x.y", "b.part-2000000000.x", "a.party"]
        for name in alive + others + ["a.part-2000000000.x"] { try write("x", to: name) }
        try write("whole", to: "a")
        #expect(try names == (alive + others + ["a"]).sorted())
    }

    @Test("a name that nobody gave is taken where it is free, else with a number; a link has its name, wherever it leads")
    func new() throws {
        symlink(path("elsewhere"), path("C1.jpg"))
        func writeNew(_ text: String) throws(Failure) -> String {
            try WholeFile.writeNew(path("C1"), ending: ".jpg", mode: 0o600, text.utf8, .english)
        }
        #expect(try writeNew("one") == path("C1-2.jpg"))
        #expect(try writeNew("two") == path("C1-3.jpg"))
        #expect(text("C1-2.jpg") == "one" && text("C1-3.jpg") == "two")
        #expect(mode("C1-3.jpg") == S_IFREG | 0o600)
        #expect(try names == ["C1-2.jpg", "C1-3.jpg", "C1.jpg"])
        #expect(throws: Failure.self) {
            try WholeFile.writeNew(path("none/C1"), ending: ".jpg", mode: 0o600, "x".utf8, .english)
        }
    }

    @Test("the folders above are made with the mode that was asked for; those that are there stay as they are")
    func folders() throws {
        mkdir(path("a"), 0o755)
        chmod(path("a"), 0o755)
        try WholeFile(path: path("a/b/c/file"), mode: 0o600).makeFolders(.english, mode: 0o700)
        #expect(mode("a") == S_IFDIR | 0o755)
        #expect(mode("a/b") == S_IFDIR | 0o700 && mode("a/b/c") == S_IFDIR | 0o700)
        #expect(mode("a/b/c/file") == 0)
        try write("x", to: "file")
        #expect(throws: Failure.self) { try WholeFile(path: path("file/b/c"), mode: 0o600).makeFolders(.english, mode: 0o700) }
    }
}
