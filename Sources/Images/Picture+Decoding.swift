import Dispatch
import Synchronization

extension Picture {
    /// One at a time, and on none of the threads that everything else needs.
    private static let decoding = DispatchQueue(label: "picture")

    /// Decodes a JPEG beside whatever else is done.
    ///
    /// Whose task is cancelled waits no longer. One that had not begun is not begun then; the decoder itself cannot be stopped, and
    /// runs out by itself, within the bounds of `JPEGHeader`.
    public static func decode(_ jpeg: [UInt8]) async throws(PictureError) -> Picture {
        let wait = Wait()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard wait.begin(continuation) else { return }
                decoding.async { @Sendable in
                    guard wait.isOn else { return }
                    wait.end(decoded(jpeg))
                }
            }
        } onCancel: {
            wait.end(.failure(.cancelled))
        }
        return try result.get()
    }

    private static func decoded(_ jpeg: [UInt8]) -> Result<Picture, PictureError> {
        do throws(PictureError) { return .success(try Picture(jpeg: jpeg)) } catch { return .failure(error) }
    }

    /// Somebody who waits for one result, whichever comes first.
    private final class Wait: Sendable {
        private enum State {
            case before, over
            case on(CheckedContinuation<Result<Picture, PictureError>, Never>)
        }

        private let state = Mutex(State.before)

        var isOn: Bool { state.withLock { if case .on = $0 { true } else { false } } }

        /// False where it was over before it began.
        func begin(_ continuation: CheckedContinuation<Result<Picture, PictureError>, Never>) -> Bool {
            let isOver = state.withLock { state in
                if case .over = state { return true }
                state = .on(continuation)
                return false
            }
            if isOver { continuation.resume(returning: .failure(.cancelled)) }
            return !isOver
        }

        func end(_ result: Result<Picture, PictureError>) {
            let waiting = state.withLock { state in
                defer { state = .over }
                return state
            }
            if case .on(let continuation) = waiting { continuation.resume(returning: result) }
        }
    }
}
