import Fleet
import FoundationEssentials
import Settings
import Vocabulary

/// The states in words: the same ones in the grid, the details, `watch` and the filter.
extension Texts {
    public func word(for status: Status?) -> String {
        switch status {
        case .online: states.online
        case .offline: states.offline
        case .unknown(let code?): "\(states.unknown) \(code)"
        case .unknown(nil), nil: states.unknown
        }
    }

    public func word(for encryption: Encryption?) -> String {
        switch encryption {
        case .on: states.on
        case .off: states.off
        case .unknown(let code?): "\(states.unknown) \(code)"
        case .unknown(nil), nil: states.unknown
        }
    }

    /// `encrypted` for a camera whose encryption is on, so that the filter finds it by the word people think of. Of one that is off the word of
    /// its column where nothing else has that: `off` is part of `offline`.
    public func searchWord(forEncryption encryption: Encryption?) -> String {
        switch encryption {
        case .on: states.encrypted
        case .off where !states.offline.contains(states.off): states.off
        default: ""
        }
    }

    /// The state alone, with its code where it has one.
    public func word(for live: LiveState) -> String {
        switch live {
        case .offline: states.offline
        case .encrypted: states.encrypted
        case .playing: states.playing
        case .ready: states.ready
        case .refused(let code): "\(states.refused) \(code)"
        case .notGranted: states.notGranted
        case .limited(let code): "\(states.limited) \(code)"
        case .broken(let code): "\(states.broken) \(code)"
        case .asking: states.asking
        case .unknown: states.unknown
        }
    }

    /// The state and, for an address that was handed out, the time it has left.
    public func phrase(for live: LiveState, at now: Date) -> String {
        if case .ready(let expires?) = live {
            return "\(states.ready) \(Durations.coarse(expires.timeIntervalSince(now)))"
        }
        return word(for: live)
    }

    public func word(for source: Source) -> String {
        switch source {
        case .own: states.own
        case .hosted: states.hosted
        }
    }

    /// `home own`: the account and whose device it is.
    public func source(of camera: Camera) -> String {
        source(camera.source, of: camera.id.account)
    }

    /// The same of what an account was asked for.
    public func source(_ source: Source, of account: AccountName) -> String { "\(account) \(word(for: source))" }
}

extension Texts {
    /// Where the details of the selected camera stand from now on.
    public func moved(_ pane: PaneChoice) -> String {
        switch (pane, language) {
        case (.auto, .english): "Pane: where there is room."
        case (.right, .english): "Pane: beside the list."
        case (.below, .english): "Pane: below the list."
        case (.off, .english): "Pane: off."
        case (.auto, .chinese): "详情栏：有空间时显示。"
        case (.right, .chinese): "详情栏：在列表右侧。"
        case (.below, .chinese): "详情栏：在列表下方。"
        case (.off, .chinese): "详情栏：关闭。"
        }
    }
}
