extension Configuration {
    /// The keys of the whole file, and the tables, whose values are not those of `old`, in the order of the documentation.
    public func changes(since old: Configuration) -> [RootKey] {
        RootKey.allCases.filter { key in
            switch key {
            case .interval: interval != old.interval
            case .liveInterval: liveInterval != old.liveInterval
            case .offlineAfter: offlineAfter != old.offlineAfter
            case .history: history != old.history
            case .historySize: historySize != old.historySize
            case .language: language != old.language
            case .theme: theme != old.theme
            case .readOnly: readOnly != old.readOnly
            case .player: player != old.player
            case .addressLife: addressLife != old.addressLife
            case .check: check != old.check
            case .battery: battery != old.battery
            case .glyphs: glyphs != old.glyphs
            case .color: color != old.color
            case .columns: columns != old.columns
            case .pane: pane != old.pane
            case .notify: notify != old.notify
            case .mouse: mouse != old.mouse
            case .clipboard: clipboard != old.clipboard
            case .accounts: accounts != old.accounts
            case .push: push != old.push
            case .mqtt: broker != old.broker
            case .service: service != old.service || serviceSocket != old.serviceSocket
            case .serviceUser: serviceUser != old.serviceUser
            case .alerts: alerts != old.alerts
            case .via: routes != old.routes
            // A line that moved is no other key.
            case .keys: keys.map(\.withoutLine) != old.keys.map(\.withoutLine)
            }
        }
    }
}

extension KeyBinding {
    fileprivate var withoutLine: KeyBinding { KeyBinding(command: command, keys: keys, line: nil) }
}
