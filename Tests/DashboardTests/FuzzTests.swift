import Cells
import Dashboard
import Fleet
import FoundationEssentials
import Scenes
import TestSupport
import Testing
import Vocabulary
import Wording

/// Whatever is pressed, clicked, pasted, resized and answered, in whatever order: the core neither traps nor draws what it must not.
@Suite("Random sessions", .serialized, .heavy)
struct FuzzTests {
    private static let keys: [Key] =
        [.enter, .escape, .tab, .backspace, .delete, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end]
        + "abcdefghijklmnopqrstuvwxyz/:?!*+- GRSTCYNH1客".map { .character(String($0)) }
        + ["l", "p", "u", "w", "a"].map { .control($0) }

    private func message(_ dice: inout Dice, _ state: State) -> Message {
        let cameras = state.snapshot.cameras
        let camera = cameras.randomElement(using: &dice)?.id ?? SampleFleet.living
        switch Int.random(in: 0..<100, using: &dice) {
        case ..<70: return .input(.key(Self.keys.randomElement(using: &dice) ?? .enter))
        case ..<75:
            let size = Size(columns: Int.random(in: 1...210, using: &dice), rows: Int.random(in: 1...70, using: &dice))
            return .input(.resize(size))
        case ..<80:
            let column = Int.random(in: -1...220, using: &dice)
            let point = Point(column: column, row: Int.random(in: -1...80, using: &dice))
            let action = [Mouse.Action.press, .wheelUp, .wheelDown].randomElement(using: &dice) ?? .press
            return .input(.mouse(Mouse(action: action, point: point)))
        case ..<82: return .input(.paste("x\u{1b}]52;c;AAAA\u{7}\n\u{202e}客"))
        case ..<84: return .input(.focus(Bool.random(using: &dice)))
        case ..<86: return .addressed(camera, .hls, .hd, .address(SampleFleet.address))
        case ..<88: return .pictured(camera, Bool.random(using: &dice) ? .picture(SampleFleet.picture) : .unreadable)
        case ..<90: return .switched(camera.device, on: false, .wantsCode(code: "20010", message: "\u{1b}[31m"))
        case ..<92: return .fetched(camera, Bool.random(using: &dice) ? nil : .unreachable(reason: "x", host: "h"))
        case ..<93: return .input(.probed(ambiguousWide: Bool.random(using: &dice)))
        case ..<95:
            var snapshot = state.snapshot
            snapshot.cameras.shuffle(using: &dice)
            if Bool.random(using: &dice) { snapshot.cameras.removeLast(min(2, snapshot.cameras.count)) }
            return .snapshot(snapshot)
        case ..<96: return .snapshot(SampleFleet.snapshot)
        case ..<97: return .switched(camera.device, on: true, .done)
        case ..<99:
            let answers: [PastAnswer] = [.read(SampleFleet.pasts, SampleFleet.incidents), .fault(.damaged), .nothing]
            let query = PastQuery(
                span: .last(Double.random(in: 0...4e7, using: &dice), until: state.now),
                camera: Bool.random(using: &dice) ? camera : nil, interval: 30)
            return .past(query, answers.randomElement(using: &dice) ?? .nothing)
        default: return .tick
        }
    }

    @Test("draw only what a terminal may see, within its size", arguments: Dice.seeds(12))
    func survives(seed: Int) {
        var dice = Dice(seed: seed)
        var state = Scene.fresh(size: Size(columns: 80, rows: 24), language: seed % 2 == 0 ? .english : .chinese)
        _ = state.update(.snapshot(SampleFleet.snapshot), at: SampleFleet.now)
        for step in 0..<200 {
            let now = SampleFleet.now.addingTimeInterval(Double(step) * 0.7)
            _ = state.update(message(&dice, state), at: now)
            let frame = state.view()
            #expect(frame.size == state.size)
            #expect(frame.cells.count == state.size.columns * state.size.rows)
            let bad = frame.cells.first {
                $0.width > 0 && ($0.scalar < 0x20 || (0x7F..<0xA0).contains($0.scalar) || $0.scalar == 0x202E)
            }
            #expect(bad == nil, "seed \(seed), step \(step)")
            if let cursor = frame.cursor {
                #expect((0..<frame.size.columns).contains(cursor.column), "seed \(seed), step \(step)")
                #expect((0..<frame.size.rows).contains(cursor.row), "seed \(seed), step \(step)")
            }
        }
    }
}
