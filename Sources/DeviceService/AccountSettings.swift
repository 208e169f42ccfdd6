import Fleet
import OpenPlatform
import Vocabulary

/// One account as the configuration names it. Key, secret and codes never show when it is printed.
public struct AccountSettings: Sendable, CustomStringConvertible, CustomReflectable {
    public var name: AccountName
    /// Where tokens are asked; a token's own `areaDomain` may name another base for all other calls.
    public var base: Base
    public var appKey: String
    public var appSecret: String
    public var sources: [Source]
    /// By serial: sent when the encryption of that device is switched off.
    public var verificationCodes: [String: String]

    public init(
        name: AccountName, base: Base, appKey: String, appSecret: String, sources: [Source] = [.own, .hosted],
        verificationCodes: [String: String] = [:]
    ) {
        self.name = name
        self.base = base
        self.appKey = appKey
        self.appSecret = appSecret
        self.sources = sources
        self.verificationCodes = verificationCodes
    }

    public var identity: AccountIdentity { AccountIdentity(name: name, appKey: appKey, base: base.url) }

    public var description: String { "account \(name) at \(base.host)" }

    public var customMirror: Mirror { Mirror(self, children: ["name": name, "host": base.host]) }
}

extension Base {
    /// The host, with its port where that is not the scheme's own.
    public var host: String {
        let start = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let host = String(start.prefix { $0 != "/" })
        let own = url.hasPrefix("http://") ? ":80" : ":443"
        return host.hasSuffix(own) ? String(host.dropLast(own.count)) : host
    }
}
