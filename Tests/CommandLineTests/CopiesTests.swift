import Delivery
import Testing

@testable import CommandLine
@testable import Session

@Suite("What goes to the clipboard")
struct CopiesTests {
    @Test("what was asked for later is not overtaken by an answer that came late")
    func order() async {
        let copies = Copies()
        let clipboard = Clipboard(environment: [:], preference: .off)
        let first = await copies.turn()
        let second = await copies.turn()
        let later = await copies.copy("b", to: clipboard, second)
        let earlier = await copies.copy("a", to: clipboard, first)
        let third = await copies.turn()
        let newest = await copies.copy("c", to: clipboard, third)
        #expect(later != nil && earlier == nil && newest != nil)
    }
}
