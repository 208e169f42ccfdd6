import FoundationEssentials
import Vocabulary

/// What an account may do with a camera, as far as the cloud's answers have shown. The owner of a hosted device ticks it, and so
/// does who made a sub-account; nothing lists it, so that only trying tells.
public struct Rights: Hashable, Codable, Sendable {
    /// Each by the platform's own word for it.
    public enum Kind: String, CaseIterable, Hashable, Codable, Sendable {
        /// Seeing how a channel is.
        case get = "Get"
        /// Live addresses.
        case live = "Real"
        /// Switching encryption.
        case configure = "Config"
        /// Pictures.
        case capture = "Capture"

        /// Encryption is the device's; everything else is granted channel by channel.
        var isOfDevice: Bool { self == .configure }
    }

    public enum Answer: Hashable, Codable, Sendable {
        case granted
        /// With the platform's code.
        case refused(code: String, at: Date)
    }

    private var answers: [Kind: Answer]

    public init(_ answers: [Kind: Answer] = [:]) {
        self.answers = answers
    }

    /// A refusal counts for a day: the owner may have ticked more since.
    public static let refusalLife: TimeInterval = 86400

    /// nil for what nobody has tried, or not since yesterday.
    public func answer(_ kind: Kind, at now: Date) -> Answer? {
        if case .refused(_, let moment)? = answers[kind], abs(now.timeIntervalSince(moment)) >= Self.refusalLife { return nil }
        return answers[kind]
    }

    /// The platform's code, where it was refused less than a day ago.
    public func refusal(of kind: Kind, at now: Date) -> String? {
        if case .refused(let code, _)? = answer(kind, at: now) { code } else { nil }
    }

    mutating func learn(_ kind: Kind, _ answer: Answer) { answers[kind] = answer }

    /// With what holds for the whole device.
    func merging(_ other: Rights) -> Rights {
        Rights(answers.merging(other.answers) { own, _ in own })
    }

    /// What `metadata/channel/status` says of a channel that nobody let the account see.
    public static let unseen = "2"

    mutating func forgetRefusals() {
        answers = answers.filter { $0.value == .granted }
    }

    /// The platform's codes for what was not granted: 10031 for a right, 10051 for pictures, 20018 for the device as a whole.
    public static let refusals: Set<String> = [
        PlatformCode.noPermission, PlatformCode.captureNotGranted, PlatformCode.notYourDevice, unseen,
    ]
}

extension Fleet {
    /// What an answer about a camera shows of the rights: nil is a success, a code a refusal, which may be for another reason.
    public mutating func learn(_ kind: Rights.Kind, of camera: CameraID, code: String?, at now: Date) {
        let key = ChannelKey(serial: camera.serial, channel: kind.isOfDevice ? nil : camera.channel)
        if let code, Rights.refusals.contains(code) {
            change(key) { $0.learn(kind, .refused(code: code, at: now)) }
        } else if code.map(Self.sayGranted.contains) ?? true {
            change(key) { $0.learn(kind, .granted) }
        }
    }

    /// Refusals that prove the right: the cloud says "already on", "already off" or "wrong code" only to an account that may switch.
    private static let sayGranted: Set<String> = [
        PlatformCode.alreadyOff, PlatformCode.alreadyOn, PlatformCode.wrongValidateCode,
    ]

    /// The user wants to know anew.
    public mutating func forgetRefusals(of serial: String) {
        for key in rights.keys where key.serial == serial { change(key) { $0.forgetRefusals() } }
    }

    /// A camera's own, and its device's.
    func rights(of camera: CameraID) -> Rights {
        let own = rights[ChannelKey(serial: camera.serial, channel: camera.channel)] ?? Rights()
        return own.merging(rights[ChannelKey(serial: camera.serial, channel: nil)] ?? Rights())
    }

    private mutating func change(_ key: ChannelKey, _ change: (inout Rights) -> Void) {
        var known = rights[key] ?? Rights()
        change(&known)
        guard known != rights[key] else { return }
        rights[key] = known
        for place in rows[key.serial] ?? [] { cameras[place].rights = rights(of: cameras[place].id) }
    }
}
