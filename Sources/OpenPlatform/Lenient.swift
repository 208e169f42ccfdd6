import FoundationEssentials

/// A value of a reply as the platform may send it: a number, or a number written as a string, and the reverse.
///
/// Decoding it never fails, so that one field of the wrong type does not take its reply along.
struct Lenient: Decodable {
    /// The whole number, where there is one.
    var number: Int?
    /// The text, or the digits of the number.
    var text: String?

    init(from decoder: any Decoder) throws {
        guard let value = try? decoder.singleValueContainer() else { return }
        if let string = try? value.decode(String.self) {
            text = string
            number = Int(string)
        } else if let integer = try? value.decode(Int.self) {
            number = integer
            text = String(integer)
        }
    }
}

extension KeyedDecodingContainer {
    /// The whole number under that key; nil where there is none.
    func number(_ key: Key) -> Int? {
        lenient(key)?.number
    }

    /// The text under that key, on one line and cut to what a name can be; nil where there is none.
    func text(_ key: Key, limit: Int = 256) -> String? {
        lenient(key)?.text.map { $0.cut(to: limit).onOneLine }
    }

    /// A text that is worth nothing when cut: nil where there is none, or an empty or overlong one, or one that no line holds.
    func identifier(_ key: Key, limit: Int = 128) -> String? {
        lenient(key)?.text.flatMap { !$0.isEmpty && $0.utf8.count <= limit && !$0.hasControls ? $0 : nil }
    }

    /// A code under that key: digits, whatever their type; nil where there is none.
    func code(_ key: Key) -> String? {
        identifier(key, limit: 10).flatMap { code in
            code.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? code : nil
        }
    }

    private func lenient(_ key: Key) -> Lenient? {
        try? decodeIfPresent(Lenient.self, forKey: key)
    }
}

extension String {
    /// Its first so many scalars; counted so, since one character may have any number of them.
    func cut(to limit: Int) -> String {
        utf8.count <= limit ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(limit)))
    }

    fileprivate var hasControls: Bool {
        unicodeScalars.contains { $0.endsLine || $0.properties.generalCategory == .control }
    }

    /// With a blank for whatever ends a line, or moves along it: what a cloud says becomes no line of its own, wherever it is quoted. Other
    /// controls are made visible where it is shown.
    var onOneLine: String {
        guard unicodeScalars.contains(where: \.endsLine) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0.endsLine ? " " : $0 }))
    }
}

extension Unicode.Scalar {
    fileprivate var endsLine: Bool {
        switch value {
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
