import FoundationEssentials
import TestSupport

/// A home of its own for one run: no configuration, cache or state of the user who runs the tests is read or written.
final class Home: Sendable {
    let path: String

    /// - Parameter configuration: the text of its configuration file; none without it.
    init(configuration: String? = nil) throws {
        path = FileManager.default.temporaryDirectory.path + "/eztop-home-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path + "/config/eztop", withIntermediateDirectories: true)
        if let configuration { try write(configuration, to: "config/eztop/config.toml") }
    }

    func write(_ text: String, to file: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(filePath: path + "/" + file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path + "/" + file)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var environment: [String: String] {
        [
            "HOME": path, "XDG_CONFIG_HOME": path + "/config", "XDG_CACHE_HOME": path + "/cache",
            "XDG_STATE_HOME": path + "/state",
            "LANG": "C.UTF-8",
        ]
    }
}

extension Home {
    /// What stands in one of its files; nil without one.
    func text(_ file: String) -> String? {
        FileManager.default.contents(atPath: path + "/" + file).map { String(decoding: $0, as: UTF8.self) }
    }
}
