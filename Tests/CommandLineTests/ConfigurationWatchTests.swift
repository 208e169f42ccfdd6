import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import CommandLine
@testable import Session

@Suite("The watch on the configuration's file")
struct ConfigurationWatchTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/config.toml" }

    init() throws {
        folder = try TemporaryFolder()
        try write("interval = \"30s\"")
    }

    /// Long texts differ in their size at least, whatever the clock of the file system.
    private func write(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }

    /// What each of so many looks says.
    private func looks(_ watch: inout ConfigurationWatch, _ count: Int) -> [Bool] {
        (0..<count).map { _ in watch.hasChanged() }
    }

    @Test("tells of a change once, a look after it")
    func once() throws {
        var watch = ConfigurationWatch(path)
        #expect(looks(&watch, 2) == [false, false])
        try write("interval = \"45 s\"")
        #expect(looks(&watch, 4) == [false, true, false, false], "at the first look it may not be whole yet")
    }

    @Test("waits for the end of a file that is still being written")
    func writing() throws {
        var watch = ConfigurationWatch(path)
        for length in 20..<30 {
            try write(String(repeating: "#", count: length))
            #expect(looks(&watch, 1) == [false])
        }
        #expect(looks(&watch, 2) == [true, false])
    }

    @Test("waits for a file that is gone, and tells when there is another one")
    func gone() throws {
        var watch = ConfigurationWatch(path)
        unlink(path)
        #expect(looks(&watch, 2) == [false, false])
        try write("theme = \"light\"")
        #expect(looks(&watch, 3) == [false, true, false])
    }

    @Test("sees another file of the same size and time in its place, and another mode of the same file")
    func sameFromOutside() throws {
        var watch = ConfigurationWatch(path)
        var status = stat()
        try #require(stat(path, &status) == 0)
        let other = folder.path + "/other"
        try Data("interval = \"31s\"".utf8).write(to: URL(filePath: other))
        try #require(utimensat(AT_FDCWD, other, [status.st_atim, status.st_mtim], 0) == 0)
        try #require(rename(other, path) == 0)
        #expect(looks(&watch, 2) == [false, true])
        chmod(path, 0o640)
        #expect(looks(&watch, 2) == [false, true], "others may read the secret in it now, or no more")
    }

    @Test("has nothing to tell where there is no file")
    func none() {
        var watch = ConfigurationWatch(nil)
        #expect(looks(&watch, 2) == [false, false])
    }
}
