import FoundationEssentials

/// What an account may do with a device, as far as the cloud's answers have shown. The owner of a hosted device ticks it, and so
/// does who made a sub-account; nothing lists it, so that only trying tells.
public struct Rights: Hashable, Codable, Sendable {
    /// Each by the platform's own word for it.
    public enum Kind: String, CaseIterable, Hashable, Codable, Sendable {
        /// Live addresses.
        case live = "Real"
        /// Switching encryption.
        case configure = "Config"
        /// Pictures.
        case capture = "Capture"
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

    mutating func forgetRefusals() {
        answers = answers.filter { $0.value == .granted }
    }

    /// The platform's codes for what was not granted: 10031 for a right, 10051 for pictures, 20018 for the device as a whole.
    public static let refusals: Set<String> = ["10031", "10051", "20018"]
}

extension Fleet {
    /// What an answer shows of the rights: nil is a success, a code a refusal, which may be for another reason.
    public mutating func learn(_ kind: Rights.Kind, of serial: String, code: String?, at now: Date) {
        if let code, Rights.refusals.contains(code) {
            change(serial) { $0.learn(kind, .refused(code: code, at: now)) }
        } else if code.map(Self.sayGranted.contains) ?? true {
            change(serial) { $0.learn(kind, .granted) }
        }
    }

    /// Who is told that it is so already, or that the code is wrong, was let in.
    private static let sayGranted: Set<String> = ["60016", "60019", "20010"]

    /// The user wants to know anew.
    public mutating func forgetRefusals(of serial: String) {
        change(serial) { $0.forgetRefusals() }
    }

    private mutating func change(_ serial: String, _ change: (inout Rights) -> Void) {
        var known = rights[serial] ?? Rights()
        change(&known)
        guard known != rights[serial] else { return }
        rights[serial] = known
        for place in rows[serial] ?? [] { cameras[place].rights = known }
    }
}
