import FoundationEssentials
import TestSupport
import Testing

@Suite("Pages, pictures and recordings in a real terminal", .serialized, .heavy)
struct PagesInTmux {
    private func start(_ arguments: [String], _ cloud: Cloud, _ home: Home, _ more: [String: String] = [:]) throws -> Tmux {
        let environment = cloud.environment.merging(home.environment) { $1 }.merging(more) { $1 }
        let tmux = try Tmux(builtProduct("eztop"), arguments, environment: environment, columns: 120, rows: 40)
        try tmux.wait { $0.contains("客厅摄像头") && $0.contains("ready") }
        return tmux
    }

    @Test("all marked cameras are lifted in one go, and who refuses is named with the reason")
    func batch() async throws {
        let cloud = try Cloud()
        let home = try Home()
        let tmux = try start([], cloud, home)
        try tmux.type("/encrypted !offline")
        try tmux.send("Enter", "*", "Escape", "e")
        try tmux.wait { $0.contains("2 marked cameras") && $0.contains("书房") && $0.contains("门口") }
        try tmux.type("l")
        try tmux.wait { $0.contains("Encryption lifted: 1 of 2, 1 refused") && $0.contains("20010") }
        try tmux.send("Escape")
        try tmux.wait { !$0.contains("Lifting encryption") && $0.contains("2 marked") }
        #expect(try await cloud.calls("device/encrypt/off") == 2, "one call a device")
    }

    @Test("the card shows the address whole, and y copies what it shows")
    func card() throws {
        let cloud = try Cloud()
        let home = try Home()
        let tmux = try start([], cloud, home)
        try tmux.type("/qiting")
        try tmux.wait { $0.contains("0 of 15") }
        try tmux.send("C-u")
        try tmux.type("keting")
        try tmux.send("Enter", "Y")
        try tmux.wait { $0.contains("\(cloud.base)/v3/openlive/") && $0.contains("▀") }
        try tmux.type("f")
        try tmux.wait { $0.contains("FLV  HD") && $0.contains(".flv") }
        try tmux.type("y")
        try tmux.wait { $0.contains("sent to tmux") }
        #expect(try tmux.buffer().contains(".flv"))
    }

    @Test("a picture is drawn in two colours a cell")
    func picture() throws {
        let cloud = try Cloud()
        let home = try Home()
        let tmux = try start([], cloud, home)
        try tmux.type("/keting")
        try tmux.send("Enter", "p")
        try tmux.wait { $0.contains("▀▀▀▀▀▀") }
        let drawn = try tmux.capture(escapes: true)
        #expect(drawn.contains("38;5;") && drawn.contains("48;5;"))
    }

    @Test("a theme's file is read again when it changes; a broken one is said, and the old one stays")
    func theme() throws {
        let cloud = try Cloud()
        let home = try Home(configuration: "theme = \"mine\"\n")
        try FileManager.default.createDirectory(atPath: home.path + "/config/eztop/themes", withIntermediateDirectories: true)
        func write(_ colour: String) throws {
            try home.write("[good]\nfg = \(colour)\nfg16 = \"red\"\n", to: "config/eztop/themes/mine.toml")
        }
        try write("201")
        let tmux = try start([], cloud, home)
        try tmux.wait { _ in try tmux.capture(escapes: true).contains("38;5;201") }
        try write("51")
        try tmux.wait { _ in try tmux.capture(escapes: true).contains("38;5;51") }
        try write("\"blue\"")
        try tmux.wait { $0.contains("mine.toml:2") }
        #expect(try tmux.capture(escapes: true).contains("38;5;51"))
    }

    @Test("o hands the address to the player on its standard input, and not to ps")
    func player() throws {
        let cloud = try Cloud()
        let home = try Home()
        try home.write("player = \"'\(home.path)/bin/player' --quiet\"\n", to: "config/eztop/config.toml")
        try FileManager.default.createDirectory(atPath: home.path + "/bin", withIntermediateDirectories: true)
        try home.write(
            "#!/bin/sh\necho \"$@\" > \(home.path)/arguments\ncat > \(home.path)/address\n", to: "bin/player", mode: 0o700)
        let tmux = try start([], cloud, home, ["DISPLAY": ":0"])
        try tmux.type("/keting")
        try tmux.send("Enter", "o")
        try tmux.wait { _ in home.text("address")?.hasPrefix("\(cloud.base)/v3/openlive/") ?? false }
        #expect(home.text("arguments") == "--quiet\n")
    }

    @Test("a configured player is run as it is configured, display or not")
    func ownPlayer() throws {
        let cloud = try Cloud()
        let home = try Home()
        try home.write("player = \"\(home.path)/bin/cast.sh {url}\"\n", to: "config/eztop/config.toml")
        try FileManager.default.createDirectory(atPath: home.path + "/bin", withIntermediateDirectories: true)
        try home.write("#!/bin/sh\necho \"$1\" > \(home.path)/address\n", to: "bin/cast.sh", mode: 0o700)
        let tmux = try start([], cloud, home, ["DISPLAY": "", "WAYLAND_DISPLAY": ""])
        try tmux.type("/keting")
        try tmux.send("Enter", "o")
        try tmux.wait { _ in home.text("address")?.hasPrefix("\(cloud.base)/v3/openlive/") ?? false }
    }

