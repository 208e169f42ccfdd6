import Cells

extension Screen {
    /// A frame of more bytes than this goes between brackets, so that no half of it is seen. Below it they would only cost.
    private static let bracketed = 1024

    /// Brings the terminal from what it shows to the frame: in one write(2), and with none where nothing differs.
    /// Of a frame of another size than the screen's only what fits is seen.
    public mutating func paint(_ frame: Frame, theme: Theme) {
        guard active else { return }
        if theme != self.theme {
            palette.load(theme)
            self.theme = theme
            painted = nil
        }
        if device.takeLost() { redraw() }
        var bytes: [UInt8] = []
        if put(frame) || frame.cursor != painted?.cursor {
            curses.setCursor(frame.cursor, in: size)
            bytes = modes.isPlain ? curses.update() : PenFilter.shorten(curses.update())
        }
        painted = frame
        let (modeBytes, newlySaved) = modes.follow(frame)
        if newlySaved { arm() }
        bytes = modeBytes + bytes
        if capabilities.synchronizedOutput, bytes.count > Self.bracketed {
            bytes = Array("\u{1b}[?2026h".utf8) + bytes + Array("\u{1b}[?2026l".utf8)
        }
        if !bytes.isEmpty { device.send(bytes) }
    }

    /// Draws everything anew at the next paint, whatever the terminal shows by then.
    public mutating func redraw() {
        guard active else { return }
        curses.clear()
        painted = nil
    }

    /// Takes over the terminal's size, after SIGWINCH; the next paint draws everything anew.
    public mutating func resize() -> Size {
        guard active else { return size }
        let (columns, rows) = device.size
        size = Size(columns: columns, rows: rows)
        curses.resize(size)
        painted = nil
        return size
    }

    /// Sends a sequence that moves no cursor and changes no colour, such as one for the clipboard (OSC 52), between two paints.
    public mutating func writeRaw(_ bytes: [UInt8]) {
        if active { device.send(bytes) }
    }

    /// Hands ncurses the cells that differ from what was painted last. Returns whether there were any.
    private mutating func put(_ frame: Frame) -> Bool {
        let known = painted?.size == frame.size ? painted : nil
        if known == nil { curses.erase() }
        var any = known == nil
        for row in 0..<min(frame.size.rows, size.rows) {
            var columns = 0..<frame.size.columns
            if let known {
                guard let changed = frame.changedColumns(row: row, since: known) else { continue }
                columns = changed
            }
            any = true
            put(frame, row, columns.clamped(to: 0..<size.columns))
        }
        return any
    }

    private mutating func put(_ frame: Frame, _ row: Int, _ columns: Range<Int>) {
        let start = row * frame.size.columns
        if frame.hasPixels {
            palette.admit(frame.cells[(start + columns.lowerBound)..<(start + columns.upperBound)].map(\.style))
        }
        frame.cells.withUnsafeBufferPointer { cells in
            let part = UnsafeBufferPointer(rebasing: cells[(start + columns.lowerBound)..<(start + columns.upperBound)])
            curses.put(part, row: row, column: columns.lowerBound, palette)
        }
    }
}
