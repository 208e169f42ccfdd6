import Fleet
import FoundationEssentials
import Output
import Sharing
import Wording

/// What `GET /v1/service` answers.
struct ServiceObject: Encodable {
    struct AccountRow: Encodable {
        var name: String
        var host: String
        var calls_today: Int
        var error: Nullable<String>
    }

    struct Front: Encodable {
        var kind: String
        var pid: Int
    }

    var version: String
    var pid: Int
    /// It is `eztop serve`.
    var serve: Bool
    var up_since: String
    var interval_s: Int
    var paused: Bool
    var accounts: [AccountRow]
    var attached: [Front]
    /// Pushed messages arrive.
    var push: Bool
    /// How they come: `webhook` or `pull`.
    var push_by: Nullable<String>
    /// When the last one was taken.
    var push_last: Nullable<String>
    /// Why none are taken.
    var push_error: Nullable<String>

    init(_ view: PollerView, version: String) {
        let poll = view.snapshot.poll
        self.version = version
        pid = view.poller.process
        serve = view.poller.isService
        up_since = Timestamp.text(view.poller.since)
        interval_s = Int(poll.interval.rounded())
        paused = poll.paused
        accounts = view.snapshot.accounts.map { account in
            let reasons = Texts.english.summaries(of: account)
            return AccountRow(
                name: account.id, host: account.host, calls_today: account.callsToday,
                error: Nullable(reasons.isEmpty ? nil : reasons.joined(separator: "; ")))
        }
        attached = view.fronts.map { Front(kind: $0.kind.rawValue, pid: $0.process) }
        push = poll.pushed
        push_by = Nullable(poll.push?.way.rawValue)
        push_last = Nullable(poll.push?.last.map(Timestamp.text))
        let faults = Texts.english.newsOfPush(from: Snapshot(), to: view.snapshot)
        push_error = Nullable(faults.isEmpty ? nil : faults.joined(separator: "; "))
    }
}
