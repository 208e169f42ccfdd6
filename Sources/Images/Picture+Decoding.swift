import Dispatch
import Synchronization

extension Picture {
    /// One at a time, and on none of the threads that everything else needs.
    private static let decoding = DispatchQueue(label: "picture")

    /// Decodes a JPEG beside whatever else is done. One that waits for its turn is given up when its task is cancelled.
    public static func decode(_ jpeg: [UInt8]) async throws(PictureError) -> Picture {
        let isUnwanted = Flag()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                decoding.async { @Sendable in continuation.resume(returning: decode(jpeg, unless: isUnwanted)) }
            }
        } onCancel: {
            isUnwanted.value.store(true, ordering: .relaxed)
        }
        return try result.get()
    }

    private static func decode(_ jpeg: [UInt8], unless isUnwanted: Flag) -> Result<Picture, PictureError> {
        guard !isUnwanted.value.load(ordering: .relaxed) else { return .failure(.cancelled) }
        do throws(PictureError) { return .success(try Picture(jpeg: jpeg)) } catch { return .failure(error) }
    }

    private final class Flag: Sendable {
        let value = Atomic(false)
    }
}
