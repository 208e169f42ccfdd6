import TOMLKit

extension AlertRule {
    /// Every `[[alerts]]` that can be read; names that come twice, and routes that are none, are reported.
    static func all(in root: TableReader<RootKey>, via routes: [String]) -> [(rule: AlertRule, path: TablePath)] {
        var seen: Set<String> = []
        return root.tables(.alerts).compactMap { table, path in
            let reader = TableReader<AlertKey>(table, at: path, of: root.document, elsewhere: belongsOutside)
            guard let rule = read(reader, routes) else { return nil }
            if !seen.insert(rule.name).inserted { reader.report(.duplicateName(rule.name), .name) }
            return (rule, path)
        }
    }

    private static func read(_ reader: TableReader<AlertKey>, _ routes: [String]) -> AlertRule? {
        for key in [AlertKey.name, .when, .via] where !reader.has(key) { reader.report(.missing, key) }
        let name = reader.string(.name, .accountName)
        let when: [AlertKind]? = reader.choices(.when)
        let via = reader.strings(.via, .accountName)
        for (key, isEmpty) in [(AlertKey.when, when?.isEmpty), (.via, via?.isEmpty)]
        where isEmpty == true && reader.value(key)?.array?.isEmpty == true {
            reader.report(.badValue(.notEmpty), key)
        }
        for (index, route) in (via ?? []).enumerated() where !routes.contains(route) {
            reader.document.report(.unknownRoute(names: routes), at: reader.path(of: .via) + index)
        }
        let holds = reader.duration(.holds, 0...30 * 86_400)
        if when?.contains(.silent) == true, holds.map({ $0 == 0 }) ?? !reader.has(.holds) { reader.report(.missingSpan, .holds) }
        let cameras = reader.string(.cameras, .printable(limit: 200)) ?? ""
        let quiet = reader.string(.quiet, .quietHours).flatMap(QuietHours.init)
        guard let name, let when, !when.isEmpty, let via, !via.isEmpty else { return nil }
        return AlertRule(
            name: name, when: AlertKind.allCases.filter(when.contains), holds: holds ?? 0, cameras: cameras, quiet: quiet,
            via: via.enumerated().filter { !via[..<$0.offset].contains($0.element) }.map(\.element))
    }
}

extension AlertRoute {
    /// Every `[[via]]` that can be read; names that come twice are reported.
    static func all(in root: TableReader<RootKey>) -> [(route: AlertRoute, path: TablePath)] {
        var seen: Set<String> = []
        return root.tables(.via).compactMap { table, path in
            let reader = TableReader<RouteKey>(table, at: path, of: root.document, elsewhere: belongsOutside)
            guard let route = read(reader) else { return nil }
            if !seen.insert(route.name).inserted { reader.report(.duplicateName(route.name), .name) }
            return (route, path)
        }
    }

    /// The names of all that are there, those too that cannot be read otherwise: what is wrong with them is said once.
    static func names(in root: TableReader<RootKey>) -> [String] {
        (root.value(.via)?.array ?? TOMLArray()).compactMap { $0.table?[RouteKey.name.rawValue]?.string }
            .map(Expectation.accountName.tidied)
    }

    private static func read(_ reader: TableReader<RouteKey>) -> AlertRoute? {
        if !reader.has(.name) { reader.report(.missing, .name) }
        let name = reader.string(.name, .accountName)
        let kind: Kind? = reader.choice(.kind)
        let way = way(reader, kind)
        guard let name, let way else { return nil }
        return AlertRoute(name: name, way: way)
    }

    private static func way(_ reader: TableReader<RouteKey>, _ kind: Kind?) -> Way? {
        if reader.has(.kind), kind == nil { return nil }
        if reader.has(.command) {
            for key in [RouteKey.post, .tokenFile] where reader.has(key) {
                reader.report(.conflict(with: RouteKey.command.rawValue), key)
            }
            if let kind, kind != .command { reader.report(.badValue(.oneOf([Kind.command.rawValue])), .kind) }
            guard let words = reader.strings(.command, .printable(limit: 4_096)) else { return nil }
            if reader.value(.command)?.array?.isEmpty == true { reader.report(.badValue(.notEmpty), .command) }
            return words.isEmpty ? nil : .command(words)
        }
        guard reader.has(.post), kind != .command else {
            reader.report(.missing, kind == .command ? .command : .post)
            return nil
        }
        let url = reader.string(.post, .postAddress)
        let token = reader.string(.tokenFile, .printable(limit: 4_096)).map(CopiedText.trimmed)
        guard let url else { return nil }
        let post = Post(url: url, tokenFile: token)
        return kind == .ntfy ? .ntfy(post) : .webhook(post)
    }
}
