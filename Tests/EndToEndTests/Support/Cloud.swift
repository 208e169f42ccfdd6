import TestSupport

/// `eztop simulate` as a process of its own, as a user would start it.
final class Cloud {
    let base: String
    let appKey: String
    let appSecret: String
    private let process: Pty

    init(listen: String = "127.0.0.1:0", _ arguments: [String] = []) throws {
        process = try Pty(builtProduct("eztop"), ["simulate", "--listen", listen] + arguments)
        try process.wait("three lines", within: 20) { $0.count { $0 == 0x0A } >= 3 }
        let lines = process.text.split(whereSeparator: \.isNewline).map(String.init)
        (base, appKey, appSecret) = (lines[0], lines[1], lines[2])
    }

    /// The environment that makes it eztop's only account.
    var environment: [String: String] {
        ["EZTOP_APP_KEY": appKey, "EZTOP_APP_SECRET": appSecret, "EZTOP_BASE_URL": base, "EZTOP_DEVICES": "own,hosted"]
    }

    /// `HOST:PORT`, to come back at the same place.
    var address: String { String(base.dropFirst("http://".count)) }

    /// The cloud is gone from one moment to the next.
    func stop() throws {
        process.signal(15)
        _ = try process.exit()
    }
}
