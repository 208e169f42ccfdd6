import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// Another user of the same machine, with a folder that both may write, as /tmp is.
@Suite("A neighbour on the machine", .serialized, .heavy)
struct Neighbours {
    private let neighbour: Neighbour
    private let home: Home
    /// Where everybody may write, and only owners may take away.
    private var shared: String { home.path + "/shared" }

    init() throws {
        neighbour = try Neighbour()
        home = try Home()
        chmod(home.path, 0o755)
        mkdir(shared, 0o755)
        chmod(shared, 0o1777)
    }

    /// eztop in the shared folder.
    private func eztop(_ arguments: String, _ environment: [String: String] = [:]) throws -> (tool: Tool, errors: String) {
        let script = "cd '\(shared)' && exec '\(builtProduct("eztop"))' \(arguments) 2> '\(home.path)/stderr'"
        let tool = try Tool("sh", ["-c", script], environment: home.environment.merging(environment) { $1 }, within: 60)
        return (tool, home.text("stderr") ?? "")
    }

    private func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("a picture goes through no link of his, and a name that nobody gave is taken only while it is free")
    func snapshot() throws {
        let cloud = try Cloud()
        try home.write("precious", to: "profile")
        try neighbour.run("ln -s '\(home.path)/profile' '\(shared)/C69625501-1.jpg'")
        let first = try eztop("snapshot C69625501", cloud.environment)
        #expect(first.tool.status == .code(0) && first.tool.text == "C69625501-1-2.jpg\n", "\(first.errors)")
        #expect(home.text("profile") == "precious")
        let bytes = FileManager.default.contents(atPath: shared + "/C69625501-1-2.jpg") ?? Data()
        #expect(bytes.starts(with: [0xFF, 0xD8]))
        let named = try eztop("snapshot C69625501 --output C69625501-1.jpg", cloud.environment)
        #expect(named.tool.status == .code(1))
        #expect(
            named.errors.contains("C69625501-1.jpg: a link of nobody") && named.errors.contains("run: rm "), "\(named.errors)")
        #expect(home.text("profile") == "precious")
    }

    @Test("one's own link is written through, as before")
    func ownLink() throws {
        let cloud = try Cloud()
        try home.write("", to: "door.jpg")
        symlink(home.path + "/door.jpg", shared + "/own.jpg")
        #expect(try eztop("snapshot C69625501 --output own.jpg", cloud.environment).tool.status == .code(0))
        #expect(FileManager.default.contents(atPath: home.path + "/door.jpg")?.starts(with: [0xFF, 0xD8]) == true)
    }

    @Test("one's own link that leads to a link of his ends there")
    func chain() throws {
        let cloud = try Cloud()
        try home.write("precious", to: "profile")
        try neighbour.run("ln -s '\(home.path)/profile' '\(shared)/door.jpg'")
        symlink(shared + "/door.jpg", home.path + "/own.jpg")
        let run = try eztop("snapshot C69625501 --output '\(home.path)/own.jpg'", cloud.environment)
        #expect(run.tool.status == .code(1) && run.errors.contains("\(shared)/door.jpg: a link of nobody"), "\(run.errors)")
        #expect(home.text("profile") == "precious")
    }

    @Test("a link of his in the middle of the way takes neither picture, export nor recording anywhere")
    func middle() throws {
        let cloud = try Cloud()
        mkdir(home.path + "/private", 0o700)
        try home.write("precious", to: "private/cams")
        try neighbour.run("ln -s '\(home.path)/private' '\(shared)/out'")
        for command in ["snapshot C69625501 --output", "export m3u --output", "export go2rtc --output"] {
            let run = try eztop(command + " out/cams", cloud.environment)
            #expect(run.tool.status == .code(1) && run.errors.contains("out: a link of nobody"), "\(run.errors)")
        }
        let pty = try Pty(builtProduct("eztop"), ["--demo", "--record", shared + "/out/new"], environment: home.environment)
        try pty.wait(for: "out: a link of nobody")
        #expect(try pty.exit() == .code(1))
        #expect(home.text("private/cams") == "precious" && home.text("private/new") == nil)
    }

    @Test("addresses go into no pipe of his, and into no file behind his link")
    func export() throws {
        let cloud = try Cloud()
        try neighbour.run("mkfifo -m 666 '\(shared)/m.m3u' && : > '\(shared)/his' && chmod 666 '\(shared)/his'")
        try neighbour.run("ln -s '\(shared)/his' '\(shared)/l.m3u'")
        for name in ["m.m3u", "l.m3u"] {
            let run = try eztop("export m3u --output \(name)", cloud.environment)
            #expect(run.tool.status == .code(1) && run.errors.contains("nobody"), "\(run.errors)")
            #expect(!run.errors.contains("http://"))
        }
        #expect(text(shared + "/his") == "")
        let chinese = try eztop("export m3u --output m.m3u", cloud.environment.merging(["LC_ALL": "zh_CN.UTF-8"]) { $1 })
        #expect(chinese.errors.contains("管道或设备"))
    }

    @Test("what he wrote in the place of an export, or could have, is not gone on with")
    func former() throws {
        let cloud = try Cloud()
        let files = ["p.m3u": "#EXTM3U\n# eztop export m3u", "g.yaml": "# eztop export go2rtc"]
        chmod(shared, 0o777)
        for (name, head) in files {
            let format = name == "p.m3u" ? "m3u" : "go2rtc"
            let path = shared + "/" + name
            #expect(try eztop("export \(format) --output \(name)", cloud.environment).tool.status == .code(0))
            #expect(text(path)?.hasPrefix(head) == true)
            chmod(path, 0o666)
            let open = try eztop("export \(format) --output \(name)", cloud.environment)
            #expect(open.tool.status == .code(1) && open.errors.contains("everybody may write it"), "\(open.errors)")
            try neighbour.run("cp '\(path)' '\(path).his' && mv -f '\(path).his' '\(path)' && chmod 600 '\(path)'")
            let his = try eztop("export \(format) --output \(name)", cloud.environment)
            #expect(his.tool.status == .code(1) && his.errors.contains("it is another user's"), "\(his.errors)")
        }
    }

    @Test("a terminal of his is not written to")
    func terminal() throws {
        let cloud = try Cloud()
        var unlocked: Int32 = 0, number: UInt32 = 0
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        defer { close(master) }
        _ = ioctl(master, 0x4004_5431, &unlocked)
        _ = ioctl(master, 0x8004_5430, &number)
        chown("/dev/pts/\(number)", Neighbour.id, Neighbour.id)
        chmod("/dev/pts/\(number)", 0o666)
        let run = try eztop("export m3u --output /dev/pts/\(number)", cloud.environment)
        #expect(run.tool.status == .code(1) && run.errors.contains("a pipe or device of nobody, mode 0666"), "\(run.errors)")
    }

    @Test("a configuration that he can change runs nothing: by its mode, its owner, or the folder it lies in")
    func configuration() throws {
        let cloud = try Cloud()
        let file = "config/eztop/config.toml"
        let mark = home.path + "/ran"
        let text = """
            [[accounts]]
            name = "home"
            base_url = "\(cloud.base)"
            app_key = "\(cloud.appKey)"
            app_secret_command = "touch '\(mark)'; echo \(cloud.appSecret)"

            """
        func refusal(_ words: String) throws {
            let run = try eztop("devices --no-live")
            #expect(run.tool.status == .code(78) && run.errors.contains(words), "\(run.errors)")
            #expect(access(mark, F_OK) != 0, "the command ran")
        }
        try home.write(text, to: file, mode: 0o666)
        try refusal("everybody may write it (owner root, mode 0666); run: chmod go-w ")
        try home.write(text, to: file, mode: 0o660)
        try refusal("its group may write it")
        try home.write(text, to: file)
        chown(home.path + "/" + file, Neighbour.id, Neighbour.id)
        try refusal("it is another user's (owner nobody, mode 0600); run: chown root ")
        try home.write(text, to: file)
        chown(home.path + "/" + file, 0, 0)
        chmod(home.path + "/config", 0o777)
        try refusal("the folder \(home.path)/config is open (owner root, mode 0777)")
        chmod(home.path + "/config", 0o755)
        for folder in ["/config/eztop", "/config"] {
            chown(home.path + folder, Neighbour.id, Neighbour.id)
            try refusal(
                "the folder \(home.path)\(folder) is his (owner nobody, mode 0755); run: chown root \(home.path)\(folder)")
            chown(home.path + folder, 0, 0)
        }
        // By a link he chooses which of one's own files it is.
        rename(home.path + "/config/eztop", home.path + "/real")
        symlink("../real", home.path + "/config/eztop")
        lchown(home.path + "/config/eztop", Neighbour.id, Neighbour.id)
        try refusal("the link \(home.path)/config/eztop is his (owner nobody); run: chown -h root \(home.path)/config/eztop")
        lchown(home.path + "/config/eztop", 0, 0)
        #expect(try eztop("devices --no-live").tool.status == .code(0))
        #expect(access(mark, F_OK) == 0)
    }

    @Test("a state folder behind a link of his is not used, and its way and owner are said")
    func state() throws {
        let cloud = try Cloud()
        mkdir(home.path + "/real", 0o700)
        try neighbour.run("ln -s '\(home.path)/real' '\(shared)/way'")
        let state = ["XDG_STATE_HOME": shared + "/way", "XDG_CACHE_HOME": shared + "/way"]
        let run = try eztop("devices --no-live", cloud.environment.merging(state) { $1 })
        #expect(run.tool.status == .code(0))
        #expect(
            run.errors.contains("state folder \(shared)/way/eztop: ")
                && run.errors.contains("the link \(shared)/way is his (owner nobody); run: chown -h root \(shared)/way"),
            "\(run.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path + "/real") == [])
    }

    @Test("a configuration that becomes open while the dashboard runs is not obeyed")
    func reload() throws {
        let cloud = try Cloud()
        let text = """
            [[accounts]]
            name = "home"
            base_url = "\(cloud.base)"
            app_key = "\(cloud.appKey)"
            app_secret = "\(cloud.appSecret)"

            """
        try home.write(text, to: "config/eztop/config.toml")
        let tmux = try Tmux(builtProduct("eztop"), [], environment: home.environment, columns: 160, rows: 40)
        try tmux.wait { $0.contains("every 30s") }
        let mark = home.path + "/ran"
        let command = text.replacing("app_secret = \"\(cloud.appSecret)\"", with: "app_secret_command = \"touch '\(mark)'\"")
        try home.write(command, to: "config/eztop/config.toml", mode: 0o622)
        try tmux.wait { $0.contains("everybody may write it") }
        #expect(access(mark, F_OK) != 0)
        try tmux.send("q")
    }

    @Test("a file of a secret that he can change is not read: by its mode, its owner, or the folder it lies in")
    func secretFile() throws {
        let cloud = try Cloud()
        mkdir(home.path + "/keys", 0o700)
        try home.write(
            """
            [[accounts]]
            name = "home"
            base_url = "\(cloud.base)"
            app_key = "\(cloud.appKey)"
            app_secret_file = "\(home.path)/keys/secret"

            """, to: "config/eztop/config.toml")
        func refusal(_ words: String) throws {
            let run = try eztop("devices --no-live")
            #expect(run.tool.status == .code(78) && run.errors.contains(words), "\(run.errors)")
        }
        let secret = home.path + "/keys/secret"
        try home.write(cloud.appSecret + "\n", to: "keys/secret", mode: 0o602)
        try refusal("everybody may write it (owner root, mode 0602); run: chmod go-w \(secret)")
        chmod(secret, 0o600)
        chown(secret, Neighbour.id, Neighbour.id)
        try refusal("it is another user's (owner nobody, mode 0600); run: chown root \(secret)")
        chown(secret, 0, 0)
        chmod(home.path + "/keys", 0o777)
        try refusal("the folder \(home.path)/keys is open (owner root, mode 0777)")
        chmod(home.path + "/keys", 0o700)
        #expect(try eztop("devices --no-live").tool.status == .code(0))
    }

    @Test(
        "a theme that he can change is a theme all the same, and that is said: at the start, and when it changes",
        arguments: ["C.UTF-8", "zh_CN.UTF-8"])
    func theme(language: String) throws {
        let cloud = try Cloud()
        let file = home.path + "/config/eztop/themes/mine.toml"
        let words = language == "C.UTF-8" ? "everybody may write it" : "所有人都可写入"
        mkdir(home.path + "/config/eztop/themes", 0o755)
        try home.write("theme = \"mine\"\n", to: "config/eztop/config.toml")
        try home.write("[good]\nfg = 201\nfg16 = \"red\"\n", to: "config/eztop/themes/mine.toml", mode: 0o666)
        let environment = cloud.environment.merging(home.environment) { $1 }.merging(["LC_ALL": language]) { $1 }
        let tmux = try Tmux(builtProduct("eztop"), [], environment: environment, columns: 200, rows: 40)
        try tmux.wait { $0.contains(words) }
        try tmux.wait { _ in try tmux.capture(escapes: true).contains("38;5;201") }
        try tmux.send("Escape")
        try tmux.wait { !$0.contains(words) }
        // By his own hand.
        try neighbour.run("printf '[good]\\nfg = 51\\nfg16 = \"red\"\\n' > '\(file)'")
        try tmux.wait { $0.contains(words) }
        try tmux.wait { _ in try tmux.capture(escapes: true).contains("38;5;51") }
        try tmux.send("q")
    }
}
