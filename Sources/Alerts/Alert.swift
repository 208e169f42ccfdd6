import Fleet
import FoundationEssentials
import Settings

/// What one rule has to tell of one incident: of all that began together in an account. Whoever is told of it is told of its end.
public struct Alert: Equatable, Codable, Sendable {
    struct Member: Equatable, Codable, Sendable {
        /// nil where it is the account itself.
        var serial: String?
        var channel: Int?
        var name: String
        var device: String?
        var since: Date
        /// When it was so no more.
        var over: Date?
        /// It is over since the camera has left the account.
        var left = false
        /// That it is over has been told, while others were not.
        var isReported = false
    }

    /// How far it has come on a route.
    enum Standing: String, Codable, Sendable {
        case due
        /// It waits for the summary: the rule is quiet, or the route has had enough of this hour.
        case held
        case told
        /// Its end waits for the summary.
        case ending
        /// It was tried in vain for so long that it was given up; it is told with the next summary, once the route works.
        case missed
        /// Nothing more is to be told.
        case done
    }

    struct Key: Hashable, Sendable {
        var account: AccountName
        var id: String
    }

    var rule: String
    var what: AlertKind
    var began: Date
    var members: [Member]
    var routes: [String: Standing] = [:]

    /// So many of them fit into a row of the state file.
    static let mostMembers = 4000

    var since: Date { members.map(\.since).min() ?? began }
    var isOver: Bool { members.allSatisfy { $0.over != nil } }
    var end: Date { members.compactMap(\.over).max() ?? began }
    var returned: [Member] { members.filter { $0.over != nil } }
    var remaining: [Member] { members.filter { $0.over == nil } }
    /// Nothing that could end: a camera that is new is so for a moment.
    var isMoment: Bool { what == .new }
}

extension Alert.Member {
    init(_ holding: Holding, _ noted: Noted) {
        serial = holding.camera?.serial
        channel = holding.camera?.channel
        name = noted.name
        device = noted.device
        since = noted.since
    }

    func holding(_ what: AlertKind, in account: AccountName) -> Holding {
        guard let serial else { return Holding(what, of: account) }
        return Holding(what, of: CameraID(account: account, serial: serial, channel: channel))
    }
}
