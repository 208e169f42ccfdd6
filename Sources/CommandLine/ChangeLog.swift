import Fleet
import FoundationEssentials
import Wording

/// What changed from one snapshot to the next, as `watch` tells it. The first time a fact is learned is no change.
struct ChangeLog {
    struct Change: Sendable {
        enum What: String, Sendable {
            case status, encryption, live
        }

        var camera: Camera
        var what: What
        var from, to: String
        var at: Date
    }

    /// A line: a change of a camera, or an account that stopped or began to answer.
    enum Line: Sendable {
        case change(Change)
        case account(AccountState, Trouble?)
    }

    private struct Known {
        var status: Status?
        var encryption: Encryption?
        var live: LiveState?
    }

    private var known: [CameraID: Known] = [:]
    private var troubles: [AccountName: Trouble] = [:]
    private let words = Texts.english

    mutating func take(_ snapshot: Snapshot, at now: Date) -> [Line] {
        var lines: [Line] = []
        for account in snapshot.accounts where troubles[account.id] != account.trouble && account.trouble?.isWaiting != true {
            lines.append(.account(account, account.trouble))
            troubles[account.id] = account.trouble
        }
        for camera in snapshot.cameras {
            var before = known[camera.id] ?? Known()
            if let status = camera.status?.value {
                if let old = before.status, old != status {
                    lines.append(
                        .change(
                            Change(
                                camera: camera, what: .status, from: words.word(for: old), to: words.word(for: status), at: now)))
                }
                before.status = status
            }
            if let encryption = camera.encryption?.value, camera.pendingEncryption == nil {
                if let old = before.encryption, old != encryption {
                    lines.append(
                        .change(
                            Change(
                                camera: camera, what: .encryption, from: words.word(for: old), to: words.word(for: encryption),
                                at: now)))
                }
                before.encryption = encryption
            }
            let live = camera.liveState(at: now)
            // Until status and encryption are known too, what LIVE shows is not the whole of it yet.
            if live.isAnswer, camera.status != nil, camera.encryption != nil {
                if let old = before.live, words.word(for: old) != words.word(for: live) {
                    lines.append(
                        .change(
                            Change(camera: camera, what: .live, from: words.word(for: old), to: words.word(for: live), at: now)))
                }
                before.live = live
            }
            known[camera.id] = before
        }
        return lines
    }
}

extension LiveState {
    /// Whether it says something of the camera; asking and unknown say only that nobody knows yet.
    fileprivate var isAnswer: Bool { self != .asking && self != .unknown }
}
