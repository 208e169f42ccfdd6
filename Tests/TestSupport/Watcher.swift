import Dispatch
import Fleet
import FoundationEssentials

/// Reads the snapshots of a service and hands out the first that is as a test wants it, or nil at the deadline.
public actor Watcher {
    private var latest: Snapshot?
    public private(set) var count = 0
    private var waiting: [Int: (wanted: @Sendable (Snapshot) -> Bool, continuation: CheckedContinuation<Snapshot?, Never>)] = [:]
    private var last = 0

    public init(_ snapshots: AsyncStream<Snapshot>) {
        Task { [weak self] in
            for await snapshot in snapshots { await self?.take(snapshot) }
        }
    }

    private func take(_ snapshot: Snapshot) {
        latest = snapshot
        count += 1
        for (number, waiter) in waiting where waiter.wanted(snapshot) {
            waiting[number] = nil
            waiter.continuation.resume(returning: snapshot)
        }
    }

    /// The newest, whatever it is.
    public var newest: Snapshot? { latest }

    public func first(within seconds: Double = 20, _ wanted: @escaping @Sendable (Snapshot) -> Bool) async -> Snapshot? {
        if let latest, wanted(latest) { return latest }
        last += 1
        let number = last
        return await withCheckedContinuation { continuation in
            waiting[number] = (wanted, continuation)
            DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { @Sendable [weak self] in
                Task { await self?.expire(number) }
            }
        }
    }

    private func expire(_ number: Int) {
        waiting.removeValue(forKey: number)?.continuation.resume(returning: nil)
    }
}
