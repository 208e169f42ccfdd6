import Dispatch
import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import Vocabulary

/// Polls the cameras of all accounts, keeps what is known of them, and acts: the one service behind every front.
///
/// It knows no screen. A Dispatch timer only asks the plan what is due; the newest state of everything comes out of
/// `snapshots`. No call waits for another account, and none for a single camera.
public actor DeviceService {
    /// Makes the platform of one account; each of its calls is told to `observe`.
    public typealias PlatformMaker = @Sendable (_ observe: @escaping @Sendable (CallRecord) -> Void) -> any OpenPlatform

    /// The newest state, whenever something has changed; one that is not fetched gives way to a newer one. For one reader.
    public nonisolated let snapshots: AsyncStream<Snapshot>

    var settings: ServiceSettings
    let clock: any Clock
    private var clockWatch: ClockWatch
    /// Waits so many seconds; a test's own has them pass at once.
    let wait: @Sendable (TimeInterval) async -> Void
    let output: AsyncStream<Snapshot>.Continuation
    let order: [AccountName]
    var accounts: [AccountName: PolledAccount]
    var interval: TimeInterval
    var isPaused = false
    /// How a front has last set the poll.
    var steering: Steering?
    /// Whose front has paused it.
    var pausedBy: Int?
    /// The interval that a front has set, in place of the configuration's.
    var steeredInterval: TimeInterval?
    var events = EventLog()
    /// The last snapshot that went out.
    var published: Snapshot?
    /// Cameras, accounts or events have changed since.
    var isChanged = true
    var willPublish = false

    /// Codes that the user typed in and the cloud took; in memory only.
    var typedCodes: [DeviceID: Secret] = [:]
    /// The last address of each camera that the cloud handed out, whatever it answered since.
    var addresses: [CameraID: LiveAddress] = [:]
    var addressTasks: [CameraID: Task<Result<LiveAddress, ServiceError>, Never>] = [:]

    /// Checks that wait for their turn, or are made in it.
    var checkTasks: [CameraID: [CheckedContinuation<Result<CheckReport, ServiceError>, Never>]] = [:]
    /// When this process last read each camera's playlist.
    var lastReads: [CameraID: Date] = [:]
    /// Cameras whose stream only plays where H.265 was not asked for.
    var refusesH265: Set<CameraID> = []

    /// What the front wants to find again.
    var preferences: [String: String] = [:]
    /// From when on each camera may take the next picture.
    var captures: [CameraID: Date] = [:]
    /// Devices that are encrypted again since the last save.
    var restored: Set<DeviceID> = []
    /// Devices of which a switch was refused since then.
    var notSwitched: Set<DeviceID> = []
    var lastSave: Date?
    /// When the log of changes was last held to its bounds.
    var lastPrune: Date?
    /// The first poll of everything has been saved.
    var hasSavedPoll = false
    /// Something has changed since the last save.
    var isUnsaved = false
    /// Why the last save failed; the same reason again is no news.
    var saveFault: StateFault?
    /// When putting an encryption back is tried again, and how often it has failed.
    var restorations: [DeviceID: Restoration] = [:]

    /// Where pushed messages are taken.
    var listener: Server?
    /// When it was last tried to listen there, and why that could not be.
    var lastListen: Date?
    var deafness: String?
    /// Messages of the accounts' queues that were told; nil while none are read.
    var seen: SeenMessages?
    /// When the last pushed message was taken.
    var lastMessage: Date?
    /// What is known from earlier runs, until it is made use of: later than the first frame, which must not wait for it.
    var remembered: Remembered?
    /// What earlier runs were told of recorders' channels, for a poll that shows none of their rows.
    var words: [AccountName: [CameraID: Fact<Status>]] = [:]
    /// What the service before this one knew last, until it is made use of.
    var handedOver: Snapshot?

    private var timer: (any DispatchSourceTimer)?
    private var tasks: [Int: Task<Void, Never>] = [:]
    private var lastTask = 0
    private var isStopped = false

    /// - Parameters:
    ///   - remembered: what is known from earlier runs; the rows begin with it.
    ///   - last: what another service knew last, whose place this one takes.
    public init(
        _ settings: ServiceSettings, remembered: Remembered = Remembered(), after last: Snapshot? = nil,
        clock: any Clock = SystemClock(), wait: @escaping @Sendable (TimeInterval) async -> Void = pause,
        platform: PlatformMaker
    ) {
        self.settings = settings
        self.clock = clock
        clockWatch = ClockWatch(clock)
        self.wait = wait
        (snapshots, output) = AsyncStream.makeStream(of: Snapshot.self, bufferingPolicy: .bufferingNewest(1))
        interval = settings.interval
        order = settings.accounts.map(\.name)
        var accounts: [AccountName: PolledAccount] = [:]
        for (index, account) in settings.accounts.enumerated() {
            let log = CallLog(clock: clock), record = settings.log
            let platform = platform { call in
                if call.name != .stream {
                    log.add(call)
                    Errand.current?.count(account.name)
                }
                record?(.call(account: index + 1, call))
            }
            let session = Session(account, platform: platform, clock: clock, cacheDirectory: settings.cacheDirectory)
            var fleet = Fleet(account: account.name, gap: 3 * settings.interval, battery: settings.battery)
            fleet.checkLife = settings.checkLife
            fleet.offlineAfter = settings.offlineAfter
            let told = last?.accounts.first { $0.id == account.name }?.callsToday
            let kept = remembered.calls[account.name] ?? 0
            log.set(today: kept, saved: 0)
            // What the one before had not written down any more.
            if let told, told > kept { log.takeOver(told - kept) }
            accounts[account.name] = PolledAccount(
                settings: account, session: session, log: log, fleet: fleet,
                plan: PollPlan(
                    interval: settings.interval, liveInterval: settings.liveInterval, sources: account.sources,
                    addresses: settings.addresses, checkInterval: settings.checkInterval),
                host: account.base.host)
        }
        self.accounts = accounts
        self.remembered = last.map { remembered.updated(by: $0) } ?? remembered
        handedOver = last
        // The one before may have told others of events that this one has never heard of: theirs must not hide what comes now.
        events.goOn(from: last?.events ?? [], leaving: last?.poll.poller == nil ? 0 : EventLog.takeOverGap)
        // What was set aside is no fault any more; of any other one a save that meets it too says nothing new.
        if remembered.fault?.isOver != true { saveFault = remembered.fault }
        if let fault = remembered.fault, let account = order.first {
            events.add([Event(at: clock.now, account: account, camera: nil, what: .forgot(fault))])
        }
    }

    /// Whether it polls.
    var isStarted: Bool { timer != nil }

    /// Begins to poll. Calling it again does nothing.
    public func start() {
        guard timer == nil, !isStopped else { return }
        recall()
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.setEventHandler { @Sendable [weak self] in Task { await self?.tick() } }
        timer.activate()
        self.timer = timer
        tick()
    }

    /// Ends it for good: whatever is under way is cancelled and not waited for, what is to be remembered is written, and
    /// `snapshots` ends.
    ///
    /// - Returns: devices whose encryption was lifted for a time, and of which the next run will not know, since nothing could be kept.
    @discardableResult
    public func stop() -> [DeviceID] {
        isStopped = true
        timer?.cancel()
        timer = nil
        listener?.stop()
        listener = nil
        for task in tasks.values { task.cancel() }
        for task in addressTasks.values { task.cancel() }
        tasks = [:]
        dropChecks()
        save()
        output.finish()
        return forgotten
    }

    /// Where the clock was set meanwhile, what is reckoned from moments of before learns of it, before any later moment is held against them.
    func followClock() {
        guard let step = clockWatch.step(of: clock) else { return }
        for name in order { accounts[name]?.fleet.clockWasSet(by: step) }
    }

    /// Asks the plans what is due, sets it going, and sets the timer to when to look again.
    func tick() {
        guard let timer else { return }
        followClock()
        var wake: Date?
        let now = clock.now
        wake = listenInTurn(at: now)
        readQueues()
        for (index, name) in order.enumerated() {
            forgetLeft(name)
            guard let schedule = accounts[name]?.schedule(at: now) else { continue }
            if !schedule.due.isEmpty {
                settings.log?(
                    .plan(
                        account: index + 1, due: schedule.due.map(\.kind), wake: schedule.wake.map { $0.timeIntervalSince(now) }))
            }
            for due in schedule.due { begin(due, of: name) }
            noteHanging(name, at: now)
            wake = [wake, schedule.wake, restore(of: name, at: now)].compactMap { $0 }.min()
        }
        publish()
        wake = [wake, saveInTurn(at: now)].compactMap { $0 }.min()
        // A save that failed is news too.
        if isChanged { publish() }
        guard let wake else {
            timer.schedule(deadline: .distantFuture)
            return
        }
        // A timer that counts time as it passes: the date of the machine may jump.
        let delay = max(0.001, min(86400, wake.timeIntervalSince(now)))
        let leeway = Int(min(500, delay * 50))
        timer.schedule(deadline: .now() + delay, leeway: .milliseconds(leeway))
    }

    /// What was asked of cameras that have left says nothing of what comes in their place.
    private func forgetLeft(_ name: AccountName) {
        guard let left = accounts[name]?.fleet.takeLeft(), left != Departures() else { return }
        accounts[name]?.plan.forget(left)
        for camera in left.cameras { addresses[camera] = nil }
        for kind in ScheduledCall.Kind.allCases { accounts[name]?.unanswered[kind]?.subtract(left.devices) }
    }

    private func noteHanging(_ name: AccountName, at now: Date) {
        guard var account = accounts[name] else { return }
        account.hangs = account.plan.isHanging(at: now)
        guard account.hangs != accounts[name]?.hangs else { return }
        accounts[name]?.hangs = account.hangs
        isChanged = true
    }

    private func begin(_ due: ScheduledCall, of name: AccountName) {
        // Before another account's plan is asked: checks are one at a time in all of them.
        if case .check = due { checkBegan() }
        lastTask += 1
        let number = lastTask
        tasks[number] = Task {
            await run(due, of: name)
            tasks[number] = nil
            tick()
        }
    }

    private func run(_ due: ScheduledCall, of name: AccountName) async {
        switch due {
        case .deviceList, .cameraList, .hostedList:
            let trouble = await readList(due, of: name, again: false)
            end(due, of: name, trouble)
        case .deviceInfo(let serial):
            let trouble = await readInfo(serial, of: name)
            end(due, of: name, trouble)
        case .channels(let serial):
            let trouble = await readChannels(serial, of: name)
            end(due, of: name, trouble)
        case .capacity(let serial):
            let trouble = await readCapacity(serial, of: name)
            end(due, of: name, trouble)
        case .messages:
            let trouble = await readQueue(of: name)
            end(due, of: name, trouble)
        case .address(let camera):
            _ = await ownAddress(of: camera)
        case .check(let camera):
            let result = await read(camera)
            accounts[name]?.plan.ended(due, .answered, at: clock.now)
            checkEnded()
            for waiting in checkTasks.removeValue(forKey: camera) ?? [] { waiting.resume(returning: result) }
        }
    }

    func end(_ due: ScheduledCall, of name: AccountName, _ trouble: ServiceError?) {
        if case .deviceInfo(let serial) = due, let account = accounts[name] {
            accounts[name]?.fleet.setRound(account.plan.infoRound(of: serial, account.fleet), of: serial)
        }
        accounts[name]?.plan.ended(due, trouble.map { CallOutcome($0, of: due.kind) } ?? .answered, at: clock.now)
    }
}

extension PolledAccount {
    mutating func schedule(at now: Date) -> Schedule {
        let schedule = plan.schedule(fleet, at: now)
        fleet.gap = 3 * plan.rhythm
        fleet.liveGap = 3 * plan.liveRound(of: census)
        return schedule
    }
}
