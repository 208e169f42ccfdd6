import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// Who is not meant to speak at the socket, and who speaks nonsense there.
@Suite("Strangers at the socket", .serialized, .heavy)
struct SocketAttacks {
    private let cloud: Cloud
    private let home: Home
    private var environment: [String: String] { cloud.environment.merging(home.environment) { $1 } }
    private var state: String { home.path + "/state/eztop" }
    private var socket: String { state + "/eztop.sock" }

    init() throws {
        (cloud, home) = (try Cloud(), try Home(configuration: "interval = \"1s\"\n"))
        chmod(home.path, 0o755)
    }

    private func front() throws -> Front { try Front(environment, lacksNever: ["C69625501"]) }

    private func poller() async throws -> Front {
        let front = try front()
        try await Front.wait([front], "a poller") { front.isPolling }
        return front
    }

    @Test("another user of the machine sees nothing of it, and gets no byte where he was let in")
    func neighbour() async throws {
        let neighbour = try Neighbour()
        let poller = try await poller()
        #expect(try neighbour.run("ls '\(state)' 2>&1 || true").text.contains("Permission denied"))
        let ask = """
            import socket, sys
            peer = socket.socket(socket.AF_UNIX)
            peer.settimeout(5)
            try: peer.connect(sys.argv[1])
            except PermissionError: sys.exit(print("shut"))
            try:
                peer.sendall(b"POST /front/1/refresh HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 2\\r\\n\\r\\n{}")
                print(peer.recv(1000))
            except OSError as fault:
                print(b"" if fault.errno in (32, 104) else fault)
            """
        try home.write(ask, to: "ask.py", mode: 0o644)
        // Whoever lets him in is eztop's own user; eztop shuts the folder again when it next writes there.
        var heard = "shut\n"
        for _ in 0..<20 where heard == "shut\n" {
            for folder in ["/state", "/state/eztop"] { chmod(home.path + folder, 0o755) }
            chmod(socket, 0o666)
            heard = try neighbour.run("/usr/bin/python3 '\(home.path)/ask.py' '\(socket)'").text
        }
        #expect(heard == "b''\n")
        #expect(try Peer(socket).ask("/front/1/refresh", "{}").hasPrefix("HTTP/1.1 200"))
        withExtendedLifetime(poller) {}
    }

    @Test(
        "what is no place to meet is said, and the front goes on alone; it stays as it is",
        arguments: ["file", "link", "pipe", "folder", "his"])
    func places(_ what: String) async throws {
        // What else there is to be said of a short interval would take its place.
        try home.write("", to: "config/eztop/config.toml")
        mkdir(home.path + "/state", 0o755)
        mkdir(state, 0o700)
        switch what {
        case "file": try home.write("mine", to: "state/eztop/eztop.sock")
        case "link": symlink("/etc/passwd", socket)
        case "pipe": mkfifo(socket, 0o600)
        case "folder": mkdir(socket, 0o700)
        default:
            _ = try python("import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])", [socket])
            chown(socket, Neighbour.id, Neighbour.id)
        }
        var before = stat(), after = stat()
        lstat(socket, &before)
        let first = try await poller()
        try await Front.wait([first], "the word") { first.holds("no other eztop can be met at \(socket) (File exists)") }
        // Nobody reaches it: the next one does not wait for ever.
        if what == "file" {
            let second = try front()
            try await Front.wait([first, second], "the next one") { second.holds("(nobody listens there)") && second.isPolling }
            let command = try Run(["devices", "--no-live"], in: home, cloud.environment)
            #expect(command.status == .code(0) && command.errors.contains("(nobody listens there)"), "\(command)")
        }
        lstat(socket, &after)
        #expect(before.st_ino == after.st_ino && before.st_mode == after.st_mode)
    }

