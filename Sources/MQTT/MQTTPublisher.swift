import DeviceService
import Fleet
import FoundationEssentials
import Settings
import Sharing
import Vocabulary
import Wording

/// Publishes the states of all cameras at a broker for as long as this process polls for all (docs/monitoring.md).
///
/// Nothing here holds up a poll: of the poller's states only the newest is kept, and all that waits for the broker is which camera is to
/// be told of.
public actor MQTTPublisher: PollerCompanion {
    typealias Connect = @Sendable (BrokerLogin) -> any BrokerLink
    typealias Password = @Sendable () throws(SecretFault) -> Secret?

    private let broker: Broker
    private let connect: Connect
    private let password: Password
    private let clock: any Clock
    private let wait: @Sendable (TimeInterval) async -> Void

    private var board: Board
    private var service: (any PollingService)?
    private var link: (any BrokerLink)?
    /// Since when the broker lets us in.
    private var since: Date?
    /// Messages that have not arrived yet.
    private var underWay = 0
    /// What was left at the broker is known.
    private var hasInventory = false
    private var pauses = Pauses()
    /// Connections in a row that broke off at once.
    private var rebuffs = 0
    /// What is wrong, as far as it has been said.
    private var said: BrokerFault?
    private var told: Task<Void, Never>?
    private var connections = 0
    /// Devices that are being switched for somebody at the broker.
    private var switching: Set<DeviceID> = []
    private var hasStarted = false
    private var isClosed = false
    private var closing: [CheckedContinuation<Void, Never>] = []

    private let states: AsyncStream<(Snapshot, any PollingService)>
    private let inbox: AsyncStream<(Snapshot, any PollingService)>.Continuation

    /// So many messages are on their way at once.
    private static let mostUnderWay = 100
    private static let mostSwitching = 8
    /// A connection that breaks off sooner than that, in seconds, was cut by somebody.
    static let rebuff: TimeInterval = 10

    /// - Parameters:
    ///   - readOnly: nobody switches anything, whatever `actions` says.
    ///   - texts: in whose language entities are named.
    public init(_ broker: Broker, readOnly: Bool, texts: Texts) {
        self.init(
            broker, readOnly: readOnly, texts: texts, topics: Topics(broker), clock: SystemClock(), wait: { await pause($0) },
            password: { () throws(SecretFault) in
                guard let file = broker.passwordFile else { return nil }
                return try SecretSource.password(at: file)
            },
            connect: { MosquittoLink($0) })
    }

    init(
        _ broker: Broker, readOnly: Bool, texts: Texts, topics: Topics, clock: any Clock,
        wait: @escaping @Sendable (TimeInterval) async -> Void, password: @escaping Password, connect: @escaping Connect
    ) {
        (self.broker, self.connect, self.password, self.clock, self.wait) = (broker, connect, password, clock, wait)
        board = Board(broker, topics: topics, actions: broker.actions && !readOnly, texts: texts)
        (states, inbox) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    // MARK: Of the poller

    public nonisolated func take(_ snapshot: Snapshot, of service: any PollingService) async {
        inbox.yield((snapshot, service))
        await start()
    }

    private func start() {
        guard !hasStarted, !isClosed else { return }
        hasStarted = true
        Task { for await (snapshot, service) in states { note(snapshot, of: service) } }
    }

    private func note(_ snapshot: Snapshot, of service: any PollingService) {
        guard !isClosed else { return }
        let isFirst = self.service == nil
        // What was known from a run before is no state of now.
        guard !isFirst || snapshot.accounts.allSatisfy({ $0.lastAnswer != nil || $0.trouble != nil }) else { return }
        self.service = service
        board.take(snapshot, at: clock.now)
        if isFirst { Task { await live() } }
        pump()
    }

    public func close() async {
        isClosed = true
        inbox.finish()
        service = nil
        guard let link else { return }
        link.end()
        await withCheckedContinuation { closing.append($0) }
    }

    // MARK: Of the broker

    /// One connection after another.
    private func live() async {
        while !isClosed {
            let (fault, lasted) = await follow()
            if isClosed { break }
            if let fault { say(fault, after: lasted) }
            await wait(pauses.next(after: lasted))
        }
    }

    private func follow() async -> (fault: BrokerFault?, lasted: TimeInterval?) {
        let login: BrokerLogin
        do throws(SecretFault) {
            login = BrokerLogin(
                address: broker.address, caFile: broker.caFile, password: try password(), client: board.topics.node,
                will: board.topics.status)
        } catch {
            return (.noPassword, nil)
        }
        let link = connect(login)
        self.link = link
        var fault: BrokerFault?
        for await event in link.events {
            if case .ended(let why) = event { fault = why } else { take(event, from: link) }
        }
        let lasted = since.map { clock.now.timeIntervalSince($0) }
        (self.link, since, underWay, hasInventory) = (nil, nil, 0, false)
        board.disconnect()
        for waiting in closing { waiting.resume() }
        closing = []
        return (fault, lasted)
    }

    private func take(_ event: BrokerEvent, from link: any BrokerLink) {
        switch event {
        case .connected:
            since = clock.now
            link.send(
                board.subscriptions.map { .subscribe($0, quality: 1) } + board.inventory.map { .subscribe($0, quality: 0) })
            board.connect()
            pump()
            if rebuffs == 0 { sayPublishing() } else { sayPublishing(ifStillAfter: Self.rebuff) }
        case .acknowledged(let count):
            underWay = max(0, underWay - count)
            pump()
        case .received(let topic, let payload, let isRetained): take(topic, payload, isRetained: isRetained)
        case .ended: break
        }
    }

    private func take(_ topic: String, _ payload: String?, isRetained: Bool) {
        if topic == Topics.birth {
            if payload == "online", !isRetained { board.announceAll() }
        } else if let payload, let order = board.order(topic, payload, isRetained: isRetained) {
            obey(order)
        } else if isRetained, payload != "" {
            board.find(topic)
        }
        pump()
    }

    /// Sends as much as may be on its way.
    private func pump() {
        guard let link, since != nil else { return }
        let messages = board.take(Self.mostUnderWay - underWay, at: clock.now)
        underWay += messages.count
        if !messages.isEmpty { link.send(messages.map(BrokerOrder.publish)) }
        // What was left there has come before the answers to all this.
        if !hasInventory, board.isWhole, board.isDone, underWay == 0 {
            hasInventory = true
            link.send(board.inventory.map(BrokerOrder.unsubscribe))
        }
    }

    private func say(_ fault: BrokerFault, after lasted: TimeInterval?) {
        var fault = fault
        if let lasted { rebuffs = lasted < Self.rebuff ? rebuffs + 1 : 0 }
        if case .lost = fault, rebuffs > 1 { fault = .ousted }
        guard said?.isSameKind(as: fault) != true else { return }
        said = fault
        tell(.failed(fault, broker: broker.address.text))
    }

    private func sayPublishing() {
        said = nil
        tell(.publishing(broker: broker.address.text, topic: board.topics.root))
    }

    /// Where connections broke off at once, one that stands is no news yet.
    private func sayPublishing(ifStillAfter seconds: TimeInterval) {
        connections += 1
        let this = connections
        Task {
            await wait(seconds)
            guard this == connections, since != nil else { return }
            rebuffs = 0
            sayPublishing()
        }
    }

    /// One after the other.
    private func tell(_ news: BrokerNews) {
        guard let service else { return }
        told = Task { [told] in
            await told?.value
            await service.note(.broker(news))
        }
    }

    // MARK: What somebody there wants

    private func obey(_ order: SwitchOrder) {
        guard let service else { return }
        guard switching.count < Self.mostSwitching, !board.isPending(order.device), switching.insert(order.device).inserted else {
            return tell(.notSwitched(serial: order.device.serial, on: order.on, .busy))
        }
        Task {
            let outcome = await service.switchEncryption(order.device, on: order.on, validateCode: nil, life: nil)
            settle(order, outcome)
        }
    }

    private func settle(_ order: SwitchOrder, _ outcome: EncryptionOutcome) {
        switching.remove(order.device)
        let serial = order.device.serial
        tell(
            SwitchRefusal(outcome).map { .notSwitched(serial: serial, on: order.on, $0) }
                ?? .switched(serial: serial, on: order.on))
        board.repeatState(of: order.device)
        pump()
    }
}
