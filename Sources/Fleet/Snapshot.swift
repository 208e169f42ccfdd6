import FoundationEssentials
import Vocabulary

/// Everything a front shows, at one moment: the service hands these out, newest only.
public struct Snapshot: Hashable, Codable, Sendable {
    public var cameras: [Camera]
    public var accounts: [AccountState]
    public var poll: PollState
    /// Newest last, in the order of their numbers; bounded.
    public var events: [Event]

    public init(
        cameras: [Camera] = [], accounts: [AccountState] = [], poll: PollState = PollState(), events: [Event] = []
    ) {
        self.cameras = cameras
        self.accounts = accounts
        self.poll = poll
        self.events = events
    }
}

/// What is known of one account: its host, its token's end, its calls, and why it does not answer if it does not.
public struct AccountState: Hashable, Codable, Sendable, Identifiable {
    public var id: AccountName
    /// Host and, when it is not the scheme's own, port; the one that is really asked (after `areaDomain`).
    public var host: String
    public var sources: [Source]
    public var tokenExpires: Date?
    /// HTTP calls today (Beijing day), by all processes of the user as far as they have told.
    public var callsToday: Int
    /// Calls in this run of the program, the token's too.
    public var calls: Int
    /// When a whole poll of this account last succeeded.
    public var lastAnswer: Date?
    /// What went wrong with the last poll; nil when it went well.
    public var trouble: ServiceError?
    /// False when a page could not be read: rows may be missing or old.
    public var complete: Bool
    /// Rows that the cloud counts and does not show, though every page was read; nil where there are none.
    public var missing: Int?
    /// Seconds by which this machine's clock is ahead of the cloud's, negative when behind; nil while they agree.
    public var clockError: TimeInterval?
    /// Rows of its lists that made no sense, by the call that lists them; nil where there are none.
    public var unreadable: [String: Int]?
    /// What went wrong with each of its lists, by the call that reads it; nil where nothing did.
    public var listTroubles: [String: ServiceError]?
    /// When each of its lists last came, by the call that reads it; nil where none has.
    public var listAnswers: [String: Date]?
    /// What went wrong with single devices, by serial, where a poll has to be whole; nil where nothing did.
    public var deviceTroubles: [String: ServiceError]?
    /// Devices of which something is not known, or not any more, that only calls about them alone tell, by serial; nil where there are none.
    public var openDevices: [String]?
    /// Why no messages come from its queue at the platform; nil where they do, or are not fetched.
    public var queueTrouble: ServiceError?

    public init(
        id: AccountName, host: String, sources: [Source], tokenExpires: Date? = nil, callsToday: Int = 0, calls: Int = 0,
        lastAnswer: Date? = nil, trouble: ServiceError? = nil, complete: Bool = true, clockError: TimeInterval? = nil
    ) {
        self.id = id
        self.host = host
        self.sources = sources
        self.tokenExpires = tokenExpires
        self.callsToday = callsToday
        self.calls = calls
        self.lastAnswer = lastAnswer
        self.trouble = trouble
        self.complete = complete
        self.clockError = clockError
    }
}

extension AccountState {
    /// The lists that failed, and why, where the others came, or failed otherwise; empty where one reason is the account's.
    public var failedLists: [(call: String, trouble: ServiceError)] {
        guard trouble?.isWaiting != true, let troubles = listTroubles?.sorted(by: { $0.key < $1.key }) else { return [] }
        let count = sources.reduce(0) { $0 + ($1 == .own ? 2 : 1) }
        let isOne = troubles.count == count && troubles.allSatisfy { $0.value.isSameKind(as: troubles[0].value) }
        if isOne { return [] }
        // One token serves two lists.
        var tokens: Set<CallName> = []
        return troubles.compactMap { list, trouble in
            guard let token = trouble.refusedToken else { return (list, trouble) }
            return tokens.insert(token).inserted ? (token.rawValue, trouble) : nil
        }
    }
}

/// Why something failed, typed by what the user can do about it. The number and the platform's own words come along.
public enum ServiceError: Error, Hashable, Codable, Sendable {
    /// The cloud answered with a code that is no success.
    case refused(code: String, message: String, call: CallName, host: String)
    /// No answer: no route, refused, TLS, timeout. `reason` is the transport's own word, free of secrets.
    case unreachable(reason: String, host: String)
    /// An answer that is no answer: HTML, cut JSON, wrong types, HTTP 500.
    case malformed(reason: String, call: CallName, host: String)

    /// The platform's code; nil where no answer came.
    public var code: String? {
        if case .refused(let code, _, _, _) = self { code } else { nil }
    }

    /// The call for the token that was refused: what was to be read with it was never asked.
    var refusedToken: CallName? {
        if case .refused(_, _, let call, _) = self, call.isForToken { call } else { nil }
    }

    /// The reason while a call has not ended yet, but is late.
    public static let stillWaiting = "still waiting"

    /// The reason where the account's queue gives messages again that were taken.
    public static let sameMessages = "the same messages come again"

    /// The reason where an account names more cameras than `Fleet.most`.
    public static let tooManyCameras = "more than 20000 cameras"

    /// The reason where the process that polls went while it had something to do for this one.
    public static let pollerGone = "the process that polls has gone"
    /// And where it does not answer any more.
    public static let pollerSilent = "the process that polls does not answer"

