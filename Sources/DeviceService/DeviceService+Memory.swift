import Fleet
import FoundationEssentials

/// What outlives the run: rows and history, calls of the day, what was lifted, and how the front looked.
extension DeviceService {
    /// Seconds between two saves where nothing changes: calls, and how long was observed.
    private static let rhythm: TimeInterval = 60
    /// Seconds between two saves while things change. A run that is killed forgets this much of them.
    private static let haste: TimeInterval = 5
    /// Seconds between two looks at the bounds of the log of changes.
    private static let pruneRhythm: TimeInterval = 3600

    /// A front has a dozen; who sends more wants to fill the memory.
    private static let mostPreferences = 64
    /// Bytes of a name and its text.
    private static let longestPreference = 16 << 10

    /// Keeps what a front wants to find again, by names of its own.
    public func remember(_ preferences: [String: String]) {
        for (name, text) in preferences where self.preferences[name] != nil || self.preferences.count < Self.mostPreferences {
            guard name.utf8.count + text.utf8.count <= Self.longestPreference else { continue }
            self.preferences[name] = text
        }
    }

    /// Begins with what is known from earlier runs.
    func recall() {
        guard let remembered else { return }
        self.remembered = nil
        for name in order {
            let lifted = remembered.lifted.filter { $0.key.account == name }
            let sources = accounts[name]?.settings.sources ?? []
            words[name] = remembered.words[name]
            accounts[name]?.fleet.remember(
                remembered.cameras[name] ?? [], of: sources,
                lifted: Dictionary(uniqueKeysWithValues: lifted.map { ($0.key.serial, $0.value) }))
        }
        takeOver()
        isChanged = true
    }

    /// Saves where its turn has come, at moments when the service is awake anyway.
    ///
    /// The first time after the first whole poll: from then on another run has something to begin with.
    ///
    /// - Returns: when to look again; nil where nothing waits to be saved.
    func saveInTurn(at now: Date) -> Date? {
        guard settings.stateFile != nil else { return nil }
        if !hasSavedPoll, accounts.values.contains(where: \.hasAnswered), accounts.values.allSatisfy(\.hasBeenAsked) {
            hasSavedPoll = true
            save()
            return nil
        }
        guard let lastSave else {
            lastSave = now
            return nil
        }
        // The clock was set back: the log learns of it before its moments come a second time.
        guard lastSave <= now else {
            save()
            return nil
        }
        let due = lastSave.addingTimeInterval(isUnsaved && hasSavedPoll ? Self.haste : Self.rhythm)
        if due <= now { save() } else if isUnsaved { return due }
        return nil
    }

    func save() {
        guard let file = settings.stateFile else { return }
        recall()
        let now = clock.now
        lastSave = now
        isUnsaved = false
        var entries: [StateFile.Entry] = []
        for name in order {
            guard let account = accounts[name] else { continue }
            for serial in accounts[name]?.fleet.takeRestored() ?? [] {
                restored.insert(DeviceID(account: name, serial: serial))
            }
            let cameras = account.fleet.cameras.filter { !$0.awaitsChannels }
            var entry = StateFile.Entry(
                account: account.settings.identity, sources: account.settings.sources,
                cameras: settings.keepsCameras && !cameras.isEmpty ? cameras : nil,
                lifted: account.fleet.lifted, restored: Set(restored.filter { $0.account == name }.map(\.serial)),
                calls: account.log.counts.unsaved)
            entry.switched = account.fleet.switches
            entry.notSwitched = Set(notSwitched.filter { $0.account == name }.map(\.serial))
            if settings.keepsCameras, settings.pollsForAll {
                entry.histories = account.fleet.unsaved(at: now)
                entry.clockError = account.log.serverClockError
            }
            entries.append(entry)
        }
        let isTimeToPrune = lastPrune.map { abs(now.timeIntervalSince($0)) >= Self.pruneRhythm } ?? true
        do throws(StateFault) {
            let kept = try file.save(
                entries, preferences: preferences,
                bounds: settings.keepsCameras && settings.pollsForAll ? settings.logBounds : nil,
                isHour: isTimeToPrune,
                at: now)
            if isTimeToPrune { lastPrune = now }
            for entry in entries {
                let name = entry.account.name
                if kept.logged.contains(name) { accounts[name]?.fleet.saved(Set(entry.sources)) }
                accounts[name]?.log.set(today: kept.calls[name] ?? 0, saved: entry.calls)
                // Whoever lifted it may be gone when its time is over.
                for (serial, lift) in kept.lifted[name] ?? [:] where entry.lifted[serial].map({ lift.isNewer(than: $0) }) ?? true
                {
                    accounts[name]?.fleet.takeOver(lift, of: serial)
                }
            }
            restored = []
            notSwitched = []
            note(kept.isClockWrong ? .clock : nil, at: now)
        } catch {
            note(error, at: now)
        }
        settings.log?(.saved(fault: saveFault))
    }

