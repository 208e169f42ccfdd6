import CNcursesw
import Cells

/// A theme's inks as ncurses takes them: attributes and the number of a colour pair for every style.
///
/// Pairs are made when a theme is loaded, from 1 on, and colours are never redefined: the palette is the user's.
struct ColourPalette: ~Copyable {
    struct Look {
        var attributes: attr_t
        var pair: Int32
    }

    /// Colours in use: 0, 8, 16 or 256.
    let colours: Int
    private let direct: Bool
    private let hasDefaults: Bool
    private var looks: [Look] = []
    /// Pairs of the theme, which come first, and those of pictures.
    private var themePairs: Int32 = 0
    private var pixelPairs: [UInt16: Int32] = [:]
    private var attributes: [attr_t]

    /// To be made once ncurses runs.
    init(_ choice: ColorChoice, environment: (String) -> String?) {
        // Pairs must not be touched before this: without colours ncurses 6.4 crashes.
        guard Self.wanted(choice, environment), has_colors(), start_color() == OK else {
            colours = 0
            direct = false
            hasDefaults = false
            attributes = []
            attributes = (0..<16).map { Self.attributes(Style.Attributes(rawValue: $0)) }
            return
        }
        hasDefaults = use_default_colors() == OK
        let all = Int(eztop_colors())
        colours = Self.used(of: all, choice)
        direct = all > 256 && choice != .sixteen
        attributes = []
        attributes = (0..<16).map { Self.attributes(Style.Attributes(rawValue: $0)) }
    }

    /// Whether colours may be used at all.
    static func wanted(_ choice: ColorChoice, _ environment: (String) -> String?) -> Bool {
        choice != .never && (choice != .auto || environment("NO_COLOR").map(\.isEmpty) ?? true)
    }

    /// How many of a terminal's colours are used.
    static func used(of all: Int, _ choice: ColorChoice) -> Int {
        let most = choice == .sixteen ? min(all, 16) : all
        return most >= 256 ? 256 : most >= 16 ? 16 : most >= 8 ? 8 : 0
    }

    /// Makes the pairs for pixels, which are as many as a picture has colours beside each other. When the terminal has no more of
    /// them, the ones of earlier pictures are given up.
    mutating func admit(_ pixels: [Style]) {
        guard colours >= 256, !direct else { return }
        for style in pixels where style.role == .pixel && pixelPairs[Self.key(style)] == nil {
            if themePairs + Int32(pixelPairs.count) + 1 >= min(eztop_color_pairs(), 32_767) { pixelPairs = [:] }
            let next = themePairs + Int32(pixelPairs.count) + 1
            guard init_extended_pair(next, Int32(style.upper), Int32(style.lower)) == OK else { return }
            pixelPairs[Self.key(style)] = next
        }
    }

    private static func key(_ style: Style) -> UInt16 { UInt16(style.upper) << 8 | UInt16(style.lower) }

    subscript(style: Style) -> Look {
        if style.role == .pixel { return Look(attributes: 0, pair: pixelPairs[Self.key(style)] ?? 0) }
        var look = looks[Int(style.role.rawValue) * 2 + (style.selected ? 1 : 0)]
        look.attributes |= attributes[Int(style.attributes.rawValue & 15)]
        return look
    }

    /// Makes the looks of a theme. What is on the screen in another theme's pairs has to be drawn again.
    mutating func load(_ theme: Theme) {
        var pairs: [[Int]: Int32] = [:]
        looks = []
        pixelPairs = [:]
        for role in Role.allCases {
            for selected in [false, true] {
                let ink = PaintedInk(theme, role, selected: selected, colours: colours, direct: direct)
                looks.append(Look(attributes: Self.attributes(ink.attributes), pair: pair(ink, &pairs)))
            }
        }
        themePairs = Int32(pairs.count)
    }

    private func pair(_ ink: PaintedInk, _ pairs: inout [[Int]: Int32]) -> Int32 {
        guard colours > 0, ink.foreground != nil || ink.background != nil else { return 0 }
        let foreground = ink.foreground ?? (hasDefaults ? -1 : 7)
        let background = ink.background ?? (hasDefaults ? -1 : 0)
        if let known = pairs[[foreground, background]] { return known }
        let next = Int32(pairs.count + 1)
        // A pair that was refused would draw black on black.
        guard next < eztop_color_pairs(), init_extended_pair(next, Int32(foreground), Int32(background)) == OK else {
            return 0
        }
        pairs[[foreground, background]] = next
        return next
    }

    private static func attributes(_ attributes: Style.Attributes) -> attr_t {
        var result: attr_t = 0
        if attributes.contains(.bold) { result |= eztop_bold }
        if attributes.contains(.dim) { result |= eztop_dim }
        if attributes.contains(.underline) { result |= eztop_underline }
        if attributes.contains(.reverse) { result |= eztop_reverse }
        return result
    }
}