    /// The reasons where a front has no key of the platform, and cannot have the service that it asks instead.
    public static let noService = "nobody answers you there"
    public static let foreignService = "what listens there is no eztop, or another user's"
    public static let serviceOfOtherVersion = "its eztop is another version"
    public static let serviceWithoutAccount = "it has no account of that name"
    public static let crowdedService = "so many of yours ask it already"
    /// The reason where that service lets the user look, and do nothing else.
    public static let lookOnly = "it lets you look only"

    /// It is not known what the process that polls has done of it.
    public var isOfPoller: Bool {
        if case .unreachable(let reason, _) = self { reason == Self.pollerGone || reason == Self.pollerSilent } else { false }
    }

    /// The same thing to say, though call and words of the moment differ.
    public func isSameKind(as other: ServiceError) -> Bool {
        switch (self, other) {
        case (.refused(let a, _, _, _), .refused(let b, _, _, _)): a == b
        case (.unreachable, .unreachable), (.malformed, .malformed): isWaiting == other.isWaiting
        default: false
        }
    }

    /// Nothing has failed so far: the answer is late.
    public var isWaiting: Bool {
        if case .unreachable(reason: Self.stillWaiting, _) = self { true } else { false }
    }
}

/// How the poll goes: what the second line of the screen says.
public struct PollState: Hashable, Codable, Sendable {
    /// The interval in force, in seconds; longer than the configured one while backing off.
    public var interval: TimeInterval
    public var configuredInterval: TimeInterval
    /// The interval in which a cloud that answers is asked, where limits or pushed messages have stretched it.
    public var stretched: TimeInterval?
    public var liveInterval: TimeInterval
    public var next: Date?

    /// What facts grow old by: silence makes none younger.
    public var rhythm: TimeInterval { max(configuredInterval, stretched ?? 0) }

    public var paused: Bool
    /// Whose front has paused it; nil while it is not paused.
    public var pausedBy: Int?
    /// The interval that a front has set, in place of the configuration's.
    public var steeredInterval: TimeInterval?
    public var polling: Bool
    /// Seconds of an offline that nobody is told of yet; nil where that is not known.
    public var offlineAfter: TimeInterval?
    /// How pushed messages come; nil where none are taken.
    public var push: PushState?
    /// Pushed messages arrive, and the interval is stretched for it.
    public var pushed = false
    /// Addresses rest, since their quota of calls is reached: one is tried in an hour. nil where they do not.
    public var addressesRest: Bool?
    /// What the present settings will cost in a day.
    public var callsADay: Int
    /// The calls of a day are reckoned with so many rows on the screen; nil while too little is known to reckon them.
    public var shown: Int?
    /// The process that polls; nil where it is this one.
    public var poller: Poller?
    /// Why this one polls though another one does; nil where none does.
    public var aloneness: Aloneness?
    /// How another front has last set it.
    public var steering: Steering?

    /// What they would cost at another interval, in seconds.
    public func calls(every seconds: TimeInterval) -> Int {
        let calls = (Double(callsADay) * configuredInterval / seconds).rounded()
        // A recording may say anything.
        return calls < 1e15 ? Int(max(0, calls)) : callsADay
    }

    public init(
        interval: TimeInterval = 30, configuredInterval: TimeInterval = 30, liveInterval: TimeInterval = 900,
        next: Date? = nil, paused: Bool = false, polling: Bool = false, callsADay: Int = 0
    ) {
        self.interval = interval
        self.configuredInterval = configuredInterval
        self.liveInterval = liveInterval
        self.next = next
        self.paused = paused
        self.polling = polling
        self.callsADay = callsADay
    }
}

/// Something that happened to a camera or a call, for the log.
public struct Event: Hashable, Codable, Sendable {
    public enum What: Hashable, Codable, Sendable {
        /// As each answer said it, for the log: who is not looking is told by the next two.
        case status(from: Status, to: Status)
        /// An offline is confirmed.
        case outageBegan(since: Date)
        /// An offline that was confirmed is over.
        case outageEnded(since: Date, to: Status)
        case encryption(from: Encryption, to: Encryption, by: Author)
        case live(from: LiveState, to: LiveState)
        case appeared
        case disappeared
        case renamed(from: String, to: String)
        /// A call to the platform: its name, its code (`200`, or the transport's word) and how long it took.
        case call(name: CallName, code: String, milliseconds: Int)
        case trouble(ServiceError)
        /// The time of a lift is over, and eztop has put the encryption back, or why it could not; it tries again.
        case restoration(ServiceError?)
        /// What eztop remembers between runs could not be read or written.
        case forgot(StateFault)
        /// It could be written again.
        case remembered
        case recovered
        case push(PushNews)
        case broker(BrokerNews)
        case alert(AlertNews)
    }

    /// Where it stands in the row of all events of a run, from 1 on: each front remembers the last it has seen. 0 until it has been
    /// put there.
    public var number = 0

    /// Said by another event already: it is for telling, and not for a list of what happened.
    public var isTelling: Bool {
        switch what {
        case .outageBegan, .outageEnded: true
        default: false
        }
    }

    public var at: Date
    public var account: AccountName
    /// nil for what concerns the account as a whole.
    public var camera: CameraID?
    /// What the camera was called then.
    public var name: String?
    public var what: What

    public init(number: Int = 0, at: Date, account: AccountName, camera: CameraID?, name: String? = nil, what: What) {
        self.number = number
        self.at = at
        self.account = account
        self.camera = camera
        self.name = name
        self.what = what
    }
}
