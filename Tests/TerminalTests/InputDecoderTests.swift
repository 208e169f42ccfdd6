import Cells
import Testing

@testable import Terminal

@Suite("Bytes become input")
struct InputDecoderTests {
    private func decode(_ text: String) -> [TerminalEvent] {
        var decoder = InputDecoder()
        return decoder.decode(Array(text.utf8), at: 0) + decoder.expire(at: 100)
    }

    private func keys(_ text: String) -> [Key] {
        decode(text).compactMap { if case .input(.key(let key)) = $0 { key } else { nil } }
    }

    @Test(
        "every form of a key that terminals send is that key",
        arguments: [
            (Key.up, ["[A", "OA", "[1;2A", "[1;5A"]), (.down, ["[B", "OB"]), (.right, ["[C", "OC"]), (.left, ["[D", "OD"]),
            (.home, ["[H", "OH", "[1~", "[7~"]), (.end, ["[F", "OF", "[4~", "[8~"]), (.delete, ["[3~"]), (.pageUp, ["[5~"]),
            (.pageDown, ["[6~", "[6;5~"]), (.backtab, ["[Z"]), (.function(1), ["OP", "[11~", "[[A", "[P", "[1;2P"]),
            (.function(3), ["OR", "[13~", "[[C", "[R"]), (.function(5), ["[15~", "[[E"]), (.function(6), ["[17~"]),
            (.function(11), ["[23~"]), (.function(12), ["[24~"]), (.enter, ["OM"]), (.character("7"), ["Ow"]),
            (.character("+"), ["Ok"]),
        ])
    func forms(key: Key, sequences: [String]) {
        for sequence in sequences { #expect(keys("\u{1b}" + sequence) == [key], "ESC \(sequence)") }
    }

    @Test("control characters are keys")
    func controls() {
        #expect(
            keys("\r\n\t\u{8}\u{7f}\u{3}\u{1a}\u{10}") == [
                .enter, .enter, .tab, .backspace, .backspace, .control("c"), .control("z"), .control("p"),
            ])
        #expect(keys("\u{0}\u{1c}\u{1f}") == [])
    }

    @Test("a lone ESC is the key Esc, but only after its delay; followed by a key it is both")
    func escape() {
        var decoder = InputDecoder()
        #expect(decoder.decode([0x1B], at: 0) == [])
        #expect(decoder.awaitsEscape)
        #expect(decoder.expire(at: 25) == [.input(.key(.escape))])
        #expect(keys("\u{1b}qj") == [.escape, .character("q"), .character("j")])
        #expect(keys("\u{1b}\u{1b}") == [.escape, .escape])
        #expect(keys("\u{1b}\u{1b}[A") == [.escape, .up])
    }

