import Fleet
import FoundationEssentials
import Settings
import Vocabulary

/// What the facts of a snapshot say, without anything that was known before.
struct Facts {
    var snapshot: Snapshot
    var now: Date
    /// Since when this process has followed the polls without a gap, such as a lid that was closed.
    var followed: Date

    private let accounts: [AccountName: AccountState]

    init(_ snapshot: Snapshot, at now: Date, followed: Date) {
        (self.snapshot, self.now, self.followed) = (snapshot, now, followed)
        accounts = Dictionary(snapshot.accounts.map { ($0.id, $0) }) { first, _ in first }
    }

    // MARK: Cameras

    func condition(_ what: AlertKind, of camera: Camera) -> Condition {
        guard let account = accounts[camera.id.account], account.answers(for: camera.source) else { return .open }
        let stale = camera.staleness(at: now, interval: snapshot.poll.rhythm, liveInterval: snapshot.poll.liveInterval)
        guard let status = camera.status, !stale.status else { return .open }
        switch what {
        case .offline: return offline(camera, status)
        case .encrypted: return changed(to: .on, camera, status, isStale: stale.encryption)
        case .decrypted: return changed(to: .off, camera, status, isStale: stale.encryption)
        case .liveLost: return live(camera, status)
        case .gone, .new, .refused, .silent: return .open
        }
    }

    private func offline(_ camera: Camera, _ status: Fact<Status>) -> Condition {
        switch status.value {
        case .online: return .over
        case .unknown: return .open
        case .offline:
            guard let outage = camera.outage, outage.isConfirmed else { return .open }
            // One that was never seen otherwise is confirmed by the second answer too.
            guard outage.before != nil || status.checked > outage.since else { return .open }
            return .holds(since: outage.since)
        }
    }

    private func changed(
        to wanted: Encryption, _ camera: Camera, _ status: Fact<Status>, isStale: Bool
    ) -> Condition {
        guard status.value == .online, camera.pendingEncryption == nil, !isStale, let encryption = camera.encryption else {
            return .open
        }
        switch encryption.value {
        case wanted: return encryption.changed.map(Condition.holds) ?? .open
        case .on, .off: return .over
        case .unknown: return .open
        }
    }

    /// That a limit of calls is reached says nothing of the camera.
    private func live(_ camera: Camera, _ status: Fact<Status>) -> Condition {
        guard status.value == .online else { return .open }
        switch camera.liveState(at: now) {
        case .ready, .playing: return .over
        case .refused, .notGranted, .broken: return camera.live.map { .holds(since: $0.checked) } ?? .open
        case .offline, .encrypted, .limited, .asking, .unknown: return .open
        }
    }

    // MARK: Accounts

    func condition(_ what: AlertKind, of account: AccountState) -> Condition {
        switch what {
        case .refused:
            if account.refusal != nil { return .holds(since: now) }
            return account.trouble == nil && account.lastHeard != nil ? .over : .open
        case .silent: return silence(of: account)
        default: return .open
        }
    }

    /// A list that is refused is told by `refused`; of the others the one that has not come for the longest time counts.
    private func silence(of account: AccountState) -> Condition {
        let lists = account.lists.filter { account.listTroubles?[$0.rawValue].map(\.isRefusal) != true }
        guard !lists.isEmpty else { return .open }
        let answers = lists.map { account.listAnswers?[$0.rawValue] ?? .distantPast }
        let last = min(answers.min() ?? .distantPast, now)
        let patience = snapshot.poll.rhythm + Self.lateness
        if now.timeIntervalSince(last) <= patience { return .over }
        let since = max(last, followed)
        return now.timeIntervalSince(since) > patience ? .holds(since: since) : .open
    }

    /// Seconds by which a poll may be late.
    private static let lateness: TimeInterval = 20

    /// Whether its lists say which cameras there are, and when the older one of them came.
    func listed(_ account: AccountName) -> Date? {
        guard let account = accounts[account], account.complete, account.trouble == nil, account.missing == nil else {
            return nil
        }
        let answers = account.lists.compactMap { account.listAnswers?[$0.rawValue] }
        return answers.count == account.lists.count ? answers.min() : nil
    }
}

extension AccountState {
    /// The calls that read its lists.
    var lists: [CallName] {
        sources.flatMap { $0 == .own ? [CallName.deviceList, .cameraList] : [.hostedList] }
    }

    /// Whether what is known of its cameras of this source is still told by the cloud.
    func answers(for source: Source) -> Bool {
        guard let troubles = listTroubles else { return trouble?.isWaiting != true && lastHeard != nil }
        let calls: [CallName] = source == .own ? [.deviceList, .cameraList] : [.hostedList]
        return calls.allSatisfy { troubles[$0.rawValue] == nil }
    }

    /// When the cloud last answered anything of it.
    var lastHeard: Date? { listAnswers?.values.max() ?? lastAnswer }

    /// Why the cloud refuses it; nil where it does not.
    var refusal: ServiceError? {
        if let trouble, trouble.isRefusal { return trouble }
        return listTroubles?.sorted { $0.key < $1.key }.map(\.value).first(where: \.isRefusal)
    }
}

extension ServiceError {
    /// The cloud says no, and will not say otherwise in a moment, as it does after too many calls.
    var isRefusal: Bool {
        guard let code else { return false }
        return !Self.limits.contains(code)
    }

    private static let limits: Set<String> = [
        PlatformCode.quotaReached, PlatformCode.captureQuotaReached, PlatformCode.tooFrequent, PlatformCode.dataFault,
        PlatformCode.serverFault,
    ]
}
