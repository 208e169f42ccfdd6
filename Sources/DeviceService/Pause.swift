import Dispatch
import FoundationEssentials

/// Waits `seconds` on a timer, while no thread waits.
public func pause(_ seconds: TimeInterval) async {
    await withCheckedContinuation { continuation in
        DispatchQueue.global().asyncAfter(deadline: .now() + max(0, seconds)) { @Sendable in continuation.resume() }
    }
}
