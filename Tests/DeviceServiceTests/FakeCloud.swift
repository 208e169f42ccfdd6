import Dispatch
import FoundationEssentials
import HTTP
import OpenPlatform
import Synchronization
import Vocabulary

/// A cloud of plain values behind the platform's protocol: what it holds, what it refuses, what it was asked.
final class FakeCloud: OpenPlatform {
    struct State {
        var devices: [DeviceRow] = []
        var channels: [ChannelRow] = []
        var hosted: [HostedRow] = []
        var infos: [String: DeviceInfo] = [:]
        /// By serial and channel, what `metadata/channel/status` says.
        var channelStates: [String: [Int: Int]] = [:]
        var capacities: [String: Capacity] = [:]
        /// Lists say so many more rows than they show.
        var hidden = 0
        /// Their addresses are answered with 20007: `SERIAL:CH`.
        var dead: Set<String> = []
        /// How often each call was made.
        var calls: [String: Int] = [:]
        /// Is told each call, as the real client tells its own.
        var observe: (@Sendable (CallRecord) -> Void)?
        var asked: [String] = []
        /// Thrown by the next calls of that name, in turn.
        var faults: [String: [PlatformError]] = [:]
        /// Thrown by every call of that name.
        var standing: [String: PlatformError] = [:]
        var codes: [String: String] = [:]
        /// The cloud goes on showing the old encryption for so many reads.
        var staleReads = 0
        var goodTokens: Set<String> = []
        var tokenLife: TimeInterval = 7 * 86400
        var areaDomain: String?
        var bases: [String] = []
        var playlists: [Playlist] = []
        var validateCodes: [String?] = []
        var tokensUsed: [String: Set<String>] = [:]
        var cancelled: [[HostedChannel]] = []
        /// Hosted channels that are not given back.
        var kept: Set<HostedChannel> = []
        var running = 0
        var mostRunning = 0
        var gates: [String: [CheckedContinuation<Void, Never>]] = [:]
        var closed: Set<String> = []
        var counted: [(name: String, count: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    }

    let state = Mutex(State())

    func set<Result>(_ change: (inout sending State) -> sending Result) -> Result { state.withLock(change) }

    func observe(_ observe: @escaping @Sendable (CallRecord) -> Void) { set { $0.observe = observe } }

    func calls(_ name: String) -> Int { set { $0.calls[name] ?? 0 } }

    /// Holds all calls of that name back until it is opened.
    func close(_ name: String) { set { _ = $0.closed.insert(name) } }

    func open(_ name: String) {
        let waiting = set { state in
            state.closed.remove(name)
            return state.gates.removeValue(forKey: name) ?? []
        }
        for gate in waiting { gate.resume() }
    }

    /// Waits until so many calls of that name have come in; false at the deadline.
    func reaches(_ count: Int, _ name: String, within seconds: Double = 5) async -> Bool {
        await withCheckedContinuation { continuation in
            let isThere = set { state in
                if state.calls[name, default: 0] >= count { return true }
                state.counted.append((name, count, continuation))
                return false
            }
            if isThere { return continuation.resume(returning: true) }
            DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { @Sendable [weak self] in
                self?.resumeCounted(false) { $0 == name && $1 == count }
            }
        }
    }

    private func resumeCounted(_ isThere: Bool, where matches: (String, Int) -> Bool) {
        let ready = set { state in
            let ready = state.counted.filter { matches($0.name, $0.count) }
            state.counted.removeAll { matches($0.name, $0.count) }
            return ready.map(\.continuation)
        }
        for continuation in ready { continuation.resume(returning: isThere) }
    }

    private func begin(_ name: String, _ token: Token?, _ base: Base?) async throws(PlatformError) {
        await withCheckedContinuation { continuation in
            let passes = set { state in
                state.calls[name, default: 0] += 1
                state.asked.append(name)
                if let base { state.bases.append(base.url) }
                if let token { state.tokensUsed[name, default: []].insert(token.kind.rawValue) }
                if state.closed.contains(name) {
                    state.gates[name, default: []].append(continuation)
                    return false
                }
                return true
            }
            if passes { continuation.resume() }
        }
        set { $0.observe }?(CallRecord(name: CallName(rawValue: name), code: "200", milliseconds: 1))
        let made = calls(name)
        resumeCounted(true) { $0 == name && $1 <= made }
        let error = set { state -> PlatformError? in
            if let token, !state.goodTokens.contains(token.value) {
                return .refused(code: "10002", message: "accessToken异常或过期")
            }
            if let error = state.faults[name]?.first {
                state.faults[name]?.removeFirst()
                return error
            }
            return state.standing[name]
        }
        if let error { throw error }
    }

    func token(for source: Source, appKey: String, appSecret: Secret, base: Base) async throws(PlatformError) -> Token {
        try await begin(source == .own ? "token/get" : "trust/device/v2/token/get", nil, base)
        return newToken(source)
    }

    func send<Reply>(_ call: Call<Reply>, _ token: Token, base: Base) async throws(PlatformError) -> Reply {
        let serial = call["deviceSerial"] ?? ""
        let channel = call["channelNo"].flatMap { Int($0) }
        let page = call["pageStart"].flatMap { Int($0) } ?? 0
        let size = call["pageSize"].flatMap { Int($0) } ?? 50
        let answer: any Sendable
        switch call.name {
        case .cancelHosting:
            let channels = (call["deviceSerials"] ?? "").split(separator: ",").map { text in
                let parts = text.split(separator: ":")
                return HostedChannel(serial: String(parts[0]), channel: Int(parts[1]) ?? 0)
            }
            answer = try await cancelHosting(token, base: base, channels)
        case .deviceList: answer = try await devices(token, base: base, page: page, size: size)
        case .cameraList: answer = try await cameras(token, base: base, page: page, size: size)
        case .hostedList: answer = try await hostedCameras(token, base: base, page: page, size: size)
        case .deviceInfo: answer = try await deviceInfo(token, base: base, serial: serial)
        case .deviceCameraList: answer = try await channels(token, base: base, serial: serial)
        case .channelStatus: answer = try await channelStates(token, base: base, serial: serial)
        case .capacity: answer = try await capacity(token, base: base, serial: serial)
        case .encryptOn, .encryptOff:
            answer = try await setEncryption(
                token, base: base, serial: serial, on: call.name == .encryptOn, validateCode: call["validateCode"])
        case .liveAddress:
            let liveProtocol = LiveProtocol.allCases.first { String($0.number) == call["protocol"] } ?? .hls
            let wanted = AddressRequest(
                serial: serial, channel: channel, liveProtocol: liveProtocol, quality: call["quality"] == "2" ? .sd : .hd,
                life: call["expireTime"].flatMap { Int($0) })
            answer = try await liveAddress(token, base: base, wanted)
        case .disableAddress: answer = ()
        default: throw .malformed("not there")
        }
        guard let reply = answer as? Reply else { throw .malformed("not there") }
        return reply
    }

    func picture(_ url: String, namedBy base: Base) async throws(PlatformError) -> Data { throw .malformed("not there") }

    func cancelHosting(_ token: Token, base: Base, _ channels: [HostedChannel]) async throws(PlatformError) -> [HostedChannel] {
        try await begin("trust/cancel", token, base)
        return set { state in
            state.cancelled.append(channels)
            return channels.filter { state.kept.contains($0) }
        }
    }

    private func newToken(_ kind: Source) -> Token {
        set { state in
            let value = "\(kind == .own ? "at" : "da").\(UInt64.random(in: .min ... .max))"
            state.goodTokens.insert(value)
            return Token(
                value: value, kind: kind, expires: Date().addingTimeInterval(state.tokenLife), areaDomain: state.areaDomain)
        }
    }

    private func page<Row>(_ rows: [Row], _ page: Int, _ size: Int) -> Page<Row> {
        Page(rows: Array(rows.dropFirst(page * size).prefix(size)), total: rows.count)
    }

    func devices(_ token: Token, base: Base, page: Int, size: Int) async throws(PlatformError) -> Page<DeviceRow> {
        try await begin("device/list", token, base)
        var found = self.page(set { $0.devices }, page, size)
        found.total = found.total.map { $0 + set { $0.hidden } }
        return found
    }

    func cameras(_ token: Token, base: Base, page: Int, size: Int) async throws(PlatformError) -> Page<ChannelRow> {
        try await begin("camera/list", token, base)
        let rows = set { state in
            guard state.staleReads > 0 else { return state.channels }
            state.staleReads -= 1
            return state.channels.map { row in
                var stale = row
                stale.isEncrypt = row.isEncrypt.map { 1 - $0 }
                return stale
            }
        }
        return self.page(rows, page, size)
    }

    func hostedCameras(_ token: Token, base: Base, page: Int, size: Int) async throws(PlatformError) -> Page<HostedRow> {
        try await begin("trust/device/list", token, base)
        return self.page(set { $0.hosted }, page, size)
    }

    func deviceInfo(_ token: Token, base: Base, serial: String) async throws(PlatformError) -> DeviceInfo {
        try await begin("device/info", token, base)
        guard let info = set({ $0.infos[serial] }) else { throw .refused(code: "20018", message: "该用户不拥有该设备") }
        return info
    }

    func channels(_ token: Token, base: Base, serial: String) async throws(PlatformError) -> Page<ChannelRow> {
        try await begin("device/camera/list", token, base)
        return page(set { state in state.channels.filter { $0.serial == serial } }, 0, .max)
    }

    func capacity(_ token: Token, base: Base, serial: String) async throws(PlatformError) -> Capacity {
        try await begin("device/capacity", token, base)
        return set { $0.capacities[serial] ?? Capacity() }
    }

    func channelStates(_ token: Token, base: Base, serial: String) async throws(PlatformError) -> ChannelStates {
        try await begin("metadata/channel/status", token, base)
        return ChannelStates(serial: serial, channels: set { $0.channelStates[serial] ?? [:] })
    }

    func setEncryption(
        _ token: Token, base: Base, serial: String, on: Bool, validateCode: String?
    ) async throws(PlatformError) {
        try await begin("device/encrypt", token, base)
        let error = set { state -> PlatformError? in
            state.validateCodes.append(validateCode)
            if !on, let code = state.codes[serial], code != validateCode {
                return .refused(code: "20010", message: "设备验证码错误")
            }
            let present = state.channels.first { $0.serial == serial }?.isEncrypt ?? state.infos[serial]?.isEncrypt
            if present == (on ? 1 : 0) {
                return .refused(code: on ? "60019" : "60016", message: on ? "加密已开启" : "加密未开启，无须关闭")
            }
            for index in state.channels.indices where state.channels[index].serial == serial {
                state.channels[index].isEncrypt = on ? 1 : 0
            }
            state.infos[serial]?.isEncrypt = on ? 1 : 0
            return nil
        }
        if let error { throw error }
    }

    func liveAddress(_ token: Token, base: Base, _ wanted: AddressRequest) async throws(PlatformError) -> LiveAddress {
        set { state in
            state.running += 1
            state.mostRunning = max(state.mostRunning, state.running)
        }
        defer { set { $0.running -= 1 } }
        try await begin("live/address/get", token, base)
        if set({ $0.dead.contains("\(wanted.serial):\(wanted.channel ?? 1)") }) {
            throw .refused(code: "20007", message: "设备不在线")
        }
        let encrypted = set { state in
            state.channels.contains { $0.serial == wanted.serial && $0.isEncrypt == 1 }
        }
        if encrypted, wanted.liveProtocol != .ezopen { throw .refused(code: "60019", message: "加密已开启") }
        let life = TimeInterval(wanted.life ?? 86400)
        return LiveAddress(
            url: "https://h/\(wanted.serial)_\(wanted.channel ?? 1)_\(UInt64.random(in: .min ... .max)).m3u8",
            expires: Date().addingTimeInterval(life), urlID: "1", liveProtocol: wanted.liveProtocol, quality: wanted.quality)
    }

    func playlist(_ url: String, namedBy base: Base, as name: CallName) async throws(PlatformError) -> Playlist {
        try await begin("playlist", nil, nil)
        return set { $0.playlists.isEmpty ? Playlist(mediaSequence: 1, segments: 3) : $0.playlists.removeFirst() }
    }
}

extension FakeCloud {
    convenience init(own: Int = 0, hosted: Int = 0) {
        self.init()
        set { state in
            for number in 0..<own {
                let serial = "C\(10_000_000 + number)"
                state.devices.append(DeviceRow(serial: serial, name: "D\(number)", model: "CS-C6N", status: 1))
                state.channels.append(ChannelRow(serial: serial, channel: 1, name: "D\(number)", isEncrypt: 0))
                state.infos[serial] = DeviceInfo(serial: serial, name: "D\(number)", model: "CS-C6N", status: 1, isEncrypt: 0)
            }
            for number in 0..<hosted {
                let serial = "H\(10_000_000 + number)"
                state.hosted.append(
                    HostedRow(
                        serial: serial, channel: 1, deviceName: "H\(number)", channelName: "H\(number)", customName: "", status: 1
                    ))
                state.infos[serial] = DeviceInfo(serial: serial, name: "H\(number)", model: "CS-C6CN", status: 1, isEncrypt: 1)
            }
        }
    }
}

extension Playlist {
    init(mediaSequence: Int?, segments count: Int, errorCode: String? = nil, targetDuration: Int? = nil) {
        let segments = (0..<count).map { Segment(url: "https://h/\((mediaSequence ?? 0) + $0).ts", duration: 2) }
        self.init(mediaSequence: mediaSequence, segments: segments, errorCode: errorCode, targetDuration: targetDuration)
    }
}
