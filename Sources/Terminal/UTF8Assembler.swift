/// Bytes to characters, one at a time. A byte that does not belong is left out and swallows nothing that follows.
struct UTF8Assembler {
    private var value: UInt32 = 0
    private var missing = 0
    /// The smallest value of this length: a shorter form would have had to be used below it.
    private var least: UInt32 = 0

    mutating func reset() { missing = 0 }

    mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
        if missing > 0 {
            if byte & 0xC0 == 0x80 {
                value = value << 6 | UInt32(byte & 0x3F)
                missing -= 1
                return missing == 0 && value >= least ? Unicode.Scalar(value) : nil
            }
            missing = 0
        }
        switch byte {
        case ..<0x80: return Unicode.Scalar(byte)
        case 0xC2...0xDF: begin(byte & 0x1F, 1, 0x80)
        case 0xE0...0xEF: begin(byte & 0x0F, 2, 0x800)
        case 0xF0...0xF4: begin(byte & 0x07, 3, 0x10000)
        default: break
        }
        return nil
    }

    private mutating func begin(_ bits: UInt8, _ count: Int, _ smallest: UInt32) {
        value = UInt32(bits)
        missing = count
        least = smallest
    }
}
