import Cells
import TestSupport
import Testing

@Suite("What is painted is what a real terminal shows", .serialized, .heavy)
struct PaintingTests {
    /// Texts and the places they are written to; the probe writes the same.
    private static let cells = [
        "0,0,客厅摄像头 Living room", "3,1,NVR 后院 │ 前门 ● █▁▄ …", "0,2,한국어 ｶﾒﾗ半角 e\u{301}t\u{301}e\u{302}", "75,3,客厅摄", "76,4,客厅摄",
        "79,5,x",
        "79,6,客", "0,7,─────────────┐", "10,8,aaaaaaaaaa", "12,8,客厅", "15,8,|", "0,9,\u{1b}[31mred?\u{7}\u{9b}2J",
        "5,10,a\u{200D}b\u{202e}c\u{FE0F}",
        "0,22,a", "0,23,bottom row up to its last cell", "79,23,Z",
    ]

    private func expected(_ size: Size) -> String {
        var frame = Frame(size: size)
        for cell in Self.cells {
            let parts = cell.split(separator: ",", maxSplits: 2)
            frame.put(String(parts[2]), at: Point(column: Int(parts[0]) ?? 0, row: Int(parts[1]) ?? 0))
        }
        return frame.text
    }

    @Test(
        "cell by cell: wide, combined, hostile, at the edges and in the last corner",
        arguments: [["LC_ALL": "C.UTF-8"], ["LC_ALL": "C"], ["LC_ALL": "POSIX", "TERM": "xterm-256color"], ["TERM": "vt100"]])
    func golden(environment: [String: String]) throws {
        let tmux = try Tmux(builtProduct("TerminalProbe"), ["cells"] + Self.cells, environment: environment)
        let wanted = expected(Size(columns: 80, rows: 24))
        #expect(try tmux.wait { $0.contains("Z") } == wanted)
        try tmux.send("C-l")
        try tmux.send("c")
        try tmux.wait { _ in try tmux.variable("cursor_flag") == "1" }
        #expect(try tmux.capture() == wanted)
    }

    @Test("every size from 1×1 up shows the part of the frame that fits")
    func sizes() throws {
        let tmux = try Tmux(builtProduct("TerminalProbe"), ["cells"] + Self.cells)
        try tmux.wait { $0.contains("Z") }
        for (columns, rows) in [(1, 1), (2, 1), (1, 3), (3, 2), (9, 4), (20, 8), (79, 23), (81, 25), (200, 60), (7, 7), (80, 24)]
        {
            try tmux.resize(columns: columns, rows: rows)
            let wanted = expected(Size(columns: columns, rows: rows))
            try tmux.wait { $0 == wanted }
        }
    }

    @Test("a storm of sizes, keys and junk ends with the screen as it should be")
    func storm() throws {
        let pty = try probe(["rows"])
        try pty.wait(for: "cameras")
        for round in 0..<300 {
            pty.resize(columns: 1 + round * 37 % 180, rows: 1 + round * 23 % 60)
            pty.send(["j", "\u{1b}[", "\u{c}", "客", "\u{1b}[200~q\u{1b}[201~", "k", "m", "c"][round % 8])
        }
        pty.resize(columns: 100, rows: 10)
        _ = try pty.painted()
        pty.send("\u{c}")
        #expect(String(decoding: try pty.painted(), as: UTF8.self).contains("cameras"))
        pty.send("q")
        #expect(try pty.exit() == .code(0))
        #expect(pty.isRestored)
    }

    @Test("roles become colours, and the selection lies under them")
    func colours() throws {
        let tmux = try Tmux(builtProduct("TerminalProbe"), ["rows"], columns: 120, rows: 10)
        try tmux.wait { $0.contains("CS-C6N") }
        let rows = try tmux.capture(escapes: true).split(separator: "\n")
        let bar = "[48;5;24m", green = "[32m", red = "[31m"
        #expect(rows[1].contains(bar) && rows[1].contains(green) && !rows[1].contains(red))
        #expect(rows[2].contains(green) && !rows[2].contains(bar))
        #expect(rows[3].contains(red) && !rows[3].contains(green))
    }

    @Test("a clipboard sequence between two frames changes nothing on the screen")
    func raw() throws {
        let tmux = try Tmux(builtProduct("TerminalProbe"), ["rows"], columns: 120, rows: 10)
        try tmux.run(["set", "-g", "set-clipboard", "on"])
        let before = try tmux.wait { $0.contains("CS-C6N") }
        try tmux.send("y")
        try tmux.wait { _ in (try? tmux.buffer()) == "客厅" }
        #expect(try tmux.capture() == before)
    }

    @Test("what another program wrote over the screen is gone after ^L")
    func redraw() throws {
        let tmux = try Tmux(builtProduct("TerminalProbe"), ["rows"], columns: 120, rows: 10)
        let before = try tmux.wait { $0.contains("CS-C6N") }
        let terminal = try tmux.variable("pane_tty")
        _ = try Tool("sh", ["-c", "printf 'WALL MESSAGE' > \(terminal)"])
        try tmux.wait { $0.contains("WALL") }
        try tmux.send("C-l")
        try tmux.wait { $0 == before }
    }
}
