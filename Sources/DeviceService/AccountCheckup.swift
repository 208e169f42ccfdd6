import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import Vocabulary

/// One account looked at once: does its host answer, is it let in, do its lists come. At most three calls, one page of each list.
public struct AccountCheckup: Sendable {
    public struct List: Hashable, Sendable {
        public enum Answer: Hashable, Sendable {
            /// So many cameras, channels, of which the dashboard has a row each; how many the cloud counts besides and does not list, and how many
            /// rows made no sense.
            case count(Int, missing: Int = 0, unreadable: Int = 0)
            case trouble(ServiceError)
            /// The calls were spent before, or the host does not answer.
            case notAsked
        }

        public var source: Source
        public var answer: Answer

        public init(_ source: Source, _ answer: Answer) {
            self.source = source
            self.answer = answer
        }
    }

    /// The one that was really asked.
    public var host: String
    public var tokenExpires: Date?
    /// When key and secret were last taken by the cloud: now, or less than an hour ago.
    public var tokenObtained: Date?
    public var lists: [List]
    public var calls: [CallRecord]
    /// Seconds by which this machine's clock is ahead of the host's; nil where no reply told the time.
    public var clockDifference: TimeInterval?
    /// The same, where it is enough to matter.
    public var clockError: TimeInterval?

    public init(
        host: String, tokenExpires: Date? = nil, tokenObtained: Date? = nil, lists: [List] = [], calls: [CallRecord] = [],
        clockDifference: TimeInterval? = nil,
        clockError: TimeInterval? = nil
    ) {
        self.host = host
        self.tokenExpires = tokenExpires
        self.tokenObtained = tokenObtained
        self.lists = lists
        self.calls = calls
        self.clockDifference = clockDifference
        self.clockError = clockError
    }

    public static let mostCalls = 3

    /// A token proves key and secret as of when it was had, and no longer: one of the cache is used for an hour, since the platform wants
    /// no new one each time, and after that a new one is asked for and kept.
    public static let proofLife: TimeInterval = 3600

    public static func run(
        _ settings: AccountSettings, transport: any Transport, clock: any Clock = SystemClock(), cacheDirectory: String? = nil
    ) async -> AccountCheckup {
        let budget = CallBudget(transport, calls: mostCalls)
        let log = CallLog(clock: clock)
        let platform = OpenPlatformClient(transport: budget) { log.add($0) }
        let session = Session(settings, platform: platform, clock: clock, cacheDirectory: cacheDirectory, oldest: proofLife)
        var lists: [List] = []
        for source in settings.sources {
            var answer = List.Answer.notAsked
            if !budget.isSpent, !lists.contains(where: \.isUnreachable) { answer = await ask(source, session) }
            lists.append(List(source, answer))
        }
        let summary = await session.summary
        let records = log.take().filter { $0.record.code != cancelled }
        return AccountCheckup(
            host: summary.host, tokenExpires: summary.tokenExpires, tokenObtained: await session.tokenObtained, lists: lists,
            calls: records.map(\.record),
            clockDifference: records.last { $0.record.serverDate != nil }.flatMap { last in
                last.record.serverDate.map { last.at.timeIntervalSince($0) }
            },
            clockError: log.clockError)
    }
}

extension AccountCheckup {
    private static let cancelled = "cancelled"

    private static func ask(_ source: Source, _ session: Session) async -> List.Answer {
        do throws(ServiceError) {
            switch source {
            case .own:
                let page = try await session.send(.cameras(page: 0, size: ListRead<ChannelRow>.pageSize), as: .own)
                return .count(of: page, size: ListRead<ChannelRow>.pageSize)
            case .hosted:
                let page = try await session.hostedPage(0, size: ListRead<HostedRow>.pageSize)
                return .count(of: page, size: ListRead<HostedRow>.pageSize)
            }
        } catch {
            // The budget's word, not the network's.
            if case .unreachable(reason: cancelled, _) = error { return .notAsked }
            return .trouble(error)
        }
    }
}

extension AccountCheckup.List.Answer {
    /// A first page that is not full is the whole list, whatever its total says.
    fileprivate static func count<Row>(of page: Page<Row>, size: Int) -> Self {
        let total = page.total ?? page.rows.count
        guard page.rows.count < size else { return .count(max(total, page.rows.count), unreadable: page.unreadable) }
        return .count(page.rows.count, missing: max(0, total - page.rows.count - page.unreadable), unreadable: page.unreadable)
    }
}

extension AccountCheckup.List {
    fileprivate var isUnreachable: Bool {
        if case .trouble(.unreachable) = answer { true } else { false }
    }
}
