/// Letters and digits that nobody guesses.
enum Secret {
    static func hex(_ digits: Int) -> String {
        letters(digits, of: "0123456789abcdef")
    }

    /// A token as the platform makes them: its kind and 32 letters.
    static func token(_ kind: TokenKind) -> String {
        "\(kind.rawValue).\(letters(32, of: "0123456789abcdefghijklmnopqrstuvwxyz"))"
    }

    static func refreshToken() -> String { "rt.\(letters(32, of: "0123456789abcdefghijklmnopqrstuvwxyz"))" }

    static func digits(_ count: Int) -> String {
        letters(1, of: "123456789") + letters(count - 1, of: "0123456789")
    }

    private static func letters(_ count: Int, of alphabet: String) -> String {
        let alphabet = Array(alphabet)
        var generator = SystemRandomNumberGenerator()
        return String((0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
    }
}
