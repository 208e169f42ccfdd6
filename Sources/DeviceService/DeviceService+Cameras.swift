import Fleet
import FoundationEssentials
import OpenPlatform

extension DeviceService {
    /// Asks for one device by itself.
    func readInfo(_ serial: String, of name: AccountName) async -> Trouble? {
        guard let account = accounts[name] else { return nil }
        let rows = account.fleet.cameras(of: serial)
        let kind = Token.Kind(rows.first?.source ?? .own)
        let session = account.session
        do throws(Trouble) {
            let info = try await session.call("device/info", kind) { platform, token, base throws(PlatformError) in
                try await platform.deviceInfo(token, base: base, serial: serial)
            }
            // An answer about another device says nothing of this one.
            guard info.serial == serial else {
                throw .malformed(reason: "the reply is of another device", call: "device/info", host: account.host)
            }
            accounts[name]?.fleet.merge(DeviceReport(info), at: clock.now)
            publishSoon()
            return nil
        } catch {
            publishSoon()
            return error
        }
    }

    /// Asks how the channels of one device are, one by one.
    func readChannels(_ serial: String, of name: AccountName) async -> Trouble? {
        guard let account = accounts[name], let source = account.fleet.cameras(of: serial).first?.source else { return nil }
        let session = account.session
        defer { publishSoon() }
        do throws(Trouble) {
            switch source {
            case .own:
                let rows = try await session.call("device/camera/list", .own) { platform, token, base throws(PlatformError) in
                    try await platform.channels(token, base: base, serial: serial)
                }
                accounts[name]?.fleet.merge(channels: rows.map(ChannelListing.init), of: serial, at: clock.now)
            case .hosted:
                let call = "metadata/channel/status"
                let states = try await session.call(call, .hosted) { platform, token, base throws(PlatformError) in
                    try await platform.channelStates(token, base: base, serial: serial)
                }
                // An answer about another device says nothing of this one.
                guard states.serial == serial else {
                    throw .malformed(reason: "the reply is of another device", call: call, host: account.host)
                }
                accounts[name]?.fleet.merge(states: states.channels, of: serial, at: clock.now)
            }
            return nil
        } catch {
            return error
        }
    }

    /// Asks what a device can do, for all of its make.
    func readCapacity(_ serial: String, of name: AccountName) async -> Trouble? {
        guard let account = accounts[name] else { return nil }
        let kind = Token.Kind(account.fleet.cameras(of: serial).first?.source ?? .own)
        do throws(Trouble) {
            let can = try await account.session.call("device/capacity", kind) { platform, token, base throws(PlatformError) in
                try await platform.capacity(token, base: base, serial: serial)
            }
            accounts[name]?.fleet.learn(Capacity(encrypts: can.encrypts, captures: can.captures), of: serial)
            publishSoon()
            return nil
        } catch {
            return error
        }
    }

    /// The grid's own address of a camera, asked anew; who asks while it is being asked gets the same answer.
    func ownAddress(of camera: CameraID) async -> Result<LiveAddress, Trouble> {
        if let task = addressTasks[camera] { return await task.value }
        accounts[camera.account]?.fleet.ask(camera, since: clock.now)
        publishSoon()
        let task = Task {
            let result = await askAddress(of: camera, .hls, .hd, life: settings.addressLife)
            addressTasks[camera] = nil
            settle(result, of: camera)
            return result
        }
        addressTasks[camera] = task
        return await task.value
    }

