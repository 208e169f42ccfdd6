/// One cell of the screen: a base character with at most two combining marks, or the right half of a wide one.
/// A plain value of fixed size, so that a frame is copied and compared as fast as memory.
public struct Cell: Hashable, Sendable {
    /// The base code point; 0 in the right half of a wide character.
    public var scalar: UInt32
    /// Combining marks on it; 0 where there is none.
    public var marks: (UInt32, UInt32)
    public var style: Style
    /// Columns it takes: 1, 2, or 0 for the right half of a wide character.
    public var width: UInt8

    public init(scalar: UInt32, width: UInt8, style: Style) {
        self.scalar = scalar
        self.marks = (0, 0)
        self.style = style
        self.width = width
    }

    public static func blank(_ style: Style = .plain) -> Cell { Cell(scalar: 0x20, width: 1, style: style) }
    static func rightHalf(_ style: Style) -> Cell { Cell(scalar: 0, width: 0, style: style) }

    /// The base and its marks; empty in a right half.
    public var text: String {
        var scalars = String.UnicodeScalarView()
        write(to: &scalars)
        return String(scalars)
    }

    func write(to scalars: inout String.UnicodeScalarView) {
        if scalar != 0, let scalar = Unicode.Scalar(scalar) { scalars.append(scalar) }
        if marks.0 != 0, let mark = Unicode.Scalar(marks.0) { scalars.append(mark) }
        if marks.1 != 0, let mark = Unicode.Scalar(marks.1) { scalars.append(mark) }
    }

    /// Whether it shows nothing but its background.
    var isBlank: Bool { scalar == 0x20 && marks == (0, 0) }

    public static func == (a: Cell, b: Cell) -> Bool {
        a.scalar == b.scalar && a.marks == b.marks && a.style == b.style && a.width == b.width
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(scalar)
        hasher.combine(marks.0)
        hasher.combine(marks.1)
        hasher.combine(style)
        hasher.combine(width)
    }
}
