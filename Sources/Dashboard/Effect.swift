import Fleet
import FoundationEssentials

/// What the dashboard wants done: values that the shell carries out, the only way out of `update`.
public enum Effect: Hashable, Sendable {
    case quit(exitCode: Int32)
    case suspend
    case redraw
    /// The rows on the screen are these now: their addresses are asked for first.
    case show([CameraID])
    case refreshAll
    case refresh(CameraID)
    /// With the seconds for which it is lifted; nil lifts it for good.
    case switchEncryption(DeviceID, on: Bool, validateCode: String?, life: TimeInterval? = nil)
    /// The HLS address of a camera to the clipboard, asked for anew when the known one is stale.
    case copyAddress(CameraID)
    case check(CameraID)
    case setPaused(Bool)
    case setInterval(TimeInterval)
    /// To be found again by the next run.
    case remember(Preferences)
}
