import Fleet
import FoundationEssentials
import OpenPlatform
import Vocabulary

/// How giving hosted cameras back ended.
public struct CancelOutcome: Sendable {
    public var cancelled: [CameraID] = []
    /// Those that are still hosted, and why; without a trouble the cloud gave no reason.
    public var kept: [(camera: CameraID, trouble: ServiceError?)] = []
}

extension DeviceService {
    /// Gives hosted cameras of one account back to their owners (doc 826), five a call. A refused call ends nothing: the others
    /// are still made, one after the other. A camera without a channel is given back as its device's channel 0.
    public func cancelHosting(_ cameras: [CameraID]) async -> CancelOutcome {
        var outcome = CancelOutcome()
        for start in stride(from: 0, to: cameras.count, by: HostedChannel.most) {
            let part = cameras[start..<min(start + HostedChannel.most, cameras.count)]
            guard let session = part.first.flatMap({ accounts[$0.account]?.session }) else { continue }
            let channels = part.map { HostedChannel(serial: $0.serial, channel: $0.channel ?? 0) }
            do throws(ServiceError) {
                let kept = try await session.send(.cancelHosting(channels), as: .hosted)
                for camera in part {
                    if kept.contains(HostedChannel(serial: camera.serial, channel: camera.channel ?? 0)) {
                        outcome.kept.append((camera, nil))
                    } else {
                        outcome.cancelled.append(camera)
                    }
                }
            } catch {
                outcome.kept += part.map { ($0, error) }
            }
        }
        return outcome
    }
}
