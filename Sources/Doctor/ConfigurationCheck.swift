import Output
import Settings
import Wording

/// The configuration: every problem is a line, and what is in force where there is none.
struct ConfigurationCheck {
    var problems: [ConfigurationProblem]
    /// Those of keys and theme, which are in words already.
    var faults: [String] = []
    var file: String?
    var accounts: [String]
    var demo: Bool

    func findings(_ texts: Texts) -> [Finding] {
        let words = texts.doctor.files
        guard problems.isEmpty, faults.isEmpty else {
            return problems.map { finding($0, texts) }
                + faults.map { Finding(.configuration, .fail(.configuration), $0, mend: words.mendConfiguration) }
        }
        if demo { return [Finding(.configuration, .ok, words.demo)] }
        let parts = [file ?? words.noFile, words.accounts(accounts.joined(separator: texts.doctor.verdicts.comma))]
        return [Finding(.configuration, .ok, parts.joined(separator: texts.doctor.verdicts.comma))]
    }

    /// What is no fault of it, and worth a word.
    static func finding(ofNote problem: ConfigurationProblem, _ texts: Texts) -> Finding {
        switch problem.what {
        case .readableAsGiven: Finding(.permissions, .ok, texts.describe(problem))
        default: Finding(.configuration, .warn, texts.describe(problem))
        }
    }

    private func finding(_ problem: ConfigurationProblem, _ texts: Texts) -> Finding {
        let words = texts.doctor.files
        let fail = Finding.Verdict.fail(.configuration)
        switch problem.what {
        case .nothingConfigured:
            let seen = problem.file == nil ? words.nothingConfigured : texts.describe(problem)
            return Finding(.configuration, fail, seen, mend: words.mendNothing)
        case .readableByOthers(let chmod), .secret(.readableByOthers(let chmod)):
            // Of a secret's file only the key that names it is told, and the command.
            let place = [problem.file, problem.key].compactMap(\.self).joined(separator: ": ")
            return Finding(.permissions, fail, words.othersRead(place), mend: chmod)
        default: return Finding(.configuration, fail, texts.describe(problem), mend: words.mendConfiguration)
        }
    }
}
