import Dashboard
import Delivery
import Output
import Startup
import Wording

/// The way that `y` takes to the clipboard.
enum ClipboardCheck {
    enum Result: Hashable {
        case off
        /// Nobody was there to ask, so that nothing was sent.
        case wouldGo([ClipboardRoute])
        /// nil: who was asked does not know.
        case sent([ClipboardRoute], arrived: Bool?)
        case failed([ClipboardFailure])
        /// There is no way to the terminal.
        case lost
    }

    static func finding(_ result: Result, _ texts: Texts) -> Finding {
        let words = texts.doctor.asking
        switch result {
        case .off: return Finding(.clipboard, .ok, words.clipboardOff)
        case .wouldGo(let routes): return Finding(.clipboard, .ok, words.wouldGo(names(of: routes, texts)))
        case .sent(let routes, arrived: nil):
            return Finding(.clipboard, .ok, words.sentUnknown(names(of: routes, texts)))
        case .sent(let routes, arrived: true?):
            return Finding(.clipboard, .ok, words.sentArrived(names(of: routes, texts)))
        case .sent(let routes, arrived: false?):
            return Finding(.clipboard, .fail(.refused), words.sentLost(names(of: routes, texts)), mend: mend(routes, words))
        case .failed(let failures):
            return Finding(
                .clipboard, .fail(.refused), words.notSent(texts.systemWords(failures.reason)),
                mend: mend(failures.map(\.route), words))
        case .lost:
            return Finding(
                .clipboard, .fail(.refused), words.notSent(texts.commandLine.noTerminalForCopy), mend: words.mendTerminal)
        }
    }

    static func names(of routes: [ClipboardRoute], _ texts: Texts) -> String {
        routes.map { texts.word(for: $0.reported) }.joined(separator: texts.notices.and)
    }

    private static func mend(_ routes: [ClipboardRoute], _ words: Texts.Doctor.Asking) -> String {
        if routes.contains(.tmux) { return words.mendTmux }
        return routes.contains(where: \.goesThroughTerminal) ? words.mendTerminal : words.mendProgram
    }
}
