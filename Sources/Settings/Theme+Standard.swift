import Cells

extension Theme {
    /// The theme in the binary; `themes/default.toml` says the same, and why these colours.
    public static let standard = Theme(
        name: "default",
        inks: [
            .text: Ink(),
            .dim: Ink(foreground: grey),
            .title: Ink(attributes: .bold),
            .heading: Ink(foreground: grey, attributes: .underline),
            .border: Ink(foreground: grey),
            .key: Ink(attributes: .bold),
            .good: Ink(foreground: Colour(extended: 28, basic: BasicColour.green.index)),
            .warning: Ink(foreground: Colour(extended: 130, basic: BasicColour.yellow.index)),
            .bad: Ink(foreground: Colour(extended: 160, basic: BasicColour.red.index), attributes: .bold),
            .pending: Ink(foreground: Colour(extended: 32, basic: BasicColour.cyan.index)),
            .selection: Ink(attributes: .reverse),
            .mark: Ink(foreground: Colour(extended: 133, basic: BasicColour.magenta.index), attributes: .bold),
            .match: Ink(attributes: [.bold, .underline]),
            .input: Ink(attributes: .underline),
            .code: Ink(
                foreground: Colour(extended: 231, basic: BasicColour.brightWhite.index),
                background: Colour(extended: 16, basic: BasicColour.black.index)),
        ])

    private static let grey = Colour(extended: 244, basic: BasicColour.brightBlack.index)
}
