import Settings

/// What is wrong with a configuration, a theme or a scenario, in words.
extension Texts {
    /// A line each: `config.toml:12: accounts.app_sekret: unknown key; did you mean app_secret?`
    public func describe(_ error: ConfigurationError) -> String {
        let more = error.problems.count > ConfigurationError.mostShown ? [language == .chinese ? "……还有更多" : "… and more"] : []
        return (error.problems.prefix(ConfigurationError.mostShown).map(describe) + more).joined(separator: "\n")
    }

    public func describe(_ problem: ConfigurationProblem) -> String {
        var place = problem.file ?? ""
        if problem.file != nil, let line = problem.line {
            place += ":\(line)"
            if let column = problem.column { place += ":\(column)" }
        }
        return [place, problem.key ?? "", describe(problem.what)].filter { !$0.isEmpty }.joined(separator: ": ")
    }

    public func describe(_ what: ConfigurationProblem.What) -> String {
        switch language {
        case .english: what.english
        case .chinese: what.chinese
        }
    }

    public func describe(_ fault: FileFault) -> String {
        switch language {
        case .english: fault.english + (fault.line.map { " (line \($0))" } ?? "")
        case .chinese: fault.chinese + (fault.line.map { "（第 \($0) 行）" } ?? "")
        }
    }

    public func describe(_ fault: SecretFault) -> String {
        switch language {
        case .english: fault.english
        case .chinese: fault.chinese
        }
    }
}
