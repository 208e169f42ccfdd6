import Cells

/// The line of each key of a TOML text: the parser has them and does not hand them out.
///
/// It takes any text and ends at the first thing that the parser must not be given: toml++ stops the program at some slips, takes
/// a stack frame for each bracket, and C ends a text at a NUL.
struct KeyLines {
    /// A key that was set before.
    struct Repeat {
        var path: TablePath
        var line: Int
        var firstLine: Int
    }

    private(set) var lines: [TablePath: Int] = [:]
    private(set) var repeats: [Repeat] = []
    /// The key that was given a value last on a line.
    private(set) var assigned: [Int: TablePath] = [:]
    /// The first thing that the parser must not be given: its line, the key whose value it is, and what it is.
    private(set) var fault: (line: Int, path: TablePath?, fault: SyntaxFault)?

    /// No file needs keys of more parts, or more brackets in each other; the parser takes a stack frame for each.
    private static let deepest = 32
    /// The places of more keys than a file of a use can have are not kept.
    /// Letters and digits that no number of a setting has.
    private static let leastOfKey = 12
    private static let mostLines = 100_000
    private var input: TextInput
    /// How many tables each array of tables has so far.
    private var counts: [TablePath: Int] = [:]

    init(_ text: String) {
        input = TextInput(text)
        var table = TablePath()
        while fault == nil, input.skipBlank(lines: true) {
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
        input.skipBlank(lines: false)
        if !input.isAtKey, input.peek != UInt8(ascii: "]") { note(fault: .headingWithoutName, line) }
        let parts = keyParts()
        guard fault == nil else { return TablePath() }
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
        var parts = keyParts()
        // As YAML has it. Alone on its line it may be a secret that lost its line, and is not named.
        let hasColon =
            parts.last?.last == ":" && ![UInt8(ascii: "="), UInt8(ascii: "\n"), UInt8(ascii: "\r"), nil].contains(input.peek)
        if hasColon { parts[parts.count - 1].removeLast() }
        for part in parts { path = path + part }
        guard fault == nil else { return nameKey(path) }
        note(path, line)
        if let fault = input.scalar.flatMap(CopiedText.fault) { return note(fault: fault, line, path) }
        if hasColon || input.peek == UInt8(ascii: ":") { return note(fault: .colon, line, path) }
        guard input.take(UInt8(ascii: "=")) else { return }
        if assigned.count < Self.mostLines { assigned[line] = path }
        input.skipBlank(lines: false)
        value(at: path, depth: depth)
        input.skipBlank(lines: false)
        if let fault = input.scalar.flatMap(CopiedText.fault) { note(fault: fault, input.line, path) }
    }

    /// A key is named only where it is given something: else it may be a secret that lost its line.
    private mutating func nameKey(_ path: TablePath) {
        if fault?.fault == .foreign("＝") || input.peek == UInt8(ascii: "=") { fault?.path = path }
    }

    private mutating func note(fault: SyntaxFault, _ line: Int, _ path: TablePath? = nil) {
        if self.fault == nil { self.fault = (line, path, fault) }
    }

    private mutating func note(_ path: TablePath, _ line: Int) {
        if let first = lines[path] {
            repeats.append(Repeat(path: path, line: line, firstLine: first))
        } else if lines.count < Self.mostLines {
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
                parts.append(meant(by: input.takeBareKey(), line))
            }
            if parts.count > Self.deepest {
                note(fault: .manyParts, line)
            }
            input.skipBlank(lines: false)
        } while fault == nil && input.take(UInt8(ascii: "."))
        return parts
    }

    /// A bare key without an input method's sign: what is meant stands before that, or behind it.
    private mutating func meant(by key: String, _ line: Int) -> String {
        let scalars = key.unicodeScalars
        // A key has no letter beyond ASCII: one that an input method made is meant in half width.
        if let wide = scalars.first(where: { (0xFF10...0xFF5A).contains($0.value) && CopiedText.fault(of: $0) == nil }) {
            note(fault: .foreign(String(wide)), line)
            return key.halfWidth
        }
        guard let place = scalars.firstIndex(where: { CopiedText.fault(of: $0) != nil }),
            let fault = CopiedText.fault(of: scalars[place])
        else { return key }
        note(fault: fault, line)
        return String(place == scalars.startIndex ? scalars.dropFirst() : scalars[..<place])
    }

    private mutating func value(at path: TablePath, depth: Int) {
        switch input.peek {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = string()
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            guard depth < Self.deepest else { return note(fault: .manyBrackets, input.line, path) }
            if input.peek == UInt8(ascii: "[") { array(at: path, depth: depth) } else { inlineTable(at: path, depth: depth) }
        default:
            let line = input.line
            if let fault = input.scalar.flatMap(CopiedText.fault) { note(fault: fault, line, path) }
            let bare = input.takeBareValue()
            // A newcomer's first slip, which the parser calls a digit that it expected.
            let text = CopiedText.trimmed(bare)
            if DurationText(text) != nil || SizeText(text) != nil { note(fault: .unquoted, line, path) }
            if ["yes", "no", "on", "off"].contains(text.lowercased()) { note(fault: .boolean, line, path) }
            // A key or a secret as the console shows it, which the parser takes for a number that is none.
            if text.utf8.count >= Self.leastOfKey, text.contains(where: \.isNumber),
                text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
            {
                note(fault: .noValue, line, path)
            }
            if !BareValue(bare).isSafe { note(fault: .noValue, line, path) }
        }
    }

    private mutating func array(at path: TablePath, depth: Int) {
        input.advance()
        var index = 0
        let line = input.line
        while fault == nil, input.skipBlank(lines: true) {
            if input.take(UInt8(ascii: "]")) { return }
            if input.peek == UInt8(ascii: "}") { note(fault: .unopenedBracket, input.line) }
            let start = input.position
            // What stands on the array's own line is found by that.
            if input.line != line, lines.count < Self.mostLines { lines[path + index] = input.line }
            value(at: path + index, depth: depth + 1)
            index += 1
            input.skipBlank(lines: true)
            input.take(UInt8(ascii: ","))
            if input.position == start { return }
        }
    }

    private mutating func inlineTable(at path: TablePath, depth: Int) {
        input.advance()
        while fault == nil, input.skipBlank(lines: false) {
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
                if input.looksAt("\\u0000") || input.looksAt("\\U00000000") { note(fault: .nul, input.line) }
                input.advance()
            }
            input.advance()
        }
        return input.text(from: start)
    }
}
