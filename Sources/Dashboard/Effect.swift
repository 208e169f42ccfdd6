import Fleet
import FoundationEssentials
import Vocabulary

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
    case switchEncryption(DeviceID, on: Bool, validateCode: Secret?, life: TimeInterval? = nil)
    /// The HLS addresses of cameras to the clipboard, one a line, each asked for anew when the known one is stale.
    case copyAddresses([CameraID])
    /// Makes sure that a fresh HLS address of a camera is known.
    case fetchAddress(CameraID)
    case check(CameraID)
    /// The same as one of many, when it is its turn.
    case checkInTurn(CameraID)
    case setPaused(Bool)
    case setInterval(TimeInterval)
    /// A camera's address of any kind, for the card.
    case askAddress(CameraID, LiveProtocol, Quality)
    /// The address of a camera that never ends, for the card; another account may have its serial too.
    case askStableAddress(CameraID, isShared: Bool)
    /// An address that is on the screen to the clipboard.
    case copyAddress(LiveAddress, of: CameraID)
    /// Text without secrets to the clipboard.
    case copyText(String)
    /// Who has the address of this id can no longer watch.
    case withdraw(String, of: CameraID)
    case capture(CameraID)
    /// Nobody waits for the picture any more.
    case stopCapture
    /// A camera's address to the configured player.
    case play(CameraID)
    /// Tells whoever does not look at the screen: the terminal's bell, or its notification.
    case notify(String)
    /// The theme of this name from now on.
    case setTheme(String)
    /// Whether somebody looks: while nobody does, the poll takes its time.
    case setFocused(Bool)
    /// What is remembered of cameras is to be read.
    case readPast(PastQuery)
    /// To be found again by the next run.
    case remember(Preferences)
}
