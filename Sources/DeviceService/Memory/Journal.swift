import System

/// The journal beside an SQLite file, by which the library undoes what a killed process had begun (sqlite.org/fileformat.html): it
/// believes whatever stands there.
struct Journal {
    let name: String
    private let file: String

    /// What a journal begins with, and one that is one of several ends with.
    private static let mark: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]

    init(of file: String) {
        self.file = file
        name = file + "-journal"
    }

    /// No eztop wrote it for this file.
    func isForeign(in folder: borrowing Folder) -> Bool {
        // It names a second file, which the library would delete. None of ours does: no second one is ever attached.
        if folder.ending(of: name, count: Self.mark.count) == Self.mark { return true }
        guard let header = folder.beginning(of: name, count: 28), header.starts(with: Self.mark) else { return false }
        func number(at place: Int) -> Int { header[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        // The file is made as long as it was, by these. What it had then, it has still, or the journal has it.
        let pages = number(at: 16), pageSize = number(at: 24)
        return pageSize == 0 || pages * pageSize > folder.size(of: file) + folder.size(of: name)
    }
}
