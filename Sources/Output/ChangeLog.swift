import Fleet
import FoundationEssentials
import Wording

/// What changed from one snapshot to the next, as `watch` tells it. The first time a fact is learned is no change.
public struct ChangeLog: Sendable {
    public struct Change: Sendable {
        public enum What: String, Sendable {
            case status, encryption, live
            /// A camera that was not there before, one that has left, and one that is called otherwise: from and to are names.
            case new, gone, name
        }

        /// One side of a change: a state in words with the number that nobody documented, or a name; neither where there was no camera.
        public struct Side: Equatable, Sendable {
            public var word: String?
            public var code: Int?
        }

        public var camera: CameraID
        public var name: String
        public var what: What
        public var from, to: Side
        public var at: Date
    }

    /// A line: a change of a camera, or what is to be said of an account: that it stopped or began to answer.
    public enum Line: Sendable {
        case change(Change)
        case account(AccountState, ServiceError?)
        /// The cloud counts so many cameras more than it shows.
        case missing(AccountState, Int)
        /// The cloud has answered, and shows no camera.
        case empty(AccountState)
        /// Of a camera whose lift's time is over: why its encryption could not be put back; nil: it has been.
        case restoration(CameraID, name: String, ServiceError?, isStillOff: Bool)
    }

    private struct Known {
        var status: Status?
        var encryption: Encryption?
        var live: LiveState?
    }

    /// What was learned before, by an earlier run, is no news. Where the clock is set back, what comes after that is.
    private var since: Date
    private var known: [CameraID: Known] = [:]
    private var troubles: [AccountName: ServiceError] = [:]
    private var missing: [AccountName: Int] = [:]
    private var empty: Set<AccountName> = []
    /// The number of the last event that was told.
    private var heard = 0
    private let words = Texts.english

    public init(since: Date = .distantPast) { self.since = since }

    public mutating func take(_ snapshot: Snapshot, at now: Date) -> [Line] {
        since = min(since, now)
        var lines: [Line] = []
        for account in snapshot.accounts where account.trouble?.isWaiting != true {
            let before = troubles[account.id]
            troubles[account.id] = account.trouble
            if let trouble = account.trouble {
                if before?.isSameKind(as: trouble) != true { lines.append(.account(account, trouble)) }
            } else if before != nil {
                lines.append(.account(account, nil))
            }
        }
        for account in snapshot.accounts where missing[account.id] != account.missing {
            missing[account.id] = account.missing
            if let count = account.missing { lines.append(.missing(account, count)) }
        }
        lines += emptied(in: snapshot).map(Line.empty)
        for event in snapshot.events where event.number > heard && event.at >= since {
            guard case .restoration(let trouble) = event.what, let camera = event.camera else { continue }
            let known = snapshot.cameras.first { $0.id == camera }
            lines.append(
                .restoration(
                    camera, name: known?.name ?? camera.serial, trouble,
                    isStillOff: known?.isSaidOff(at: now, snapshot.poll) == true))
        }
        lines += comings(in: snapshot, at: now).map(Line.change)
        // What the one that polls knew already is where changes begin.
        let since = min(since, snapshot.poll.poller?.since ?? since)
        for camera in snapshot.cameras where !camera.awaitsChannels {
            lines += changes(of: camera, since: since, at: now).map(Line.change)
        }
        return lines
    }

    /// Accounts that had cameras, or had not answered yet, and now have none.
    private mutating func emptied(in snapshot: Snapshot) -> [AccountState] {
        snapshot.accounts.filter { account in
            if snapshot.cameras.contains(where: { $0.id.account == account.id }) {
                empty.remove(account.id)
                return false
            }
            return account.isEmpty(in: snapshot) && empty.insert(account.id).inserted
        }
    }

    /// Who has come, gone, or is called otherwise since the last time.
    private mutating func comings(in snapshot: Snapshot, at now: Date) -> [Change] {
        var changes: [Change] = []
        for event in snapshot.events where event.number > heard {
            heard = event.number
            // What the one that polls told before is no news.
            guard event.at >= since, let id = event.camera, let name = event.name else { continue }
            func change(_ what: Change.What, _ from: String?, _ to: String?) {
                changes.append(
                    Change(camera: id, name: name, what: what, from: .init(word: from), to: .init(word: to), at: now))
            }
            switch event.what {
            case .appeared: change(.new, nil, name)
            case .disappeared:
                change(.gone, name, nil)
                known[id] = nil
            case .renamed(let from, let to): change(.name, from, to)
            default: break
            }
        }
        return changes
    }

    private mutating func changes(of camera: Camera, since: Date, at now: Date) -> [Change] {
        var before = known[camera.id] ?? Known()
        var changes: [Change] = []
        func change(_ what: Change.What, _ from: Change.Side?, _ to: Change.Side) {
            guard let from, from != to else { return }
            changes.append(Change(camera: camera.id, name: camera.name, what: what, from: from, to: to, at: now))
        }
        if let status = camera.toldStatus, camera.status?.isNew(since) == true {
            // One that was never seen to be anything else has not gone: its device's word stood for it before.
            let isFirst = status == .offline && camera.outage.map { $0.before == nil } ?? false
            if !isFirst { change(.status, before.status.map(side), side(status)) }
            before.status = status
        }
        if camera.encryption?.isNew(since) == true, let encryption = camera.encryption?.value, camera.pendingEncryption == nil {
            change(.encryption, before.encryption.map(side), side(encryption))
            before.encryption = encryption
        }
        let live = camera.liveState(at: now)
        // Until status and encryption are known too, and settled, what LIVE shows is not the whole of it yet.
        if live.isAnswer, camera.status?.isNew(since) == true, camera.toldStatus == camera.status?.value,
            camera.encryption?.isNew(since) == true,
            camera.pendingEncryption == nil
        {
            change(.live, before.live.map { .init(word: words.word(for: $0)) }, .init(word: words.word(for: live)))
            before.live = live
        }
        known[camera.id] = before
        return changes
    }

    private func side(_ status: Status) -> Change.Side {
        if case .unknown(let code) = status { return .init(word: words.states.unknown, code: code) }
        return .init(word: words.word(for: status))
    }

    private func side(_ encryption: Encryption) -> Change.Side {
        if case .unknown(let code) = encryption { return .init(word: words.states.unknown, code: code) }
        return .init(word: words.word(for: encryption))
    }
}

extension Fact {
    fileprivate func isNew(_ since: Date) -> Bool { checked >= since }
}

extension LiveState {
    /// Whether it says something of the camera; asking and unknown say only that nobody knows yet.
    fileprivate var isAnswer: Bool { self != .asking && self != .unknown }
}
