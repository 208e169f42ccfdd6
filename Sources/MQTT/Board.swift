import Fleet
import FoundationEssentials
import Settings
import Vocabulary
import Wording

/// A message that the broker keeps: an empty one takes away what stood there.
struct Publication: Hashable, Sendable {
    var topic: String
    var payload: [UInt8]
}

/// What somebody at the broker wants switched.
struct SwitchOrder: Hashable, Sendable {
    var device: DeviceID
    var on: Bool
}

/// What is to stand at the broker, and what of it is still to be sent. Of what waits only its place is kept: a message is made when it
/// is its turn, of the newest state.
struct Board: Sendable {
    let topics: Topics
    private let announces: Bool
    private let actions: Bool
    private let texts: Texts

    private struct Row {
        var name: String
        /// Among the cameras; nil while its account's lists are not whole and lack it.
        var place: Int?
        var told: ToldState
        var card: EntityCard
        /// When it was last told, and how fresh it was then.
        var sent: Date?
        var checked: Date?
        var round: Int
    }

    private struct DeviceRow {
        var name: String
        /// The first one tells of the device.
        var cameras: [CameraID]
        var card: EntityCard
        var round: Int
    }

    private enum Item: Hashable {
        case status
        case state(CameraID)
        case entity(EntityKind, CameraID)
        /// The device's.
        case encryption(DeviceID)
        case nothing(at: String)
    }

    private var cameras: [Camera] = []
    private var rows: [CameraID: Row] = [:]
    private var devices: [DeviceID: DeviceRow] = [:]
    private var named: [String: CameraID] = [:]
    private var namedDevices: [String: DeviceID] = [:]
    private var round = 0
    /// All that the accounts have is known.
    private(set) var isWhole = false

    private var isConnected = false
    private var due: [Item] = []
    private var next = 0
    private var waiting: Set<Item> = []
    /// Found at the broker below our names, while it is not known yet what is still there.
    private var leftovers: Set<String> = []
    /// So many are looked at for each connection: others may have put them there.
    private static let mostFound = 50_000
    private var found = 0

    init(_ broker: Broker, topics: Topics, actions: Bool, texts: Texts) {
        self.topics = topics
        self.actions = actions
        self.texts = texts
        announces = broker.discovery == .homeassistant
    }

    /// What is to be heard of the broker for good.
    var subscriptions: [String] { (actions ? [topics.anyCommand] : []) + (announces ? [Topics.birth] : []) }
    /// And until it is known what was left there.
    var inventory: [String] { [topics.anyState, topics.anyConfig] }

    // MARK: What is known

    /// A state is told again after so many seconds where its camera was checked since: whoever reads it knows then that it still holds.
    static let pulse: TimeInterval = 600

    /// How long a state holds for Home Assistant that is not told again: in steps, since each is announced.
    private static func expiry(_ poll: PollState) -> Int {
        let least = 3 * max(pulse, poll.configuredInterval)
        return [1800, 6 * 3600, 86_400].first { Double($0) >= least } ?? 22 * 86_400
    }

    mutating func take(_ snapshot: Snapshot, at now: Date) {
        round += 1
        cameras = snapshot.cameras
        let expiry = Self.expiry(snapshot.poll)
        let shared = snapshot.accounts.count > 1 ? cameras.sharedSerials : []
        var whole = Set(snapshot.accounts.filter(\.isWhole).map(\.id))
        var channels: [DeviceID: [CameraID]] = [:]
        for camera in cameras {
            if camera.awaitsChannels {
                whole.remove(camera.id.account)
            } else {
                channels[camera.id.device, default: []].append(camera.id)
            }
        }
        for (place, camera) in cameras.enumerated() where !camera.awaitsChannels {
            let device = camera.id.device, all = channels[device] ?? []
            let card = EntityCard(camera, isOneOfSeveral: all.count > 1, expiry: expiry)
            let name = topics.name(of: device, isShared: shared.contains(device.serial))
            if all.first == camera.id { take(device, name, all, card) }
            take(camera, topics.name(ofChannel: camera.id.channel, of: name), place, card, at: now)
        }
        let accounts = Set(snapshot.accounts.map(\.id))
        for (id, row) in rows where row.round != round {
            if whole.contains(id.account) || !accounts.contains(id.account) { remove(id) } else { rows[id]?.place = nil }
        }
        for (id, row) in devices where row.round != round && (whole.contains(id.account) || !accounts.contains(id.account)) {
            remove(id)
        }
        isWhole = !accounts.isEmpty && whole.count == accounts.count
        if isWhole {
            for topic in leftovers where !isWanted(topic) { want(.nothing(at: topic)) }
            leftovers = []
        }
    }

    private mutating func take(_ camera: Camera, _ name: String, _ place: Int, _ card: EntityCard, at now: Date) {
        let id = camera.id, told = ToldState(camera, at: now)
        if let row = rows[id], row.name != name { remove(id) }
        guard let row = rows[id] else {
            rows[id] = Row(name: name, place: place, told: told, card: card, round: round)
            named[name] = id
            want(.state(id))
            announce(id)
            return
        }
        rows[id]?.place = place
        rows[id]?.round = round
        let isStillSo =
            row.checked != camera.status?.checked && row.sent.map { abs(now.timeIntervalSince($0)) >= Self.pulse } ?? false
        if row.told != told || row.place == nil || isStillSo {
            rows[id]?.told = told
            want(.state(id))
        }
        if row.card != card {
            rows[id]?.card = card
            announce(id)
        }
    }

    private mutating func take(_ id: DeviceID, _ name: String, _ cameras: [CameraID], _ card: EntityCard) {
        if let row = devices[id], row.name != name { remove(id) }
        let before = devices[id]
        devices[id] = DeviceRow(name: name, cameras: cameras, card: card, round: round)
        namedDevices[name] = id
        if before?.card != card || before?.cameras.first != cameras.first { want(.encryption(id), isOf: announces) }
    }

