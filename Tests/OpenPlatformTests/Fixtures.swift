import FoundationEssentials

/// The replies that lie beside the tests, by name.
enum Fixtures {
    private static let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex)) + "/Fixtures"

    static func names() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder))
    }

    static func data(_ name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: folder + "/" + name))
    }
}
