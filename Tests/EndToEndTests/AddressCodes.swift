import FoundationEssentials
import TestSupport
import Testing

@Suite("address --qr", .serialized, .heavy)
struct AddressCodes {
    /// The code that stands on the terminal, as a phone would read it: half blocks, or pairs of `#`, as a picture for zbarimg.
    private static func read(_ text: String, in home: Home) throws -> String {
        let script = """
            import sys
            rows = [row for row in open(sys.argv[1], encoding="utf-8").read().split("\\n") if row]
            squares = []
            for row in rows:
                if "#" in row:
                    squares.append([cell == "#" for cell in row[::2]])
                else:
                    squares.append([cell in "█▀" for cell in row])
                    squares.append([cell in "█▄" for cell in row])
            scale, width = 6, max(map(len, squares))
            with open(sys.argv[2], "w") as picture:
                picture.write(f"P1 {width * scale} {len(squares) * scale}\\n")
                for row in squares:
                    for _ in range(scale):
                        picture.write("".join(("0" if light else "1") * scale for light in row + [True] * (width - len(row))) + "\\n")
            """
        try home.write(text, to: "code.txt")
        _ = try python(script, [home.path + "/code.txt", home.path + "/code.pbm"])
        return try Tool("zbarimg", ["--quiet", "--raw", home.path + "/code.pbm"]).text
    }

    private static func terminal(
        _ arguments: [String], _ environment: [String: String], columns: Int = 120, rows: Int = 60
    ) throws -> (lines: [String], text: String) {
        let pty = try Pty(builtProduct("eztop"), arguments, environment: environment, columns: columns, rows: rows)
        #expect(try pty.exit() == .code(0))
        let plain = pty.text.replacing("\u{1B}[97;40m", with: "").replacing("\u{1B}[0m", with: "")
        return (plain.split(whereSeparator: \.isNewline).map(String.init), pty.text)
    }

    @Test("a phone reads the address off the terminal, in blocks and, without a colour, in ASCII")
    func reads() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let environment = cloud.environment.merging(home.environment) { $1 }
        let blocks = try Self.terminal(["address", "C69625501", "--qr"], environment)
        let address = try #require(blocks.lines.first)
        #expect(address.hasPrefix(cloud.base) && blocks.text.contains("\u{1B}[97;40m"))
        #expect(try Self.read(blocks.lines.dropFirst().joined(separator: "\n"), in: home) == address + "\n")
        for plain in [["--ascii"], ["--color", "never"]] {
            let ascii = try Self.terminal(["address", "C69625501", "--qr"] + plain, environment, columns: 200, rows: 80)
            #expect(!ascii.text.contains("\u{1B}"))
            #expect(try Self.read(ascii.lines.dropFirst().joined(separator: "\n"), in: home) == ascii.lines[0] + "\n")
        }
    }

    @Test("a phone reads an address that never ends off the terminal, and off the card, in a code that is small")
    func stable() throws {
        let (cloud, home) = (
            try Cloud(),
            try Home(
                configuration: """
                    [service]
                    listen = "0.0.0.0:8421"
                    token_file = "token"
                    public_url = "http://nas.lan:8421"

                    """)
        )
        try home.write("0123456789abcdefghijklmnop\n", to: "config/eztop/token")
        let environment = cloud.environment.merging(home.environment) { $1 }
        let shown = try Self.terminal(["address", "C69625501", "--stable", "--quiet", "--qr"], environment)
        let address = try #require(shown.lines.first)
        #expect(address.hasPrefix("http://nas.lan:8421/live/") && address.hasSuffix("/C69625501_1.m3u8"))
        let code = shown.lines.dropFirst().filter { $0.contains("█") }
        #expect(try Self.read(code.joined(separator: "\n"), in: home) == address + "\n")
        #expect(code.count <= 21)
        let goldens = #filePath.split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 } + "/DashboardTests/Goldens/"
        let card = try String(contentsOfFile: goldens + "card-stable-120x40-en.txt", encoding: .utf8).split(separator: "\n")
        let drawn = card.filter { $0.hasPrefix("█") }.joined(separator: "\n")
        let text = try #require(card.first { $0.hasPrefix("http://") })
        #expect(try Self.read(drawn, in: home) == text.filter { !$0.isWhitespace } + "\n")
    }

    @Test("a code that does not fit is not drawn: it says how many columns or rows it needs")
    func tooSmall() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let environment = cloud.environment.merging(home.environment) { $1 }
        let narrow = try Self.terminal(["address", "C69625501", "--qr"], environment, columns: 40, rows: 60)
        let low = try Self.terminal(["address", "C69625501", "--qr"], environment, columns: 120, rows: 20)
        #expect(narrow.text.contains("columns, here 40") && low.text.contains("rows, here 20"), "\(narrow.text)\(low.text)")
        #expect(narrow.lines.count == 2 && low.lines.count == 2 && narrow.lines[0].hasPrefix(cloud.base))
        let needed = try #require(low.lines[1].split(separator: " ").compactMap { Int($0) }.first)
        let exact = try Self.terminal(["address", "C69625501", "--qr"], environment, columns: 120, rows: needed)
        #expect(exact.lines.count == needed)
        let page = try Self.terminal(["hosting", "link"], environment, columns: 20)
        #expect(page.text.contains("columns, here 20") && !page.text.contains("█"))
    }

    @Test(
        "where stdout is no terminal the code is drawn under the address too; a copied address is shown as a code alone; --check still checks"
    )
    func combined() throws {
        let (cloud, home) = (try Cloud(), try Home(configuration: "clipboard = \"cat > '%'\"\n"))
        try home.write("clipboard = [\"sh\", \"-c\", \"cat > \(home.path)/clip\"]\n", to: "config/eztop/config.toml")
        let environment = cloud.environment.merging(home.environment) { $1 }
        let piped = try Run(["address", "C69625501", "--qr", "--check"], in: home, cloud.environment)
        #expect(piped.status == .code(0) && piped.text.hasPrefix(cloud.base) && piped.text.split(separator: "\n").count > 20)
        let copied = try Self.terminal(["address", "C69625501", "--copy", "--qr", "--expires", "2h"], environment)
        let code = copied.lines.filter { $0.contains("█") }
        #expect(!copied.text.contains("http") && copied.text.contains("Sent to"))
        #expect(try Self.read(code.joined(separator: "\n"), in: home) == (home.text("clip") ?? "") + "\n")
        #expect(try Run(["address", "E71820344:2", "--qr", "--check"], in: home, cloud.environment).status == .code(1))
        #expect(try Run(["address", "C69625501", "--qr", "--revoke"], in: home, cloud.environment).status == .code(64))
    }
}
