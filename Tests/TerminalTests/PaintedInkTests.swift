import Cells
import Testing

@testable import Terminal

@Suite("A theme's inks in the colours there are")
struct PaintedInkTests {
    private let theme = Theme(
        name: "test",
        inks: [
            .good: Ink(foreground: Colour(extended: 35, basic: 2)),
            .warning: Ink(foreground: Colour(extended: 214, basic: 11), attributes: .bold),
            .bad: Ink(foreground: Colour(extended: 203, basic: 9)),
            .selection: Ink(background: Colour(extended: 236, basic: 8)),
        ])

    private func ink(_ role: Role, selected: Bool = false, _ colours: Int, _ theme: Theme? = nil, direct: Bool = false)
        -> PaintedInk
    {
        PaintedInk(theme ?? self.theme, role, selected: selected, colours: colours, direct: direct)
    }

    @Test("each palette has its own value")
    func palettes() {
        #expect(ink(.good, 256).foreground == 35)
        #expect(ink(.good, 16).foreground == 2)
        #expect(ink(.bad, 16).foreground == 9)
        #expect(ink(.text, 256) == ink(.text, 0))
        #expect(ink(.good, 0).foreground == nil)
    }

    @Test("of eight colours a bright one is the plain one in bold")
    func eight() {
        #expect(ink(.bad, 8).foreground == 1)
        #expect(ink(.bad, 8).attributes == .bold)
        #expect(ink(.good, 8).attributes == [])
    }

    @Test("direct colours get red, green and blue, and the first eight stay the palette's")
    func direct() {
        #expect(ink(.good, 256, direct: true).foreground == 0x00AF5F)
        #expect(ink(.selection, 256, direct: true).background == 0x303030)
        let plain = Theme(name: "", inks: [.good: Ink(foreground: Colour(extended: 2, basic: 2))])
        #expect(ink(.good, 256, plain, direct: true).foreground == 2)
    }

    @Test("the selected row keeps the role's colour over the selection's background")
    func selected() {
        let chosen = ink(.good, selected: true, 256)
        #expect(chosen.foreground == 35)
        #expect(chosen.background == 236)
        #expect(chosen.attributes == [])
    }

    @Test("where the selection's background cannot be seen, the row is one reversed bar")
    func reversed() {
        for colours in [0, 8] {
            let chosen = ink(.good, selected: true, colours)
            #expect(chosen.attributes == .reverse)
            #expect(chosen.foreground == nil && chosen.background == nil)
        }
        #expect(ink(.good, selected: true, 256, Theme(name: "", inks: [:])).attributes == .reverse)
    }
}