    private mutating func announce(_ id: CameraID) {
        want(.entity(.online, id), isOf: announces)
        want(.entity(.live, id), isOf: announces)
    }

    private mutating func remove(_ id: CameraID) {
        guard let row = rows.removeValue(forKey: id) else { return }
        named[row.name] = nil
        for kind in [EntityKind.online, .live] { want(.nothing(at: config(kind, row.name)), isOf: announces) }
        want(.nothing(at: topics.state(of: row.name)))
    }

    private mutating func remove(_ id: DeviceID) {
        guard let row = devices.removeValue(forKey: id) else { return }
        namedDevices[row.name] = nil
        want(.nothing(at: config(.encryption, row.name)), isOf: announces)
    }

    private func config(_ kind: EntityKind, _ name: String) -> String {
        topics.config(kind.component(actions: actions), kind.object(name))
    }

    private func isWanted(_ topic: String) -> Bool {
        if let name = topics.name(ofState: topic) { return named[String(name)] != nil }
        guard announces, let (component, object) = topics.entity(ofConfig: topic), let dash = object.lastIndex(of: "-"),
            let kind = EntityKind(rawValue: String(object[object.index(after: dash)...])),
            component == kind.component(actions: actions)
        else { return false }
        let name = String(object[..<dash])
        return kind == .encryption ? namedDevices[name] != nil : named[name] != nil
    }

    // MARK: What is to be sent

    private mutating func want(_ item: Item, isOf place: Bool = true) {
        // While the broker is away nothing waits: all is told when it is back.
        guard isConnected, place, waiting.insert(item).inserted else { return }
        due.append(item)
    }

    /// The broker is there, and may know nothing.
    mutating func connect() {
        isConnected = true
        want(.status)
        for camera in cameras where rows[camera.id] != nil { want(.state(camera.id)) }
        announceAll()
    }

    mutating func disconnect() {
        isConnected = false
        (due, next, waiting, leftovers, found) = ([], 0, [], [], 0)
    }

    /// Home Assistant has just come, and knows nothing either.
    mutating func announceAll() {
        // A recorder comes before what hangs on it.
        for camera in cameras where rows[camera.id] != nil {
            if devices[camera.id.device]?.cameras.first == camera.id { want(.encryption(camera.id.device), isOf: announces) }
            announce(camera.id)
        }
    }

    /// Something stands at the broker that was published under our name.
    mutating func find(_ topic: String) {
        guard !isWanted(topic), topics.name(ofState: topic) != nil || topics.entity(ofConfig: topic) != nil,
            found < Self.mostFound
        else { return }
        found += 1
        if isWhole { want(.nothing(at: topic)) } else { leftovers.insert(topic) }
    }

    /// How the cameras of a device are is told once more.
    mutating func repeatState(of device: DeviceID) {
        for camera in devices[device]?.cameras ?? [] { want(.state(camera)) }
    }

    var isDone: Bool { next == due.count }

    /// What is sent next, so many at most.
    mutating func take(_ most: Int, at now: Date) -> [Publication] {
        var taken: [Publication] = []
        while next < due.count, taken.count < most {
            let item = due[next]
            next += 1
            waiting.remove(item)
            if let publication = publication(item, at: now) { taken.append(publication) }
        }
        if isDone { (due, next) = ([], 0) }
        return taken
    }

    private mutating func publication(_ item: Item, at now: Date) -> Publication? {
        switch item {
        case .status: return Publication(topic: topics.status, payload: Array("online".utf8))
        case .nothing(let topic): return isWanted(topic) ? nil : Publication(topic: topic, payload: [])
        case .state(let id):
            guard let row = rows[id], let place = row.place else { return nil }
            rows[id]?.sent = now
            rows[id]?.checked = cameras[place].status?.checked
            return Publication(topic: topics.state(of: row.name), payload: ToldState.payload(of: cameras[place], at: now))
        case .entity(let kind, let id):
            guard let row = rows[id], let device = devices[id.device] else { return nil }
            return announcement(kind, row.card, camera: row.name, device: device.name)
        case .encryption(let id):
            guard let device = devices[id], let first = device.cameras.first.flatMap({ rows[$0] }) else { return nil }
            return announcement(.encryption, device.card, camera: first.name, device: device.name)
        }
    }

    private func announcement(_ kind: EntityKind, _ card: EntityCard, camera: String, device: String) -> Publication {
        let entity = card.entity(kind, camera: camera, device: device, actions: actions, topics, texts)
        return Publication(topic: config(kind, kind == .encryption ? device : camera), payload: entity.payload)
    }

    // MARK: What is wanted of it

    /// - Returns: nil where that is no order. One that the broker has kept is of whatever time.
    func order(_ topic: String, _ payload: String, isRetained: Bool) -> SwitchOrder? {
        guard actions, !isRetained, payload == "ON" || payload == "OFF", let name = topics.device(ofCommand: topic),
            let device = namedDevices[String(name)]
        else { return nil }
        return SwitchOrder(device: device, on: payload == "ON")
    }

    /// A switch of it waits for the cloud to say so.
    func isPending(_ device: DeviceID) -> Bool {
        devices[device]?.cameras.contains { id in
            rows[id]?.place.map { cameras[$0].pendingEncryption != nil } ?? false
        } ?? false
    }
}

extension AccountState {
    /// All of its cameras are known: one that is not among them has left.
    fileprivate var isWhole: Bool {
        lastAnswer != nil && complete && trouble == nil && missing == nil && listTroubles?.isEmpty != false
    }
}
