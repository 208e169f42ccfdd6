import Images
import Testing

@Suite("QR codes")
struct QRCodeTests {
    /// Written by the `qrencode` command for the same text at level L.
    private let known = """
        #######.#####.#######
        #.....#.#.#.#.#.....#
        #.###.#.#.....#.###.#
        #.###.#.####..#.###.#
        #.###.#.....#.#.###.#
        #.....#.##.#..#.....#
        #######.#.#.#.#######
        .........####........
        ##..###..#.#...#.####
        ..####.#.####..#.....
        ..###.######..######.
        #...#..#.##..##.#..#.
        #.#.####.#..###..#..#
        ........###.###..###.
        #######..#..##...#.#.
        #.....#.##.##..#...#.
        #.###.#.##.#..###...#
        #.###.#..####....#.##
        #.###.#..#.#..###.#..
        #.....#.##...####....
        #######.#.#.###..#..#
        """

    @Test("a text becomes the squares that another program makes of it")
    func matrix() throws {
        let code = try #require(QRCode("eztop"))
        let rows = (0..<code.side).map { row in
            (0..<code.side).map { code.isDark(column: $0, row: row) ? "#" : "." }.joined()
        }
        #expect(rows.joined(separator: "\n") == known)
        #expect(!code.isDark(column: -1, row: 0) && !code.isDark(column: code.side, row: 0))
    }

    @Test("half blocks and ASCII draw the same squares, with the quiet zone all around")
    func drawing() throws {
        let code = try #require(QRCode("eztop"))
        let (blocks, ascii) = (code.halfBlocks, code.ascii)
        let side = code.side + 2 * QRCode.quiet
        #expect(blocks.count == (side + 1) / 2 && blocks.allSatisfy { $0.count == side })
        #expect(ascii.count == side && ascii.allSatisfy { $0.count == 2 * side })
        #expect(ascii[0].allSatisfy { $0 == "#" } && blocks[0].allSatisfy { $0 == "█" })
        for row in 0..<side {
            let upper = row % 2 == 0
            let drawn = blocks[row / 2].map { $0 == "█" || $0 == (upper ? "▀" : "▄") }
            let squares = stride(from: 0, to: 2 * side, by: 2).map { Array(ascii[row])[$0] == "#" }
            #expect(drawn == squares)
        }
    }

    @Test("an address fits; what no code holds is none")
    func limits() {
        #expect(QRCode(String(repeating: "a", count: 400)) != nil)
        #expect(QRCode(String(repeating: "a", count: 4000)) == nil)
        #expect(QRCode("") == nil)
    }
}
