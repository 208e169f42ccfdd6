import Dispatch
import Output
import Synchronization

/// Work that is asynchronous, waited for on the thread of `main`: the commands without a screen have nothing else to do.
public final class Blocking<Value: Sendable>: Sendable {
    private let result = Mutex<Value?>(nil)
    private let done = DispatchSemaphore(value: 0)

    private func finish(_ value: Value) {
        result.withLock { $0 = value }
        done.signal()
    }

    private var value: Value? {
        done.wait()
        return result.withLock { $0 }
    }

    /// - Throws: `Failure` where the work handed none back, which it always does.
    public static func run(_ work: @escaping @Sendable () async -> Value) throws(Failure) -> Value {
        let blocking = Blocking()
        Task.detached { blocking.finish(await work()) }
        guard let value = blocking.value else { throw Failure(.partly, "") }
        return value
    }
}
