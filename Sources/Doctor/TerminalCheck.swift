import Cells
import Terminal
import Wording

/// The terminal as such: does a screen run here, and on what.
struct TerminalCheck {
    var description: TerminalDescription
    /// nil where there is no terminal to talk to.
    var present: Present?
    var environment: [String: String]

    struct Present {
        var size: Size?
        /// nil where it is not asked anything.
        var answers: TerminalAnswers?
    }

    func finding(_ texts: Texts) -> Finding {
        let words = texts.doctor.terminal
        guard let present else { return Finding(.terminal, .ok, words.none) }
        let comma = texts.doctor.verdicts.comma
        let seen = facts(present, words)
        func warn(_ what: String, _ mend: String) -> Finding {
            Finding(.terminal, .warn, ([what] + seen).joined(separator: comma), mend: mend)
        }
        guard let term = description.term, term != "dumb" else { return warn(words.dumb, words.setTerm) }
        guard let used = description.used else { return warn(words.notDescribed(term), words.installDescription) }
        if description.isSubstitute { return warn(words.substitute(term, used), words.installDescription) }
        guard let size = present.size else { return warn(term + comma + words.noSize, words.setSize) }
        if size.columns < 24 || size.rows < 5 { return warn(term, words.enlarge) }
        if isSet("TMUX"), !term.hasPrefix("tmux"), !term.hasPrefix("screen") {
            return warn(words.wrongInTmux(term), words.setDefaultTerminal)
        }
        return Finding(.terminal, .ok, ([term] + seen).joined(separator: comma))
    }

    private func facts(_ present: Present, _ words: Texts.Doctor.Terminal) -> [String] {
        var facts: [String] = []
        if let size = present.size { facts.append("\(size.columns)×\(size.rows)") }
        if isSet("TERM_PROGRAM") {
            let version = environment["TERM_PROGRAM_VERSION"].map { " " + $0 } ?? ""
            facts.append(Glyphs.cut((environment["TERM_PROGRAM"] ?? "") + version, to: 40))
        }
        let isRemote = isSet("SSH_CONNECTION") || isSet("SSH_TTY")
        for (name, holds) in [("tmux", isSet("TMUX")), ("screen", isSet("STY")), ("ssh", isRemote)] {
            facts.append(holds ? words.present(name) : words.absent(name))
        }
        if let answers = present.answers {
            facts.append(answers.milliseconds.map(words.answers) ?? words.mute)
            if answers.synchronizedOutput { facts.append(words.synchronized) }
        }
        return facts
    }

    private func isSet(_ name: String) -> Bool { environment[name]?.isEmpty == false }
}
