import Glibc

/// A folder of a test's own, removed with everything in it when the value goes.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? P_tmpdir
        var template = Array("\(parent)/eztop-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SpawnFailure(program: "mkdtemp", code: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        _ = try? Tool("rm", ["-rf", path])
    }
}
