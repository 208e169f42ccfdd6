import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@testable import Fleet

@Suite("An account's queue of messages")
struct MessageQueueTests {
    private var queue = MessageQueue(.group1)
    private var now = VirtualClock.start
    private let rhythm = 10.0

    /// Answers the call that is due.
    private mutating func answer(_ answer: MessageQueue.Answer) {
        #expect(queue.next(at: now) <= now)
        queue.begin(at: now)
        queue.came(answer, at: now, every: rhythm)
    }

    /// Seconds until the next call.
    private var rest: TimeInterval { max(0, queue.next(at: now).timeIntervalSince(now)) }

    @Test("who reads joins, takes, and says what was taken; an empty queue is asked again after its rhythm, by the same one")
    mutating func usual() {
        #expect(queue.step == .join)
        answer(.joined(consumer: "a"))
        #expect(queue.step == .take(consumer: "a") && rest == 0)
        answer(.messages(["1", "2"]))
        #expect(queue.step == .commit(consumer: "a") && rest == 0)
        answer(.committed)
        #expect(queue.step == .take(consumer: "a") && rest == 0)
        answer(.messages([]))
        #expect(queue.step == .take(consumer: "a") && rest == 10 && !queue.isInTrouble)
    }

    @Test("ten thousand messages are read in turns, each of so many seconds and calls at most, with pauses between them")
    mutating func backlog() {
        var calls = 0, left = 10_000, turns = 0
        while left > 0 {
            switch queue.step {
            case .join: answer(.joined(consumer: "a"))
            case .take: answer(.messages(Set((0..<100).map { "\(left - $0)" })))
            case .commit:
                answer(.committed)
                left -= 100
            }
            calls += 1
            guard rest > 0 else { continue }
            #expect(calls == MessageQueue.mostCalls && rest == 10)
            (calls, turns) = (0, turns + 1)
            now += rest
        }
        #expect(turns == 10 && !queue.isInTrouble)
        // A slow one has fewer calls a turn.
        var slow = MessageQueue(.group1)
        slow.begin(at: now)
        now += 3
        slow.came(.joined(consumer: "a"), at: now, every: rhythm)
        #expect(slow.next(at: now) == now)
        slow.begin(at: now)
        now += 3
        slow.came(.messages(["1"]), at: now, every: rhythm)
        #expect(slow.next(at: now).timeIntervalSince(now) == 10 && slow.step == .commit(consumer: "a"))
    }

    @Test("a queue that is refused is asked again after an hour, and is no trouble any more once it answers")
    mutating func refused() {
        answer(.refused)
        #expect(queue.isInTrouble && rest == 3600)
        now += 3600
        answer(.joined(consumer: "a"))
        answer(.refused)
        #expect(queue.isInTrouble && rest == 3600 && queue.step == .join)
        now += 3600
        answer(.joined(consumer: "b"))
        answer(.messages([]))
        #expect(!queue.isInTrouble)
    }

    @Test("a consumer that is one no more is followed by another, at once and once a turn; what it left is no repetition")
    mutating func forgotten() {
        answer(.joined(consumer: "a"))
        answer(.messages(["1"]))
        answer(.refused)
        #expect(queue.step == .join && rest == 0 && !queue.isInTrouble)
        answer(.joined(consumer: "b"))
        answer(.messages(["1"]))
        answer(.committed)
        #expect(!queue.isInTrouble && rest == 0)
        answer(.messages(["2"]))
        answer(.refused)
        #expect(queue.isInTrouble && rest == 3600)
    }

    @Test("one that does not answer keeps its place, and is asked ever more seldom; of the first time nobody need know")
    mutating func failing() {
        answer(.joined(consumer: "a"))
        answer(.messages(["1"]))
        var rests: [TimeInterval] = []
        for round in 0..<12 {
            answer(.failed)
            #expect(queue.isInTrouble == (round > 0) && queue.step == .commit(consumer: "a"))
            rests.append(rest)
            now += rest
        }
        #expect(rests == [20, 40, 80, 160, 320] + Array(repeating: 600, count: 7))
        answer(.committed)
        #expect(!queue.isInTrouble && rest == 0)
    }

