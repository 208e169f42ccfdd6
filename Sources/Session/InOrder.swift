import Dispatch

/// Does jobs one after another, in the order in which they came, whoever brought them.
final class InOrder<Job: Sendable>: Sendable {
    private enum Step: Sendable {
        case job(Job)
        /// All that came before it has been done.
        case mark(DispatchSemaphore)
    }

    private let tail: AsyncStream<Step>.Continuation

    init(_ body: @escaping @Sendable (Job) async -> Void) {
        let (steps, tail) = AsyncStream.makeStream(of: Step.self)
        self.tail = tail
        Task.detached {
            for await step in steps {
                switch step {
                case .job(let job): await body(job)
                case .mark(let passed): passed.signal()
                }
            }
        }
    }

    deinit { tail.finish() }

    func add(_ job: Job) { tail.yield(.job(job)) }

    /// Waits until all that came before is done, at most so many milliseconds.
    func wait(milliseconds: Int) {
        let passed = DispatchSemaphore(value: 0)
        tail.yield(.mark(passed))
        _ = passed.wait(timeout: .now() + .milliseconds(milliseconds))
    }
}
