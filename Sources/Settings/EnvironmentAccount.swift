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
            guard let text = environment[variable] else { return nil }
            if expected.admits(text), let value = make(text) { return value }
            problems.append(ConfigurationProblem(file: nil, key: variable.rawValue, what: .badValue(expected)))
            return nil
        }
        for variable in [Variable.appKey, .appSecret] where environment[variable] == nil {
            problems.append(ConfigurationProblem(file: nil, key: variable.rawValue, what: .missing))
        }
        let key = value(.appKey, .appKey) { $0 }
        let secret = value(.appSecret, .secret) { SecretSource.literal(Secret($0)) }
        let region = value(.region, .oneOf(RegionName.allCases.map(\.rawValue)), RegionName.init(rawValue:))
        let base = value(.baseURL, .baseURL) { BaseURL($0)?.text }
        var devices: [DeviceSource] = [.own]
        if let text = environment[.devices] {
            if let list = Self.list(text) {
                devices = list
            } else {
                problems.append(
                    ConfigurationProblem(
                        file: nil, key: Variable.devices.rawValue, what: .badValue(.oneOf(["own", "hosted", "own,hosted"]))))
            }
        }
        self.problems = problems
        guard problems.isEmpty, let key, let secret else {
            account = nil
            return
        }
        account = Account(
            name: "default", place: base.map { .baseURL($0) } ?? .region(region ?? .cn), appKey: key, secret: secret,
            devices: devices)
    }

    /// Where the variables say that an account is registered; nil where they do not.
    ///
    /// - Throws: that a variable is wrong.
    public static func place(_ environment: [String: String]) throws(ConfigurationError) -> AccountPlace? {
        func wrong(_ variable: Variable, _ expected: Expectation) -> ConfigurationError {
            ConfigurationError([ConfigurationProblem(file: nil, key: variable.rawValue, what: .badValue(expected))])
        }
        if let text = environment[.baseURL] {
            guard let url = BaseURL(text) else { throw wrong(.baseURL, .baseURL) }
            return .baseURL(url.text)
        }
        guard let name = environment[.region] else { return nil }
        guard let region = RegionName(rawValue: name) else { throw wrong(.region, .oneOf(RegionName.allCases.map(\.rawValue))) }
        return .region(region)
    }

    private static func list(_ text: String) -> [DeviceSource]? {
        DeviceSource.list(
            text.split(separator: ",", omittingEmptySubsequences: false).map {
                String($0.drop { $0 == " " }.prefix { $0 != " " })
            })
    }
}
