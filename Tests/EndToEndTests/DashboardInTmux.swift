import TestSupport
import Testing

@Suite("The dashboard in a real tmux", .serialized, .heavy)
struct DashboardInTmux {
    @Test("lifting an encryption makes the live address appear, and y puts it on tmux' clipboard")
    func liftAndCopy() throws {
        let cloud = try Cloud()
        let home = try Home()
        let tmux = try Tmux(
            builtProduct("eztop"), environment: cloud.environment.merging(home.environment) { $1 }, columns: 120, rows: 40)
        try tmux.wait { $0.contains("15 cameras") && Self.row("书房", $0).contains("encrypted") }
        try tmux.type("/书房")
        try tmux.wait { $0.contains("1 of 15") }
        try tmux.send("Enter", "e")
        try tmux.wait { $0.contains("Lift encryption?") && $0.contains("C69625504") }
        try tmux.send("Enter")
        try tmux.wait { $0.contains("Encryption of 书房 lifted") }
        try tmux.wait { Self.row("书房", $0).contains("off  ") && Self.row("书房", $0).contains("ready") }
        try tmux.send("y")
        try tmux.wait { $0.contains("HLS address of 书房 sent to tmux and your terminal (OSC 52)") }
        #expect(try tmux.buffer().hasPrefix("\(cloud.base)/v3/openlive/C69625504_1_1.m3u8?expire="))
        try tmux.send("q")
        // Its exit code is DashboardInPty's matter: tmux does not always reap a program that has called it.
        try tmux.wait { _ in try tmux.variable("pane_dead") == "1" }
        #expect(try tmux.variable("alternate_on") == "0")
    }

    @Test("a device that wants its verification code is asked for it, masked, and opens with the right one")
    func verificationCode() throws {
        let cloud = try Cloud()
        let home = try Home()
        let tmux = try Tmux(
            builtProduct("eztop"), environment: cloud.environment.merging(home.environment) { $1 }, columns: 100, rows: 30)
        try tmux.wait { $0.contains("门口") }
        try tmux.type("/门口")
        try tmux.wait { $0.contains("1 of 15") }
        try tmux.send("Enter", "e")
        try tmux.wait { $0.contains("Lift encryption?") }
        try tmux.send("Enter")
        try tmux.wait { $0.contains("wants the verification code of 门口") && $0.contains("20010") }
        try tmux.type("WRONGX")
        try tmux.wait { $0.contains("******") && !$0.contains("WRONGX") }
        try tmux.send("Enter")
        try tmux.wait { $0.contains("Verification code") && !$0.contains("******") }
        try tmux.type("ABCDEF")
        try tmux.send("Enter")
        try tmux.wait { $0.contains("Encryption of 门口 lifted") }
        try tmux.wait { Self.row("门口", $0).contains("ready") }
    }

    @Test("when the cloud goes, the rows stay with their age and the reason; when it comes back, they are fresh again")
    func cloudGoesAndComes() throws {
        let cloud = try Cloud()
        let home = try Home(configuration: "interval = \"1s\"\n")
        let tmux = try Tmux(
            builtProduct("eztop"), environment: cloud.environment.merging(home.environment) { $1 }, columns: 120, rows: 40)
        try tmux.wait { Self.row("客厅摄像头", $0).contains("ready") }
        try cloud.stop()
        try tmux.wait(within: 60) {
            $0.contains("no answer for") && $0.contains(cloud.address) && Self.row("客厅摄像头", $0).contains("<1m!")
        }
        let again = try Cloud(listen: cloud.address)
        try tmux.wait(within: 30) { !$0.contains("no answer for") && !Self.row("客厅摄像头", $0).contains("!") }
        try again.stop()
    }

    @Test("^Z gives the shell its terminal back, and fg the dashboard")
    func suspendAndResume() throws {
        let home = try Home()
        let tmux = try Tmux("sh", environment: home.environment, columns: 100, rows: 30)
        try tmux.wait { $0.contains("#") || $0.contains("$") }
        try tmux.type("\(builtProduct("eztop")) --demo\n")
        try tmux.wait { $0.contains("15 cameras") }
        try tmux.send("C-z")
        try tmux.wait { $0.contains("Stopped") && !$0.contains("15 cameras") }
        try tmux.type("fg\n")
        try tmux.wait { $0.contains("15 cameras") && $0.contains("q quit") }
        try tmux.send("q")
        try tmux.wait { !$0.contains("15 cameras") }
    }

    @Test("resizing at any moment redraws to the new size, down to nothing and back")
    func resizes() throws {
        let home = try Home()
        let tmux = try Tmux(builtProduct("eztop"), ["--demo"], environment: home.environment, columns: 120, rows: 40)
        try tmux.wait { $0.contains("15 cameras") }
        for (columns, rows) in [(40, 10), (1, 1), (23, 4), (200, 60), (24, 5), (3, 30), (80, 2)] {
            try tmux.resize(columns: columns, rows: rows)
        }
        try tmux.resize(columns: 40, rows: 10)
        try tmux.wait { $0.contains("eztop") && $0.contains("LIVE") && !$0.contains("SERIAL") }
        try tmux.resize(columns: 120, rows: 40)
        try tmux.wait { $0.contains("15 cameras") && $0.contains("SOURCE") }
    }

    @Test("with LC_ALL=C and an unknown TERM it still draws Chinese, and says which terminal it assumes")
    func poorEnvironment() throws {
        let home = try Home()
        let environment = home.environment.merging(["LC_ALL": "C", "TERM": "nobodys-terminal"]) { $1 }
        let tmux = try Tmux(
            "env", ["TERM=nobodys-terminal", builtProduct("eztop"), "--demo"], environment: environment, columns: 120, rows: 40)
        try tmux.wait { $0.contains("客厅摄像头") }
        try tmux.wait { $0.contains("xterm-256color") }
    }

    /// The grid's row of a camera: the one with its name and a model.
    private static func row(_ name: String, _ screen: String) -> String {
        screen.split(separator: "\n").map(String.init).first { $0.contains(name) && $0.contains("CS-") } ?? ""
    }
}
