/// What a Chinese input method types in full width stands for the ASCII of the same key.
extension String {
    /// Full-width letters, digits, signs and blanks as ASCII; everything else as it is.
    public var halfWidth: String {
        guard unicodeScalars.contains(where: { $0.halfWidth != $0 }) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map(\.halfWidth)))
    }
}

extension Unicode.Scalar {
    fileprivate var halfWidth: Unicode.Scalar {
        switch value {
        case 0x3000: " "
        case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(value - 0xFEE0))
        default: self
        }
    }
}

extension Key {
    /// The key that was meant where an input method was on.
    public var halfWidth: Key {
        if case .character(let text) = self { .character(text.halfWidth) } else { self }
    }

    /// Where keys are commands: the enumeration comma is what such a keyboard types for a slash.
    public var ofInputMethod: Key { self == .character("、") ? .character("/") : self }
}