    @Test("ESC and one more byte alone are a key with Alt, which is no Esc and no letter")
    func alt() {
        for key in ["q", "e", "y", " ", "\r", "\u{7f}"] { #expect(keys("\u{1b}" + key) == [], "\(key)") }
        for (first, then, key) in [("\u{1b}q", "j", Key.character("j")), ("\u{1b}[", "A", .up), ("\u{1b}O", "A", .up)] {
            var decoder = InputDecoder()
            #expect(decoder.decode(Array(first.utf8), at: 0) == [])
            #expect(decoder.decode(Array(then.utf8), at: 1) == [.input(.key(key))], "\(first)")
        }
    }

    @Test("the rest of a sequence that comes after Esc was said fires no key")
    func lateRest() {
        for rest in ["[A", "OA", "[15~"] {
            var decoder = InputDecoder()
            _ = decoder.decode([0x1B], at: 0)
            _ = decoder.expire(at: 25)
            #expect(decoder.decode(Array(rest.utf8), at: 200) == [])
            #expect(decoder.decode(Array("j".utf8), at: 201) == [.input(.key(.character("j")))])
        }
        var decoder = InputDecoder()
        _ = decoder.decode([0x1B], at: 0)
        _ = decoder.expire(at: 25)
        #expect(decoder.decode(Array("[A".utf8), at: 400) == [.input(.key(.character("["))), .input(.key(.character("A")))])
    }

    @Test("a paste that begins with a late rest is a paste all the same")
    func latePaste() {
        var decoder = InputDecoder()
        _ = decoder.decode([0x1B], at: 0)
        _ = decoder.expire(at: 25)
        #expect(decoder.decode(Array("[200~e\u{1b}[201~".utf8), at: 60) == [.input(.paste("e"))])
    }

    @Test("split anywhere, input means the same")
    func splits() {
        let bytes = Array(
            "客厅\u{1b}[A\u{1b}OBé\u{1b}[<0;150;7M\u{1b}[200~paste \u{1b}[31m厅\u{1b}[201~\u{1b}[12;40R\u{1b}]11;rgb:0/0/0\u{1b}\\q"
                .utf8)
        var whole = InputDecoder()
        let expected = whole.decode(bytes, at: 0)
        #expect(expected.count == 9)
        for cut in 1..<bytes.count {
            var decoder = InputDecoder()
            let events = decoder.decode(Array(bytes[..<cut]), at: 0) + decoder.decode(Array(bytes[cut...]), at: 10)
            #expect(events == expected, "cut at \(cut)")
        }
        var single = InputDecoder()
        #expect(bytes.flatMap { single.decode([$0], at: 0) } == expected)
    }

    @Test("bytes that are not UTF-8 take nothing else with them")
    func invalid() {
        let cases: [[UInt8]] = [
            [0xFF, 0xFF], [0xC3], [0xE5, 0xAE], [0xF0, 0x9F, 0x91], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xE0, 0x80, 0x80], [0x80, 0xBF],
        ]
        for bytes in cases {
            var decoder = InputDecoder()
            let events = decoder.decode(bytes + Array("jk".utf8), at: 0)
            #expect(events == [.input(.key(.character("j"))), .input(.key(.character("k")))], "\(bytes)")
        }
    }

    @Test(
        "no answer, however late or cut, becomes a key",
        arguments: [
            "[12;40R", "[?2026;2$y", "[?62;22c", "[>0;276;0c", "]11;rgb:1a1a/1b1b/1c1c\u{7}", "P1$r0m\u{1b}\\",
            "_Gi=1;OK\u{1b}\\",
            "[?997;1n", "[0n", "[8;40;120t", "[?0u",
            "[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29m",
        ])
    func answers(answer: String) {
        #expect(keys("\u{1b}" + answer) == [])
        let bytes = Array(("\u{1b}" + answer).utf8)
        for cut in 2..<bytes.count {
            var decoder = InputDecoder()
            var events = decoder.decode(Array(bytes[..<cut]), at: 0) + decoder.expire(at: 150)
            events += decoder.decode(Array(bytes[cut...]), at: 800)
            #expect(!events.contains { if case .input(.key) = $0 { true } else { false } }, "cut at \(cut)")
        }
    }

    @Test("answers are told apart")
    func answerValues() {
        #expect(decode("\u{1b}[12;40R") == [.cursor(row: 12, column: 40)])
        #expect(decode("\u{1b}[?2026;2$y") == [.mode(2026, state: 2)])
        #expect(decode("\u{1b}[?62;22c") == [.attributes])
    }

    @Test("a sequence that stops is given up after a second, and the next key is a key")
    func givenUp() {
        for start in ["\u{1b}[1;", "\u{1b}O", "\u{1b}]52;", "\u{1b}[[", "\u{1b}[M!", "\u{e5}"] {
            var decoder = InputDecoder()
            _ = decoder.decode(Array(start.utf8), at: 0)
            #expect(decoder.decode(Array("j".utf8), at: 1500).last == .input(.key(.character("j"))), "\(start.debugDescription)")
        }
    }

