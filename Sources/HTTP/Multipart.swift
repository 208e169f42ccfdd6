import FoundationEssentials
import System

/// Reads `multipart/form-data`, which some clients of the platform send in place of a plain form.
enum Multipart {
    /// The named parts in order; a body that is not well formed gives those before the fault.
    static func decode(_ body: Data, contentType: String) -> [Parameter] {
        guard let boundary = boundary(of: contentType) else { return [] }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter stands at the very start, without the line break that all others follow.
        let bytes = Array("\r\n".utf8) + body
        var parameters: [Parameter] = []
        var start = find(delimiter, in: bytes, from: 0).map { $0 + delimiter.count }
        while let from = start, parameters.count < Form.limit, let end = find(delimiter, in: bytes, from: from) {
            if let parameter = parameter(of: bytes[from..<end]) { parameters.append(parameter) }
            start = end + delimiter.count
        }
        return parameters
    }

    private static func boundary(of contentType: String) -> String? {
        value(of: "boundary", in: contentType).flatMap { (1...70).contains($0.utf8.count) ? $0 : nil }
    }

    /// A part is headers, an empty line and the value.
    private static func parameter(of part: ArraySlice<UInt8>) -> Parameter? {
        let gap = Array("\r\n\r\n".utf8)
        guard let end = find(gap, in: part, from: part.startIndex) else { return nil }
        let head = StreamSafe.text(part[part.startIndex..<end])
        for line in head.split(whereSeparator: \.isNewline) where line.lowercased().hasPrefix("content-disposition:") {
            guard let name = value(of: "name", in: String(line)) else { return nil }
            return Parameter(name, StreamSafe.text(part[(end + gap.count)...]))
        }
        return nil
    }

    /// `form-data; name="x"` has `x` under `name`.
    private static func value(of key: String, in header: String) -> String? {
        for piece in header.split(separator: ";").dropFirst() {
            let pair = piece.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmingPrefix(while: \.isWhitespace).lowercased() == key else { continue }
            return pair[1].filter { $0 != "\"" && !$0.isWhitespace }
        }
        return nil
    }

    private static func find<Bytes: RandomAccessCollection<UInt8>>(
        _ wanted: [UInt8], in bytes: Bytes, from start: Int
    ) -> Int? where Bytes.Index == Int {
        var index = start
        while index + wanted.count <= bytes.endIndex {
            if bytes[index] == wanted[0], bytes[index..<(index + wanted.count)].elementsEqual(wanted) { return index }
            index += 1
        }
        return nil
    }
}
