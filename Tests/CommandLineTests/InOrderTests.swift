import Synchronization
import TestSupport
import Testing

@testable import CommandLine
@testable import Session

@Suite("What is done in order", .serialized, .heavy)
struct InOrderTests {
    @Test("a job that takes long is not overtaken by the next, and whoever waits has all of them done")
    func order() {
        let done = Mutex<[Int]>([])
        let jobs = InOrder<Int> { job in
            // The earlier ones take longer.
            for _ in 0..<(20 - job) * 50 { await Task.yield() }
            done.withLock { $0.append(job) }
        }
        for job in 0..<20 { jobs.add(job) }
        jobs.wait(milliseconds: 60_000)
        #expect(done.withLock { $0 } == Array(0..<20))
    }
}
