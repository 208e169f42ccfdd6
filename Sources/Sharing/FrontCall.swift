import DeviceService
import Fleet
import FoundationEssentials
import Vocabulary

/// What a front may ask of the process that polls: a request as a value, by the last part of its path (docs/service.md).
struct FrontCall<Body: Codable & Sendable, Answer: Codable & Sendable>: Sendable {
    let name: String

    var path: String { FrontProtocol.root + name }
}

enum FrontProtocol {
    /// With the version that both sides have to speak.
    static let root = "/front/1/"

    static let show = FrontCall<Shown, Nothing>(name: "show")
    static let refresh = FrontCall<Refreshed, Nothing>(name: "refresh")
    static let steer = FrontCall<Steered, Nothing>(name: "steer")
    static let remember = FrontCall<[String: String], Nothing>(name: "remember")
    static let encryption = FrontCall<Switched, EncryptionOutcome>(name: "encryption")
    static let address = FrontCall<Addressed, Told<LiveAddress>>(name: "address")
    static let withdraw = FrontCall<Withdrawn, Told<Nothing>>(name: "withdraw")
    static let check = FrontCall<Checked, Told<CheckReport>>(name: "check")
    static let picture = FrontCall<CameraID, Told<Data>>(name: "picture")
    static let stable = FrontCall<Nothing, Stable>(name: "stable")
    static let poll = FrontCall<Polled, Caused>(name: "poll")
    /// `eztop serve` asks for the place of whoever else polls.
    static let yield = FrontCall<Yielded, Nothing>(name: "yield")

    /// How long the one that polls lets a front wait before it answers that nothing is new, in seconds.
    static let heartbeat: TimeInterval = 4
    /// Seconds after which a poller that says nothing is named as silent.
    static let patience: TimeInterval = 10

    /// Waits as long as that. Who was stopped itself meanwhile may have been stopped together with the poller, which then has another
    /// second to say something.
    static func outwait() async {
        await pause(patience - 1)
        var begin = ContinuousClock.now
        repeat {
            begin = .now
            await pause(1)
        } while ContinuousClock.now - begin > .seconds(2) && !Task.isCancelled
    }
}

/// The front that is to poll in place of whoever does.
struct Yielded: Codable, Sendable {
    var front: String
}

struct Nothing: Codable, Sendable {}

/// The rows on the screen of a front, and whether somebody looks at it.
struct Shown: Codable, Sendable {
    var front: String
    var cameras: [CameraID]
    var isFocused: Bool
}

/// nil asks for everything.
struct Refreshed: Codable, Sendable {
    var camera: CameraID?
}

struct Steered: Codable, Sendable {
    var what: Steering.What
}

/// A code is sent to a service of the user's own or of root's alone.
struct Switched: Codable, Sendable {
    var device: DeviceID
    var on: Bool
    var code: String?
    var life: TimeInterval?
}

struct Addressed: Codable, Sendable {
    var camera: CameraID
    var liveProtocol: LiveProtocol
    var quality: Quality
    var life: TimeInterval?
    var minimumLeft: TimeInterval
    /// What is known alone: the platform is not asked.
    var isKept: Bool?
}

struct Withdrawn: Codable, Sendable {
    var urlID: String
    var camera: CameraID
}

struct Checked: Codable, Sendable {
    var camera: CameraID
    var isInTurn: Bool
}

/// Where addresses that never end lie; nil where none are served.
struct Stable: Codable, Sendable {
    var root: StableRoot?
}

/// What a command finds too old, and has asked anew: accounts as a whole, hosted devices, addresses of cameras.
struct Polled: Codable, Sendable {
    var lists: [AccountName] = []
    var devices: [DeviceID] = []
    var addresses: [CameraID] = []
}

/// A value, or why there is none.
enum Told<Value: Codable & Sendable>: Codable, Sendable {
    case value(Value)
    case trouble(ServiceError)

    init(_ result: Result<Value, ServiceError>) {
        switch result {
        case .success(let value): self = .value(value)
        case .failure(let trouble): self = .trouble(trouble)
        }
    }

    var result: Result<Value, ServiceError> {
        switch self {
        case .value(let value): .success(value)
        case .trouble(let trouble): .failure(trouble)
        }
    }
}
