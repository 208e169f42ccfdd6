import DeviceService
import Fleet
import FoundationEssentials

/// What is remembered of earlier days: what the user's eztops have kept, or what the demo makes up.
public enum Memory: Sendable {
    case file(StateFile, [AccountIdentity])
    case demo(DemoPast)

    /// The rows as they were last known.
    public func remembered(at now: Date) -> Remembered {
        switch self {
        case .file(let file, let accounts): file.load(accounts, at: now)
        case .demo(let past): past.remembered(at: now)
        }
    }

    /// What is remembered of the cameras within a span, and what held at its begin.
    ///
    /// - Parameter facts: of the others nothing is read.
    /// - Throws: why nothing of it can be read.
    public func read(_ facts: [FactKind], in span: DateInterval) throws(StateFault) -> [CameraID: Past] {
        switch self {
        case .file(let file, let accounts): try file.pasts(accounts, facts, in: span)
        case .demo(let past): past.cameras
        }
    }
}

extension Invocation {
    /// nil where the environment names no folder for it.
    public var memory: Memory? {
        demo ? .demo(DemoPast(until: Date())) : stateFile.map { .file($0, identities) }
    }
}
