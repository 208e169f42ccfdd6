import Dashboard
import Fleet
import FoundationEssentials
import Output
import Settings
import Startup
import Vocabulary
import Wording

/// Tells what changes from one state to the next, and of whoever polls: what `watch` and `serve` print.
struct ChangeTeller: Sendable {
    private let options: GlobalOptions
    private let texts: Texts
    private let filter: Filter
    private let printer: ChangePrinter
    private let began: Date
    /// Of the option, in seconds.
    private let interval: TimeInterval?
    private let offlineAfter: TimeInterval
    private var log: ChangeLog
    private var cameras: [CameraID: Camera] = [:]
    private var warning = CallsWarning()
    private var isFilterUntried: Bool
    private var told = Snapshot()

    init(_ invocation: Invocation, _ filter: Filter = Filter(""), printer: ChangePrinter) {
        options = invocation.options
        texts = invocation.texts
        interval = invocation.interval
        offlineAfter = invocation.configuration.offlineAfter
        self.filter = filter
        self.printer = printer
        began = Date()
        log = ChangeLog(since: began)
        isFilterUntried = !filter.isEmpty
    }

    /// - Returns: how the program ends where nobody can be told any more; nil else.
    mutating func take(_ snapshot: Snapshot) -> Output.ExitCode? {
        for line in texts.newsOfSharing(
            from: told.poll, to: snapshot.poll, interval: interval, offlineAfter: offlineAfter, since: began, at: Date())
        {
            Standard.error(line)
        }
        for line in texts.newsOfPush(from: told, to: snapshot) { Standard.error(line) }
        for line in texts.newsOfCompanions(from: told, to: snapshot, since: began) {
            if line.isFault { Standard.error(line.text) } else { options.note(line.text) }
        }
        told = snapshot
        if !options.demo, !snapshot.poll.paused, let text = warning.text(snapshot, every: snapshot.poll.configuredInterval, texts)
        {
            options.note(text)
        }
        tryFilter(on: snapshot)
        // One that is gone is found as it last was.
        if !filter.isEmpty { for camera in snapshot.cameras { cameras[camera.id] = camera } }
        var end: Output.ExitCode?
        for line in log.take(snapshot, at: Date()) where isWanted(line) {
            end = printer.print(line) ?? end
        }
        return end
    }

    private mutating func tryFilter(on snapshot: Snapshot) {
        guard isFilterUntried, !snapshot.cameras.isEmpty,
            snapshot.accounts.allSatisfy({ $0.lastAnswer != nil && $0.complete })
        else { return }
        isFilterUntried = false
        if !snapshot.cameras.contains(where: { filter.keeps($0, texts: texts, at: Date()) }) {
            options.note(texts.commandLine.nothingMatches(filter.text))
        }
    }

    /// A change is told of a camera that the filter finds as it is after it; of accounts everything.
    private func isWanted(_ line: ChangeLog.Line) -> Bool {
        guard !filter.isEmpty, case .change(let change) = line else { return true }
        return cameras[change.camera].map { filter.keeps($0, texts: texts, at: change.at) } ?? false
    }
}
