import FoundationEssentials
import OpenPlatform
import Vocabulary

/// What became of a call, comparable.
enum Outcome: Hashable {
    case token(Token)
    case user(UserToken)
    /// Hosted channels that were not given back.
    case kept([HostedChannel])
    case picture(String)
    case devices(Listing<DeviceRow>)
    case channels(Listing<ChannelRow>)
    case hosted(Listing<HostedRow>)
    case info(DeviceInfo)
    case states(ChannelStates)
    case address(Handed)
    case playlist(Heard)
    case consumer(String)
    case messages([PushedMessage])
    case done
    case failed(PlatformError)

    static func refused(_ code: String, _ message: String) -> Outcome {
        .failed(.refused(code: code, message: message))
    }
}

/// A playlist, by what a check goes by.
struct Heard: Hashable {
    var mediaSequence: Int?
    var segments: Int
    var errorCode: String?
    var targetDuration: Int?

    init(mediaSequence: Int?, segments: Int, errorCode: String? = nil, targetDuration: Int? = nil) {
        self.mediaSequence = mediaSequence
        self.segments = segments
        self.errorCode = errorCode
        self.targetDuration = targetDuration
    }

    init(_ playlist: Playlist) {
        self.init(
            mediaSequence: playlist.mediaSequence, segments: playlist.segments.count, errorCode: playlist.errorCode,
            targetDuration: playlist.targetDuration)
    }
}

/// A live address, by what the cloud says of it.
struct Handed: Hashable {
    var url: String
    var id: String?
    var expires: Date?

    init(url: String, id: String? = nil, expires: Date? = nil) {
        self.url = url
        self.id = id
        self.expires = expires
    }

    init(_ address: LiveAddress) { self.init(url: address.url, id: address.urlID, expires: address.expires) }
}

/// A page, comparable.
struct Listing<Row: Hashable & Sendable>: Hashable {
    var rows: [Row]
    var total: Int?
    var unreadable = 0

    init(rows: [Row], total: Int? = nil, unreadable: Int = 0) {
        self.rows = rows
        self.total = total
        self.unreadable = unreadable
    }

    init(_ page: Page<Row>) {
        self.init(rows: page.rows, total: page.total, unreadable: page.unreadable)
    }
}
