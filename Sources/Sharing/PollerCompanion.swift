import Fleet

/// What hangs on the one that polls for all, and goes with it. It holds up nothing: what takes time it does by itself.
public protocol PollerCompanion: Sendable {
    /// Each state as it comes.
    ///
    /// - Parameter service: what polls, for what is to be done or said.
    func take(_ snapshot: Snapshot, of service: any PollingService) async
    /// The poller's place is somebody else's from now on, or nobody's; or there is another companion in the place of this one.
    func close() async
}
