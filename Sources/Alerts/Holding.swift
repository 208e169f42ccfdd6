import Fleet
import FoundationEssentials
import Settings
import Vocabulary

/// Something that may be told of somebody: one fact of one camera, or of one account.
struct Holding: Hashable, Sendable {
    enum Subject: Hashable, Sendable {
        case camera(CameraID)
        case account(AccountName)
    }

    var what: AlertKind
    var subject: Subject
    /// Of what is but a moment, each rule has its own; nil for all others.
    var rule: String?

    init(_ what: AlertKind, of camera: CameraID, for rule: String? = nil) {
        (self.what, subject, self.rule) = (what, .camera(camera), rule)
    }

    init(_ what: AlertKind, of account: AccountName) {
        (self.what, subject) = (what, .account(account))
    }

    var account: AccountName {
        switch subject {
        case .camera(let camera): camera.account
        case .account(let account): account
        }
    }

    var camera: CameraID? { if case .camera(let camera) = subject { camera } else { nil } }
}

/// Since when it holds, and what is said of it. It outlives the process: `for` counts from the first time it was seen.
struct Noted: Equatable, Codable, Sendable {
    var since: Date
    var name: String
    /// What its recorder is called.
    var device: String?
}

/// How a fact stands by what is known at one moment.
enum Condition: Hashable {
    case holds(since: Date)
    /// It is known not to be so.
    case over
    /// Nobody knows, or nobody is to be told now: what held before still does, and what did not does not begin to.
    case open
}

/// A camera of the account, as it was last there.
struct KnownCamera: Equatable, Codable, Sendable {
    var source: String
    var name: String
    var model: String

    init(_ camera: Camera) { (source, name, model) = (camera.source.rawValue, camera.name, camera.model) }
}
