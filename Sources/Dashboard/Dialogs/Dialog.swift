import Cells
import Fleet
import FoundationEssentials

/// What lies over the page and takes the keys until it is left. Esc and `q` leave it; neither ever changes a device.
public enum Dialog: Hashable, Sendable {
    case encryption(EncryptionDialog)
    case restoration(RestorationDialog)
    case code(CodeDialog)
    case palette(Palette)
    case chooser(Chooser)
    case marked(MarkedDialog)
    /// What is being done to the marked cameras: `State.batch`.
    case batch
}

/// Asks before a device's encryption is switched.
public struct EncryptionDialog: Hashable, Sendable {
    var device: DeviceID
    /// true restores the encryption, false lifts it; nil while the present state is unknown and the user has to choose.
    var on: Bool?
}

/// Asks before all that was lifted here is encrypted again.
public struct RestorationDialog: Hashable, Sendable {
    var devices: [DeviceID]
}

/// Asks for the device's verification code, which the cloud wants. What is typed is drawn as `*` and kept in memory only.
public struct CodeDialog: Hashable, Sendable {
    var device: DeviceID
    var on: Bool
    /// For how many seconds it is lifted, where that was asked for.
    var life: TimeInterval?
    /// The platform's code that asked for it.
    var code: String
    /// One was sent, and was not taken.
    var isRefused: Bool
    /// Six letters on today's labels; longer ones are let through, since the platform prints no rule.
    var field = TextField(limit: 32)
}
