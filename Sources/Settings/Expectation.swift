import Glibc
import System
import Vocabulary

/// What a text was expected to be.
public enum Expectation: Hashable, Sendable {
    case oneOf([String])
    /// How a copied address reaches the clipboard: a word, or a command as an array.
    case clipboard
    /// `oneOf`, or a duration.
    case onDemandOrDuration
    /// Up to so many characters that print.
    case printable(limit: Int)
    /// 1 to 64 characters that print, without slashes, and with a letter or digit first.
    case accountName
    /// Letters and digits, and the signs that join words.
    case appKey
    /// 1 to 256 characters that print.
    case secret
    /// The code on a device's label: 1 to 32 characters that print.
    case verificationCode
    /// `own`, `hosted` or `own,hosted`.
    case sources
    /// http or https, host, perhaps port and path.
    case baseURL
    /// `host:port`.
    case listenAddress
    /// A host, or `host:port`, as a request's `Host` says it.
    case hostHeader
    /// An IPv4 or IPv6 address.
    case ipAddress
    /// `mqtts://user@host:port` or `mqtt://…`, without a password.
    case brokerURL
    /// Letters, digits, `-` and `_`, with slashes between them; and without.
    case topic, topicLevel
    /// A path from the root that a Unix socket can have.
    case socketPath
    /// A user of the machine, or a group.
    case userName
    /// A key's name: `y`, `Ctrl-P`, `F5`.
    case keyName
    /// What a simulated playlist shows: `playing`, `empty`, `missing`, or an error's number.
    case stream
    /// A device's serial: upper-case letters, digits and colons, 50 at most.
    case serial
    /// A code of the platform: digits.
    case code
    /// A size of a file, from ten megabytes to a hundred gigabytes.
    case size
    /// A player's command line.
    case player
    /// Where messages of alerts are posted: http or https, without user and fragment.
    case postAddress
    /// A part of each day: `22:00-07:00`.
    case quietHours
    /// One at least.
    case notEmpty
    /// A whole number between two others.
    case number(from: Int, to: Int)

    /// Whether a text is that; only of those that texts alone decide.
    public func admits(_ text: String) -> Bool {
        switch self {
        case .oneOf(let names): names.contains(text)
        case .printable(let limit): Self.prints(text, limit: limit)
        case .secret: Self.prints(text, limit: 256)
        case .verificationCode: Self.prints(text, limit: 32)
        case .accountName:
            Self.prints(text, limit: 64) && !text.contains("/") && text.first.map { $0.isLetter || $0.isNumber } == true
                && text.last != " "
        case .appKey:
            (1...128).contains(text.utf8.count)
                && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "-_.".contains($0) }
        case .sources: Source.listed(text) != nil
        case .baseURL: BaseURL(text) != nil
        case .listenAddress: ListenAddress(text) != nil
        case .hostHeader: BaseURL("http://" + text) != nil && !text.contains("/")
        case .ipAddress: Self.isAddress(text)
        case .brokerURL: BrokerAddress(text) != nil
        case .topic: Broker.isTopic(text)
        case .topicLevel: Broker.isLevel(text)
        case .socketPath: text.hasPrefix("/") && LocalSocket.fits(text) && Self.prints(text, limit: 107)
        case .userName: Self.prints(text, limit: 64) && !text.contains(where: \.isWhitespace)
        case .stream:
            ["playing", "empty", "missing"].contains(text) || Int(text).map { (1000...99_999).contains($0) } == true
        case .serial:
            (1...50).contains(text.utf8.count)
                && text.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x3A).contains($0) }
        case .code: (1...8).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        case .size: SizeText(text).map { (10_000_000...100_000_000_000).contains($0.bytes) } ?? false
        case .postAddress: Self.isPostAddress(text)
        case .quietHours: QuietHours(text) != nil
        case .clipboard, .onDemandOrDuration, .keyName, .player, .notEmpty, .number: false
        }
    }

    /// What is meant by a text; nil where that is not what was expected.
    public func taken(_ text: String) -> String? {
        let tidied = tidied(text)
        return problem(of: tidied) == nil ? tidied : nil
    }

    /// Whether quotes are what is wrong with a text.
    public func isQuoted(_ text: String) -> Bool { problem(of: tidied(text)) == .quoted }

    /// A text as it is meant, which need not be what was expected. Names may be written in full width, and so may what is run.
    public func tidied(_ text: String) -> String {
        switch self {
        case .printable, .player, .socketPath: text
        case .accountName: CopiedText.trimmed(text)
        default: CopiedText.tidied(text)
        }
    }

    /// What is wrong with a text that was tidied; nil where it is what was expected.
    func problem(of text: String) -> ConfigurationProblem.What? {
        switch self {
        case .printable, .player: return admits(text) ? nil : .badValue(self)
        case .baseURL where BaseURL.isPage(text): return .notAnAPI
        default:
            let isExpected = admits(text)
            // A secret may begin or end with one of them; a key or a word never does.
            let mayTouch = isExpected && self != .appKey
            return CopiedText.isQuoted(text) || !mayTouch && CopiedText.touchesQuote(text)
                ? .quoted : isExpected ? nil : .badValue(self)
        }
    }

    private static func isPostAddress(_ text: String) -> Bool {
        guard text.utf8.count <= 2_048, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            !text.contains(where: { "#\\\"<>".contains($0) })
        else { return false }
        // What follows the host may hold anything that an address can, but for a user before it.
        return BaseURL(String(text.prefix { $0 != "?" })) != nil && !text.prefix { $0 != "?" }.contains("@")
    }

    private static func isAddress(_ text: String) -> Bool {
        var address = in6_addr()
        return inet_pton(AF_INET, text, &address) == 1 || inet_pton(AF_INET6, text, &address) == 1
    }

    private static func prints(_ text: String, limit: Int) -> Bool {
        guard (1...limit).contains(text.unicodeScalars.count) else { return false }
        return text.unicodeScalars.allSatisfy {
            switch $0.properties.generalCategory {
            case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: false
            default: true
            }
        }
    }
}
