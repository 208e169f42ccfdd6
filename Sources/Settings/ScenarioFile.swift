import TOMLKit

/// A scenario of the simulated cloud as a TOML text: its fleet, its ways and its faults. docs/simulator.md lists every key.
public struct ScenarioFile: Hashable, Sendable {
    public struct Device: Hashable, Sendable {
        public var serial: String
        public var name: String?
        public var model: String?
        /// 1 online, 0 offline, any other as it is.
        public var status: Int?
        public var encrypted: Bool?
        public var verificationCode: String?
        public var wantsCode: Bool?
        public var battery: Int?
        /// What the owner ticked; nil for an own device.
        public var hosted: [String]?
        /// What its model lacks.
        public var cannot: [String]?
        public var channels: [Channel]
    }

    public struct Channel: Hashable, Sendable {
        public var number: Int
        public var name: String?
        /// `playing`, `empty`, `missing`, or the code of an error picture.
        public var stream: String?
        /// `h264`, `h265` or `h264-only`.
        public var codec: String?
        public var startsMilliseconds: Int?
        /// As calls about channels report it; nil is what the device is.
        public var status: Int?
    }

    public struct Fault: Hashable, Sendable {
        public var path: String?
        public var serial: String?
        public var times: Int?
        public var code: String?
        public var status: Int?
        public var body: String?
        public var delayMilliseconds: Int?
    }

    /// nil leaves the fleet as it is without a scenario.
    public var devices: [Device]?
    public var faults: [Fault] = []
    public var lively: Bool?
    public var overseas: Bool?
    public var tokenLife: Double?
    public var stalenessMilliseconds: Int?
    public var latencyMilliseconds: Int?
    public var perSecond: Int?
    public var perMinute: Int?
    public var perDay: Int?
    public var streams: Int?

    public var queue: Queue?

    /// The account's queue of messages.
    public struct Queue: Hashable, Sendable {
        public var perCall: Int?
        public var repeats: Bool?
        public var backlog: Int?
        /// Of the newest message of the backlog, in seconds.
        public var age: Double?
    }

    public init() {}

    /// Every key of a scenario, with the table it stands in.
    public static var documentedKeys: [String] {
        ScenarioRootKey.allCases.flatMap { root -> [String] in
            switch root {
            case .cloud: ScenarioCloudKey.allCases.map { "cloud." + $0.rawValue }
            case .devices:
                ScenarioDeviceKey.allCases.filter { $0 != .channels }.map { "devices." + $0.rawValue }
                    + ScenarioChannelKey.allCases.map { "devices.channels." + $0.rawValue }
            case .queue: ScenarioQueueKey.allCases.map { "queue." + $0.rawValue }
            case .faults: ScenarioFaultKey.allCases.map { "faults." + $0.rawValue }
            }
        }
    }

    /// - Parameter file: its name in the problems.
    /// - Throws: every problem at once.
    public static func parse(_ text: String, file: String) throws(ConfigurationError) -> ScenarioFile {
        let document = try Document(text, file: file)
        let root = TableReader<ScenarioRootKey>(document.root, at: TablePath(), of: document)
        var scenario = ScenarioFile()
        scenario.readCloud(root)
        scenario.queue = Queue(root)
        if root.has(.devices) { scenario.devices = Device.all(in: root) }
        scenario.faults = root.tables(.faults).map { Fault(TableReader(_: $0.table, at: $0.path, of: document)) }
        guard document.problems.isEmpty else { throw ConfigurationError(document.problems) }
        return scenario
    }

    /// - Throws: that it cannot be read, or every problem at once.
    public static func read(_ path: String, files: any FileReading) throws(ConfigurationError) -> ScenarioFile {
        let text: String
        do throws(FileFault) {
            text = try FileText(files.read(path, limit: limit).bytes).text
        } catch {
            throw ConfigurationError([ConfigurationProblem(file: path, line: error.line, what: .unreadable(error))])
        }
        return try parse(text, file: path)
    }

    /// Twenty thousand devices fit.
    private static let limit = ConfigurationLoader.limit

    private mutating func readCloud(_ root: TableReader<ScenarioRootKey>) {
        guard let table = root.subtable(.cloud) else { return }
        let cloud = TableReader<ScenarioCloudKey>(table, at: root.path(of: .cloud), of: root.document)
        lively = cloud.boolean(.lively)
        overseas = cloud.boolean(.overseas)
        tokenLife = cloud.duration(.tokenLife, 1...(3650 * 86_400))
        stalenessMilliseconds = cloud.number(.staleness, 0...3_600_000)
        latencyMilliseconds = cloud.number(.latency, 0...3_600_000)
        perSecond = cloud.number(.perSecond, 0...1_000_000)
        perMinute = cloud.number(.perMinute, 0...1_000_000)
        perDay = cloud.number(.perDay, 0...1_000_000_000)
        streams = cloud.number(.streams, 0...1_000_000)
    }
}

