/// A JSON value as it came over the wire, so that a test sees whether a code is a string or a number.
indirect enum Value: Hashable, Decodable, Sendable {
    case null
    case bool(Bool)
    case number(Int)
    case string(String)
    case array([Value])
    case object([String: Value])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Int.self) {
            self = .number(number)
        } else if let string = try? value.decode(String.self) {
            self = .string(string)
        } else if let array = try? value.decode([Value].self) {
            self = .array(array)
        } else {
            self = .object(try value.decode([String: Value].self))
        }
    }

    subscript(_ key: String) -> Value? {
        if case .object(let object) = self { object[key] } else { nil }
    }

    var string: String? { if case .string(let string) = self { string } else { nil } }
    var number: Int? { if case .number(let number) = self { number } else { nil } }
    var rows: [Value] { if case .array(let array) = self { array } else { [] } }
    var keys: Set<String> { if case .object(let object) = self { Set(object.keys) } else { [] } }
}
