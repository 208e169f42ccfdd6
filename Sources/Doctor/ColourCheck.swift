import Terminal
import Wording

/// How many colours a screen would have.
enum ColourCheck {
    /// - Parameters:
    ///   - description: nil where there is no terminal.
    ///   - option: `--color`, where it was given.
    static func finding(_ description: TerminalDescription?, option: String?, _ texts: Texts) -> Finding {
        let words = texts.doctor.terminal
        guard let description, let used = description.used else { return Finding(.colours, .ok, words.notMeasured) }
        if description.colourless {
            return Finding(.colours, .ok, words.coloursUnwanted(option.map { "--color \($0)" } ?? "NO_COLOR"))
        }
        let seen = words.colours(description.colours, used)
        let isPoor = description.colours < 16 && !description.isPlain
        return isPoor ? Finding(.colours, .warn, seen, mend: words.moreColours) : Finding(.colours, .ok, seen)
    }
}
