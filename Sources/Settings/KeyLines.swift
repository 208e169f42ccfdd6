/// The line of each key of a TOML text: the parser has them and does not hand them out.
///
/// It takes any text. Of one that is no TOML the lines mean nothing, but it ends, and says what the parser must not be given.
struct KeyLines {
    /// A key that was set before.
    struct Repeat {
        var path: TablePath
        var line: Int
        var firstLine: Int
    }

    private(set) var lines: [TablePath: Int] = [:]
    private(set) var repeats: [Repeat] = []
    /// The line of the first key of more parts than any file needs: the parser takes one stack frame a part.
    private(set) var tooDeep: Int?
    /// The line of the first `\u0000`: texts end there on their way through C.
    private(set) var escapedNUL: Int?

    private static let deepest = 32
    private var input: Input
    /// How many tables each array of tables has so far.
    private var counts: [TablePath: Int] = [:]

    init(_ text: String) {
        input = Input(text)
        var table = TablePath()
        while input.skipBlank(lines: true) {
            if input.peek == UInt8(ascii: "[") {
                table = header()
            } else {
                assignment(in: table)
                input.skipLine()
            }
        }
    }

    private mutating func header() -> TablePath {
        let line = input.line
        input.advance()
        let isArray = input.take(UInt8(ascii: "["))
        let parts = keyParts()
        input.skipLine()
        var path = TablePath()
        for (number, part) in parts.enumerated() {
            path = path + part
            if isArray, number == parts.count - 1 {
                counts[path, default: 0] += 1
                if lines[path] == nil { lines[path] = line }
            }
            if let count = counts[path] { path = path + (count - 1) }
        }
        note(path, line)
        return path
    }

    /// `key = value`.
    private mutating func assignment(in table: TablePath, depth: Int = 0) {
        let line = input.line
        var path = table
        for part in keyParts() { path = path + part }
        note(path, line)
        guard input.take(UInt8(ascii: "=")) else { return }
        input.skipBlank(lines: false)
        value(at: path, depth: depth)
    }

    private mutating func note(_ path: TablePath, _ line: Int) {
        if let first = lines[path] {
            repeats.append(Repeat(path: path, line: line, firstLine: first))
        } else {
            lines[path] = line
        }
    }

    private mutating func keyParts() -> [String] {
        var parts: [String] = []
        repeat {
            input.skipBlank(lines: false)
            let line = input.line
            if let quote = input.peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                parts.append(string())
            } else {
                parts.append(input.takeBareKey())
            }
            if parts.count > Self.deepest {
                tooDeep = tooDeep ?? line
                parts.removeLast()
            }
            input.skipBlank(lines: false)
        } while input.take(UInt8(ascii: "."))
        return parts
    }

    private mutating func value(at path: TablePath, depth: Int) {
        switch input.peek {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = string()
        case UInt8(ascii: "[") where depth < Self.deepest: array(at: path, depth: depth)
        case UInt8(ascii: "{") where depth < Self.deepest: inlineTable(at: path, depth: depth)
        default: input.skipBareValue()
        }
    }

    private mutating func array(at path: TablePath, depth: Int) {
        input.advance()
        var index = 0
        while input.skipBlank(lines: true) {
            if input.take(UInt8(ascii: "]")) { return }
            let start = input.position
            lines[path + index] = input.line
            value(at: path + index, depth: depth + 1)
            index += 1
            input.skipBlank(lines: true)
            input.take(UInt8(ascii: ","))
            if input.position == start { return }
        }
    }

    private mutating func inlineTable(at path: TablePath, depth: Int) {
        input.advance()
        while input.skipBlank(lines: false) {
            if input.take(UInt8(ascii: "}")) { return }
            let start = input.position
            assignment(in: path, depth: depth + 1)
            input.skipBlank(lines: false)
            input.take(UInt8(ascii: ","))
            if input.position == start { return }
        }
    }

    /// A string of any of the four kinds, without its escapes resolved: keys are seldom written with any.
    private mutating func string() -> String {
        guard let quote = input.peek else { return "" }
        let long = input.take(three: quote)
        if !long { input.advance() }
        let start = input.position
        while let byte = input.peek {
            if byte == quote, long ? input.looksAt(three: quote) : true {
                let text = input.text(from: start)
                if long {
                    // Up to two quotes may stand before the closing three.
                    while input.peek == quote { input.advance() }
                } else {
                    input.advance()
                }
                return text
            }
            if byte == UInt8(ascii: "\n"), !long { break }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                if input.looksAt("\\u0000") || input.looksAt("\\U00000000") { escapedNUL = escapedNUL ?? input.line }
                input.advance()
            }
            input.advance()
        }
        return input.text(from: start)
    }
}

/// The bytes of a text, the place in it and the line of that place.
private struct Input {
    private let bytes: [UInt8]
    private(set) var position = 0
    private(set) var line = 1

    init(_ text: String) {
        bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func advance() {
        guard let byte = peek else { return }
        if byte == UInt8(ascii: "\n") { line += 1 }
        position += 1
    }

    @discardableResult
    mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        advance()
        return true
    }

    mutating func take(three byte: UInt8) -> Bool {
        guard looksAt(three: byte) else { return false }
        position += 3
        return true
    }

    func looksAt(three byte: UInt8) -> Bool { bytes[position...].starts(with: [byte, byte, byte]) }
    func looksAt(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    }

    func text(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

    /// Over blanks and, with `lines`, comments and line ends. False at the end of the text.
    @discardableResult
    mutating func skipBlank(lines: Bool) -> Bool {
        while let byte = peek {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): advance()
            case UInt8(ascii: "\n") where lines: advance()
            case UInt8(ascii: "#") where lines: skipLine()
            default: return true
            }
        }
        return false
    }

    mutating func skipLine() {
        while let byte = peek {
            advance()
            if byte == UInt8(ascii: "\n") { return }
        }
    }

    mutating func takeBareKey() -> String {
        let start = position
        while let byte = peek, !" \t\r\n.=[]{},#\"'".utf8.contains(byte) { advance() }
        return text(from: start)
    }

    mutating func skipBareValue() {
        while let byte = peek, !",]}#\n".utf8.contains(byte) { advance() }
    }
}
