import CloudSimulator
import DeviceService
import Fleet
import Synchronization
import TestSupport
import Testing

@testable import Sharing

/// Goes once it may.
private final class SlowCompanion: PollerCompanion {
    private struct State {
        var taken = 0, closed = 0
        var mayGo = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var taken: Int { state.withLock { $0.taken } }
    var closed: Int { state.withLock { $0.closed } }

    func take(_ snapshot: Snapshot, of service: any PollingService) async { state.withLock { $0.taken += 1 } }

    func close() async {
        await withCheckedContinuation { waiting in
            let mayGo = state.withLock { state in
                if !state.mayGo { state.waiting.append(waiting) }
                return state.mayGo
            }
            if mayGo { waiting.resume() }
        }
        state.withLock { $0.closed += 1 }
    }

    func letGo() {
        let waiting = state.withLock { state in
            state.mayGo = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiting in waiting { waiting.resume() }
    }
}

@Suite("What goes along with the one that polls", .serialized, .heavy, .timeLimit(.minutes(1)))
struct CompanionTests {
    @Test("goes with it; where it takes its time, what is to be kept is written meanwhile")
    func slow() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let companion = SlowCompanion()
        let (saved, save) = AsyncStream.makeStream(of: Void.self)
        var settings = house.settings()
        settings.log = { record in
            if case .saved(nil) = record { save.yield() }
        }
        let front = house.front(settings)
        await front.service.setCompanions { [companion] }
        await front.service.start()
        _ = try #require(await front.seen.first { $0.isQuiet || $0.isKnown })
        let end = ContinuousClock.now + .seconds(10)
        while companion.taken == 0 { try #require(ContinuousClock.now < end) }
        await front.service.remember(["order": "name"])
        let stopped = Task { await front.service.stop() }
        var saving = saved.makeAsyncIterator()
        _ = await saving.next()
        #expect(companion.closed == 0)
        companion.letGo()
        _ = await stopped.value
        #expect(companion.closed == 1)
    }
}
