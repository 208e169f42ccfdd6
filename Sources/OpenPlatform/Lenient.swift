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

    /// The text under that key, cut to what a name can be; nil where there is none.
    func text(_ key: Key, limit: Int = 256) -> String? {
        lenient(key)?.text.map { $0.cut(to: limit) }
    }

    /// A text that is worth nothing when cut: nil where there is none, or an empty or overlong one.
    func identifier(_ key: Key, limit: Int = 128) -> String? {
        lenient(key)?.text.flatMap { !$0.isEmpty && $0.utf8.count <= limit ? $0 : nil }
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
}
