import FoundationEssentials
import Vocabulary

/// `data` of `v2/live/address/get` (doc 1414).
struct AddressReply: Decodable {
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
    func address(for wanted: AddressRequest, overseas: Bool) -> LiveAddress? {
        guard let url = url.flatMap({ SafeURL.cleaned($0, schemes: Self.schemes(of: wanted.liveProtocol)) }) else { return nil }
        return LiveAddress(
            url: url, expires: LiveAddress.end(inQueryOf: url) ?? end(of: wanted, overseas: overseas), urlID: id,
            liveProtocol: wanted.liveProtocol, quality: wanted.quality)
    }

    private static func schemes(of liveProtocol: LiveProtocol) -> [String] {
        switch liveProtocol {
        case .ezopen: ["ezopen"]
        case .rtmp: ["rtmp", "rtmps"]
        case .hls, .llhls, .flv: ["https", "http"]
        }
    }

    /// The field means nothing when no life was asked for; and overseas nobody says in which zone its text is.
    private func end(of wanted: AddressRequest, overseas: Bool) -> Date? {
        guard wanted.life != nil else { return nil }
        if let expireNumber { return Date(milliseconds: expireNumber) }
        return overseas ? nil : expireText.flatMap { Date(beijing: $0) }
    }
}
