import FoundationEssentials
import Glibc
import Settings
import Testing

@Suite("Files of the machine")
struct SystemFilesTests {
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/eztop-files-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test("are read whole, with their permissions, up to the limit")
    func read() throws {
        try inFolder { folder in
            let path = folder + "/c.toml"
            try Data("theme".utf8).write(to: URL(filePath: path))
            chmod(path, 0o640)
            #expect(try SystemFiles().read(path, limit: 5) == ReadFile(bytes: Array("theme".utf8), mode: 0o640, owner: geteuid()))
            #expect(throws: FileFault.tooLarge(limit: 4)) { try SystemFiles().read(path, limit: 4) }
            #expect(SystemFiles().list(folder).contains("c.toml"))
            symlink(path, folder + "/link")
            #expect(try SystemFiles().read(folder + "/link", limit: 5).mode == 0o640)
        }
    }

    @Test("are refused when they are none, without waiting for a pipe")
    func refused() throws {
        try inFolder { folder in
            mkfifo(folder + "/pipe", 0o600)
            #expect(throws: FileFault.notAFile) { try SystemFiles().read(folder + "/pipe", limit: 5) }
            #expect(throws: FileFault.notAFile) { try SystemFiles().read("/dev/null", limit: 5) }
            #expect(throws: FileFault.directory) { try SystemFiles().read(folder, limit: 5) }
            #expect(throws: FileFault.notFound) { try SystemFiles().read(folder + "/none", limit: 5) }
            #expect(throws: FileFault.notFound) { try SystemFiles().read(folder + "/pipe/none", limit: 5) }
            #expect(SystemFiles().list(folder + "/none").isEmpty)
        }
    }

    @Test("are refused when they may not be read", .enabled(if: geteuid() != 0))
    func notPermitted() throws {
        try inFolder { folder in
            let path = folder + "/c.toml"
            try Data().write(to: URL(filePath: path))
            chmod(path, 0)
            #expect(throws: FileFault.notPermitted) { try SystemFiles().read(path, limit: 5) }
        }
    }
}