enum ScenarioRootKey: String, SettingKey {
    case cloud, devices, queue, faults
}

enum ScenarioCloudKey: String, SettingKey {
    case lively, overseas
    case tokenLife = "token_life"
    case staleness = "staleness_ms"
    case latency = "latency_ms"
    case perSecond = "per_second"
    case perMinute = "per_minute"
    case perDay = "per_day"
    case streams
}

enum ScenarioQueueKey: String, SettingKey {
    case perCall = "per_call"
    case repeats, backlog, age
}

enum ScenarioDeviceKey: String, SettingKey {
    case serial, name, model, status, encrypted
    case verificationCode = "verification_code"
    case wantsCode = "wants_code"
    case battery, hosted, cannot, channels
}

enum ScenarioChannelKey: String, SettingKey {
    case number, name, stream, codec, status
    case starts = "starts_ms"
}

enum ScenarioFaultKey: String, SettingKey {
    case path, serial, times, code, status, body
    case delay = "delay_ms"
}

extension ScenarioFile.Queue {
    fileprivate init?(_ root: TableReader<ScenarioRootKey>) {
        guard let table = root.subtable(.queue) else { return nil }
        let queue = TableReader<ScenarioQueueKey>(table, at: root.path(of: .queue), of: root.document)
        perCall = queue.number(.perCall, 1...20_000)
        repeats = queue.boolean(.repeats)
        backlog = queue.number(.backlog, 0...20_000)
        age = queue.duration(.age, 0...(3650 * 86_400))
    }
}

extension ScenarioFile.Device {
    fileprivate static func all(in root: TableReader<ScenarioRootKey>) -> [ScenarioFile.Device] {
        var seen: Set<String> = []
        return root.tables(.devices).compactMap { table, path in
            let reader = TableReader<ScenarioDeviceKey>(table, at: path, of: root.document)
            guard let device = ScenarioFile.Device(reader) else { return nil }
            if !seen.insert(device.serial).inserted { reader.report(.conflict(with: device.serial), .serial) }
            return device
        }
    }

    private init?(_ reader: TableReader<ScenarioDeviceKey>) {
        if !reader.has(.serial) { reader.report(.missing, .serial) }
        let channels = reader.tables(.channels).compactMap {
            ScenarioFile.Channel(TableReader(_: $0.table, at: $0.path, of: reader.document))
        }
        var numbers: Set<Int> = []
        for channel in channels where !numbers.insert(channel.number).inserted {
            reader.report(.conflict(with: "channel \(channel.number)"), .channels)
        }
        name = reader.string(.name, .printable(limit: 256))
        model = reader.string(.model, .printable(limit: 64))
        status = reader.number(.status, -9...99)
        encrypted = reader.boolean(.encrypted)
        verificationCode = reader.string(.verificationCode, .verificationCode)
        wantsCode = reader.boolean(.wantsCode)
        battery = reader.number(.battery, 0...100)
        hosted = reader.strings(.hosted, .oneOf(Self.permissions))
        cannot = reader.strings(.cannot, .oneOf(Self.capabilities))
        self.channels = channels
        guard let serial = reader.string(.serial, .serial) else { return nil }
        self.serial = serial
    }

    private static let capabilities = ["encrypt", "capture"]

    /// The platform's words.
    private static let permissions = ["Get", "Config", "Real", "Capture"]
}

extension ScenarioFile.Channel {
    fileprivate init?(_ reader: TableReader<ScenarioChannelKey>) {
        if !reader.has(.number) { reader.report(.missing, .number) }
        name = reader.string(.name, .printable(limit: 256))
        stream = reader.string(.stream, .stream)
        codec = reader.string(.codec, .oneOf(["h264", "h265", "h264-only"]))
        startsMilliseconds = reader.number(.starts, 0...3_600_000)
        status = reader.number(.status, -9...99)
        guard let number = reader.number(.number, 0...9_999) else { return nil }
        self.number = number
    }
}

extension ScenarioFile.Fault {
    fileprivate init(_ reader: TableReader<ScenarioFaultKey>) {
        path = reader.string(.path, .printable(limit: 256))
        serial = reader.string(.serial, .serial)
        times = reader.number(.times, 1...1_000_000)
        if ![.code, .status, .body, .delay].contains(where: reader.has) { reader.report(.missing, .code) }
        code = reader.string(.code, .code)
        status = reader.number(.status, 200...599)
        body = reader.string(.body, .printable(limit: 65_536))
        delayMilliseconds = reader.number(.delay, 0...3_600_000)
    }
}