    @Test("a player that draws in the terminal has it, its keys and ^C too, and the dashboard is back when it ends")
    func terminalPlayer() throws {
        let cloud = try Cloud()
        let home = try Home()
        try home.write("player = \"\(home.path)/bin/player --vo=tct\"\n", to: "config/eztop/config.toml")
        try FileManager.default.createDirectory(atPath: home.path + "/bin", withIntermediateDirectories: true)
        // A slow writer: whoever hands it a terminal whose writes do not wait sees some of it lost.
        try home.write(
            """
            #!/bin/sh
            cat > \(home.path)/address
            trap 'echo; echo IT IS THE END; exit 0' INT
            i=0; while [ $i -lt 2000 ]; do echo "frame $i"; i=$((i + 1)); done
            read -r key < /dev/tty
            echo "the key was $key"
            read -r key < /dev/tty
            """, to: "bin/player", mode: 0o700)
        let tmux = try start([], cloud, home, ["DISPLAY": "", "WAYLAND_DISPLAY": ""])
        try tmux.type("/keting")
        try tmux.send("Enter", "o")
        try tmux.wait { $0.contains("frame 1999") && !$0.contains("客厅摄像头") }
        #expect(home.text("address")?.hasPrefix("\(cloud.base)/v3/openlive/") ?? false)
        try tmux.type("x")
        try tmux.send("Enter")
        try tmux.wait { $0.contains("the key was x") }
        try tmux.send("C-c")
        try tmux.wait { $0.contains("客厅摄像头") && !$0.contains("frame") }
        try tmux.send("j", "?")
        try tmux.wait { $0.contains("Keys") }
    }

    @Test("without a display o says why not, and what to do instead")
    func noDisplay() throws {
        let cloud = try Cloud()
        let home = try Home()
        let tmux = try start([], cloud, home, ["DISPLAY": "", "WAYLAND_DISPLAY": ""])
        try tmux.type("/keting")
        try tmux.send("Enter", "o")
        try tmux.wait { $0.contains("no display") && $0.contains("Y shows the address") }
    }

    @Test("a recorded session is seen again, and holds no secret")
    func recording() throws {
        let cloud = try Cloud()
        let home = try Home()
        let file = home.path + "/session.jsonl"
        let tmux = try start(["--record", file], cloud, home)
        try tmux.type("/门口")
        try tmux.send("Enter", "e")
        try tmux.wait { $0.contains("Lift encryption?") }
        try tmux.send("Enter")
        try tmux.wait { $0.contains("Verification code") }
        try tmux.type("ABCDEF")
        try tmux.send("Enter")
        try tmux.wait { $0.contains("Encryption of 门口 lifted") }
        try tmux.type("q")
        try tmux.wait { _ in try tmux.variable("pane_dead") == "1" }

        let text = try #require(home.text("session.jsonl"))
        for secret in ["ABCDEF", cloud.appSecret, "m3u8", "\"at."] { #expect(!text.contains(secret)) }
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)

        let replay = try Tmux(
            builtProduct("eztop"), ["replay", "--speed", "20", file], environment: home.environment, columns: 120, rows: 40)
        try replay.wait { $0.contains("Encryption of 门口 lifted") && $0.contains("its end") }
        try replay.type("q")
        try replay.wait { _ in try replay.variable("pane_dead") == "1" }

        // However much there is to be caught up with, keys are heard.
        let lines = text.split(separator: "\n"), last = try #require(lines.last)
        let moment = try #require(last.split(separator: ",").first)
        let ticks = [Substring](repeating: "\(moment),\"message\":{\"tick\":{}}}", count: 60_000)
        try Data((lines + ticks).joined(separator: "\n").utf8).write(to: URL(filePath: file))
        let long = try Tmux(
            builtProduct("eztop"), ["replay", "--speed", "1000", file], environment: home.environment, columns: 120, rows: 40)
        try long.wait { $0.contains("/\(lines.count - 1 + ticks.count)") && !$0.contains("its end") }
        try long.type("q")
        try long.wait { _ in try long.variable("pane_dead") == "1" }
    }

    @Test("a camera that goes offline rings the bell and is notified, where that is wanted")
    func notification() async throws {
        let cloud = try Cloud()
        let home = try Home(configuration: "interval = \"1s\"\nnotify = [\"bell\", \"osc9\"]\n")
        let pty = try Pty(
            builtProduct("eztop"), [], environment: cloud.environment.merging(home.environment) { $1 }, columns: 120, rows: 40)
        try pty.wait(for: "ready")
        try await cloud.change(#"{"status":{"serial":"C69625501","value":0}}"#)
        try pty.wait(for: "\u{1b}]9;eztop: 客厅摄像头")
        pty.send("q")
        #expect(try pty.exit() == .code(0))
    }
}
