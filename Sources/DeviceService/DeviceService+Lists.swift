import Fleet
import FoundationEssentials
import OpenPlatform
import Vocabulary

extension DeviceService {
    /// Reads a list of an account to its end and merges it.
    func readList(_ due: ScheduledCall, of name: AccountName, again: Bool) async -> ServiceError? {
        guard let account = accounts[name] else { return nil }
        let session = account.session
        let clock = clock
        let width = account.plan.isOneByOne ? 1 : 4
        let once = again
        let began = clock.now
        // Pages that never fit together would be read twice for ever.
        let again = again || account.readings[due.kind]?.isShifted != true
        let reading: PolledAccount.Reading
        switch due {
        case .deviceList:
            let body = { @Sendable (number: Int) async throws(ServiceError) -> Page<DeviceRow> in
                try await session.send(.devices(page: number, size: ListRead<DeviceRow>.pageSize), as: .own)
            }
            let outcome = await reader(clock, width, once, body).read(again: again)
            followClock()
            accounts[name]?.merge { $0.merge(outcome.read) }
            reading = PolledAccount.Reading(outcome)
        case .cameraList:
            let body = { @Sendable (number: Int) async throws(ServiceError) -> Page<ChannelRow> in
                try await session.send(.cameras(page: number, size: ListRead<ChannelRow>.pageSize), as: .own)
            }
            let outcome = await reader(clock, width, once, body).read(again: again)
            followClock()
            accounts[name]?.merge { $0.merge(outcome.read) }
            reading = PolledAccount.Reading(outcome)
        case .hostedList:
            let body = { @Sendable (number: Int) async throws(ServiceError) -> Page<HostedRow> in
                try await session.hostedPage(number, size: ListRead<HostedRow>.pageSize)
            }
            let outcome = await reader(clock, width, once, body).read(again: again)
            followClock()
            accounts[name]?.merge { $0.merge(outcome.read) }
            reading = PolledAccount.Reading(outcome)
        case .deviceInfo, .channels, .capacity, .address, .check, .messages: return nil
        }
        if reading.waited { accounts[name]?.plan.met(.limited, due.kind, began: began, at: clock.now) }
        note(reading, due.kind, of: name, await session.summary)
        return reading.trouble
    }

    private func reader<Row: Listed>(
        _ clock: any Clock, _ width: Int, _ once: Bool, _ body: @escaping @Sendable (Int) async throws(ServiceError) -> Page<Row>
    ) -> ListReader<Row> {
        ListReader(width: width, waitsAtStart: once, wait: wait) { number in
            let asked = clock.now
            do throws(ServiceError) {
                let page = try await body(number)
                return .success(
                    ListPage(rows: page.rows, total: page.total, unreadable: page.unreadable, asked: asked, at: clock.now))
            } catch {
                return .failure(error)
            }
        }
    }

    private func note(
        _ reading: PolledAccount.Reading, _ kind: ScheduledCall.Kind, of name: AccountName,
        _ summary: (host: String, tokenExpires: Date?)
    ) {
        guard var account = accounts[name] else { return }
        let now = clock.now
        let before = account.trouble
        account.readings[kind] = reading
        if reading.trouble == nil, let call = kind.listCall { account.listAnswers[call.rawValue] = now }
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

extension PolledAccount.Reading {
    init<Row: Listed>(_ outcome: ListReader<Row>.Outcome) {
        let read = outcome.read
        self.init(
            isWhole: read.isWhole && outcome.trouble == nil, isShifted: read.isShifted, waited: outcome.waited,
            missing: read.missing, unreadable: read.unreadable, trouble: outcome.trouble)
    }
}
