import Fleet
import FoundationEssentials
import Output
import Settings
import Vocabulary

/// What holds, begins to and ceases to.
extension AlertBook {
    mutating func observe(at now: Date) {
        holding = [:]
        told = Set(liveMembers.map(\.holding))
        guard let snapshot else { return }
        let facts = Facts(snapshot, at: now, followed: followed)
        observeCameras(facts, at: now)
        for account in snapshot.accounts {
            for what in [AlertKind.refused, .silent] where kinds.contains(what) {
                weigh(
                    facts.condition(what, of: account), Holding(what, of: account.id), nil, called: account.id,
                    checked: account.lastHeard, at: now)
            }
        }
        dropFiltered(snapshot)
    }

    private mutating func observeCameras(_ facts: Facts, at now: Date) {
        let kinds = [AlertKind.offline, .encrypted, .decrypted, .liveLost].filter(kinds.contains)
        let seesLive = kinds.contains(.liveLost), comes = self.kinds.contains(.gone) || self.kinds.contains(.new)
        let watched = Set(noted.all.keys.compactMap(\.camera))
        var seen: Set<CameraID> = []
        var present: [AccountName: [CameraID: Camera]] = [:]
        var awaiting: Set<DeviceID> = []
        for camera in facts.snapshot.cameras {
            if camera.awaitsChannels {
                awaiting.insert(camera.id.device)
                continue
            }
            if comes { present[camera.id.account, default: [:]][camera.id] = camera }
            if !watched.isEmpty, watched.contains(camera.id) { seen.insert(camera.id) }
            for what in kinds {
                let condition = facts.condition(what, of: camera)
                // The commonest of all: nothing is said of it, and nothing was.
                if condition == .open || condition == .over && !seen.contains(camera.id) {
                    if seesLive, what == .liveLost, condition == .over { hadLive[camera.id] = true }
                    continue
                }
                if what == .liveLost {
                    if condition == .over { hadLive[camera.id] = true } else if hadLive[camera.id] == nil { continue }
                }
                weigh(
                    condition, Holding(what, of: camera.id), camera, called: camera.name, checked: camera.status?.checked, at: now
                )
            }
        }
        for id in watched where !seen.contains(id) && !awaiting.contains(id.device) { miss(id, facts, at: now) }
        for id in missing.keys where seen.contains(id) { missing[id] = nil }
        if comes {
            for account in facts.snapshot.accounts {
                observeComings(account, present[account.id] ?? [:], awaiting, facts, at: now)
            }
        }
    }

    /// - Parameters:
    ///   - camera: nil where it is about an account.
    ///   - checked: when the cloud last said anything of it.
    private mutating func weigh(
        _ condition: Condition, _ held: Holding, _ camera: Camera?, called name: String, checked: Date?, at now: Date
    ) {
        switch condition {
        case .open: ceased[held] = nil
        case .over:
            guard noted[held] != nil else { return }
            if told.contains(held) {
                cease(held, checked: checked, at: now)
            } else {
                // It has not held for so long as it should have.
                noted[held] = nil
            }
        case .holds(let since):
            ceased[held] = nil
            // What changed before any rule looked is no news, and nothing to be kept.
            if held.what.isChange, noted[held] == nil,
                !begun.all.contains(where: { $0.key.what == held.what && $0.value <= since })
            {
                return
            }
            holding[held] = .some(camera)
            let known = noted[held]
            noted[held] = Noted(
                since: min(known?.since ?? since, now), name: Self.called(name),
                device: camera?.deviceName.map(Self.called))
        }
    }

    private mutating func cease(_ held: Holding, checked: Date?, at now: Date) {
        // The clock may have been set back.
        guard let known = ceased[held], known.since <= now else { return ceased[held] = Ceased(since: now) }
        if let checked, checked > known.since { ceased[held]?.isConfirmed = true }
    }

    /// Names are the owners' of cameras, and may be anything.
    static func called(_ name: String) -> String {
        // One of a hundred thousand letters is not looked at whole.
        let clean = Printable.text(String(String.UnicodeScalarView(name.unicodeScalars.prefix(4 * mostLetters))))
        return clean.count > mostLetters ? clean.prefix(mostLetters) + "…" : clean
    }

    private static let mostLetters = 80

    /// A camera of which something was noted is not among the rows: it has left, where two lists in a row lack it.
    private mutating func miss(_ id: CameraID, _ facts: Facts, at now: Date) {
        guard let listed = facts.listed(id.account) else { return }
        guard let first = missing[id], first < listed else {
            missing[id] = missing[id] ?? listed
            return
        }
        missing[id] = nil
        for held in noted.all.keys where held.camera == id && held.what != .gone {
            noted[held] = nil
            ceased[held] = nil
            end(held, left: true, at: now)
        }
    }

    // MARK: Who comes and goes

