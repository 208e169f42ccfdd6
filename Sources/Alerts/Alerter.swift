import DeviceService
import Dispatch
import Fleet
import FoundationEssentials
import OpenPlatform
import Settings
import Sharing

/// Tells whom the rules name, for as long as this process polls for all: the shell around `AlertBook`.
public actor Alerter: PollerCompanion {
    /// What it needs of the configuration and the machine.
    public struct Settings: Sendable {
        public var rules: [AlertBook.Rule]
        public var routes: [AlertRoute]
        /// Where alerts are kept; nil keeps them in memory alone.
        public var stateFile: StateFile?
        public var accounts: [AccountIdentity]
        public var means: AlertBook.Means
        public var log: (@Sendable (ServiceRecord) -> Void)?

        public init(
            rules: [AlertBook.Rule], routes: [AlertRoute], stateFile: StateFile?, accounts: [AccountIdentity],
            means: AlertBook.Means, log: (@Sendable (ServiceRecord) -> Void)? = nil
        ) {
            self.rules = rules
            self.routes = routes
            self.stateFile = stateFile
            self.accounts = accounts
            self.means = means
            self.log = log
        }
    }

    private let settings: Settings
    private let courier: Courier
    private let clock: any Clock
    /// nil until the first state comes: what earlier runs kept is read then.
    private var book: AlertBook?
    private var service: (any PollingService)?
    private var sending: [String: Task<Void, Never>] = [:]
    private var commands = 0
    private var timer: (any DispatchSourceTimer)?
    /// What could not be written is written with what comes next.
    private var unwritten: [AlertRow.Key: String?] = [:]
    private var isClosed = false
    private let inbox: AsyncStream<(Snapshot, any PollingService)>.Continuation

    private static let mostCommands = 4
    /// Seconds that the end waits for what is under way.
    private static let patience: TimeInterval = 0.4

    public init(_ settings: Settings, _ courier: Courier, clock: any Clock = SystemClock()) {
        self.settings = settings
        self.courier = courier
        self.clock = clock
        let (states, inbox) = AsyncStream.makeStream(
            of: (Snapshot, any PollingService).self, bufferingPolicy: .bufferingNewest(1))
        self.inbox = inbox
        Task { [weak self] in
            for await (snapshot, service) in states { await self?.follow(snapshot, service) }
        }
    }

    deinit { inbox.finish() }

    /// No poll waits for what is written or sent.
    public nonisolated func take(_ snapshot: Snapshot, of service: any PollingService) async {
        inbox.yield((snapshot, service))
    }

    /// What is under way may end for a moment; then it is broken off, and sent again by whoever polls next.
    public func close() async {
        isClosed = true
        inbox.finish()
        timer?.cancel()
        let tasks = Array(sending.values)
        guard !tasks.isEmpty else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { @Sendable in for task in tasks { task.cancel() } }
        for task in tasks { await task.value }
    }

    private func follow(_ snapshot: Snapshot, _ service: any PollingService) async {
        guard !isClosed else { return }
        self.service = service
        if book == nil {
            var rows: [AlertRow] = []
            do throws(StateFault) { rows = try settings.stateFile?.alertRows(of: settings.accounts) ?? [] } catch {
                // The service says why nothing can be kept.
            }
            book = AlertBook(settings.rules, routes: settings.routes.map(\.name), rows: rows, settings.means, at: clock.now)
        }
        await step(snapshot)
    }

    private func step(_ snapshot: Snapshot? = nil) async {
        guard !isClosed, book != nil else { return }
        let now = clock.now
        let wake = book?.step(snapshot, at: now)
        write()
        send(at: now)
        schedule(wake ?? nil, at: now)
        await tellNews()
    }

    /// Before anything is sent: a process that is killed then sends it again, and tells nothing anew.
    private func write() {
        for (key, body) in book?.takeChanges() ?? [] { unwritten[key] = .some(body) }
        guard let file = settings.stateFile, !unwritten.isEmpty else {
            unwritten = [:]
            return
        }
        do throws(StateFault) {
            try file.keep(unwritten.map { ($0.key, $0.value) }, of: settings.accounts)
            unwritten = [:]
        } catch {
            // It is told all the same: twice is better than never.
        }
    }

    private func send(at now: Date) {
        for (number, letter) in book?.due(at: now, besides: Set(sending.keys)) ?? [] {
            guard let route = settings.routes.first(where: { $0.name == letter.route }) else { continue }
            if route.kind == .command {
                guard commands < Self.mostCommands else { continue }
                commands += 1
            }
            sending[route.name] = Task {
                var fault: RouteFault?
                do throws(RouteFault) { try await courier.carry(letter, over: route) } catch { fault = error }
                await ended(number, route, fault)
            }
        }
    }

    private func ended(_ number: Int, _ route: AlertRoute, _ fault: RouteFault?) async {
        sending[route.name] = nil
        if route.kind == .command { commands -= 1 }
        let place = (settings.routes.firstIndex { $0.name == route.name } ?? 0) + 1
        settings.log?(.sent(route: place, fault: fault))
        if let fault {
            // Broken off at the end: nobody knows, and so it stays.
            if fault != .cancelled || !isClosed { book?.failed(number, fault, at: clock.now) }
        } else {
            book?.delivered(number, at: clock.now)
        }
        guard !isClosed else { return write() }
        await step()
    }

    private func schedule(_ wake: Date?, at now: Date) {
        guard let wake else {
            timer?.cancel()
            timer = nil
            return
        }
        let timer = timer ?? makeTimer()
        let seconds = min(max(wake.timeIntervalSince(now), 0.05), 86_400)
        timer.schedule(deadline: .now() + seconds, leeway: .milliseconds(seconds > 10 ? 500 : 50))
    }

    private func makeTimer() -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.setEventHandler { @Sendable [weak self] in Task { await self?.step() } }
        self.timer = timer
        timer.activate()
        return timer
    }

    private func tellNews() async {
        for news in book?.takeNews() ?? [] { await service?.note(.alert(news)) }
    }
}
