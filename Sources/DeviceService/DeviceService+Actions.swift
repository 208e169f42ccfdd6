import Fleet
import FoundationEssentials
import OpenPlatform
import Vocabulary

extension DeviceService {
    /// Switches the encryption of a device, with all its channels (docs 697, 698). The rows show it as pending at once and until
    /// the cloud's own lists agree or contradict.
    ///
    /// The verification code that is handed in goes first, then one typed before, then the configured one; where there is none,
    /// none is sent. What is lifted is remembered as lifted from here; with a `life` in seconds it is put back by itself
    /// afterwards, by this run or, when that has ended, by the next.
    public func switchEncryption(
        _ device: DeviceID, on: Bool, validateCode: Secret? = nil, life: TimeInterval? = nil
    ) async -> EncryptionOutcome {
        guard let account = accounts[device.account] else { return .failed(.noAccount(device.account)) }
        followClock()
        let began = clock.now
        let code = on ? nil : validateCode ?? typedCodes[device] ?? account.settings.verificationCode(of: device.serial)
        let lift = account.fleet.lifted[device.serial]
        expect(on ? .on : .off, of: device, isUnderWay: true)
        // Written down before it is sent: what was lifted is put back, whatever becomes of the answer, or of this run, and no other eztop
        // takes it for the device's own doing.
        if on { save() } else { remember(device, liftedFor: life) }
        var failure: ServiceError?
        if let code { await account.session.notice(code) }
        for source in account.sources(of: device.serial) {
            do throws(ServiceError) {
                try await account.session.send(.encrypt(device.serial, on: on, validateCode: code), as: source)
                followClock()
                accounts[device.account]?.fleet.learn(
                    .configure, of: CameraID(device: device, channel: nil), code: nil, at: clock.now)
                if !on, let validateCode { typedCodes[device] = validateCode }
                accounts[device.account]?.fleet.agreed(on ? .on : .off, of: device.serial, at: clock.now)
                expect(on ? .on : .off, of: device)
                if on { remember(device, nil) } else { remember(device, liftedFor: life) }
                reread(device, after: [0, 2, 6])
                return .done
            } catch {
                failure = error
                if !error.isOfAnotherToken { break }
            }
        }
        followClock()
        noteLimit(failure, of: device.account, began: began)
        let trouble = failure ?? .noAccount(device.account)
        if case .refused = trouble {
            notSwitched.insert(device)
            // It was not lifted now; what stands of an earlier lift holds, though it is the older one.
            if !on {
                restored.insert(device)
                remember(device, lift)
            } else if trouble.code == PlatformCode.alreadyOn {
                remember(device, nil)
            }
        } else if !on {
            // It may be done later than it was asked.
            remember(device, liftedFor: life)
        }
        return settle(trouble, of: device, on: on, sentCode: code != nil)
    }

    /// 10029 slows down everything, whichever call met it: the limit is the account's.
    func noteLimit(_ trouble: ServiceError?, of account: AccountName, began: Date) {
        guard trouble?.code == PlatformCode.tooFrequent else { return }
        accounts[account]?.plan.met(.limited, .deviceList, began: began, at: clock.now)
    }

    private func settle(_ trouble: ServiceError, of device: DeviceID, on: Bool, sentCode: Bool) -> EncryptionOutcome {
        defer {
            isChanged = true
            tick()
            publish()
        }
        if let code = trouble.code {
            accounts[device.account]?.fleet.learn(
                .configure, of: CameraID(device: device, channel: nil), code: code, at: clock.now)
        }
        if trouble.code == (on ? PlatformCode.alreadyOn : PlatformCode.alreadyOff) {
            accounts[device.account]?.fleet.settle(
                on ? .on : .off, of: device.serial, at: clock.now, call: on ? .encryptOn : .encryptOff)
            return .already
        }
        accounts[device.account]?.fleet.expectNothing(of: device.serial, mayCome: trouble.code == nil, at: clock.now)
        if case .refused(let code, let message, _, _) = trouble {
            if !on, code == PlatformCode.wrongValidateCode || code == PlatformCode.wrongParameter {
                typedCodes[device] = nil
                return sentCode ? .refusesCode(code: code, message: message) : .wantsCode(code: code, message: message)
            }
        } else {
            // Whether the cloud did it before the answer was lost, only the cloud knows.
            reread(device, after: [0])
        }
        return .failed(trouble)
    }

    private func expect(_ encryption: Encryption, of device: DeviceID, isUnderWay: Bool = false) {
        accounts[device.account]?.fleet.expect(encryption, of: device.serial, isUnderWay: isUnderWay, at: clock.now)
        isChanged = true
        publish()
    }

    /// Reads the encryption back after so many seconds: the cloud answers stale for about one and a half.
    private func reread(_ device: DeviceID, after delays: [TimeInterval]) {
        let source = accounts[device.account]?.fleet.cameras(of: device.serial).first?.source
        guard let source else { return }
        let due: ScheduledCall = source == .own ? .cameraList : .deviceInfo(device.serial)
        accounts[device.account]?.plan.follow(due, of: device.serial, at: delays.map { clock.now.addingTimeInterval($0) })
        tick()
    }
}
