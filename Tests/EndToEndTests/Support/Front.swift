import FoundationEssentials
import Glibc
import TestSupport

/// A dashboard in a terminal of its own. Each of its frames is looked at.
final class Front {
    private let pty: Pty
    private var screen = PaintedScreen(columns: columns, rows: rows)
    /// What no frame may lack once it had all of it.
    private let words: [String]
    private var hasAll = false
    private var mostCalls = 0
    /// Of its frames.
    private(set) var faults: [String] = []

    private static let columns = 160, rows = 30

    private let isJob: Bool

    /// - Parameter isJob: under a shell with job control, which takes it up again at a line.
    init(_ environment: [String: String], lacksNever words: [String], isJob: Bool = false) throws {
        (self.words, self.isJob) = (words, isJob)
        let script = isJob ? "set -m; \"$0\"; while read -r line; do fg; done" : "exec \"$0\""
        pty = try Pty(
            "/bin/sh", ["-c", script, builtProduct("eztop")],
            environment: environment, columns: Self.columns, rows: Self.rows)
    }

    private(set) lazy var process: pid_t = {
        guard isJob else { return pty.process }
        // Below the shell.
        for _ in 0..<1000 {
            if let child = read("/proc/\(pty.process)/task/\(pty.process)/children")?.split(separator: " ").first {
                return pid_t(child) ?? 0
            }
            poll(nil, 0, 5)
        }
        return 0
    }()

    private func read(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// As /proc has it: `T` where it is stopped; nil where it has gone.
    var state: Character? {
        let text = read("/proc/\(process)/stat")
        let state = text?.split(separator: ")").last?.split(separator: " ").first?.first
        return state == "Z" ? nil : state
    }

    /// What it shows.
    var text: String { screen.lines.joined(separator: "\n") }
    func holds(_ words: String) -> Bool { text.contains(words) }

    func send(_ keys: String) { pty.send(keys) }
    func signal(_ number: Int32) { kill(process, number) }

    /// It goes from now on, maybe in the middle of a frame, of which nothing stays on its terminal.
    var isLeaving = false

    /// Who polls for it, by the second line; nil where that is itself, or nothing is shown.
    var poller: pid_t? { screen.poller }
    var callsToday: Int? { screen.callsToday }

    /// It shows all rows that it is to show.
    var isComplete: Bool { screen.isDrawn && words.allSatisfy(text.contains) }
    var isAttached: Bool { isComplete && poller != nil }
    var isPolling: Bool { isComplete && poller == nil && (holds("next in") || holds("asking now")) }

    /// Reads what has come.
    func look() {
        try? pty.wait("", within: 0) { _ in true }
        let bytes = pty.output
        guard !bytes.isEmpty else { return }
        pty.forget()
        let asked = screen.questions
        screen.take(bytes) { examine($0) }
        if !screen.isDrawn, words.allSatisfy(text.contains) { screen.isDrawn = true }
        // It shows frames at once: their ends can be seen.
        if screen.questions > asked { pty.send("\u{1B}[?2026;2$y\u{1B}[?62c") }
    }

    private func examine(_ screen: PaintedScreen) {
        guard !isLeaving else { return }
        let text = screen.lines.joined(separator: "\n")
        let missing = words.filter { !text.contains($0) }
        if missing.isEmpty { hasAll = true } else if hasAll { faults.append("without \(missing):\n\(text)") }
        if let calls = screen.callsToday {
            if calls < mostCalls { faults.append("\(calls) calls after \(mostCalls)") }
            mostCalls = max(calls, mostCalls)
        }
    }

    /// Waits until something holds, while the terminals of all are read.
    static func wait(
        _ fronts: [Front], _ what: String, within seconds: Double = 10, until holds: () async throws -> Bool
    ) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        for front in fronts { front.look() }
        while try await !holds() {
            guard ContinuousClock.now < end else {
                throw Absent(description: what + " did not come\n" + fronts.map(\.text).joined(separator: "\n"))
            }
            poll(nil, 0, 5)
            for front in fronts { front.look() }
        }
    }

    struct Absent: Error, CustomStringConvertible {
        let description: String
    }
}

extension PaintedScreen {
    fileprivate var poller: pid_t? {
        let line = lines[1]
        return line.firstRange(of: " via pid ").flatMap { pid_t(line[$0.upperBound...].prefix { $0.isNumber }) }
    }

    fileprivate var callsToday: Int? {
        let line = lines[1]
        guard let end = line.firstRange(of: " calls today")?.lowerBound else { return nil }
        return line[..<end].split(separator: "·").last.flatMap { Int($0.filter(\.isNumber)) }
    }
}
