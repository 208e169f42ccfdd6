import Testing

@testable import Delivery

@Suite("Clipboard plan")
struct ClipboardPlanTests {
    private static let osc52 = "\u{1B}]52;c;aHR0cDovL2E=\u{07}"
    private static let wrapped = "\u{1B}P" + osc52 + "\u{1B}\\"

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var environment: [String: String]
        var preference = ClipboardPreference.auto
        var expected: [String]
        var testDescription: String { name }
    }

    /// A step as a line: the route, and the programs or the bytes.
    private func line(_ step: ClipboardPlan.Step) -> String {
        switch step {
        case .run(let route, let programs): "\(route): " + programs.map { $0.joined(separator: " ") }.joined(separator: " | ")
        case .terminal(let route, let bytes): "\(route): " + String(decoding: bytes, as: UTF8.self)
        }
    }

    static let cases = [
        Case(name: "over ssh", environment: ["SSH_CONNECTION": "a", "TERM": "xterm"], expected: ["osc52: \(osc52)"]),
        Case(
            name: "over ssh, with the server's desktop in the environment",
            environment: ["SSH_CONNECTION": "a", "DISPLAY": ":0", "WAYLAND_DISPLAY": "w"], expected: ["osc52: \(osc52)"]),
        Case(
            name: "inside tmux", environment: ["TMUX": "/tmp/s,1,0", "TERM": "screen-256color", "SSH_CONNECTION": "a"],
            expected: ["tmux: tmux load-buffer -w - | tmux load-buffer -", "osc52: \(osc52)"]),
        Case(name: "inside screen", environment: ["STY": "1.pts", "TERM": "screen"], expected: ["screen: \(wrapped)"]),
        Case(
            name: "called screen, and nothing else known", environment: ["TERM": "screen.xterm", "SSH_CONNECTION": "a"],
            expected: ["screen: \(wrapped)", "osc52: \(osc52)"]),
        Case(
            name: "on an X11 desktop", environment: ["DISPLAY": ":0", "TERM": "xterm"],
            expected: ["x11: xclip -selection clipboard", "osc52: \(osc52)"]),
        Case(
            name: "on a Wayland desktop", environment: ["WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"],
            expected: ["wayland: wl-copy", "x11: xclip -selection clipboard", "osc52: \(osc52)"]),
        Case(name: "empty variables are unset", environment: ["TMUX": "", "DISPLAY": ""], expected: ["osc52: \(osc52)"]),
        Case(
            name: "the escape sequence alone", environment: ["TMUX": "/tmp/s,1,0", "DISPLAY": ":0"], preference: .osc52,
            expected: ["osc52: \(osc52)"]),
        Case(
            name: "the configured program alone", environment: ["TMUX": "/tmp/s,1,0"], preference: .command(["xsel", "-b"]),
            expected: ["command: xsel -b"]),
    ]

    @Test("chooses the routes by where the program runs", arguments: cases)
    func routes(_ example: Case) throws {
        let plan = try ClipboardPlan(text: "http://a", environment: example.environment, preference: example.preference)
        #expect(plan.steps.map(line) == example.expected)
    }

    @Test("cuts the sequence for screen into strings of at most 250 bytes that join to the whole")
    func pieces() throws {
        let text = String(repeating: "客厅", count: 500)
        let bare = try ClipboardPlan(text: text, environment: [:], preference: .auto)
        let plan = try ClipboardPlan(text: text, environment: ["STY": "1", "TERM": "screen"], preference: .auto)
        guard case .terminal(.osc52, let sequence) = bare.steps[0], case .terminal(.screen, let bytes) = plan.steps[0] else {
            Issue.record("not for the terminal")
            return
        }
        let pieces = String(decoding: bytes, as: UTF8.self).components(between: "\u{1B}P", and: "\u{1B}\\")
        #expect(pieces.count > 10)
        #expect(pieces.allSatisfy { $0.utf8.count <= 250 })
        #expect(Array(pieces.joined().utf8) == sequence)
    }

    @Test("refuses what terminals would drop: 74,994 encoded bytes are the most")
    func size() throws {
        // Three bytes become four.
        let most = String(repeating: "a", count: 56_244)
        #expect(throws: Never.self) { try ClipboardPlan(text: most, environment: [:], preference: .auto) }
        #expect(throws: ClipboardRefusal.tooLarge(limit: 74_994)) {
            try ClipboardPlan(text: most + "a", environment: [:], preference: .auto)
        }
    }

    @Test("refuses what would act where it is pasted", arguments: ["", "a\u{1B}[200~", "a\rb", "a\u{9B}b", "a\u{0}"])
    func controls(_ text: String) {
        #expect(throws: ClipboardRefusal.unprintable) {
            try ClipboardPlan(text: text, environment: [:], preference: .auto)
        }
    }

    @Test("copies several addresses, one a line")
    func lines() throws {
        #expect(throws: Never.self) { try ClipboardPlan(text: "http://a\nhttp://b", environment: [:], preference: .auto) }
    }

    @Test("does nothing where the configuration says so")
    func off() {
        #expect(throws: ClipboardRefusal.off) { try ClipboardPlan(text: "a", environment: [:], preference: .off) }
    }
}

extension String {
    fileprivate func components(between start: String, and end: String) -> [String] {
        var rest = self[...], found: [String] = []
        while let opening = rest.firstRange(of: start) {
            rest = rest[opening.upperBound...]
            guard let closing = rest.firstRange(of: end) else { return [] }
            found.append(String(rest[..<closing.lowerBound]))
            rest = rest[closing.upperBound...]
        }
        return rest.isEmpty ? found : []
    }
}
