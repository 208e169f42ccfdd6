import Cells
import Fleet
import FoundationEssentials
import Vocabulary

/// All that can happen to the dashboard. Codable, so that a session can be recorded and replayed.
public enum Message: Hashable, Codable, Sendable {
    case input(Input)
    /// The service has something newer to show.
    case snapshot(Snapshot)
    /// A second has passed; nothing else has.
    case tick
    /// A switch of encryption came to its end.
    case switched(DeviceID, on: Bool, EncryptionOutcome)
    /// A fresh HLS address of a camera is known, or why not.
    case fetched(CameraID, ServiceError?)
    /// A copy came to its end.
    case copied(CopyReport)
    /// What a check of the playlist found.
    case checked(CameraID, CheckOutcome)
    /// What the cloud says to the wish for an address of this kind.
    case addressed(CameraID, LiveProtocol, Quality, AddressAnswer)
    /// The address that never ends, or why there is none.
    case stable(CameraID, AddressAnswer)
    case withdrawn(CameraID, ServiceError?)
    /// Text that is no address was copied.
    case copiedText([CopyReport.Route], CopyReport.Fault?)
    case pictured(CameraID, PictureAnswer)
    /// What is remembered of cameras, or why not.
    case past(PastQuery, PastAnswer)
    /// The player could not be started, or ended with an error: its own words.
    case playerFault(CameraID, String)
    /// A theme could not be read, and why; the one before it stays.
    case themeFault(String)
    /// The configuration was read again, and is in force.
    case reconfigured(Reconfiguration)
    /// It was read again, and what is wrong with it; the one before it stays.
    case configurationFault(String)
    /// The terminal is not the one `$TERM` names, so another was assumed.
    case terminalFellBack(String)
}

/// What reading a playlist twice came to.
public enum CheckOutcome: Hashable, Codable, Sendable {
    /// It moves.
    case plays
    /// It does not: the platform's code, or `empty` or `stalled`, and its words where it has any.
    case fails(code: String, message: String)
    /// No stream was free: 9048 or 9049, and whether eztop's own checks may hold them.
    case noStream(code: String, message: String, ours: Bool)
    /// There was nothing to read.
    case trouble(ServiceError)
}

/// What became of a copy: never the addresses themselves.
public struct CopyReport: Hashable, Codable, Sendable {
    public enum Route: String, Hashable, Codable, Sendable {
        case tmux, screen, terminal, wayland, x11, command
    }

    public struct Refusal: Hashable, Codable, Sendable {
        public var camera: CameraID
        public var trouble: ServiceError

        public init(camera: CameraID, trouble: ServiceError) {
            self.camera = camera
            self.trouble = trouble
        }
    }

    public enum Fault: Hashable, Codable, Sendable {
        case tooLong
        /// The configuration switched the clipboard off.
        case off
        /// What was asked for later is on the clipboard already.
        case overtaken
        case failed(String)
    }

    /// Whose addresses were sent.
    public var cameras: [CameraID]
    public var routes: [Route]
    public var refusals: [Refusal]
    /// Why nothing was sent although there was an address.
    public var fault: Fault?

    public init(cameras: [CameraID], routes: [Route], refusals: [Refusal], fault: Fault?) {
        self.cameras = cameras
        self.routes = routes
        self.refusals = refusals
        self.fault = fault
    }
}
