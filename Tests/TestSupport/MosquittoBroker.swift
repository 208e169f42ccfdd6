import FoundationEssentials
import Glibc

/// A real broker on a loopback port, which lets one user in. It keeps nothing over its own end, as brokers may.
public final class MosquittoBroker {
    public static let user = "eztop", password = "MARKED-BROKER-PASSWORD"

    public let port: Int
    public let isSecure: Bool
    private let folder: TemporaryFolder
    private var process: Pty?

    /// - Parameters:
    ///   - host: whom its certificate is made for, by an authority of its own; nil has it speak without TLS.
    ///   - more: lines of its configuration.
    public init(certificateFor host: String? = nil, more: String = "") throws {
        port = try freePort()
        isSecure = host != nil
        folder = try TemporaryFolder()
        var lines = [
            "listener \(port) 127.0.0.1", "allow_anonymous false", "password_file \(folder.path)/passwords", "user root",
            // Else it drops what those do not take who listen to everything and are slow.
            "max_queued_messages 100000", "log_dest file \(folder.path)/log", "log_type all", more,
        ]
        if let host {
            lines += ["certfile \(folder.path)/server.pem", "keyfile \(folder.path)/server.key"]
            let script = """
                cd "$0" && new() { openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "$@" 2>/dev/null; }
                new -x509 -days 2 -subj /CN=authority -keyout ca.key -out ca.pem
                new -subj "/CN=$1" -keyout server.key -out server.csr
                printf 'subjectAltName=%s' "$2" >extensions
                openssl x509 -req -days 2 -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile extensions \\
                    -out server.pem 2>/dev/null
                """
            let isAddress = host.allSatisfy { $0.isNumber || $0 == "." }
            _ = try Tool("sh", ["-c", script, folder.path, host, (isAddress ? "IP:" : "DNS:") + host])
        }
        _ = try Tool("mosquitto_passwd", ["-b", "-c", folder.path + "/passwords", Self.user, Self.password])
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: folder.path + "/mosquitto.conf"))
        try Data((Self.password + "\n").utf8).write(to: URL(filePath: folder.path + "/password"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path + "/password")
    }

    public var caFile: String { folder.path + "/ca.pem" }
    public var passwordFile: String { folder.path + "/password" }

    public func start() throws {
        try? FileManager.default.removeItem(atPath: folder.path + "/log")
        let process = try Pty("mosquitto", ["-c", folder.path + "/mosquitto.conf"])
        try process.wait("a broker", within: 20, step: 20) { _ in log.contains(" running") }
        self.process = process
    }

    public func stop() throws {
        process?.signal(SIGTERM)
        _ = try process?.exit()
        process = nil
    }

    /// What it has logged since it was started.
    public var log: String {
        FileManager.default.contents(atPath: folder.path + "/log").map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The options of its own programs.
    private var options: [String] {
        ["-h", isSecure ? "localhost" : "127.0.0.1", "-p", String(port), "-u", Self.user, "-P", Self.password]
            + (isSecure ? ["--cafile", caFile] : [])
    }

    public func publish(_ payload: String, to topic: String, isRetained: Bool = false) throws {
        let kept = isRetained ? ["-r"] : []
        let tool = try Tool("mosquitto_pub", options + kept + ["-q", "1", "-t", topic, "-m", payload])
        guard tool.status == .code(0) else { throw TimedOut(description: "nothing could be published: \(tool.text)") }
    }

    /// Listens to everything from now on, and first to all that is kept.
    public func listen(to filter: String = "#") throws -> BrokerEars {
        try BrokerEars(options + ["-q", "1", "-t", filter, "-F", "%r %t %p"])
    }
}

/// Somebody who hears all that is published at a broker.
public final class BrokerEars {
    public struct Heard: Hashable, Sendable {
        /// It was there before.
        public var isRetained: Bool
        public var topic: String
        public var payload: String
    }

    private let process: Pty
    private var rest: [UInt8] = []
    /// In the order in which it came.
    public private(set) var all: [Heard] = []
    /// What each topic holds; what was taken away is missing.
    public private(set) var kept: [String: String] = [:]
    public private(set) var bytes = 0

    fileprivate init(_ arguments: [String]) throws {
        process = try Pty("mosquitto_sub", arguments, environment: ["LANG": "C.UTF-8"])
    }

    private func take() {
        bytes += process.output.count
        rest += process.output
        process.forget()
        while let end = rest.firstIndex(of: 0x0A) {
            let line = String(decoding: rest[..<end], as: UTF8.self).filter { $0 != "\r" && $0 != "\r\n" }
            rest.removeFirst(end + 1)
            let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3 else { continue }
            all.append(Heard(isRetained: parts[0] == "1", topic: parts[1], payload: parts[2]))
            kept[parts[1]] = parts[2].isEmpty ? nil : parts[2]
        }
    }

    /// Listens until something holds.
    public func wait(for what: String, within seconds: Double = 20, until holds: (BrokerEars) -> Bool) throws {
        do {
            try process.wait(what, within: seconds, step: 50) { _ in
                take()
                return holds(self)
            }
        } catch {
            throw TimedOut(description: "\(what) was not heard; there are: \(kept.keys.sorted().prefix(80))")
        }
    }

    public var text: String { all.map { "\($0.topic) \($0.payload)" }.joined(separator: "\n") }
    public func forget() { all = [] }
}
