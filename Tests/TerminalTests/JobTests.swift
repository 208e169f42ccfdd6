import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("Stopped and brought back", .serialized, .heavy)
struct JobTests {
    /// An interactive shell in tmux, with the probe running in it.
    private func shell() throws -> Tmux {
        let tmux = try Tmux(
            "bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "$ ", "SWIFT_BACKTRACE": "enable=no"], columns: 120,
            rows: 12)
        try tmux.wait { $0.contains("$") }
        try tmux.type("\(builtProduct("TerminalProbe")) rows")
        try tmux.send("Enter")
        try tmux.wait { $0.contains("6 cameras") }
        return tmux
    }

    private func isSane(_ tmux: Tmux) throws -> Bool {
        try tmux.type("clear; stty -a | tr ' ;' '\\n\\n' | grep -cx -e icanon -e echo -e icrnl -e opost -e isig")
        try tmux.send("Enter")
        let screen = try tmux.wait { $0.split(separator: "\n").contains { Int($0) != nil } }
        let isWhole = try tmux.variable("alternate_on") == "0" && tmux.variable("mouse_any_flag") == "0"
        return isWhole && screen.split(separator: "\n").contains("5")
    }

    @Test("^Z gives the shell a whole terminal, and fg brings the dashboard back as it was")
    func suspend() throws {
        let tmux = try shell()
        try tmux.send("j", "m")
        try tmux.wait { $0.contains("\n>  车库") }
        let before = try tmux.capture()
        for _ in 0..<2 {
            try tmux.send("C-z")
            try tmux.wait { $0.contains("Stopped") }
            #expect(try isSane(tmux))
            try tmux.type("fg")
            try tmux.send("Enter")
            try tmux.wait { $0 == before }
            #expect(try tmux.variable("mouse_any_flag") == "1", "the mouse is on again")
        }
        try tmux.send("q")
        try tmux.wait { !$0.contains("cameras") }
        #expect(try isSane(tmux))
    }

    @Test("what of a paste comes when the screen is left in its middle does not run in the shell", arguments: ["q", "\u{1a}"])
    func paste(leaving: String) throws {
        let tmux = try shell(), folder = try TemporaryFolder()
        // More than the kernel holds of it.
        let text = leaving + String(repeating: " ", count: 20_000) + "\ntouch \(folder.path)/ran\n"
        try Data(text.utf8).write(to: URL(filePath: folder.path + "/paste"))
        try tmux.run(["load-buffer", folder.path + "/paste", ";", "paste-buffer"])
        try tmux.wait { $0.contains(leaving == "q" ? "\n$" : "Stopped") }
        // Behind whatever is left of it.
        try tmux.type("echo $((6 * 7))")
        try tmux.send("Enter")
        try tmux.wait { $0.contains("42") }
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/ran"))
    }

    @Test("kill -TSTP is the same as ^Z, and kill -STOP, which nobody hears, is recovered from", arguments: ["TSTP", "STOP"])
    func killed(signal: String) throws {
        let tmux = try shell()
        let before = try tmux.capture()
        _ = try Tool("pkill", ["-\(signal)", "-P", tmux.variable("pane_pid")])
        try tmux.wait { $0.contains("Stopped") }
        try tmux.type("fg")
        try tmux.send("Enter")
        try tmux.wait { $0 == before }
        try tmux.send("j")
        try tmux.wait { $0.contains("\n>  车库") }
        try tmux.send("q")
        try tmux.wait { !$0.contains("cameras") }
        #expect(try isSane(tmux))
    }

    @Test("sent to the background it stops again and does not draw over the shell")
    func background() throws {
        let tmux = try shell()
        try tmux.send("C-z")
        try tmux.wait { $0.contains("Stopped") }
        try tmux.type("clear; bg; wait; jobs; echo done")
        try tmux.send("Enter")
        let screen = try tmux.wait { $0.contains("\ndone") }
        #expect(screen.contains("Stopped"))
        #expect(!screen.contains("6 cameras"))
        try tmux.type("fg")
        try tmux.send("Enter")
        try tmux.wait { $0.contains("6 cameras") }
    }

    @Test("where no shell could bring it back ^Z does not stop it")
    func leader() throws {
        let tmux = try Tmux(builtProduct("TerminalProbe"), ["rows"], columns: 120, rows: 12)
        try tmux.wait { $0.contains("6 cameras") }
        try tmux.send("C-z")
        try tmux.send("j")
        try tmux.wait { $0.contains("\n>  车库") }
    }

    @Test("resized while it was stopped it comes back in the new size")
    func resized() throws {
        let tmux = try shell()
        try tmux.send("C-z")
        try tmux.wait { $0.contains("Stopped") }
        try tmux.resize(columns: 70, rows: 7)
        try tmux.type("fg")
        try tmux.send("Enter")
        try tmux.wait { $0.contains("6 cameras") && $0.split(separator: "\n").count == 7 }
    }

    @Test("terminated while it is stopped it ends once it goes on, and leaves the terminal whole")
    func terminated() throws {
        let tmux = try shell()
        try tmux.send("C-z")
        try tmux.wait { $0.contains("Stopped") }
        // By another program: the shell's own `kill` would let the job go on in the background first.
        try tmux.type("sh -c \"kill $(jobs -p)\"; fg; echo code $?")
        try tmux.send("Enter")
        try tmux.wait { $0.contains("code 143") }
        #expect(try isSane(tmux))
    }

    @Test("^C is a key")
    func interruptKey() throws {
        let tmux = try Tmux(builtProduct("TerminalProbe"), ["keys"])
        try tmux.wait { $0.contains("80x24") }
        try tmux.send("C-c", "C-\\", "C-s", "C-q", "F5", "BTab", "PageUp", "Up", "客")
        try tmux.wait { $0.contains("key 客") }
        let screen = try tmux.capture()
        for key in ["Ctrl-C", "Ctrl-S", "Ctrl-Q", "F5", "Shift-Tab", "PgUp", "Up"] { #expect(screen.contains("key \(key)")) }
    }
}
