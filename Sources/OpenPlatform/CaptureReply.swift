/// `data` of `device/capture` (doc 687).
struct CaptureReply: Decodable {
    var url: String?

    private enum Keys: String, CodingKey {
        case picUrl
    }

    init(from decoder: any Decoder) throws {
        let data = try decoder.container(keyedBy: Keys.self)
        url = data.identifier(.picUrl, limit: 4096).flatMap { SafeURL.cleaned($0, schemes: ["https", "http"]) }
    }
}