    /// Makes the call, and takes from the answer what it says of the device. H.265 is asked for, but where only its refusal played.
    func askAddress(
        of camera: CameraID, _ liveProtocol: LiveProtocol, _ quality: Quality, life: TimeInterval?, takesH265: Bool? = nil
    ) async -> Result<LiveAddress, Trouble> {
        guard let account = accounts[camera.account] else { return .failure(.noAccount(camera.account)) }
        let wanted = AddressRequest(
            serial: camera.serial, channel: camera.channel, protocolNumber: liveProtocol.number, quality: quality.number,
            life: life.map { Int(min(max($0, 30), 720 * 86400)) },
            takesH265: liveProtocol == .ezopen ? nil : takesH265 ?? !refusesH265.contains(camera),
            code: liveProtocol == .ezopen ? codeOfVideo(camera) : nil)
        var failure: Trouble?
        for kind in account.kinds(of: camera.serial) {
            do throws(Trouble) {
                let reply = try await account.session.call("live/address/get", kind) {
                    platform, token, base throws(PlatformError) in
                    try await platform.liveAddress(token, base: base, wanted)
                }
                accounts[camera.account]?.fleet.learn(.live, of: camera, code: nil, at: clock.now)
                return .success(
                    LiveAddress(
                        url: reply.url, expires: reply.expires, urlID: reply.id, liveProtocol: liveProtocol, quality: quality))
            } catch {
                failure = error
                if !error.isOfAnotherToken { break }
            }
        }
        if let code = failure?.code {
            accounts[camera.account]?.fleet.learn(.live, of: camera, code: code, at: clock.now)
        }
        return .failure(failure ?? .noAccount(camera.account))
    }

    /// What decrypts the video of a camera that is encrypted: it then stands in its ezopen address.
    private func codeOfVideo(_ camera: CameraID) -> String? {
        guard let account = accounts[camera.account], account.fleet[camera]?.encryption?.value == .on else { return nil }
        return typedCodes[camera.device] ?? account.settings.verificationCodes[camera.serial]
    }

    /// Merges an answer about the grid's own address. All in place: a large fleet is not copied for one row.
    private func settle(_ result: Result<LiveAddress, Trouble>, of camera: CameraID) {
        let name = camera.account
        let now = clock.now
        accounts[name]?.fleet.ask(camera, since: nil)
        switch result {
        case .success(let address):
            addresses[camera] = address
            accounts[name]?.fleet.merge(address, of: camera, at: now)
            accounts[name]?.plan.asked(camera, .address(expires: address.expires), at: now)
            accounts[name]?.plan.ended(.address(camera), .answered, at: now)
        case .failure(let trouble):
            note(refusal: trouble, of: camera)
            accounts[name]?.plan.asked(camera, AddressOutcome(trouble), at: now)
            accounts[name]?.plan.ended(.address(camera), CallOutcome(trouble, of: .address), at: now)
        }
        publishSoon()
    }

    /// A refusal is an answer; no answer says nothing.
    func note(refusal trouble: Trouble, of camera: CameraID) {
        guard case .refused(let code, let message, let call, _) = trouble, call == "live/address/get" else { return }
        accounts[camera.account]?.fleet.merge(refusal: code, message: message, of: camera, at: clock.now)
    }
}

extension Account {
    /// The tokens to ask about a device with: its source's, or each of the account's where nobody knows the device yet.
    func kinds(of serial: String) -> [Token.Kind] {
        if let source = fleet.cameras(of: serial).first?.source { return [Token.Kind(source)] }
        return settings.sources.map(Token.Kind.init)
    }
}

extension Trouble {
    static func noAccount(_ name: AccountName) -> Trouble {
        .malformed(reason: "no account of that name", call: "", host: name)
    }

    /// The token does not speak for the device; another one of the account may.
    var isOfAnotherToken: Bool {
        code == "20018" || code == "10031" || code == "20002"
    }
}

extension AddressOutcome {
    init(_ trouble: Trouble) {
        switch trouble {
        case .refused(let code, _, _, _):
            self =
                Rights.refusals.contains(code)
                ? .notGranted
                : code == PlatformCode.deviceOffline
                    ? .contradicted
                    : code == "60019" || LiveAnswer.limits.contains(code) || PlatformCode.retryClass(code) == .wait
                        ? .setback : .refused
        case .unreachable, .malformed: self = .setback
        }
    }
}

extension LiveProtocol {
    /// The platform's number (doc 1414).
    var number: Int {
        switch self {
        case .ezopen: 1
        case .hls: 2
        case .rtmp: 3
        case .flv: 4
        case .llhls: 5
        }
    }
}

extension Quality {
    /// The platform's number (doc 1414).
    var number: Int { self == .hd ? 1 : 2 }
}