    @Test("a mouse report of either kind, with any modifier; releases and movements are none")
    func mouse() {
        #expect(decode("\u{1b}[<0;150;7M") == [.input(.mouse(Mouse(action: .press, point: Point(column: 149, row: 6))))])
        #expect(decode("\u{1b}[<0;150;7m") == [])
        #expect(decode("\u{1b}[<35;1;1M\u{1b}[<2;1;1M") == [])
        #expect(decode("\u{1b}[<20;1;1M") == [.input(.mouse(Mouse(action: .press, point: Point(column: 0, row: 0))))])
        #expect(decode("\u{1b}[<64;2;3M") == [.input(.mouse(Mouse(action: .wheelUp, point: Point(column: 1, row: 2))))])
        #expect(decode("\u{1b}[<65;2;3M") == [.input(.mouse(Mouse(action: .wheelDown, point: Point(column: 1, row: 2))))])
        #expect(
            decode("\u{1b}[M !!j") == [
                .input(.mouse(Mouse(action: .press, point: Point(column: 0, row: 0)))), .input(.key(.character("j"))),
            ])
        #expect(decode("\u{1b}[<0;0;0M\u{1b}[<0M\u{1b}[<99999999999999999999;1;1M") == [])
    }

    @Test("focus comes and goes")
    func focus() {
        #expect(decode("\u{1b}[I\u{1b}[O") == [.input(.focus(true)), .input(.focus(false))])
    }

    @Test("a paste is text, whatever it holds")
    func paste() {
        #expect(
            decode("\u{1b}[200~q\u{1b}[A\r\nx\u{7}\ty\u{1b}[201~j") == [
                .input(.paste("q[A\nx\ty")), .input(.key(.character("j"))),
            ])
        #expect(decode("\u{1b}[200~\u{1b}[201~") == [.input(.paste(""))])
    }

    @Test("a ^C that was pasted along with other text ends nothing, and what comes behind it stays in the paste")
    func pastedInterrupt() {
        var decoder = InputDecoder()
        #expect(decoder.decode(Array("\u{1b}[200~C1\u{3}touch x\n".utf8), at: 0) == [])
        #expect(decoder.decode(Array("\u{3}rm\u{1b}[201~".utf8), at: 1) == [.input(.paste("C1touch x\nrm"))])
    }

    @Test("a paste without an end holds the keyboard back until ^C")
    func endlessPaste() {
        var decoder = InputDecoder()
        #expect(decoder.decode(Array("\u{1b}[200~rm".utf8), at: 0) == [])
        #expect(decoder.decode(Array("e\r".utf8), at: 60_000) == [])
        #expect(decoder.decode([0x03], at: 60_001) == [.input(.paste("rme\n")), .input(.key(.control("c")))])
    }

    @Test("a paste is kept up to its limit, and its end is found behind it")
    func longPaste() {
        var decoder = InputDecoder()
        let text = String(repeating: "x", count: 300_000)
        let events = decoder.decode(Array("\u{1b}[200~\(text)\u{1b}[201~j".utf8), at: 0)
        #expect(events == [.input(.paste(String(text.prefix(InputDecoder.pasteLimit)))), .input(.key(.character("j")))])
    }

    @Test("random bytes never stop it, and a key afterwards is a key")
    func random() {
        var generator = Seeded(state: 20_261_123)
        let pieces: [[UInt8]] = ["\u{1b}", "[", "O", "]", "M", "<0;1;1", "~", "200", ";", "?", "$y", "客", "\u{7}", "j"].map {
            Array($0.utf8)
        }
        for round in 0..<3000 {
            var decoder = InputDecoder()
            var now = 0
            for _ in 0..<Int.random(in: 1...30, using: &generator) {
                let bytes =
                    Bool.random(using: &generator)
                    ? pieces.randomElement(using: &generator) ?? [] : [UInt8.random(in: 0...255, using: &generator)]
                _ = decoder.decode(bytes, at: now)
                if Bool.random(using: &generator) { _ = decoder.expire(at: now) }
                now += Int.random(in: 0...400, using: &generator)
            }
            // Out of a paste, and past everything that is still waited for.
            _ = decoder.decode([0x03], at: now + 2000)
            #expect(decoder.decode(Array("j".utf8), at: now + 4000).last == .input(.key(.character("j"))), "round \(round)")
        }
    }

    @Test("ESC O [ begins a sequence: nothing of it becomes a key of its own")
    func shift3Bracket() {
        var decoder = InputDecoder()
        #expect(decoder.decode(Array("\u{1b}O[Aj".utf8), at: 0) == [.input(.key(.up)), .input(.key(.character("j")))])
    }
}

/// The same numbers in every run.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 31)
    }
}
