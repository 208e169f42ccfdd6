import Cells
import Fleet
import Wording

/// What matters, in one line: how many cameras there are, and in which states.
struct Verdict: Sendable {
    struct Count: Sendable {
        var number: Int
        var word: String
        var style: Style
    }

    var cameras = 0
    var offline = 0
    /// The states that some camera is in; online is always said.
    var counts: [Count] = []

    init() {}

    init(_ state: State) {
        let texts = state.texts.states
        var online = 0, encrypted = 0, ready = 0, playing = 0, broken = 0, notGranted = 0, refused = 0, limited = 0
        for camera in state.snapshot.cameras {
            switch camera.status?.value {
            case .online: online += 1
            case .offline: offline += 1
            case .unknown, nil: break
            }
            if camera.encryption?.value == .on { encrypted += 1 }
            switch camera.liveState(at: state.now) {
            case .ready: ready += 1
            case .playing: playing += 1
            case .broken: broken += 1
            case .notGranted: notGranted += 1
            case .refused: refused += 1
            case .limited: limited += 1
            case .offline, .encrypted, .asking, .unknown: break
            }
        }
        cameras = state.snapshot.cameras.count
        let all = [
            Count(number: online, word: texts.online, style: .plain),
            Count(number: offline, word: texts.offline, style: Style(.bad, .bold)),
            Count(number: encrypted, word: texts.encrypted, style: Style(.warning, .bold)),
            Count(number: ready, word: texts.ready, style: Style(.good)),
            Count(number: playing, word: texts.playing, style: Style(.good)),
            Count(number: broken, word: texts.broken, style: Style(.bad)),
            Count(number: notGranted, word: texts.notGranted, style: Style(.bad)),
            Count(number: refused, word: texts.refused, style: Style(.bad)),
            Count(number: limited, word: texts.limited, style: Style(.warning)),
        ]
        counts = all.enumerated().filter { $0.offset == 0 || $0.element.number > 0 }.map(\.element)
    }
}
