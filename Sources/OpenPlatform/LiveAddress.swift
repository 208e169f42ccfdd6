import FoundationEssentials

/// `data` of `v2/live/address/get` (doc 1414).
struct LiveAddress: Decodable {
    var url: String?
    var id: String?
    private var expireNumber: Int?
    private var expireText: String?

    private enum Keys: String, CodingKey {
        case id, url, expireTime
    }

    init(from decoder: any Decoder) throws {
        let data = try decoder.container(keyedBy: Keys.self)
        url = data.identifier(.url, limit: 4096)
        id = data.identifier(.id)
        expireNumber = data.number(.expireTime)
        expireText = data.text(.expireTime)
    }

    /// The address, unless it is none that the wanted protocol could have.
    func reply(to wanted: AddressRequest, overseas: Bool) -> AddressReply? {
        guard let url = url.flatMap({ SafeURL.cleaned($0, schemes: Self.schemes(of: wanted.protocolNumber)) }) else { return nil }
        return AddressReply(url: url, id: id, expires: Self.expiry(inQueryOf: url) ?? expiry(of: wanted, overseas: overseas))
    }

    private static func schemes(of protocolNumber: Int) -> [String] {
        switch protocolNumber {
        case 1: ["ezopen"]
        case 3: ["rtmp", "rtmps"]
        default: ["https", "http"]
        }
    }

    /// Sure on both platforms: seconds since 1970, whatever zone the text beside it is meant in.
    private static func expiry(inQueryOf url: String) -> Date? {
        guard let mark = url.firstIndex(of: "?") else { return nil }
        return url[url.index(after: mark)...].split(separator: "&")
            .first { $0.hasPrefix("expire=") }
            .flatMap { Int($0.dropFirst("expire=".count)) }
            .flatMap { Date(seconds: $0) }
    }

    /// The field means nothing when no life was asked for; and overseas nobody says in which zone its text is.
    private func expiry(of wanted: AddressRequest, overseas: Bool) -> Date? {
        guard wanted.life != nil else { return nil }
        if let expireNumber { return Date(milliseconds: expireNumber) }
        return overseas ? nil : expireText.flatMap { Date(beijing: $0) }
    }
}
