import ArgumentParser
import DeviceService
import Dispatch
import Fleet
import FoundationEssentials
import Glibc
import Output
import Settings
import Sharing
import Startup
import System
import Terminal
import Vocabulary
import Wording

/// `eztop serve`: the one that polls for all and never goes; for systemd, or whatever else keeps programs running.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: spoken("Polls for every eztop of yours, day and night.", "昼夜不停，为您的所有 eztop 统一查询。"),
        discussion: spoken(
            """
            Needs no terminal. Dashboards and commands attach to it; a line a change goes to standard error.

              eztop serve
              eztop serve --json >> changes.jsonl
              kill -HUP PID              reads the configuration again
            """,
            """
            不需要终端。仪表盘和命令会自动连接到它；每有变化在标准错误输出一行。

              eztop serve
              eztop serve --json >> changes.jsonl
              kill -HUP 进程号           重新读取配置
            """))

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    @Flag(
        help: .spoken(
            "Changes as JSON objects on standard output, one a line, as watch prints them.",
            "以 JSON 对象在标准输出逐行输出变化，格式同 watch。"))
    var json = false

    @Flag(
        help: .spoken(
            "Make a new key for the addresses that never end: those that were given out lead nowhere from then on.",
            "为永久地址生成新密钥：已给出的地址从此失效。"))
    var newLiveKey = false

    @OptionGroup var interval: IntervalOption

    mutating func run() throws {
        let invocation = try Invocation.asking(
            options.or(parent.options), interval: interval.seconds ?? parent.interval.seconds)
        defer { invocation.endDemo() }
        try invocation.wantPlatform()
        // A command of a secret may ask on the terminal, and be interrupted.
        var settings = try invocation.serviceSettings()
        settings.keepsCameras = true
        if newLiveKey {
            _ = try invocation.liveKey(isNew: true)
            invocation.options.note(invocation.texts.stable.newKey)
            if let other = invocation.meetingPlace?.poller { Standard.error(invocation.texts.stable.oldKeyHolds(other)) }
        }
        let entrances = try invocation.entrances()
        Signals.block()
        let printer = ChangePrinter(
            json: json, quiet: invocation.options.quiet, toError: !json, texts: invocation.texts)
        let run = ServiceRun(invocation, settings, entrances, printer)
        throw ArgumentParser.ExitCode(try Blocking.run { await run.untilItEnds() })
    }
}

