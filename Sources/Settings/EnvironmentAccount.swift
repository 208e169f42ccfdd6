import Vocabulary

/// The account `default` that the variables describe, when they do.
public struct EnvironmentAccount {
    let account: Account?
    let problems: [ConfigurationProblem]

    init(_ environment: [String: String]) {
        guard environment[.appKey] != nil || environment[.appSecret] != nil else {
            account = nil
            problems = []
            return
        }
        var problems: [ConfigurationProblem] = []
        func value<Value>(_ variable: Variable, _ expected: Expectation, _ make: (String) -> Value?) -> Value? {
            guard let text = environment[variable].map(expected.tidied) else { return nil }
            let what = expected.problem(of: text)
            if what == nil, let value = make(text) { return value }
            problems.append(ConfigurationProblem(file: nil, key: variable.rawValue, what: what ?? .badValue(expected)))
            return nil
        }
        for variable in [Variable.appKey, .appSecret] where environment[variable] == nil {
            problems.append(ConfigurationProblem(file: nil, key: variable.rawValue, what: .missing))
        }
        let key = value(.appKey, .appKey) { $0 }
        let secret = value(.appSecret, .secret) { SecretSource.literal(Secret($0)) }
        let region = value(.region, .oneOf(Region.allCases.map(\.rawValue)), Region.init(rawValue:))
        let base = value(.baseURL, .baseURL) { BaseURL($0)?.text }
        let devices = value(.devices, .sources, Source.listed)
        self.problems = problems
        guard problems.isEmpty, let key, let secret else {
            account = nil
            return
        }
        account = Account(
            name: "default", place: base.map { .baseURL($0) } ?? .region(region ?? .cn), appKey: key, secret: secret,
            devices: devices ?? [.own])
    }

    /// Where the variables say that an account is registered; nil where they do not.
    ///
    /// - Throws: that a variable is wrong.
    public static func place(_ environment: [String: String]) throws(ConfigurationError) -> AccountPlace? {
        if let text = try word(.baseURL, .baseURL, environment) { return BaseURL(text).map { .baseURL($0.text) } }
        return try word(.region, .oneOf(Region.allCases.map(\.rawValue)), environment).flatMap(Region.init).map {
            .region($0)
        }
    }

    /// The verification code that a variable names; nil where none does.
    ///
    /// - Throws: that it is none.
    public static func verificationCode(_ environment: [String: String]) throws(ConfigurationError) -> Secret? {
        try word(.verificationCode, .verificationCode, environment).map(Secret.init)
    }

    private static func word(
        _ variable: Variable, _ expected: Expectation, _ environment: [String: String]
    ) throws(ConfigurationError) -> String? {
        guard let text = environment[variable].map(expected.tidied) else { return nil }
        guard let what = expected.problem(of: text) else { return text }
        throw ConfigurationError([ConfigurationProblem(file: nil, key: variable.rawValue, what: what)])
    }
}
