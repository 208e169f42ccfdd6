import OpenPlatform

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
    case address(AddressReply)
    case playlist(Playlist)
    case done
    case failed(PlatformError)

    static func refused(_ code: String, _ message: String) -> Outcome {
        .failed(.refused(code: code, message: message))
    }
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
