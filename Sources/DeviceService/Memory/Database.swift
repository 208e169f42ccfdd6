import CSQLite
import Fleet
import FoundationEssentials
import System

/// An SQLite file that is open: as much of it as the state file needs.
struct Database: ~Copyable {
    private let handle: OpaquePointer

    /// How long another process may hold the file, in milliseconds.
    private static let patience: Int32 = 1000
    /// Bytes of one row at most.
    private static let longest: Int32 = 1_000_000

    /// Opens a file that is there already. The folder above it has been looked at; a link in place of the file is refused.
    init(_ path: String) throws(StateFault) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE
        let result = sqlite3_open_v2(path, &opened, flags, nil)
        guard result == SQLITE_OK, let opened else {
            sqlite3_close(opened)
            throw StateFault(result)
        }
        handle = opened
        sqlite3_busy_timeout(handle, Self.patience)
        // The file may be anybody's by now: nothing in it is run, and no cell of it is larger than any of ours.
        eztop_defend(handle)
        sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, Self.longest)
        // A hole is no more to read, and neither is what follows the last page.
        let bytes = min(FileStatus(of: path, follows: false)?.occupied ?? 0, Int(eztop_counted(handle)))
        eztop_bound(handle, min(Self.leastMilliseconds + bytes / Self.bytesAMillisecond, Self.mostMilliseconds))
    }

    /// What may be spent while it is open: time for a slow processor to save a large fleet for the first time, and to read more than this of
    /// what is there. A file that takes longer is none of ours.
    private static let (leastMilliseconds, bytesAMillisecond) = (5000, 1000)
    /// Some times what a log as large as it may become takes.
    private static let mostMilliseconds = 120_000

    deinit { sqlite3_close(handle) }

    /// Runs statements that bring no rows.
    func run(_ text: String) throws(StateFault) {
        let result = sqlite3_exec(handle, text, nil, nil, nil)
        guard result == SQLITE_OK else { throw StateFault(result) }
    }

    /// Prepares one statement.
    func statement(_ text: String) throws(StateFault) -> Statement {
        var prepared: OpaquePointer?
        let result = sqlite3_prepare_v2(handle, text, -1, &prepared, nil)
        guard result == SQLITE_OK, let prepared else { throw StateFault(result) }
        return Statement(prepared)
    }

    /// All of it or nothing; other processes wait meanwhile.
    func transaction(_ body: () throws(StateFault) -> Void) throws(StateFault) {
        try run("BEGIN IMMEDIATE")
        do throws(StateFault) {
            try body()
            try run("COMMIT")
        } catch {
            // What failed may have ended the transaction itself.
            sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
            throw error
        }
    }
}

/// A prepared statement: bound by place, counted from 1; read by column, counted from 0.
struct Statement: ~Copyable {
    private let handle: OpaquePointer

    fileprivate init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { sqlite3_finalize(handle) }

    /// The next row; false after the last.
    func next() throws(StateFault) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let result: throw StateFault(result)
        }
    }

    /// Runs it with these values, to be run again with others.
    func run(_ values: Value...) throws(StateFault) {
        for (place, value) in values.enumerated() { bind(value, at: Int32(place + 1)) }
        defer { sqlite3_reset(handle) }
        while try next() {}
    }

    /// Hands it these values, for rows to be read; `reset` makes it ready for others.
    func bind(_ values: Value...) {
        for (place, value) in values.enumerated() { bind(value, at: Int32(place + 1)) }
    }

    func reset() { sqlite3_reset(handle) }

    enum Value {
        case text(String?)
        case number(Int?)
        case date(Date?)
        case bytes([UInt8])
        /// In whole milliseconds.
        case moment(Date)
    }

    private func bind(_ value: Value, at place: Int32) {
        switch value {
        case .text(let text?):
            var text = text
            text.withUTF8 { utf8 in
                _ = utf8.withMemoryRebound(to: CChar.self) {
                    eztop_bind_text(handle, place, $0.baseAddress, Int32($0.count))
                }
            }
        case .number(let number?): sqlite3_bind_int64(handle, place, Int64(number))
        case .bytes(let bytes): _ = bytes.withUnsafeBytes { eztop_bind_blob(handle, place, $0.baseAddress, Int32($0.count)) }
        case .moment(let date): sqlite3_bind_int64(handle, place, Int64(clamping: date.milliseconds))
        case .date(let date?): sqlite3_bind_double(handle, place, date.timeIntervalSince1970)
        case .text(nil), .number(nil), .date(nil): sqlite3_bind_null(handle, place)
        }
    }

    func text(_ column: Int32) -> String? {
        guard let bytes = sqlite3_column_text(handle, column) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, column))
        return StreamSafe.text(UnsafeBufferPointer(start: bytes, count: count))
    }

    func number(_ column: Int32) -> Int? {
        sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : Int(sqlite3_column_int64(handle, column))
    }

    func date(_ column: Int32) -> Date? {
        guard sqlite3_column_type(handle, column) != SQLITE_NULL else { return nil }
        let seconds = sqlite3_column_double(handle, column)
        return seconds.isFinite ? Date(timeIntervalSince1970: seconds) : nil
    }

    func moment(_ column: Int32) -> Date? {
        sqlite3_column_type(handle, column) == SQLITE_NULL
            ? nil : Date(timeIntervalSince1970: Double(sqlite3_column_int64(handle, column)) / 1000)
    }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }
}

extension Date {
    /// Since 1970, whole; of the far ends of time the farthest that fits.
    fileprivate var milliseconds: Int {
        Int(max(-9e15, min(9e15, (timeIntervalSince1970 * 1000).rounded())))
    }
}

extension StateFault {
    init(_ result: Int32) {
        switch result & 0xFF {
        case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT, SQLITE_ERROR, SQLITE_MISMATCH, SQLITE_INTERRUPT: self = .damaged
        case SQLITE_FULL, SQLITE_IOERR: self = .full
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        default: self = .unavailable
        }
    }
}