/// One run of `eztop serve`: what it makes of signals, and what it tells whoever started it.
private actor ServiceRun {
    private enum Event {
        case signal(Int32)
        case read(Result<Reading, Failure>)
        case snapshot(Snapshot)
    }

    private var invocation: Invocation
    private var settings: ServiceSettings
    private var entrances: Entrances
    private let service: SharedService
    private var teller: ChangeTeller
    private let notify: NotifySocket?
    private var isReady = false
    /// The configuration is being read, and another one has been asked for since.
    private var isReading = false, isOld = false
    private var status = ""

    init(_ invocation: Invocation, _ settings: ServiceSettings, _ entrances: Entrances, _ printer: ChangePrinter) {
        self.invocation = invocation
        self.invocation.secrets = invocation.secrets(in: settings)
        self.settings = settings
        self.entrances = entrances
        service = invocation.makeShared(settings, .serve, invocation.remembered, nil)
        teller = ChangeTeller(invocation, printer: printer)
        notify = NotifySocket(invocation.environment["NOTIFY_SOCKET"])
    }

    private var texts: Texts { invocation.texts }

    /// - Returns: the exit code.
    func untilItEnds() async -> Int32 {
        let (events, inbox) = AsyncStream.makeStream(of: Event.self)
        let (service, watchdog) = (service, Watchdog(invocation.environment, notify, service))
        let relay = Task.detached { for await snapshot in service.snapshots { inbox.yield(.snapshot(snapshot)) } }
        // It waits for good, and so on a thread of its own.
        DispatchQueue(label: "signals").async { Self.takeSignals { inbox.yield(.signal($0)) } }
        await open()
        await service.setCompanions(invocation.companions)
        await service.start()
        watchdog?.start()
        var code = Output.ExitCode.done.rawValue
        loop: for await event in events {
            switch event {
            case .signal(SIGHUP): reload(inbox)
            case .read(let reading):
                await take(reading)
                if isOld { reload(inbox) }
            case .signal(let signal):
                code = signal == SIGTERM ? Output.ExitCode.done.rawValue : 128 + signal
                break loop
            case .snapshot(let snapshot):
                guard let end = take(snapshot) else { continue }
                code = end
                break loop
            }
        }
        notify?.send("STOPPING=1")
        watchdog?.stop()
        relay.cancel()
        // Whatever it ends of: what was seen is kept.
        await service.stop()
        return code
    }

    private func open() async {
        let (texts, options) = (texts.serving, invocation.options)
        let isPlain = invocation.configuration.service.network?.listen.isLoopback == false
        await service.setEntrances(entrances) { news in
            switch news {
            case .open(let place): options.note(texts.open(place, isPlain && place.hasPrefix("http")))
            case .closed(let place, let reason): Standard.error(texts.closed(place, reason))
            }
        }
    }

    /// The second one that is to end it does so at once.
    private static func takeSignals(_ take: (Int32) -> Void) {
        var isEnding = false
        while true {
            let signal = Signals.awaitEnd()
            if isEnding, signal != SIGHUP { _exit(128 + signal) }
            isEnding = isEnding || signal != SIGHUP
            take(signal)
        }
    }

    /// - Returns: the exit code, where this one is of no use.
    private func take(_ snapshot: Snapshot) -> Int32? {
        if let other = snapshot.otherService {
            Standard.error(texts.serving.runsAlready(other))
            return Output.ExitCode.refused.rawValue
        }
        if let code = teller.take(snapshot) { return code.rawValue }
        // While another one polls, its place is being had.
        guard snapshot.poll.poller == nil else { return nil }
        if !isReady {
            isReady = true
            if !invocation.options.quiet {
                let accounts = snapshot.accounts.map(\.id).joined(separator: texts.punctuation.list)
                let isAlone = invocation.meetingPlace == nil || snapshot.poll.aloneness != nil
                let ready = isAlone ? texts.serving.readyAlone : texts.serving.ready
                Standard.error(ready(Durations.exact(snapshot.poll.configuredInterval), accounts))
                if isAlone, !invocation.configuration.alerts.isEmpty { Standard.error(texts.alerts.notAlone) }
            }
            notify?.send("READY=1")
        }
        // Before all have answered, counts are of a part.
        guard snapshot.accounts.allSatisfy({ $0.lastAnswer != nil || $0.trouble != nil }) else { return nil }
        let status = texts.serving.status(
            snapshot.cameras.count, snapshot.cameras.count { $0.toldStatus == .offline },
            snapshot.accounts.first { $0.trouble != nil }.flatMap { account in texts.summaries(of: account).first })
        if status != self.status { notify?.send("STATUS=" + Printable.text(status)) }
        self.status = status
        return nil
    }

    /// The configuration as it is now is read, while signals are heeded: a command of a secret may wait for somebody.
    private func reload(_ inbox: AsyncStream<Event>.Continuation) {
        guard !isReading else {
            isOld = true
            return
        }
        (isReading, isOld) = (true, false)
        notify?.send("RELOADING=1", "MONOTONIC_USEC=\(MonotonicClock.microseconds)")
        let invocation = invocation
        DispatchQueue(label: "reload").async { inbox.yield(.read(Reading.result(of: invocation))) }
    }

    /// What was read is in force, or it is said what is wrong with it, and the former one stays.
    private func take(_ reading: Result<Reading, Failure>) async {
        defer {
            isReading = false
            notify?.send("READY=1")
        }
        switch reading {
        case .success(let reading):
            entrances = reading.entrances
            if !RootKey.wantOtherCompanions.isDisjoint(with: reading.changes) {
                await service.setCompanions(reading.invocation.companions)
            }
            if let other = reading.settings {
                settings = other
                settings.keepsCameras = true
                await service.begin(anewWith: settings)
            } else {
                reading.invocation.configure(&settings)
                await service.adopt(settings)
            }
            invocation = reading.invocation
            await open()
            invocation.secrets.merge(invocation.secrets(in: settings)) { $1 }
            if !invocation.options.quiet { Standard.error(texts.serving.reloaded(reading.changes.map(\.rawValue))) }
        case .failure(let failure):
            Standard.error(failure.message)
            Standard.error(texts.serving.staysAsItWas)
        }
    }
}

/// A configuration that was read again.
private struct Reading: Sendable {
    var invocation: Invocation
    var entrances: Entrances
    var changes: [RootKey]
    /// Where a service that runs cannot take the changes over.
    var settings: ServiceSettings?

    static func result(of old: Invocation) -> Result<Reading, Failure> {
        do throws(Failure) {
            let new = try old.again()
            var reading = Reading(
                invocation: new, entrances: try new.entrances(), changes: new.configuration.changes(since: old.configuration))
            if !RootKey.wantAnotherService.isDisjoint(with: reading.changes) { reading.settings = try new.serviceSettings() }
            return .success(reading)
        } catch {
            return .failure(error)
        }
    }
}

/// Tells systemd that the service answers, as often as it wants to hear that (`WatchdogSec=`).
private struct Watchdog {
    private let timer: any DispatchSourceTimer

    init?(_ environment: [String: String], _ notify: NotifySocket?, _ service: SharedService) {
        guard let notify, let microseconds = environment["WATCHDOG_USEC"].flatMap(Int.init), microseconds > 1,
            environment["WATCHDOG_PID"].map({ Int($0) == ProcessIdentity.own }) ?? true
        else { return nil }
        timer = DispatchSource.makeTimerSource(queue: .global())
        let period = DispatchTimeInterval.microseconds(microseconds / 2)
        timer.schedule(deadline: .now() + period, repeating: period)
        timer.setEventHandler { @Sendable in
            Task {
                await service.answer()
                notify.send("WATCHDOG=1")
            }
        }
    }

    func start() { timer.activate() }
    func stop() { timer.cancel() }
}

extension Snapshot {
    /// Another `eztop serve`, where this process is one too.
    fileprivate var otherService: Int? {
        if let poller = poll.poller, poller.isService { return poller.process }
        // Whoever else has other accounts gives its place up.
        if case .otherAccounts(let process)? = poll.aloneness { return process }
        return nil
    }
}
