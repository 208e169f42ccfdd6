import Fleet
import FoundationEssentials
import Output
import Vocabulary

/// What the broker is told of a camera: when one of these changes, it is told anew. Times alone are no change.
struct ToldState: Hashable, Sendable {
    private let name: String
    private let model: String
    private let source: Source
    private let status: Status?
    private let encryption: Encryption?
    private let live: LiveState
    private let words: String?

    init(_ camera: Camera, at now: Date) {
        let camera = camera.asTold
        name = camera.name
        model = camera.model
        source = camera.source
        status = camera.status?.value
        encryption = camera.encryption?.value
        let state = camera.liveState(at: now)
        live = if case .ready = state { .ready(expires: nil) } else { state }
        words = camera.live?.value.fault?.message
    }

    /// The camera as `eztop devices --json` prints it, never with an address.
    static func payload(of camera: Camera, at now: Date) -> [UInt8] {
        let text = try? JSONText.text(of: DevicesReport.Row(camera.asTold, address: false, at: now), pretty: false)
        // Without the end of its line.
        return Array((text ?? "").utf8.dropLast())
    }
}

extension Camera {
    /// An offline that nothing has confirmed yet is none: whoever acts on what a broker says rings bells.
    fileprivate var asTold: Camera {
        guard let outage, !outage.isConfirmed, let before = outage.before else { return self }
        var camera = self
        camera.status?.value = before
        return camera
    }
}
