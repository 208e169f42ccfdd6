import Fleet
import FoundationEssentials
import Vocabulary

/// What has become of a state since another one: what travels to a front that has seen the other one.
struct Delta: Hashable, Codable, Sendable {
    var poll: PollState
    var accounts: [AccountState]
    /// Those that have happened since.
    var events: [Event]
    /// Of the accounts of which anything has changed.
    var rows: [RowDelta]

    init(poll: PollState, accounts: [AccountState], events: [Event], rows: [RowDelta]) {
        self.poll = poll
        self.accounts = accounts
        self.events = events
        self.rows = rows
    }

    /// - Parameter before: nil for all of it.
    init(from before: Snapshot?, to after: Snapshot) {
        let (known, now) = (before?.rows ?? [:], after.rows)
        let heard = before?.events.last?.number ?? 0
        let fresh = after.events.last.map { $0.number > heard } ?? false ? after.events.filter { $0.number > heard } : []
        self.init(
            poll: after.poll, accounts: after.accounts, events: fresh,
            rows: Set(known.keys).union(now.keys).sorted().compactMap { account in
                let rows = RowDelta(of: account, from: known[account] ?? [], to: now[account] ?? [])
                return rows.isEmpty ? nil : rows
            })
    }

    /// What of it concerns a front with these accounts alone.
    func limited(to names: Set<AccountName>) -> Delta {
        Delta(
            poll: poll, accounts: accounts.filter { names.contains($0.id) },
            events: events.filter { names.contains($0.account) }, rows: rows.filter { names.contains($0.account) })
    }

    /// Rows that travel whole.
    var weight: Int { rows.reduce(0) { $0 + ($1.splice?.rows.count ?? 0) + $1.changed.count } }
}

extension Snapshot {
    /// By their accounts: those of one stand together.
    fileprivate var rows: [AccountName: ArraySlice<Camera>] {
        var rows: [AccountName: ArraySlice<Camera>] = [:]
        let span = cameras.span
        var begin = 0
        while begin < span.count {
            let account = span[begin].id.account
            var end = begin + 1
            while end < span.count, span[end].id.account == account { end += 1 }
            rows[account] = cameras[begin..<end]
            begin = end
        }
        return rows
    }
}

/// What has become of the rows of one account, which stand in the order of their identities.
///
/// Each poll brings a new time to every fact of every row, and mostly nothing else: times travel in runs of rows that share them.
struct RowDelta: Hashable, Codable, Sendable {
    /// Rows that stand now where others stood before.
    struct Splice: Hashable, Codable, Sendable {
        var from: Int
        var removed: Int
        var rows: [Camera]
    }

    struct Changed: Hashable, Codable, Sendable {
        var at: Int
        var row: Camera
    }

    /// When the facts of so many rows, from one on, were last checked, and until when they were watched.
    struct Times: Hashable, Sendable {
        var from: Int
        var count: Int
        var moments: Moments
    }

    var account: AccountName
    var splice: Splice?
    /// By their places after the splice, as those of `times`.
    var changed: [Changed] = []
    var times: [Times] = []

    var isEmpty: Bool { splice == nil && changed.isEmpty && times.isEmpty }

    init(of account: AccountName, from before: ArraySlice<Camera>, to after: ArraySlice<Camera>) {
        self.account = account
        let (old, new) = (before.span, after.span)
        let shorter = min(old.count, new.count)
        var head = 0
        while head < shorter, old[head].id == new[head].id { head += 1 }
        var tail = 0
        while tail < shorter - head, old[old.count - 1 - tail].id == new[new.count - 1 - tail].id { tail += 1 }
        if head + tail < max(old.count, new.count) {
            splice = Splice(
                from: head, removed: old.count - head - tail,
                rows: Array(after[after.startIndex + head..<after.endIndex - tail]))
        }
        for place in 0..<head { compare(old[place], new[place], at: place) }
        for place in new.count - tail..<new.count { compare(old[place + old.count - new.count], new[place], at: place) }
    }

    private mutating func compare(_ before: Camera, _ after: Camera, at place: Int) {
        guard before != after else { return }
        var same = before
        same.moments = after.moments
        guard same == after else {
            changed.append(Changed(at: place, row: after))
            return
        }
        if let last = times.last, last.from + last.count == place, last.moments == after.moments {
            times[times.count - 1].count += 1
        } else {
            times.append(Times(from: place, count: 1, moments: after.moments))
        }
    }

    /// - Returns: false where it does not belong to these rows.
    func apply(to rows: inout [Camera]) -> Bool {
        if let splice {
            guard (0...rows.count).contains(splice.from), (0...rows.count - splice.from).contains(splice.removed) else {
                return false
            }
            rows.replaceSubrange(splice.from..<splice.from + splice.removed, with: splice.rows)
        }
        for change in changed {
            guard rows.indices.contains(change.at) else { return false }
            rows[change.at] = change.row
        }
        for run in times {
            guard (0...rows.count).contains(run.from), (0...rows.count - run.from).contains(run.count) else { return false }
            for place in run.from..<run.from + run.count { rows[place].moments = run.moments }
        }
        return true
    }
}

/// As a list, since there are hundreds of them in each poll of a large fleet: `[from, count, status, encryption, live, observed]`.
extension RowDelta.Times: Codable {
    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        from = try list.decode(Int.self)
        count = try list.decode(Int.self)
        moments = Moments(
            status: try list.decodeIfPresent(Date.self), encryption: try list.decodeIfPresent(Date.self),
            live: try list.decodeIfPresent(Date.self), observed: try list.decodeIfPresent(Date.self))
    }

    func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        try list.encode(from)
        try list.encode(count)
        for moment in [moments.status, moments.encryption, moments.live, moments.observed] { try list.encode(moment) }
    }
}

/// When each fact of a row was checked, and until when its STATUS was watched.
struct Moments: Hashable, Sendable {
    var status, encryption, live, observed: Date?
}

extension Camera {
    /// Of a fact that is not there, nothing is set.
    fileprivate var moments: Moments {
        get {
            Moments(
                status: status?.checked, encryption: encryption?.checked, live: live?.checked, observed: history.observed)
        }
        set {
            if let moment = newValue.status { status?.checked = moment }
            if let moment = newValue.encryption { encryption?.checked = moment }
            if let moment = newValue.live { live?.checked = moment }
            history.observed = newValue.observed
        }
    }
}
