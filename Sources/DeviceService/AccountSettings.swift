import Fleet
import OpenPlatform
import Vocabulary

/// One account as the configuration names it. Key, secret and codes never show when it is printed.
public struct AccountSettings: Sendable, CustomStringConvertible, CustomReflectable {
    public var name: AccountName
    /// Where tokens are asked; a token's own `areaDomain` may name another base for all other calls.
    public var base: Base
    public var appKey: String
    public var appSecret: Secret
    public var sources: [Source]
    /// By serial: sent when the encryption of that device is switched off.
    public var verificationCodes: [String: Secret]

    public init(
        name: AccountName, base: Base, appKey: String, appSecret: Secret, sources: [Source] = [.own, .hosted],
        verificationCodes: [String: Secret] = [:]
    ) {
        self.name = name
        self.base = base
        self.appKey = appKey
        self.appSecret = appSecret
        self.sources = sources
        self.verificationCodes = verificationCodes
    }

    public var identity: AccountIdentity { AccountIdentity(name: name, appKey: appKey, base: base.url) }

    /// The code of a device, however its serial is written: labels and consoles differ in upper and lower case, and one of its channels
    /// may stand behind it.
    public func verificationCode(of serial: String) -> Secret? {
        if let code = verificationCodes[serial] { return code }
        let wanted = serial.uppercased()
        return verificationCodes.first { written, _ in
            let written = written.uppercased()
            guard written.hasPrefix(wanted) else { return false }
            let rest = written.dropFirst(wanted.count)
            return rest.isEmpty
                || rest.first == ":" && (2...5).contains(rest.count) && rest.dropFirst().allSatisfy(\.isWholeNumber)
        }?.value
    }

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
