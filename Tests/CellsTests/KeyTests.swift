import Cells
import Testing

@Suite("Keys have names")
struct KeyTests {
    @Test(
        "that lead back to them, in any case",
        arguments: [
            Key.character("y"), .character("Y"), .character("/"), .character(" "), .character("客"), .control("p"), .enter,
            .escape, .tab, .backtab, .backspace, .delete, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end,
            .function(1), .function(12),
        ])
    func roundTrip(key: Key) {
        #expect(Key(name: key.name) == key)
        if key.name.count > 1 { #expect(Key(name: key.name.uppercased()) == key) }
    }

    @Test("and what is none has no key", arguments: ["", "Ctrl-", "Ctrl-1", "F0", "F13", "Hyper-x", "yy"])
    func unknown(name: String) {
        #expect(Key(name: name) == nil)
    }
}
