import FoundationEssentials

/// A live address. Whoever has it can watch, so it is a secret: never in a log, a message, a recording or a state file.
public struct LiveAddress: Hashable, Codable, Sendable {
    public var url: String
    /// From the address's own `expire=`, else from the reply; nil when neither says.
    public var expires: Date?
    /// The platform's id of the address, with which it can be withdrawn.
    public var urlID: String?
    public var liveProtocol: LiveProtocol
    public var quality: Quality

    public init(url: String, expires: Date?, urlID: String?, liveProtocol: LiveProtocol, quality: Quality) {
        self.url = url
        self.expires = expires
        self.urlID = urlID
        self.liveProtocol = liveProtocol
        self.quality = quality
    }
}

extension LiveAddress {
    /// The code that decrypts the video stands in it: whoever sees it can do more than watch.
    public var holdsCode: Bool { codeRange != nil }

    /// The address as it may stand on a screen: without the code.
    public var shown: String {
        codeRange.map { url[..<$0.lowerBound] + "******" + url[$0.upperBound...] }.map(String.init) ?? url
    }

    private var codeRange: Range<String.Index>? {
        guard let scheme = url.firstRange(of: "://"), let at = url[scheme.upperBound...].firstIndex(of: "@"),
            !url[scheme.upperBound..<at].contains("/")
        else { return nil }
        return scheme.upperBound..<at
    }

    /// Whether it is the one of that id.
    public func names(_ id: String) -> Bool { (urlID ?? Self.urlID(in: url)) == id }

    /// When an address ends, as it says itself (`expire=`, seconds since 1970): sure on both platforms, whatever zone the text beside it
    /// is meant in. nil for what is no time, such as one beyond the year 9999.
    public static func end(inQueryOf url: String) -> Date? {
        guard let mark = url.firstIndex(of: "?") else { return nil }
        return url[url.index(after: mark)...].split(separator: "&").first { $0.hasPrefix("expire=") }
            .flatMap { Int($0.dropFirst(7)) }
            .flatMap { (1...253_402_300_799).contains($0) ? Date(timeIntervalSince1970: Double($0)) : nil }
    }

    /// The platform's id of an address, which stands in it as `id=`; an id alone is one.
    public static func urlID(in text: String) -> String? {
        let text = text.filter { !$0.isWhitespace }
        if !text.isEmpty, text.utf8.count <= 128, text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) { return text }
        guard let mark = text.firstIndex(of: "?") else { return nil }
        return text[text.index(after: mark)...].split(separator: "&").first { $0.hasPrefix("id=") }
            .map { String($0.dropFirst(3)) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
