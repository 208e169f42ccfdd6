import Glibc

/// Texts as C wants them: an array of pointers with a null at its end.
struct CStrings {
    private let texts: [String]

    init(_ texts: [String]) {
        self.texts = texts
    }

    func withPointers<Result>(_ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
        let pointers = texts.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers)
    }
}
