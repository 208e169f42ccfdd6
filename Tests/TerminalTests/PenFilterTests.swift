import TestSupport
import Testing

@testable import Terminal

@Suite("Changes of colour are said once", .serialized, .heavy)
struct PenFilterTests {
    private func shorten(_ text: String) -> String {
        String(decoding: PenFilter.shorten(Array(text.utf8)), as: UTF8.self)
    }

    @Test(
        "as the shortest step",
        arguments: [
            (
                "\u{1b}(B\u{1b}[0;2m\u{1b}[48;5;24mx\u{1b}(B\u{1b}[0m\u{1b}[48;5;24my\u{1b}[49m\u{1b}(B\u{1b}[m",
                "\u{1b}[2;48;5;24mx\u{1b}[22my\u{1b}[m"
            ),
            ("\u{1b}[32monline\u{1b}[39;49m   \u{1b}[31moff\u{1b}[m", "\u{1b}[32monline   \u{1b}[31moff\u{1b}[m"),
            ("\u{1b}[1m\u{1b}[m", ""), ("\u{1b}[m\u{f}a", "a"), ("\u{1b}[7m  \u{1b}[m", "\u{1b}[7m  \u{1b}[m"),
            ("\u{1b}[38;2;1;2;3mx\u{1b}[39my", "\u{1b}[38;2;1;2;3mx\u{1b}[my"),
        ])
    func steps(bytes: String, expected: String) {
        #expect(shorten(bytes) == expected)
    }

    @Test(
        "what it does not understand it leaves as it is",
        arguments: ["\u{1b}[3mx\u{1b}[1m", "\u{1b}[38;9mx", "\u{1b}[38:2::1:2:3mx", "\u{1b}[999999mx"])
    func unknown(bytes: String) {
        #expect(shorten(bytes) == bytes)
    }

    @Test("an erased part gets the background that was wanted, a jump of the cursor needs none")
    func erasing() {
        #expect(shorten("\u{1b}[44m\u{1b}[3;4H\u{1b}[K\u{1b}[m") == "\u{1b}[3;4H\u{1b}[44m\u{1b}[K\u{1b}[m")
    }

    @Test("several lines are scrolled one by one, as every terminal can")
    func scrolling() {
        #expect(shorten("\u{1b}[3;9r\u{1b}[9;1H\u{1b}[2S\u{1b}[1;24r") == "\u{1b}[3;9r\u{1b}[9;1H\n\n\u{1b}[1;24r")
        #expect(shorten("\u{1b}[3;1H\u{1b}[3Tx") == "\u{1b}[3;1H\u{1b}M\u{1b}M\u{1b}Mx")
        #expect(shorten("\u{1b}[1;2;3T\u{1b}[T") == "\u{1b}[1;2;3T\u{1b}[T")
    }

    @Test("every character keeps its look, whatever ncurses says in whatever order")
    func equivalence() {
        var seed: UInt64 = 7
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        let pieces = [
            "\u{1b}[m", "\u{1b}(B", "\u{1b}[0;1m", "\u{1b}[0;2;7m", "\u{1b}[4m", "\u{1b}[24m", "\u{1b}[22m", "\u{1b}[27m",
            "\u{1b}[31m", "\u{1b}[38;5;214m",
            "\u{1b}[39;49m", "\u{1b}[44m", "\u{1b}[48;5;24m", "\u{1b}[97;100m", "a", " ", "  b", "客", "\r", "\u{1b}[K",
            "\u{1b}[5X", "\u{1b}[2;3H", "\n",
        ]
        for _ in 0..<2000 {
            let text = (0..<(1 + next(25))).map { _ in pieces[next(pieces.count)] }.joined() + "\u{1b}[m"
            let bytes = Array(text.utf8)
            let short = PenFilter.shorten(bytes)
            let isAlike = drawn(short) == drawn(bytes)
            #expect(isAlike && short.count <= bytes.count, "\(text.debugDescription)")
        }
    }

    /// What is drawn, in order, each with the pen it is drawn with, as far as that can be seen.
    private func drawn(_ bytes: [UInt8]) -> [String] {
        var pen = Pen(), result: [String] = []
        var rest = bytes[...]
        while let byte = rest.first {
            var token = rest.prefix(1)
            if byte == 0x1B {
                let length =
                    rest.dropFirst().first == 0x28
                    ? 3 : (rest.dropFirst(2).firstIndex { $0 >= 0x40 } ?? rest.endIndex) - rest.startIndex + 1
                token = rest.prefix(length)
            }
            rest = rest.dropFirst(token.count)
            if byte == 0x1B, token.last == 0x6D {
                pen = pen.taking(token.dropFirst(2).dropLast()) ?? pen
            } else if byte != 0x1B || ![0x42, 0x48].contains(token.last) {
                var seen = pen
                if byte == 0x20 || byte == 0x1B {
                    (seen.bold, seen.dim, seen.foreground) = (false, false, pen.reverse ? pen.foreground : [])
                }
                if byte == 0x0D { seen = Pen() }
                result.append("\(Array(token)) \(seen)")
            }
        }
        return result + ["\(pen)"]
    }
}
