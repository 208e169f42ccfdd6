import Fleet
import FoundationEssentials

/// One action on all marked cameras while it goes on: what waits, what is under way, and what came of the rest.
public struct Batch: Hashable, Sendable {
    enum Action: Hashable, Sendable {
        /// With the seconds for which it is lifted, where that was asked for.
        case encryption(on: Bool, life: TimeInterval?)
        case copy
        case check

        /// How many of them the cloud is asked at once.
        var atOnce: Int {
            switch self {
            // Each takes a stream of the few that there are.
            case .check: 1
            case .encryption: 2
            case .copy: 4
            }
        }
    }

    /// Why it was not done for one of them.
    struct Refusal: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            /// It was not asked for: what is known already says no.
            case leftAlone
            case refused
            /// Whether it was done, nobody said.
            case unanswered
        }

        var camera: CameraID
        var kind = Kind.refused
        var text: String
    }

    var action: Action
    /// Not sent yet. For encryption one camera stands for its device: one device is one call.
    var waiting: [CameraID]
    var running: Set<CameraID> = []
    var done: [CameraID] = []
    /// What the cloud, or what is known already, says no to.
    var refused: [Refusal] = []
    /// Of the marked devices, those that were so before and so were not asked.
    var already = 0
    /// Never sent, because it was stopped.
    var stopped = 0

    init(_ action: Action, _ cameras: [CameraID], refused: [Refusal] = [], already: Int = 0) {
        self.action = action
        waiting = cameras
        self.refused = refused
        self.already = already
    }

    var total: Int { waiting.count + running.count + done.count + refused.count + stopped }
    var isOver: Bool { waiting.isEmpty && running.isEmpty }

    /// What is to be sent now, which counts as under way from here on.
    mutating func next() -> [CameraID] {
        let sent = Array(waiting.prefix(max(0, action.atOnce - running.count)))
        waiting.removeFirst(sent.count)
        running.formUnion(sent)
        return sent
    }

    mutating func finish(_ camera: CameraID, refusal: String?, isAnswered: Bool) {
        guard running.remove(camera) != nil else { return }
        guard let refusal else { return done.append(camera) }
        refused.append(Refusal(camera: camera, kind: isAnswered ? .refused : .unanswered, text: refusal))
    }

    /// What is under way runs to its end; the rest is not sent.
    mutating func stop() {
        stopped += waiting.count
        waiting = []
    }
}
