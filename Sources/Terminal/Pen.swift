/// How a terminal draws the next character: attributes and colours as SGR numbers say them.
struct Pen: Equatable {
    var bold = false
    var dim = false
    var underline = false
    var reverse = false
    /// The numbers that set it, such as `32` or `38;5;214`; empty is the terminal's own.
    var foreground: [UInt8] = []
    var background: [UInt8] = []

    /// Takes the numbers of one SGR sequence. Returns nil where one of them is not known.
    func taking(_ numbers: ArraySlice<UInt8>) -> Pen? {
        var pen = self
        var parts = numbers.split(separator: 0x3B, omittingEmptySubsequences: false)[...]
        while let part = parts.popFirst() {
            guard let number = part.isEmpty ? 0 : Self.number(part) else { return nil }
            switch number {
            case 0: pen = Pen()
            case 1: pen.bold = true
            case 2: pen.dim = true
            case 4: pen.underline = true
            case 7: pen.reverse = true
            case 22: (pen.bold, pen.dim) = (false, false)
            case 24: pen.underline = false
            case 27: pen.reverse = false
            case 39: pen.foreground = []
            case 49: pen.background = []
            case 30...37, 90...97: pen.foreground = Array(part)
            case 40...47, 100...107: pen.background = Array(part)
            case 38, 48:
                let count = parts.first.flatMap { Self.number($0) } == 5 ? 2 : 4
                guard parts.count >= count else { return nil }
                let colour = Array(([part] + parts.prefix(count)).joined(separator: [0x3B]))
                if number == 38 { pen.foreground = colour } else { pen.background = colour }
                parts = parts.dropFirst(count)
            default: return nil
            }
        }
        return pen
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count < 4, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Whether a blank looks alike in both.
    func drawsBlanks(as other: Pen) -> Bool {
        background == other.background && reverse == other.reverse && underline == other.underline
            && (!reverse || foreground == other.foreground)
    }

    /// The shortest sequence from `before` to this; empty where they are alike.
    func sequence(from before: Pen) -> [UInt8] {
        if self == before { return [] }
        let steps = difference(from: before)
        let anew = difference(from: Pen())
        // An empty list is the short form of 0.
        let whole: [UInt8] = anew.isEmpty ? [] : [0x30, 0x3B] + anew
        return [0x1B, 0x5B] + (whole.count < steps.count ? whole : steps) + [0x6D]
    }

    private func difference(from before: Pen) -> [UInt8] {
        var numbers: [[UInt8]] = []
        var (bold, dim) = (before.bold, before.dim)
        if (bold && !self.bold) || (dim && !self.dim) {
            numbers.append(Array("22".utf8))
            (bold, dim) = (false, false)
        }
        if self.bold && !bold { numbers.append(Array("1".utf8)) }
        if self.dim && !dim { numbers.append(Array("2".utf8)) }
        if underline != before.underline { numbers.append(Array((underline ? "4" : "24").utf8)) }
        if reverse != before.reverse { numbers.append(Array((reverse ? "7" : "27").utf8)) }
        if foreground != before.foreground { numbers.append(foreground.isEmpty ? Array("39".utf8) : foreground) }
        if background != before.background { numbers.append(background.isEmpty ? Array("49".utf8) : background) }
        return Array(numbers.joined(separator: [0x3B]))
    }
}
