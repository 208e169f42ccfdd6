import FoundationEssentials

/// Files that lie in the checkout.
enum Fixtures {
    static let folder = #filePath.parentFolder + "/Configurations"
    static let checkout = #filePath.parentFolder.parentFolder.parentFolder

    /// The names of the files that end so, without that.
    static func names(_ ending: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }
}

extension String {
    var parentFolder: String { String(self[..<(lastIndex(of: "/") ?? startIndex)]) }
}
