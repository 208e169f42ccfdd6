import Fleet
import FoundationEssentials
import OpenPlatform
import Vocabulary

extension DeviceService {
    /// Asks for one device by itself.
    func readInfo(_ serial: String, of name: AccountName) async -> ServiceError? {
        guard let account = accounts[name] else { return nil }
        let rows = account.fleet.cameras(of: serial)
        let source = rows.first?.source ?? .own
        let asked = clock.now
        do throws(ServiceError) {
            let info = try await account.session.send(.deviceInfo(serial), as: source)
            // An answer about another device says nothing of this one.
            guard info.serial == serial else {
                throw .malformed(reason: "the reply is of another device", call: .deviceInfo, host: account.host)
            }
            followClock()
            let now = clock.now
            accounts[name]?.merge { $0.merge(info, asked: asked, at: now) }
            accounts[name]?.note(.deviceInfo, of: serial, isAnswered: true)
            publishSoon()
            return nil
        } catch {
            // What is known of one's own the lists tell.
            if source == .hosted { accounts[name]?.note(.deviceInfo, of: serial, isAnswered: false) }
            publishSoon()
            return error
        }
    }

    /// Asks how the channels of one device are, one by one. What a right or a model stands in the way of is an answer: then the device's own
    /// word holds.
    func readChannels(_ serial: String, of name: AccountName) async -> ServiceError? {
        guard let account = accounts[name], let source = account.fleet.cameras(of: serial).first?.source else { return nil }
        let session = account.session
        defer { publishSoon() }
        let asked = clock.now
        do throws(ServiceError) {
            switch source {
            case .own:
                let rows = try await session.send(.channels(of: serial), as: .own).rows
                followClock()
                let now = clock.now
                accounts[name]?.merge { $0.merge(channels: rows, of: serial, asked: asked, at: now) }
            case .hosted:
                let states = try await session.send(.channelStates(of: serial), as: .hosted)
                // An answer about another device says nothing of this one.
                guard states.serial == serial else {
                    throw .malformed(reason: "the reply is of another device", call: .channelStatus, host: account.host)
                }
                followClock()
                let now = clock.now
                accounts[name]?.merge { $0.merge(states: states.channels, of: serial, at: now) }
            }
            accounts[name]?.note(.channels, of: serial, isAnswered: true)
            return nil
        } catch {
            if let code = error.code { accounts[name]?.merge { $0.refuseChannels(of: serial, code: code) } }
            let isAnswer = error.code.map { Rights.refusals.contains($0) || $0 == PlatformCode.notSupported } ?? false
            accounts[name]?.note(.channels, of: serial, isAnswered: isAnswer)
            return isAnswer ? nil : error
        }
    }

    /// Asks what a device can do, for all of its make.
    func readCapacity(_ serial: String, of name: AccountName) async -> ServiceError? {
        guard let account = accounts[name] else { return nil }
        let source = account.fleet.cameras(of: serial).first?.source ?? .own
        do throws(ServiceError) {
            let capacity = try await account.session.send(.capacity(of: serial), as: source)
            accounts[name]?.fleet.learn(capacity, of: serial)
            publishSoon()
            return nil
        } catch {
            return error
        }
    }

    /// The grid's own address of a camera, asked anew; who asks while it is being asked gets the same answer.
    func ownAddress(of camera: CameraID) async -> Result<LiveAddress, ServiceError> {
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
    ) async -> Result<LiveAddress, ServiceError> {
        guard let account = accounts[camera.account] else { return .failure(.noAccount(camera.account)) }
        let wanted = AddressRequest(
            serial: camera.serial, channel: camera.channel, liveProtocol: liveProtocol, quality: quality,
            life: life.map { Int(min(max($0, 30), 720 * 86400)) },
            takesH265: liveProtocol == .ezopen ? nil : takesH265 ?? !refusesH265.contains(camera),
            code: liveProtocol == .ezopen ? codeOfVideo(camera) : nil)
        var failure: ServiceError?
        for source in account.sources(of: camera.serial) {
            do throws(ServiceError) {
                let address = try await account.session.send(.liveAddress(wanted), as: source)
                accounts[camera.account]?.fleet.learn(.live, of: camera, code: nil, at: clock.now)
                return .success(address)
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
    private func codeOfVideo(_ camera: CameraID) -> Secret? {
        guard let account = accounts[camera.account], account.fleet[camera]?.encryption?.value == .on else { return nil }
        return typedCodes[camera.device] ?? account.settings.verificationCode(of: camera.serial)
    }

    /// Merges an answer about the grid's own address. All in place: a large fleet is not copied for one row.
    private func settle(_ result: Result<LiveAddress, ServiceError>, of camera: CameraID) {
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
    func note(refusal trouble: ServiceError, of camera: CameraID) {
        guard case .refused(let code, let message, let call, _) = trouble, call == .liveAddress else { return }
        accounts[camera.account]?.fleet.merge(refusal: code, message: message, of: camera, at: clock.now)
    }
}

extension PolledAccount {
    /// The tokens to ask about a device with: its source's, or each of the account's where nobody knows the device yet.
    func sources(of serial: String) -> [Source] {
        if let source = fleet.cameras(of: serial).first?.source { return [source] }
        return settings.sources
    }
}

extension ServiceError {
    static func noAccount(_ name: AccountName) -> ServiceError {
        .malformed(reason: "no account of that name", call: "", host: name)
    }

    /// The token does not speak for the device; another one of the account may.
    var isOfAnotherToken: Bool {
        code == PlatformCode.notYourDevice || code == PlatformCode.noPermission || code == PlatformCode.noSuchDevice
    }
}

extension AddressOutcome {
    init(_ trouble: ServiceError) {
        switch trouble {
        case .refused(let code, _, _, _):
            if let contradiction = Contradiction(code: code) {
                self = .contradicted(contradiction)
            } else if Rights.refusals.contains(code) {
                self = .notGranted
            } else {
                let mayPass = LiveAnswer.limits.contains(code) || PlatformCode.retryClass(code) == .wait
                self = mayPass ? .setback : .refused
            }
        case .unreachable, .malformed: self = .setback
        }
    }
}
