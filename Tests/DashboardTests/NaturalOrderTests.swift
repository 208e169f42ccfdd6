import Testing

@testable import Dashboard

@Suite("Names as people count")
struct NaturalOrderTests {
    @Test(
        "stand in this order, whatever order they come in",
        arguments: [
            ["Lobby 1", "Lobby 2", "Lobby 9", "Lobby 10", "Lobby 100", "Lobby 101"], ["", "1", "9", "02", "10"],
            ["Cam", "Cam 1", "Cam 1 b", "Cam 2"], ["2楼", "10楼"], ["a9z", "a10a"], ["前门", "后院", "客厅"],
        ])
    func order(names: [String]) {
        #expect(names.reversed().sorted(by: NaturalOrder.isBefore) == names)
    }

    @Test("is an order: never both before each other, and no one before itself")
    func strict() {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("a01 29")
        let names = (0..<60).map { _ in
            String((0..<Int.random(in: 0...6, using: &generator)).map { _ in letters.randomElement() ?? "a" })
        }
        for a in names {
            #expect(!NaturalOrder.isBefore(a, a))
            for b in names where a != b {
                #expect(NaturalOrder.isBefore(a, b) != NaturalOrder.isBefore(b, a), "\(a.debugDescription) \(b.debugDescription)")
                for c in names where NaturalOrder.isBefore(a, b) && NaturalOrder.isBefore(b, c) {
                    #expect(NaturalOrder.isBefore(a, c), "\([a, b, c])")
                }
            }
        }
    }
}
