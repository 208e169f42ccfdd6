/// What a test, or somebody at the control address, may do to the cloud while it runs. As JSON a change is an object with its name
/// as the one key: `{"status":{"serial":"C69625501","value":0}}`. Paths are whole: `/api/lapp/device/list`; the playlists of live
/// addresses go by `/v3/openlive/*.m3u8`, their segments by `/v3/openlive/*.ts`.
public enum Change: Hashable, Codable, Sendable {
    // A device
    case add(device: SimulatedDevice)
    case remove(serial: String)
    /// 1 online, 0 offline, any other number as it is.
    case status(serial: String, value: Int)
    /// One channel of a device: 1 online, 0 offline, −1 or 2 not reported; nil is what the device is.
    case channelStatus(serial: String, channel: Int, value: Int?)
    case encryption(serial: String, on: Bool)
    case verification(serial: String, code: String, wanted: Bool)
    case rename(serial: String, name: String)
    case stream(serial: String, channel: Int, shows: SimulatedStream)
    /// Its codec, and the seconds for which its stream answers 404 after the first request.
    case codec(serial: String, channel: Int, codec: SimulatedCodec, warmUp: Double?)
    case permissions(serial: String, granted: Set<Hosting.Permission>)

    /// The device notices something: a message and nothing else.
    case alarm(serial: String, kind: String)

    // Messages
    /// From now on status changes and alarms are pushed there; nil ends it.
    case webhook(to: Webhook?)
    /// From now on devices that are hosted, or no longer, are told there (doc 818); nil ends it.
    case callback(to: String?)

    /// The account has a queue of messages from now on, in which status changes and alarms are put; nil takes it away.
    case queue(to: SimulatedQueue?)
    /// Those who read the queue are none any more, and have to join anew.
    case forgetConsumers

    // Tokens and addresses
    /// The user of that `trustID` has authorised the app, and the platform's callback brought this code (doc 820).
    case authorise(trustID: String, code: String)
    /// All tokens handed out so far are answered with 10002.
    case forgetTokens
    /// The life of the tokens from now on, in seconds; seven days at the start.
    case tokenLife(seconds: Int)
    /// All live addresses handed out so far answer 404.
    case expireAddresses
    /// Live addresses live no longer than so many seconds from now on, whatever is asked for; nil takes that back.
    case addressLife(seconds: Int?)
    /// Which tokens `trust/device/list` takes; another one is refused with 10031. Both at the start.
    case trustList(accepts: Set<TokenKind>)
    /// The appKey is frozen: 10005.
    case frozenKey(on: Bool)
    /// Answers as the overseas regions do: `areaDomain` in the token's reply, no `data` in its refusals, times in UTC.
    case overseas(on: Bool)
    /// ezopen addresses of encrypted cameras are refused like all others: both have been seen.
    case ezopenRefused(on: Bool)

    // Faults
    case fail(with: Fault)
    case clearFaults
    /// How long answers take, in seconds; nil as the path sets it for all paths that have none of their own.
    case latency(path: String?, from: Double, to: Double)
    /// For how long after a switch the reads still say what was before, in seconds.
    case staleness(seconds: Double)
    case limit(to: CallLimits)

    // Pages
    /// The next pages of the path claim these totals.
    case totals(path: String, values: [Int])
    /// Every page of the path is the first one.
    case repeatFirstPage(path: String, on: Bool)
    /// Every page but the first begins with the last row of the page before.
    case repeatLastRow(path: String, on: Bool)
    /// Is done after the next page of the path has been answered. Given several times, each is for one page more.
    case afterPage(path: String, changes: [Change])
}
