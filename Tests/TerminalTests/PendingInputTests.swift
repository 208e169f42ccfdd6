import Testing

@testable import Terminal

@Suite("What was pasted and nobody has read")
struct PendingInputTests {
    @Test("more than a key within a moment is a paste, for as long as its next piece may take, however it was read")
    func bursts() {
        var pending = PendingInput(escapeDelay: 25)
        for moment in 0..<20 { pending.took(3, at: 1000 + 100 * moment) }
        #expect(!pending.isPasting(at: 3000), "keys")
        pending.took(1024, at: 5000)
        pending.took(1, at: 5200)
        #expect(pending.isPasting(at: 5300) && !pending.isPasting(at: 7000), "the key that ends it may be read alone")
        for moment in 0..<17 { pending.took(1, at: 9000 + moment) }
        #expect(pending.isPasting(at: 9100), "byte by byte")
    }
}