    private mutating func observeComings(
        _ account: AccountState, _ present: [CameraID: Camera], _ awaiting: Set<DeviceID>, _ facts: Facts, at now: Date
    ) {
        // Of whom something holds already it goes on, whether the lists are whole or not.
        for held in noted.all.keys where held.account == account.id {
            guard let id = held.camera else { continue }
            if held.what == .gone, present[id] != nil {
                cease(held, checked: account.lastHeard, at: now)
            } else if held.what == .gone {
                holding[held] = .some(nil)
                ceased[held] = nil
            } else if held.what == .new, let camera = present[id] {
                holding[held] = .some(camera)
            }
        }
        // The same lists say nothing new.
        guard let listed = facts.listed(account.id), lastListed[account.id] != listed else { return }
        lastListed[account.id] = listed
        let sources = Set(account.sources.map(\.rawValue))
        let isLearned = learned[account.id] != nil
        let before = known.all.filter { $0.key.account == account.id }
        let devices = Dictionary(grouping: present.keys, by: \.device), formerly = Dictionary(grouping: before.keys, by: \.device)
        for (id, camera) in present {
            let row = KnownCamera(camera)
            guard known[id] == nil else {
                known[id] = row
                continue
            }
            // Rows of a device whose channels have become known, or are none any more, are what was there.
            let former = formerly[id.device] ?? []
            let isSame = former.contains { ($0.channel == nil) != (id.channel == nil) }
            known[id] = row
            // Who is back is no newcomer.
            guard isLearned, !isSame, noted[Holding(.gone, of: id)] == nil else { continue }
            for rule in rules where rule.rule.when.contains(.new) {
                let held = Holding(.new, of: id, for: rule.rule.name)
                noted[held] = Noted(since: now, name: Self.called(camera.name), device: camera.deviceName.map(Self.called))
                holding[held] = .some(camera)
            }
        }
        for (id, row) in before where present[id] == nil && !awaiting.contains(id.device) {
            let rest = devices[id.device] ?? []
            if !sources.contains(row.source) || rest.contains(where: { ($0.channel == nil) != (id.channel == nil) }) {
                known[id] = nil
                absent[id] = nil
                continue
            }
            guard let first = absent[id], first < listed else {
                absent[id] = absent[id] ?? listed
                continue
            }
            absent[id] = nil
            known[id] = nil
            guard kinds.contains(.gone), isLearned else { continue }
            let held = Holding(.gone, of: id)
            noted[held] = Noted(since: min(first, now), name: Self.called(row.name))
            goneRows[id] = row
            holding[held] = .some(nil)
        }
        if !isLearned { learned[account.id] = now }
        for id in absent.keys where present[id] != nil { absent[id] = nil }
    }

    // MARK: Filters

    func keeps(_ rule: Rule, _ held: Holding, _ camera: Camera?) -> Bool {
        guard let id = held.camera else { return true }
        if let camera { return rule.keeps(camera.withoutStates) }
        let row = goneRows[id]
        let gone = Camera(
            id: id, source: row.flatMap { Source(rawValue: $0.source) } ?? .own, name: noted[held]?.name ?? row?.name ?? "",
            model: row?.model ?? "")
        return rule.keeps(gone)
    }

    /// The same, looked up where it was asked for before.
    mutating func lets(_ rule: Rule, _ held: Holding, _ camera: Camera?) -> Bool {
        guard let id = held.camera, !rule.rule.cameras.isEmpty else { return true }
        let key = FilterKey(rule: rule.rule.name, camera: id), name = (camera?.name ?? "") + (camera?.model ?? "")
        if let known = kept[key], known.name == name { return known.keeps }
        let result = keeps(rule, held, camera)
        if kept.count > Self.mostVerdicts { kept = [:] }
        kept[key] = (name, result)
        return result
    }

    private static let mostVerdicts = 100_000

    /// Alerts of an earlier run whose cameras the filter, as it is now, does not let through tell nothing more.
    private mutating func dropFiltered(_ snapshot: Snapshot) {
        guard !isFiltered, !snapshot.cameras.isEmpty else { return }
        isFiltered = true
        guard alerts.all.contains(where: { $0.value.what.isOfAccount == false }) else { return }
        let cameras = Dictionary(snapshot.cameras.map { ($0.id, $0) }) { first, _ in first }
        for (key, alert) in alerts.all {
            guard let rule = rules.first(where: { $0.rule.name == alert.rule }), !rule.rule.cameras.isEmpty else { continue }
            let staying = alert.members.filter { member in
                let held = member.holding(alert.what, in: key.account)
                guard let camera = held.camera.flatMap({ cameras[$0] }) else { return true }
                return rule.keeps(camera.withoutStates)
            }
            if staying.count < alert.members.count { alerts[key]?.members = staying }
            if staying.isEmpty { alerts[key] = nil }
        }
    }
}

extension AlertKind {
    /// It is told where it becomes so, and not where it is found to be so.
    var isChange: Bool {
        switch self {
        case .encrypted, .decrypted, .liveLost: true
        case .offline, .gone, .new, .refused, .silent: false
        }
    }
}

extension Camera {
    /// What stays of it: a filter that went by states would lose a camera at the moment that matters.
    fileprivate var withoutStates: Camera {
        var camera = self
        (camera.status, camera.encryption, camera.live, camera.pendingEncryption, camera.asking) = (nil, nil, nil, nil, nil)
        return camera
    }
}
