import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("The file of EZTOP_LOG", .serialized, .heavy)
struct DebugLogs {
    private func mode(_ path: String) -> mode_t {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode : 0
    }

    @Test("a cloud that says back what it was ever sent has none of it shown, whatever call it answers so")
    func saidBack() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        let body = "{\\\"code\\\":\\\"10001\\\",\\\"msg\\\":\\\"evil \(cloud.appSecret) end\\\"}"
        try await cloud.change("{\"fail\":{\"with\":{\"path\":\"/api/lapp/device/list\",\"status\":200,\"body\":\"\(body)\"}}}")
        let run = try Run(["devices", "--no-live"], in: home, cloud.environment)
        #expect(run.errors.contains("evil … end") && !run.errors.contains(cloud.appSecret), "\(run)")
        let json = try Run(["devices", "--json", "--no-live"], in: home, cloud.environment)
        #expect(json.text.contains("10001") && !json.text.contains(cloud.appSecret), "\(json)")
    }

    /// A session in which everything is asked that has a secret in it.
    private func session(_ environment: [String: String]) throws {
        let tmux = try Tmux(builtProduct("eztop"), environment: environment, columns: 120, rows: 40)
        try tmux.wait { $0.contains("ready 23h") }
        try tmux.type("/门口")
        try tmux.wait { $0.contains("1 of 15") }
        try tmux.send("Enter", "e")
        try tmux.wait { $0.contains("Lift encryption?") }
        try tmux.send("Enter")
        try tmux.wait { $0.contains("Verification code") }
        try tmux.type("ABCDEF")
        try tmux.send("Enter")
        try tmux.wait { $0.contains("Encryption of 门口 lifted") }
        // Its address is on the screen, and read.
        try tmux.send("c")
        try tmux.wait { $0.contains("playing") }
        try tmux.send("Y")
        try tmux.wait { $0.contains("m3u8") }
        try tmux.send("Escape")
        try tmux.wait { !$0.contains("m3u8") }
        try tmux.send("q")
        try tmux.wait { _ in try tmux.variable("pane_dead") == "1" }
    }

    @Test("tells of requests, plans, saves and the terminal, and of no secret of the whole run")
    func secrets() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let log = home.path + "/eztop.log"
        let environment = cloud.environment.merging(home.environment) { $1 }.merging(["EZTOP_LOG": log]) { $1 }
        try session(environment)
        for arguments in [["devices", "--addresses"], ["address", "C69625501"], ["snapshot", "C69625501", "--output", "-"]] {
            #expect(try Run(arguments, in: home, environment).status == .code(0))
        }
        #expect(mode(log) == S_IFREG | 0o600)
        let text = try #require(home.text("eztop.log"))
        for line in [
            #/ call 1 token/get 200 \d+ms\n/#, #/ call 1 device/list 200 \d+ms\n/#, #/ call 1 device/encrypt/off 20010 \d+ms\n/#,
            #/ call 1 picture 200 \d+ms\n/#, #/ plan 1 .*deviceList.*, again in [\d.]+s\n/#, #/ state saved\n/#,
            #/ terminal inputs \d\d+ messages \d+ signals 0 paints \d+\n/#,
        ] {
            #expect(text.contains(line), "\(text)")
        }
        let tokens = try FileManager.default.contentsOfDirectory(atPath: home.path + "/cache/eztop")
            .compactMap { home.text("cache/eztop/" + $0) }.joined()
            .matches(of: #/[ad][at]\.[0-9a-z]{32}/#).map { String($0.output) }
        #expect(tokens.count == 2)
        let secrets = [cloud.appKey, cloud.appSecret, "ABCDEF", "http", "m3u8", "127.0.0.1", "C696255", "G555", "客厅", home.path]
        for secret in tokens + secrets { #expect(!text.contains(secret), "\(secret)") }
    }

    @Test("is added to by every run, kept from others, and is no link, no second name, no pipe and nobody else's")
    func file() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let log = home.path + "/eztop.log"
        try home.write("before\n", to: "eztop.log", mode: 0o644)
        let environment = cloud.environment.merging(["EZTOP_LOG": log]) { $1 }
        #expect(try Run(["devices", "--no-live"], in: home, environment).status == .code(0))
        #expect(home.text("eztop.log")?.hasPrefix("before\n") == true && mode(log) == S_IFREG | 0o600)

        func refused(_ words: String) throws {
            let run = try Run(["devices", "--no-live"], in: home, environment)
            #expect(run.status == .code(1) && run.text.isEmpty && run.errors.contains("eztop.log: " + words), "\(run)")
            unlink(log)
        }
        try home.write("mine", to: "precious")
        try #require(link(home.path + "/precious", log + ".second") == 0)
        unlink(log)
        symlink(home.path + "/precious", log)
        try refused("Too many levels of symbolic links")
        try #require(link(home.path + "/precious", log) == 0)
        try refused("Operation not permitted")
        mkfifo(log, 0o600)
        try refused("No such device or address")
        mkdir(log, 0o700)
        try refused("Is a directory")
        rmdir(log)
        if geteuid() == 0 {
            try home.write("", to: "eztop.log")
            chown(log, Neighbour.id, Neighbour.id)
            try refused("Operation not permitted")
            mkdir(home.path + "/private", 0o700)
            symlink("private", home.path + "/pub")
            lchown(home.path + "/pub", Neighbour.id, Neighbour.id)
            let behind = environment.merging(["EZTOP_LOG": home.path + "/pub/eztop.log"]) { $1 }
            let run = try Run(["devices", "--no-live"], in: home, behind)
            #expect(run.status == .code(1) && run.errors.contains("/pub: a link of nobody"), "\(run)")
            #expect(home.text("private/eztop.log") == nil)
        }
        #expect(home.text("precious") == "mine")
    }

    @Test("is not there where nobody wants it: nothing is opened or written")
    func unset() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let before = try FileManager.default.contentsOfDirectory(atPath: home.path)
        #expect(try Run(["devices", "--no-live"], in: home, cloud.environment).status == .code(0))
        let after = try FileManager.default.contentsOfDirectory(atPath: home.path)
        #expect(Set(after).subtracting(before) == ["cache", "state", "stderr"])
    }
}
