/// A configuration file as far as it could be read, with what was wrong and where its accounts stand.
struct ParsedConfiguration {
    var configuration: Configuration
    let document: Document
    /// Of `configuration.accounts`, in the same order.
    let accountPaths: [TablePath]
    /// Of `configuration.routes`, in the same order.
    let routePaths: [TablePath]
    /// Who writes it decides what is run, or who is sent a secret.
    let isTrusting: Bool

    /// Throws only for a text that is no TOML; everything else is in the document's problems.
    init(_ text: String, file: String) throws(ConfigurationError) {
        document = try Document(text, file: file)
        let root = TableReader<RootKey>(document.root, at: TablePath(), of: document) { key in
            AccountKey(rawValue: key) != nil ? .misplaced(belongsIn: "accounts") : nil
        }
        let accounts = Account.all(in: root)
        accountPaths = accounts.map(\.path)
        configuration = Configuration(root)
        configuration.accounts = accounts.map(\.account)
        configuration.file = file
        let routes = AlertRoute.all(in: root), rules = AlertRule.all(in: root, via: AlertRoute.names(in: root))
        routePaths = routes.map(\.path)
        configuration.routes = routes.map(\.route)
        configuration.alerts = rules.map(\.rule)
        for (rule, path) in rules {
            configuration.filterLines[rule.name] = document.line(of: path + AlertKey.cameras.rawValue)
        }
        let isCommand = if case .command = configuration.clipboard { true } else { false }
        isTrusting = [.accounts, .push, .mqtt, .player, .service, .serviceUser, .via].contains(where: root.has) || isCommand
        if configuration.serviceSocket != nil, root.has(.accounts) {
            root.report(.conflict(with: RootKey.accounts.rawValue), .service)
        }
        for key in ServiceKey.allCases {
            let path = root.path(of: .service) + key.rawValue
            configuration.lines["\(RootKey.service.rawValue).\(key.rawValue)"] = document.line(of: path)
        }
        for key in MQTTKey.allCases {
            let path = root.path(of: .mqtt) + key.rawValue
            configuration.lines["\(RootKey.mqtt.rawValue).\(key.rawValue)"] = document.line(of: path)
        }
        if let address = configuration.broker?.address, !address.isSecure, !address.isLoopback {
            configuration.notes.append(configuration.problem(MQTTKey.url, .plainBroker))
        }
        for key in RootKey.allCases {
            configuration.lines[key.rawValue] = document.line(of: root.path(of: key))
        }
    }
}
