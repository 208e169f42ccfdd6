import FoundationEssentials

/// A reply that a test takes apart and puts together wrongly.
indirect enum JSON: Codable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    case real(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let integer = try? value.decode(Int.self) {
            self = .integer(integer)
        } else if let real = try? value.decode(Double.self) {
            self = .real(real)
        } else if let string = try? value.decode(String.self) {
            self = .string(string)
        } else if let array = try? value.decode([JSON].self) {
            self = .array(array)
        } else {
            self = .object(try value.decode([String: JSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .real(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// Every value without parts, as text.
    var leaves: Set<String> {
        switch self {
        case .null, .bool: []
        case .integer(let value): [String(value)]
        case .real(let value): ["\(value)"]
        case .string(let value): [value]
        case .array(let values): values.reduce(into: []) { $0.formUnion($1.leaves) }
        case .object(let fields): fields.values.reduce(into: []) { $0.formUnion($1.leaves) }
        }
    }

    /// Every number replaced by the next one.
    func renumbered(from next: inout Int) -> JSON {
        switch self {
        case .integer, .real:
            next += 1
            return .integer(next)
        case .array(let values):
            return .array(values.map { $0.renumbered(from: &next) })
        case .object(let fields):
            return .object(fields.mapValues { $0.renumbered(from: &next) })
        default:
            return self
        }
    }

    /// This value with each of its fields, at any depth, replaced by each of the faults; nil leaves the field out.
    func variants(_ faults: (JSON) -> [JSON?]) -> [JSON] {
        switch self {
        case .array(let values):
            values.indices.flatMap { index in
                (values[index].variants(faults) + faults(values[index]).compactMap(\.self)).map { variant in
                    var copy = values
                    copy[index] = variant
                    return .array(copy)
                }
            }
        case .object(let fields):
            fields.flatMap { key, value in
                (value.variants(faults).map(JSON?.some) + faults(value)).map { variant in
                    var copy = fields
                    copy[key] = variant
                    return .object(copy)
                }
            }
        default: []
        }
    }
}
