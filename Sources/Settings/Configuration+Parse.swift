import Cells
import TOMLKit
import Vocabulary

extension Configuration {
    /// Reads the text of a configuration file; `file` is its name in the problems.
    ///
    /// - Throws: every problem at once, sorted by line.
    public static func parse(_ text: String, file: String) throws(ConfigurationError) -> Configuration {
        let parsed = try ParsedConfiguration(text, file: file)
        guard parsed.document.problems.isEmpty else { throw ConfigurationError(parsed.document.problems) }
        return parsed.configuration
    }

    /// What the keys of a file say; those left out, and those that are wrong, keep what holds without them.
    init(_ root: TableReader<RootKey>) {
        self.init()
        let day = 86_400.0
        interval = root.duration(.interval, Self.intervals) ?? interval
        liveInterval = root.duration(.liveInterval, 10...30 * day) ?? liveInterval
        offlineAfter = root.duration(.offlineAfter, 0...day) ?? offlineAfter
        language = root.choice(.language) ?? language
        theme = root.string(.theme, .printable(limit: 4_096)).map(CopiedText.trimmed) ?? theme
        readOnly = root.boolean(.readOnly) ?? readOnly
        player = root.string(.player, .printable(limit: 4_096)) ?? player
        addressLife = root.duration(.addressLife, 30...720 * day) ?? addressLife
        history = root.duration(.history, day...3650 * day) ?? history
        historySize = root.string(.historySize, .size).flatMap(SizeText.init)?.bytes ?? historySize
        check = Check.read(in: root) ?? check
        battery = root.strings(.battery, .printable(limit: 64))?.map(CopiedText.tidied) ?? battery
        glyphs = root.choice(.glyphs) ?? glyphs
        color = root.choice(.color) ?? color
        columns = root.choices(.columns).map { Self.columns($0) } ?? columns
        pane = root.choice(.pane) ?? pane
        notify = root.choices(.notify) ?? notify
        mouse = root.boolean(.mouse) ?? mouse
        clipboard = ClipboardChoice.read(in: root) ?? clipboard
        push = Push.read(in: root)
        broker = Broker.read(in: root)
        serviceSocket = Service.socket(in: root)
        service = Service.read(in: root)
        serviceUser = root.string(.serviceUser, .userName)
        keys = KeyBinding.all(in: root)
    }
}

extension Configuration {
    /// Each column once; without its name nobody would know which camera a row is.
    private static func columns(_ chosen: [ColumnID]) -> [ColumnID] {
        var seen: Set<ColumnID> = []
        return ((chosen.contains(.name) ? [] : [.name]) + chosen).filter { seen.insert($0).inserted }
    }
}

extension Check {
    fileprivate static func read(in root: TableReader<RootKey>) -> Check? {
        guard let value = root.value(.check),
            let text = root.string(value, at: root.path(of: .check), expected: .duration).map(CopiedText.tidied)
        else { return nil }
        if text == "on-demand" { return .onDemand }
        guard let duration = DurationText(text), (10...30 * 86_400).contains(duration.seconds) else {
            root.report(.badValue(.onDemandOrDuration), .check)
            return nil
        }
        return .every(duration.seconds)
    }
}

extension ClipboardChoice {
    fileprivate static func read(in root: TableReader<RootKey>) -> ClipboardChoice? {
        guard let value = root.value(.clipboard) else { return nil }
        let path = root.path(of: .clipboard)
        if let array = value.array {
            let words = root.texts(of: array, at: path, .printable(limit: 4_096))
            if array.isEmpty { root.report(.badValue(.notEmpty), .clipboard) }
            return words.isEmpty ? nil : .command(words)
        }
        guard let text = root.string(value, at: path, expected: .stringOrStrings).map(CopiedText.tidied) else { return nil }
        if named[text] == nil { root.report(.badValue(.clipboard), .clipboard) }
        return named[text]
    }
}

extension Push {
    fileprivate static func read(in root: TableReader<RootKey>) -> Push? {
        guard let table = root.subtable(.push) else { return nil }
        let push = TableReader<PushKey>(table, at: root.path(of: .push), of: root.document, elsewhere: belongsOutside)
        let ofWebhook = [PushKey.listen, .secret]
        if push.has(.pull) {
            for key in ofWebhook where push.has(key) { push.report(.conflict(with: PushKey.pull.rawValue), key) }
            return push.choice(.pull).map(Push.pull)
        }
        for key in ofWebhook where !push.has(key) { push.report(.missing, key) }
        guard let address = push.string(.listen, .listenAddress).flatMap(ListenAddress.init),
            let secret = push.string(.secret, .secret)
        else { return nil }
        return .webhook(listen: address, secret: Secret(secret))
    }
}