    @Test("a verification code goes to no server of another user's")
    func code() async throws {
        let neighbour = try Neighbour()
        mkdir(home.path + "/state", 0o755)
        mkdir(state, 0o777)
        chmod(state, 0o777)
        mkdir(home.path + "/his", 0o777)
        chmod(home.path + "/his", 0o777)
        try home.write(
            """
            import os, signal, socket, sys
            server = socket.socket(socket.AF_UNIX)
            server.bind(sys.argv[1])
            server.listen(50)
            if os.fork(): os._exit(0)
            signal.alarm(40)
            for stream in (0, 1): os.close(stream)
            while True:
                peer = server.accept()[0]
                peer.settimeout(2)
                try: heard = peer.recv(9999)
                except OSError: heard = b""
                if heard: open(sys.argv[2], "ab").write(heard)
                peer.close()
            """, to: "server.py", mode: 0o644)
        try neighbour.run("/usr/bin/python3 '\(home.path)/server.py' '\(socket)' '\(home.path)/his/heard'")
        // Somebody holds the lock, so that eztop wants to attach.
        let holder = try Pty(
            "/bin/sh", ["-c", "flock -x '\(state)/eztop.lock' sh -c 'chmod 600 \(state)/eztop.lock; echo held; sleep 40'"])
        try holder.wait(for: "held")
        let code = ["EZTOP_VERIFICATION_CODE": "ABCDEF"]
        let run = try Run(["encryption", "off", "C69625502"], in: home, cloud.environment.merging(code) { $1 })
        #expect(run.errors.contains("what answers at \(socket) is no eztop of yours"), "\(run)")
        #expect(home.text("his/heard") == nil)
    }

    @Test("half a request, a huge one, two hundred that say nothing, bytes by chance: the fronts go on, and memory is bounded")
    func nonsense() async throws {
        let poller = try await poller()
        let attached = try front()
        let fronts = [poller, attached]
        try await Front.wait(fronts, "one attached") { attached.isAttached }
        func resident() -> Int {
            let text = (FileManager.default.contents(atPath: "/proc/\(poller.process)/status")).map {
                String(decoding: $0, as: UTF8.self)
            }
            return text?.split(separator: "\n").first { $0.hasPrefix("VmRSS") }.flatMap { Int($0.filter(\.isNumber)) } ?? 0
        }
        let before = resident()
        #expect(try Peer(socket).ask("/front/2/attach", "{}").hasPrefix("HTTP/1.1 404"))
        #expect(try Peer(socket).ask("/front/1/attach", "", method: "GET").hasPrefix("HTTP/1.1 404"))
        #expect(try Peer(socket).ask("/front/1/attach", "{{{").hasPrefix("HTTP/1.1 400"))
        for call in ["show", "refresh", "steer", "remember", "encryption", "address", "withdraw", "check", "picture", "poll"] {
            #expect(try Peer(socket).ask("/front/1/" + call, "[[").hasPrefix("HTTP/1.1 400"), "\(call)")
        }
        let huge = try Peer(socket)
        huge.send("POST /front/1/attach HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000000\r\n\r\n")
        #expect(huge.answer.hasPrefix("HTTP/1.1 413"))
        #expect(
            try Peer(socket).ask("/front/1/steer", "{\"what\":{\"interval\":{\"_0\":1e300}}}").hasPrefix("HTTP/1.1 200"))
        try await Front.wait(fronts, "a day") { attached.holds("every 1d") }
        #expect(try Peer(socket).ask("/front/1/steer", "{\"what\":{\"interval\":{\"_0\":-5}}}").hasPrefix("HTTP/1.1 200"))
        try await Front.wait(fronts, "a second") { attached.holds("every 1s") }
        for number in 0..<200 {
            let body = "{\"name\(number)\":\"\(String(repeating: "x", count: 15_000))\"}"
            _ = try Peer(socket).ask("/front/1/remember", body)
        }
        var dice = Dice(seed: 1)
        for _ in 0..<200 {
            let bytes = (0..<Int.random(in: 1..<200, using: &dice)).map { _ in UInt8.random(in: 0...127, using: &dice) }
            try Peer(socket).send(String(decoding: bytes, as: UTF8.self))
        }
        let silent = try (0..<200).map { _ in try Peer(socket) }
        for peer in silent.prefix(60) { peer.send("POST /front/1/attach HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf") }
        // Beside them one more finds its place, and a change comes to all.
        let third = try front()
        try await Front.wait(fronts + [third], "a third one") { third.isAttached }
        try await cloud.change("{\"status\":{\"serial\":\"F20118878\",\"value\":0}}")
        try await Front.wait(fronts + [third], "a change") { (fronts + [third]).allSatisfy { $0.holds("12 online") } }
        #expect(attached.isAttached && attached.faults.isEmpty)
        #expect(resident() < before + 16_000, "\(before) kB, then \(resident())")
        withExtendedLifetime(silent) {}
    }
}