    /// Why nothing, or not all, could be kept, and that it could again: said once.
    private func note(_ fault: StateFault?, at now: Date) {
        if fault != saveFault, let account = order.first {
            events.add([Event(at: now, account: account, camera: nil, what: fault.map(Event.What.forgot) ?? .remembered)])
            isChanged = true
        }
        saveFault = fault
    }

    func remember(_ device: DeviceID, liftedFor life: TimeInterval?) {
        let now = clock.now
        restorations[device] = nil
        remember(device, EncryptionLift(at: now, until: life.map { now.addingTimeInterval($0) }))
    }

    /// - Parameter lift: nil where it is lifted no more.
    func remember(_ device: DeviceID, _ lift: EncryptionLift?) {
        accounts[device.account]?.fleet.lift(device.serial, lift)
        save()
        tick()
    }

    /// Devices that are to be encrypted again later, which nobody will know of when this run has ended.
    var forgotten: [DeviceID] {
        guard let saveFault, saveFault != .clock else { return [] }
        return order.flatMap { name in
            (accounts[name]?.fleet.lifted ?? [:]).filter { $0.value.until != nil }.keys.sorted().map {
                DeviceID(account: name, serial: $0)
            }
        }
    }

    /// What others switched is looked up before it is told: they write it down before they send it.
    func creditOthers(_ name: AccountName) {
        guard accounts[name]?.fleet.hasForeignSwitch == true else { return }
        // One device may be in several accounts of this one, too.
        var switched: [String: [SentSwitch]] = [:]
        for other in order where other != name {
            for (serial, sent) in accounts[other]?.fleet.switches ?? [:] { switched[serial, default: []].append(sent) }
        }
        accounts[name]?.fleet.credit(switched)
        guard let file = settings.stateFile else { return }
        do throws(StateFault) {
            accounts[name]?.fleet.credit(try file.switched())
        } catch {
            // Where nothing can be read nobody has written either; the next save says why.
        }
    }

    /// Puts back what was lifted for a time that is over, and returns when to look again.
    func restore(of name: AccountName, at now: Date) -> Date? {
        guard settings.restores, let fleet = accounts[name]?.fleet else { return nil }
        var wake = fleet.nextRestoration(after: now)
        for serial in fleet.restorable(at: now) {
            let device = DeviceID(account: name, serial: serial)
            let tried = restorations[device] ?? Restoration()
            if let next = tried.next, next > now, next.timeIntervalSince(now) <= Restoration.longest {
                wake = [wake, next].compactMap { $0 }.min()
                continue
            }
            restorations[device] = tried.after(now)
            Task {
                let outcome = await switchEncryption(device, on: true)
                switch outcome {
                case .done, .already: report(nil, of: device)
                case .failed(let trouble): report(trouble, of: device)
                case .wantsCode, .refusesCode: break
                }
            }
        }
        return wake
    }

    private func report(_ trouble: ServiceError?, of device: DeviceID) {
        guard let camera = accounts[device.account]?.fleet.cameras(of: device.serial).first?.id else { return }
        events.add([Event(at: clock.now, account: device.account, camera: camera, what: .restoration(trouble))])
        isChanged = true
        tick()
    }
}

/// Trying to put an encryption back: again after one minute, two, four, an hour at most.
struct Restoration {
    static let longest: TimeInterval = 3600
    private(set) var next: Date?
    private var tries = 0

    func after(_ now: Date) -> Restoration {
        var later = self
        later.next = now.addingTimeInterval(min(Self.longest, 60 * Double(1 << min(tries, 10))))
        later.tries += 1
        return later
    }
}

extension Fleet {
    /// What the log of changes may lack, of the cameras that have left since the last save too.
    fileprivate func unsaved(at now: Date) -> [ChangeTable.Entry] {
        (cameras + departed).filter { !$0.awaitsChannels }.flatMap { camera in
            FactKind.allCases.compactMap { fact -> ChangeTable.Entry? in
                // What the clock has not come to any more never was.
                let history = history(of: fact, camera).until(now)
                guard history.observed != nil, fact != .status || isSettled(camera, history, at: now) else { return nil }
                return ChangeTable.Entry(
                    camera: camera.id, source: camera.source, name: camera.name, fact: fact, history: history,
                    gap: gap(of: fact, camera))
            }
        }
    }
}

extension EncryptionLift {
    /// By more than what is lost where a moment is written down.
    fileprivate func isNewer(than other: EncryptionLift) -> Bool { at.timeIntervalSince(other.at) > 0.001 }
}
