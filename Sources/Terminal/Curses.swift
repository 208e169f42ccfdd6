import CNcursesw
import CTerminalGuard
import Cells
import Glibc

/// ncurses, confined: it is given cells and says which bytes bring the screen from what it shows to what it shall show.
///
/// Its output goes to a file in memory instead of the terminal. So a frame leaves in one write(2), whatever its size (ncurses
/// has a small buffer of its own and flushes it when it likes, and spins on EAGAIN), with the modes and brackets
/// around it. Keys do not come from ncurses (see `InputDecoder`), and the line's settings are `TerminalDevice`'s.
struct Curses: ~Copyable {
    /// The description in use.
    let term: String
    private let screen: OpaquePointer
    private let window: UnsafeMutablePointer<WINDOW>
    private let output: UnsafeMutablePointer<FILE>
    private let row: UnsafeMutableBufferPointer<cchar_t>
    private let hidesCursor: Bool

    private static let widest = 1024

    /// - Parameter candidates: names of terminals; the first that has a description is used.
    init(candidates: [String]) throws(ScreenError) {
        // The size is told later; an exported LINES=100000 must not be believed.
        unsetenv("LINES")
        unsetenv("COLUMNS")
        let descriptor = eztop_memory_file("screen")
        guard descriptor >= 0, let output = fdopen(descriptor, "w") else { throw .system(errno) }
        guard let (screen, term) = Self.open(candidates, output) else {
            fclose(output)
            throw .unusable(term: candidates.first ?? "")
        }
        self.screen = screen
        self.term = term
        self.output = output
        window = eztop_stdscr()
        row = .allocate(capacity: Self.widest)
        row.initialize(repeating: cchar_t())
        // It must not look at the keyboard and stop a frame halfway when a key waits.
        typeahead(-1)
        nonl()
        scrollok(window, false)
        hidesCursor = curs_set(0) != ERR
        leaveok(window, hidesCursor)
    }

    deinit {
        delscreen(screen)
        fclose(output)
        row.deallocate()
    }

    /// newterm takes over signals that are at their default, and SIGWINCH anyway. All of them are blocked and read from a
    /// descriptor, so it must not: they are ignored while it looks, and put back behind it.
    private static func open(
        _ candidates: [String], _ output: UnsafeMutablePointer<FILE>
    ) -> (OpaquePointer, String)? {
        let taken = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGWINCH]
        let before = taken.map { signal($0, SIG_IGN) }
        defer { for (number, disposition) in zip(taken, before) { signal(number, disposition) } }
        for candidate in candidates {
            if let screen = eztop_newterm(candidate, output) { return (screen, candidate) }
        }
        return nil
    }

    /// Leaves the screen and enters it again. ncurses flushes at every jump of the cursor until it has been through this
    /// once. Returns the bytes of both ways.
    func cycle() -> (leaving: [UInt8], entering: [UInt8]) {
        _ = takeBytes()
        endwin()
        let leaving = takeBytes()
        return (leaving, enter())
    }

    /// The bytes that enter the screen and clear it.
    func enter() -> [UInt8] {
        werase(window)
        clearok(window, true)
        return Self.keepingPalette(update())
    }

    /// The bytes that leave the screen.
    func leave() -> [UInt8] {
        endwin()
        return takeBytes()
    }

    /// On its way in ncurses resets the terminal's palette, which is the user's.
    private static func keepingPalette(_ bytes: [UInt8]) -> [UInt8] {
        for reset in ["\u{1b}]104\u{7}", "\u{1b}]R"].map({ Array($0.utf8) }) {
            guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: reset) }) else { continue }
            return Array(bytes[..<place] + bytes[(place + reset.count)...])
        }
        return bytes
    }

    func resize(_ size: Size) {
        resize_term(Int32(size.rows), Int32(size.columns))
        clear()
    }

    func erase() {
        werase(window)
    }

    /// Everything is drawn anew by the next update.
    func clear() {
        werase(window)
        clearok(window, true)
    }

    /// Puts cells of one row to their place. They begin and end with whole characters.
    func put(_ cells: UnsafeBufferPointer<Cell>, row y: Int, column x: Int, _ palette: borrowing ColourPalette) {
        var column = x
        var rest = cells[...]
        while !rest.isEmpty {
            var taken = 0, filled = 0
            for cell in rest.prefix(Self.widest) {
                taken += 1
                // ncurses makes the right half of a wide character itself.
                if cell.width == 0 { continue }
                let look = palette[cell.style]
                eztop_set_cell(&row[filled], Self.visible(cell.scalar), cell.marks.0, cell.marks.1, look.attributes, look.pair)
                filled += 1
            }
            wmove(window, Int32(y), Int32(column))
            wadd_wchnstr(window, row.baseAddress, Int32(filled))
            column += taken
            rest = rest.dropFirst(taken)
        }
    }

    /// A frame made by hand may hold anything; a control must not get through.
    private static func visible(_ scalar: UInt32) -> UInt32 {
        scalar < 0x20 || (0x7F..<0xA0).contains(scalar) ? 0x3F : scalar
    }

    /// Shows the cursor there, or hides it where there is none or it lies outside.
    func setCursor(_ point: Point?, in size: Size) {
        let shown = point.flatMap { size.contains($0) ? $0 : nil }
        // A cursor that cannot be hidden rests in the last row.
        let place = shown ?? Point(column: 0, row: size.rows - 1)
        curs_set(shown == nil ? 0 : 1)
        leaveok(window, shown == nil && hidesCursor)
        wmove(window, Int32(place.row), Int32(place.column))
    }

    /// The bytes from the screen as it is to the screen as it was put; none where nothing differs.
    func update() -> [UInt8] {
        wnoutrefresh(window)
        doupdate()
        return takeBytes()
    }

    private func takeBytes() -> [UInt8] {
        let descriptor = fileno(output)
        let count = Int(lseek(descriptor, 0, SEEK_CUR))
        guard count > 0 else { return [] }
        lseek(descriptor, 0, SEEK_SET)
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, read in
            read = max(0, Glibc.read(descriptor, buffer.baseAddress, count))
        }
        lseek(descriptor, 0, SEEK_SET)
        return bytes
    }
}
