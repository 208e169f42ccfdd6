import Fleet
import FoundationEssentials
import Vocabulary

/// What a front asks of the service, wherever it runs: in its own process, or behind the socket of another one.
public protocol CameraService: Sendable {
    /// The newest state, whenever something has changed; one that is not fetched gives way to a newer one. For one reader.
    var snapshots: AsyncStream<Snapshot> { get }

    /// Begins to poll, or to follow whoever does.
    func start() async
    /// Ends it for good.
    ///
    /// - Returns: devices whose encryption was lifted for a time, and of which the next run will not know.
    @discardableResult func stop() async -> [DeviceID]

    /// The rows on the screen, in their order: their addresses are asked first.
    func show(_ cameras: [CameraID]) async
    /// Whether somebody looks at the screen.
    func setFocused(_ focused: Bool) async
    /// Asks for everything now.
    func refreshAll() async
    /// Asks for one camera now.
    func refresh(_ camera: CameraID) async
    /// Paused, nothing is asked by itself; for all fronts.
    ///
    /// - Parameter process: whose wish it is; the others are told.
    func setPaused(_ paused: Bool, by process: Int) async
    /// Seconds between two polls, from now on; for all fronts.
    func setInterval(_ seconds: TimeInterval, by process: Int) async
    /// Keeps what a front wants to find again, by names of its own.
    func remember(_ preferences: [String: String]) async

    /// Switches the encryption of a device, with all its channels.
    func switchEncryption(_ device: DeviceID, on: Bool, validateCode: Secret?, life: TimeInterval?) async -> EncryptionOutcome
    /// A live address of a camera.
    ///
    /// - Parameters:
    ///   - life: in seconds; the configured one unless given.
    ///   - minimumLeft: a known one has to have so many seconds left.
    func address(
        of camera: CameraID, liveProtocol: LiveProtocol, quality: Quality, life: TimeInterval?, minimumLeft: TimeInterval
    ) async -> Result<LiveAddress, ServiceError>
    /// Withdraws a live address.
    func withdraw(_ urlID: String, of camera: CameraID) async -> Result<Void, ServiceError>
    /// Reads the playlist of a camera twice, at once.
    func check(_ camera: CameraID) async -> Result<CheckReport, ServiceError>
    /// The same when it is its turn.
    func checkInTurn(_ camera: CameraID) async -> Result<CheckReport, ServiceError>
    /// Has a camera take a picture: a JPEG.
    func capture(_ camera: CameraID) async -> Result<Data, ServiceError>

    /// Everything once, for a front that prints and ends.
    ///
    /// - Parameters:
    ///   - isWanted: of which cameras the address is asked for, once the lists are there.
    ///   - progress: is told how many addresses have been asked, and of how many.
    func pollOnce(
        addresses: Bool, of isWanted: @escaping @Sendable (Camera) -> Bool,
        progress: @escaping @Sendable (_ asked: Int, _ of: Int) -> Void
    ) async -> Snapshot
}

extension CameraService {
    /// The grid's own address: HLS in HD, for the configured time.
    public func address(of camera: CameraID, minimumLeft: TimeInterval) async -> Result<LiveAddress, ServiceError> {
        await address(of: camera, liveProtocol: .hls, quality: .hd, life: nil, minimumLeft: minimumLeft)
    }

    /// The same without its own life and what has to be left.
    public func address(
        of camera: CameraID, liveProtocol: LiveProtocol, quality: Quality
    ) async -> Result<LiveAddress, ServiceError> {
        await address(of: camera, liveProtocol: liveProtocol, quality: quality, life: nil, minimumLeft: 60)
    }

    /// Everything once, of all cameras, without a word of how far it has come.
    public func pollOnce(addresses: Bool) async -> Snapshot {
        await pollOnce(addresses: addresses, of: { _ in true }, progress: { _, _ in })
    }
}

extension DeviceService: CameraService {}
