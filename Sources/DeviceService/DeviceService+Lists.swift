import Fleet
import FoundationEssentials
import OpenPlatform

extension DeviceService {
    /// Reads a list of an account to its end and merges it.
    func readList(_ due: Due, of name: AccountName, again: Bool) async -> Trouble? {
        guard let account = accounts[name] else { return nil }
        let session = account.session
        let clock = clock
        let width = account.plan.isOneByOne ? 1 : 4
        // Whoever wants it whole now has the time; a poll has its next turn.
        let patience = again ? 3 : 0
        // Pages that never fit together would be read twice for ever.
        let again = again || account.readings[due.kind]?.isShifted != true
        let reading: Account.Reading
        switch due {
        case .deviceList:
            let body = { @Sendable (number: Int) async throws(Trouble) -> Page<DeviceRow> in
                try await session.call("device/list", .own, repeats: true) { platform, token, base throws(PlatformError) in
                    try await platform.devices(token, base: base, page: number, size: ListRead<DeviceListing>.pageSize)
                }
            }
            let (read, trouble) = await reader(clock, width, patience, body, DeviceListing.init).read(again: again)
            accounts[name]?.fleet.merge(read)
            reading = Account.Reading(read, trouble)
        case .cameraList:
            let body = { @Sendable (number: Int) async throws(Trouble) -> Page<ChannelRow> in
                try await session.call("camera/list", .own, repeats: true) { platform, token, base throws(PlatformError) in
                    try await platform.cameras(token, base: base, page: number, size: ListRead<ChannelListing>.pageSize)
                }
            }
            let (read, trouble) = await reader(clock, width, patience, body, ChannelListing.init).read(again: again)
            accounts[name]?.fleet.merge(read)
            reading = Account.Reading(read, trouble)
        case .hostedList:
            let body = { @Sendable (number: Int) async throws(Trouble) -> Page<HostedRow> in
                try await session.hostedPage(number, size: ListRead<HostedListing>.pageSize)
            }
            let (read, trouble) = await reader(clock, width, patience, body, HostedListing.init).read(again: again)
            accounts[name]?.fleet.merge(read)
            reading = Account.Reading(read, trouble)
        case .deviceInfo, .channels, .capacity, .address, .check: return nil
        }
        note(reading, due.kind, of: name, await session.summary)
        return reading.trouble
    }

    private func reader<Row: Sendable, Listing: Listed>(
        _ clock: any Clock, _ width: Int, _ patience: Int, _ body: @escaping @Sendable (Int) async throws(Trouble) -> Page<Row>,
        _ listing: @escaping @Sendable (Row) -> Listing
    ) -> ListReader<Listing> {
        ListReader(width: width, patience: patience, wait: wait) { number in
            do throws(Trouble) {
                let page = try await body(number)
                return .success(
                    ListPage(rows: page.rows.map(listing), total: page.total, unreadable: page.unreadable, at: clock.now))
            } catch {
                return .failure(error)
            }
        }
    }

    private func note(
        _ reading: Account.Reading, _ kind: Due.Kind, of name: AccountName, _ summary: (host: String, tokenExpires: Date?)
    ) {
        guard var account = accounts[name] else { return }
        let now = clock.now
        let before = account.trouble
        account.readings[kind] = reading
        account.census = account.fleet.census
        account.host = summary.host
        account.tokenExpires = summary.tokenExpires
        if account.plan.lists.allSatisfy({ account.readings[$0.kind].map { $0.trouble == nil } ?? false }) {
            account.lastAnswer = now
        }
        let after = account.trouble
        accounts[name] = account
        if let after, before.map({ !$0.isSameKind(as: after) }) ?? true {
            events.add([Event(at: now, account: name, camera: nil, what: .trouble(after))])
        } else if before != nil, after == nil {
            events.add([Event(at: now, account: name, camera: nil, what: .recovered)])
        }
        isChanged = true
        if account.plan.isPolling { publishSoon() }
    }
}

extension Account.Reading {
    init<Row: Listed>(_ read: ListRead<Row>, _ trouble: Trouble?) {
        self.init(
            isWhole: read.isWhole && trouble == nil, isShifted: read.isShifted, missing: read.missing,
            unreadable: read.unreadable, trouble: trouble)
    }
}

extension Trouble {
    /// The same thing to say, though the words of the moment differ.
    fileprivate func isSameKind(as other: Trouble) -> Bool {
        switch (self, other) {
        case (.refused(let a, _, _, _), .refused(let b, _, _, _)): a == b
        case (.unreachable, .unreachable), (.malformed, .malformed): true
        default: false
        }
    }
}