    @Test("one that gives again what was taken is asked ever more seldom too, until it gives something else")
    mutating func repeating() {
        answer(.joined(consumer: "a"))
        answer(.messages(["1", "2"]))
        answer(.committed)
        for pause in [20.0, 40, 80] {
            answer(.messages(["2", "1"]))
            answer(.committed)
            #expect(rest == pause)
            now += rest
        }
        #expect(queue.isInTrouble)
        answer(.messages(["2", "3"]))
        answer(.committed)
        #expect(!queue.isInTrouble && rest == 0)
    }

    @Test("what is older than five minutes is no news; without a time of its own it is one where the queue has been empty")
    mutating func age() {
        #expect(queue.isNews(now - 299, at: now) && !queue.isNews(now - 301, at: now) && !queue.isNews(now + 301, at: now))
        #expect(!queue.isNews(nil, at: now))
        answer(.joined(consumer: "a"))
        answer(.messages(["1"]))
        #expect(!queue.isNews(nil, at: now))
        answer(.committed)
        answer(.messages([]))
        #expect(queue.isNews(nil, at: now))
        now += 10
        answer(.refused)
        answer(.refused)
        #expect(!queue.isNews(nil, at: now))
    }

    @Test("a clock that is set back does not make it wait") mutating func clock() {
        answer(.refused)
        now -= 86400
        #expect(rest == 0)
    }
}

@Suite("The poll beside a queue of messages")
struct QueuePlanTests {
    /// A poll whose account has a queue that answers so.
    private func polled(
        every interval: TimeInterval = 30, _ answer: @escaping (MessageQueue.Step) -> MessageQueue.Answer
    ) -> World {
        var world = World(own: 1, interval: interval, addresses: false)
        world.plan.queue = MessageQueue(.group1)
        world.queue = answer
        return world
    }

    @Test("an empty queue is asked three times an interval, every 30 seconds at least, after the first poll; the poll is as ever")
    func rhythm() {
        for (interval, calls) in [(30.0, 361), (600, 121)] {
            var world = polled(every: interval) { $0 == .join ? .joined(consumer: "a") : .messages([]) }
            let reckoned = world.plan.callsADay(world.fleet, world.fleet.census)
            world.run(for: 3600)
            #expect((calls...calls + 1).contains(world.calls[.messages] ?? 0), "\(world.calls)")
            #expect(world.calls[.deviceList] == Int(3600 / interval))
            #expect(world.asked.first?.due.isList == true)
            let other = World(own: 1, interval: interval, addresses: false)
            let more = reckoned - other.plan.callsADay(other.fleet, other.fleet.census)
            #expect(abs(more - 24 * (calls - 1)) <= 1, "\(more)")
        }
    }

    @Test("a backlog, a refusal, a failure and a limit leave the lists' rhythm as it is; while paused nothing is asked")
    func beside() {
        var number = 0
        let ways: [(MessageQueue.Step) -> MessageQueue.Answer] = [
            { step in
                switch step {
                case .join: return .joined(consumer: "a")
                case .commit: return .committed
                case .take:
                    number += 1
                    return .messages(["\(number)"])
                }
            }, { _ in .refused }, { _ in .failed },
        ]
        for way in ways {
            var world = polled(way)
            world.run(for: 3600)
            #expect(world.calls[.deviceList] == 120)
            #expect((1...7300).contains(world.calls[.messages] ?? 0), "\(world.calls)")
            world.plan.paused = true
            let before = world.calls
            world.run(for: 600)
            #expect(world.calls == before)
        }
        // A limit of the queue's own calls is none of the poll's, which meets it where it is.
        for outcome in [CallOutcome.limited, .exhausted] {
            var limited = polled { _ in .failed }
            limited.outcome = { $0 == .messages ? outcome : .answered }
            limited.run(for: 3500)
            #expect((1...10).contains(limited.calls[.messages] ?? 0), "\(limited.calls)")
            #expect(limited.calls[.deviceList] == 117 && limited.plan.intervalInForce == 30)
        }
    }
}
