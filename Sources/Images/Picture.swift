import CTurboJPEG

/// Pixels of a picture, as far as a terminal can show them: the camera's millions are scaled down while they are decoded.
public struct Picture: Hashable, Codable, Sendable {
    public var width: Int
    public var height: Int
    /// Red, green and blue, row by row.
    public var pixels: [UInt8]

    public init(width: Int, height: Int, pixels: [UInt8]) {
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    private enum CodingKeys: CodingKey {
        case width, height, pixels
    }

    /// A picture whose pixels are not as many as it says is refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let width = try container.decode(Int.self, forKey: .width), height = try container.decode(Int.self, forKey: .height)
        let pixels = try container.decode([UInt8].self, forKey: .pixels)
        guard (1...10_000).contains(width), (1...10_000).contains(height), pixels.count == width * height * 3 else {
            throw DecodingError.dataCorruptedError(forKey: .pixels, in: container, debugDescription: "not a picture")
        }
        self.init(width: width, height: height, pixels: pixels)
    }

    /// What a terminal of any size needs at most.
    private static let most = (width: 480, height: 270)
    /// Decodes a JPEG (ITU-T T.81).
    ///
    /// - Throws: `PictureError` for anything else, and for a picture that would cost too much (`JPEGHeader`). A cut one is decoded as far as it goes.
    public init(jpeg: [UInt8]) throws(PictureError) {
        guard let header = jpeg.withUnsafeBytes(JPEGHeader.init) else { throw .notJPEG }
        guard header.isBearable else { throw .tooLarge }
        guard let decoder = tjInitDecompress() else { throw .notJPEG }
        defer { tjDestroy(decoder) }
        var width: Int32 = 0, height: Int32 = 0, subsampling: Int32 = 0, colourspace: Int32 = 0
        let size = UInt(jpeg.count)
        guard tjDecompressHeader3(decoder, jpeg, size, &width, &height, &subsampling, &colourspace) == 0 else { throw .notJPEG }
        guard width > 0, height > 0, Int(width) <= header.width, Int(height) <= header.height else { throw .tooLarge }
        let scale = Self.scale(width: Int(width), height: Int(height))
        let scaledWidth = (Int(width) * scale.numerator + scale.denominator - 1) / scale.denominator
        let scaledHeight = (Int(height) * scale.numerator + scale.denominator - 1) / scale.denominator
        var pixels = [UInt8](repeating: 0, count: scaledWidth * scaledHeight * 3)
        let code = tjDecompress2(
            decoder, jpeg, size, &pixels, Int32(scaledWidth), 0, Int32(scaledHeight), Int32(TJPF_RGB.rawValue),
            TJFLAG_LIMITSCANS)
        // A picture that was cut on its way is a warning: what came of it is worth seeing.
        guard code == 0 || tjGetErrorCode(decoder) == Int32(TJERR_WARNING.rawValue) else { throw .notJPEG }
        self.init(width: scaledWidth, height: scaledHeight, pixels: pixels)
    }

    /// The largest of the decoder's own scales that is not more than is needed; its smallest for huge pictures.
    private static func scale(width: Int, height: Int) -> (numerator: Int, denominator: Int) {
        var count: Int32 = 0
        guard let factors = tjGetScalingFactors(&count) else { return (1, 1) }
        // Types are named where the compiler would look for them for ten seconds.
        typealias Scale = (numerator: Int, denominator: Int)
        func isLarger(_ one: Scale, _ other: Scale) -> Bool {
            one.numerator * other.denominator > other.numerator * one.denominator
        }
        func fits(_ scale: Scale) -> Bool {
            let isNarrow: Bool = width * scale.numerator <= most.width * scale.denominator
            let isLow: Bool = height * scale.numerator <= most.height * scale.denominator
            return isNarrow && isLow
        }
        let all: [Scale] = (0..<Int(count)).map { (Int(factors[$0].num), Int(factors[$0].denom)) }
        let scales: [Scale] = all.filter { $0.numerator <= $0.denominator }.sorted(by: isLarger)
        return scales.first(where: fits) ?? scales.last ?? (1, 1)
    }

    /// The mean colour of each of `columns` × `rows` fields that the picture is cut into.
    public func fields(columns: Int, rows: Int) -> [RGB] {
        guard columns > 0, rows > 0, width > 0, height > 0 else { return [] }
        var fields: [RGB] = []
        fields.reserveCapacity(columns * rows)
        for row in 0..<rows {
            let lines = span(row, of: rows, in: height)
            for column in 0..<columns { fields.append(mean(span(column, of: columns, in: width), lines)) }
        }
        return fields
    }

    private func span(_ index: Int, of count: Int, in length: Int) -> Range<Int> {
        let start = min(length - 1, index * length / count)
        return start..<min(length, max(start + 1, (index + 1) * length / count))
    }

    private func mean(_ columns: Range<Int>, _ rows: Range<Int>) -> RGB {
        var red = 0, green = 0, blue = 0
        for row in rows {
            for column in columns {
                let place = (row * width + column) * 3
                red += Int(pixels[place])
                green += Int(pixels[place + 1])
                blue += Int(pixels[place + 2])
            }
        }
        let count = columns.count * rows.count
        return RGB(red: red / count, green: green / count, blue: blue / count)
    }
}

public enum PictureError: Error {
    case notJPEG, tooLarge, cancelled
}

/// A colour of light, each part from 0 to 255.
public struct RGB: Hashable, Sendable {
    public var red, green, blue: Int

    public init(red: Int, green: Int, blue: Int) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// How bright it is to the eye (ITU-R BT.601), 0 to 255.
    public var luma: Int { (299 * red + 587 * green + 114 * blue) / 1000 }

    /// The nearest of the 256 colours' cube and grey ramp: the first sixteen are the user's own, and are left out.
    public var indexed: UInt8 {
        let cube = [red, green, blue].map { $0 < 48 ? 0 : $0 < 115 ? 1 : ($0 - 35) / 40 }
        let steps = [0, 95, 135, 175, 215, 255]
        let cubeDistance = distance(to: (steps[cube[0]], steps[cube[1]], steps[cube[2]]))
        let grey = min(23, max(0, ((red + green + blue) / 3 - 3) / 10))
        let level = 8 + grey * 10
        return distance(to: (level, level, level)) < cubeDistance
            ? UInt8(232 + grey) : UInt8(16 + 36 * cube[0] + 6 * cube[1] + cube[2])
    }

    private func distance(to other: (Int, Int, Int)) -> Int {
        let (r, g, b) = (red - other.0, green - other.1, blue - other.2)
        return r * r + g * g + b * b
    }
}