extension Broker {
    fileprivate static func read(in root: TableReader<RootKey>) -> Broker? {
        guard let table = root.subtable(.mqtt) else { return nil }
        let reader = TableReader<MQTTKey>(table, at: root.path(of: .mqtt), of: root.document, elsewhere: belongsOutside)
        if !reader.has(.url) { reader.report(.missing, .url) }
        let address = reader.string(.url, .brokerURL).flatMap(BrokerAddress.init)
        let passwordFile = reader.string(.passwordFile, .printable(limit: 4_096)).map(CopiedText.trimmed)
        let caFile = reader.string(.caFile, .printable(limit: 4_096)).map(CopiedText.trimmed)
        let topic = reader.string(.topic, .topic)
        let discovery: Discovery? = reader.choice(.discovery)
        let actions = reader.boolean(.actions)
        let node = reader.string(.node, .topicLevel)
        guard let address else { return nil }
        if passwordFile != nil, address.user == nil { reader.report(.passwordOfNobody, .passwordFile) }
        if caFile != nil, !address.isSecure { reader.report(.certificatesOfPlain, .caFile) }
        if actions == true, !address.isSecure, !address.isLoopback { reader.report(.plainActions, .actions) }
        var broker = Broker(address)
        (broker.passwordFile, broker.caFile, broker.node) = (passwordFile, caFile, node)
        broker.topic = topic ?? broker.topic
        broker.discovery = discovery ?? broker.discovery
        broker.actions = actions ?? broker.actions
        return broker
    }
}

extension Service {
    /// `service = "/run/eztop/eztop.sock"`: of somebody else's.
    fileprivate static func socket(in root: TableReader<RootKey>) -> String? {
        guard let value = root.value(.service), value.table == nil else { return nil }
        let path = root.path(of: .service)
        return root.string(value, at: path, .socketPath, kind: .socketOrTable)
    }

    /// `[service]`: one's own.
    fileprivate static func read(in root: TableReader<RootKey>) -> Service {
        guard let table = root.value(.service)?.table else { return Service() }
        let reader = TableReader<ServiceKey>(table, at: root.path(of: .service), of: root.document, elsewhere: belongsOutside)
        return Service(network: network(reader), local: local(reader))
    }

    private static func network(_ reader: TableReader<ServiceKey>) -> Network? {
        let only: [ServiceKey] = [.tokenFile, .tokenAct, .metrics, .hosts, .publicURL, .trustedProxies]
        guard reader.has(.listen) else {
            // Without it they would say nothing, and nobody would notice.
            if only.contains(where: reader.has) { reader.report(.missing, .listen) }
            return nil
        }
        if !reader.has(.tokenFile) { reader.report(.missing, .tokenFile) }
        let listen = reader.string(.listen, .listenAddress).flatMap(ListenAddress.init)
        let token = reader.string(.tokenFile, .printable(limit: 4_096)).map(CopiedText.trimmed)
        let acts = reader.boolean(.tokenAct) ?? false
        let metrics: MetricsChoice = reader.choice(.metrics) ?? .token
        let hosts = reader.strings(.hosts, .hostHeader) ?? []
        let publicURL = reader.string(.publicURL, .baseURL).flatMap { BaseURL($0)?.text }
        let proxies = reader.strings(.trustedProxies, .ipAddress) ?? []
        guard let listen, let token else { return nil }
        return Network(
            listen: listen, tokenFile: token, tokenActs: acts, metrics: metrics, hosts: hosts, publicURL: publicURL,
            trustedProxies: proxies)
    }

    private static func local(_ reader: TableReader<ServiceKey>) -> Local? {
        guard reader.has(.socket) else {
            if [.group, .act].contains(where: reader.has) { reader.report(.missing, .socket) }
            return nil
        }
        let socket = reader.string(.socket, .socketPath)
        let group = reader.string(.group, .userName)
        let act = reader.strings(.act, .userName) ?? []
        return socket.map { Local(socket: $0, group: group, act: act) }
    }
}

extension KeyBinding {
    fileprivate static func all(in root: TableReader<RootKey>) -> [KeyBinding] {
        root.entries(.keys).map { name, value, path in
            var keys: [Key] = []
            for (text, path) in texts(value, at: path, root) {
                if let key = Key(name: text) {
                    keys.append(key.ofInputMethod)
                } else {
                    root.document.report(.badValue(.keyName), at: path)
                }
            }
            return KeyBinding(command: name, keys: keys, line: root.document.line(of: path))
        }
    }

    private static func texts(
        _ value: any TOMLValueConvertible, at path: TablePath, _ root: TableReader<RootKey>
    ) -> [(String, TablePath)] {
        guard let array = value.array else {
            return root.string(value, at: path, expected: .stringOrStrings).map { [($0, path)] } ?? []
        }
        return array.enumerated().compactMap { index, value in
            root.string(value, at: path + index).map { ($0, path + index) }
        }
    }
}

/// In TOML whatever follows a `[table]` belongs to it: the commonest slip is a key of the whole file written below one.
func belongsOutside(_ key: String) -> ConfigurationProblem.What? {
    RootKey(rawValue: key) != nil ? .misplaced(belongsIn: nil) : nil
}
