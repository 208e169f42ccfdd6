import Dispatch
import FoundationEssentials
import Testing

/// For suites that have servers, wait for programs, or compute for more than a moment: there are never more of them at once than one more
/// than cores, and their tests leave Swift's own threads, of which there are as many as cores, to the servers and services.
public struct Heavy: SuiteTrait, TestScoping {
    private static let turns = Turns(ProcessInfo.processInfo.activeProcessorCount + 1)

    /// Waits until who comes to Swift's own threads has a turn at once: at the start they have hundreds of light tests before them, and a
    /// server would answer when its client has given up. Half a minute at most.
    private static func calm() async {
        let end = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < end {
            let began = ContinuousClock.now
            await Task.detached {}.value
            if ContinuousClock.now - began < .milliseconds(100) { return }
        }
    }

    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        await Self.turns.begin()
        await Self.calm()
        do {
            try await withTaskExecutorPreference(ThreadForEach()) { try await function() }
        } catch {
            await Self.turns.end()
            throw error
        }
        await Self.turns.end()
    }
}

extension Trait where Self == Heavy {
    /// Goes with `.serialized`, or all tests of the suite would run at once.
    public static var heavy: Self { Self() }
}

/// So many at once; who comes later waits, and no thread waits with him.
private actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func begin() async {
        guard free == 0 else { return free -= 1 }
        await withCheckedContinuation { waiting.append($0) }
    }

    func end() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

/// Has a thread for every task that wants to run, as Dispatch has one for every serial queue: whoever blocks it blocks nobody.
private final class ThreadForEach: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job), executor = asUnownedTaskExecutor()
        DispatchQueue(label: "test").async { job.runSynchronously(on: executor) }
    }
}
