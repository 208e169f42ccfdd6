import Dashboard
import DeviceService
import Fleet
import FoundationEssentials

/// What is remembered of earlier days: what the user's eztops have kept, or what the demo makes up.
public enum Memory: Sendable {
    case file(StateFile, [AccountIdentity])
    case demo(DemoPast)

    /// The rows as they were last known.
    ///
    /// - Parameter rows: false leaves them out, for whoever knows them better.
    public func remembered(at now: Date, rows: Bool = true) -> Remembered {
        switch self {
        case .file(let file, let accounts):
            var remembered = file.load(accounts, cameras: rows, at: now)
            // Rows tell it of themselves.
            remembered.words = [:]
            return remembered
        case .demo(let past): return past.remembered(at: now)
        }
    }

    /// What is remembered of the cameras within a span, and what held at its begin.
    ///
    /// - Parameters:
    ///   - facts: of the others nothing is read.
    ///   - cameras: the only ones that are read; nil reads all of them.
    /// - Throws: why nothing of it can be read.
    public func read(
        _ facts: [FactKind], of cameras: Set<CameraID>? = nil, in span: DateInterval
    ) throws(StateFault) -> [CameraID: Past] {
        switch self {
        case .file(let file, let accounts): try file.pasts(accounts, facts, of: cameras, in: span)
        case .demo(let past): past.cameras.filter { cameras?.contains($0.key) != false }
        }
    }
}

extension Invocation {
    /// nil where the environment names no folder for it.
    public var memory: Memory? {
        demo ? .demo(DemoPast(until: Date())) : stateFile.map { .file($0, identities) }
    }

    /// Reads it for the dashboard; nil where nothing is remembered, and only the last 24 hours of the rows are known.
    public var past: PastReader? {
        guard let memory else { return nil }
        return { span, facts, cameras throws(StateFault) in try memory.read(facts, of: cameras, in: span) }
    }
}
