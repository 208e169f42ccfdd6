import Fleet
import FoundationEssentials
import Vocabulary

/// What a front says of itself when it attaches, and each time it asks what is new.
struct Attachment: Codable, Sendable {
    struct Account: Codable, Sendable {
        var name: AccountName
        /// Key and host under a name that only this user's processes know.
        var mark: String
        var sources: [Source]
    }

    /// Of the program.
    var version: String
    /// Names this front among all.
    var front: String
    var process: Int
    var kind: FrontKind
    /// None of a front without any key of the platform: it sees all that are polled.
    var accounts: [Account]
    /// Of all that are polled this one alone.
    var account: AccountName?
    /// Encryption that was lifted for a time may be put back for it: it stays, and may change something.
    var restores: Bool
    /// What it has seen: of which run of the poller, and how much of it.
    var run: String?
    var seen: Int
    /// false: it is to be answered at once, also where nothing is new.
    var waits: Bool?
}

/// What a front is.
public enum FrontKind: String, Codable, Sendable {
    case dashboard, watch
    /// The one that never goes: it polls before all others.
    case serve
    /// A command that prints and ends.
    case command
}

/// What comes before the changes in the answer to an attachment.
struct Attached: Codable, Sendable {
    var run: String
    /// How far the changes lead.
    var seen: Int
    /// The changes begin with nothing.
    var isWhole: Bool
    var poller: Poller
    /// Which of the poller's accounts the front sees.
    var parts: [Replica.View.Part]
    /// The front has all of the poller's accounts.
    var hasAll: Bool
}

/// What a front has been told by the one that polls, and how far: with whoever takes its place it goes on from there.
struct Known: Sendable {
    var head: Attached
    var replica: Replica

    /// Whether whoever takes over under the same names can go on telling from here.
    var isWhole: Bool { head.hasAll && head.parts.allSatisfy { $0.poller == $0.front } }
}

/// Why nobody may attach.
struct Refusal: Codable, Sendable {
    enum Reason: String, Codable, Sendable {
        case version, accounts
    }

    var reason: Reason
    var version: String
    var process: Int
    /// It is `eztop serve`, which gives its place to nobody.
    var isService: Bool?
}

/// The whole answer to an attachment, put together from changes that are written once for all fronts.
struct AttachmentAnswer: Decodable, Sendable {
    var head: Attached
    var changes: [Delta]

    static func body(_ head: Data, _ changes: [Data]) -> Data {
        var body = Data(#"{"head":"#.utf8)
        body.append(head)
        body.append(contentsOf: #","changes":["#.utf8)
        for (index, change) in changes.enumerated() {
            if index > 0 { body.append(UInt8(ascii: ",")) }
            body.append(change)
        }
        body.append(contentsOf: "]}".utf8)
        return body
    }
}
