import Cells
import Fleet
import FoundationEssentials
import Settings
import Wording

/// All that the dashboard knows and shows. A plain value: `update` changes it, `view` draws it, neither touches anything else.
public struct State: Sendable {
    /// What only a configuration that is read again changes.
    public struct Options: Sendable {
        /// Whether the configured player can show anything to who sits here.
        public enum Player: Hashable, Codable, Sendable {
            case ready
            /// Over ssh, or on a console: a window would open nowhere.
            case noDisplay
            /// The program is not on this machine.
            case missing(String)
            /// The configuration has none.
            case none
        }

        public var texts: Texts
        public var bindings: Bindings
        public var readOnly: Bool
        /// The simulated cloud inside the program is asked, not a real one: said on the screen.
        public var demo: Bool
        /// Never the symbols that some fonts draw wide.
        public var ascii: Bool
        /// The locale is Chinese, Japanese or Korean: without an answer of the width probe the ASCII twins are safer.
        public var eastAsianLocale: Bool
        /// The columns of the configuration.
        public var columns: [ColumnID]
        /// Where the configuration has the details of the selected camera.
        public var pane: PaneChoice
        /// The interval that the program was started with, in seconds; nil where that is the configuration's.
        public var interval: TimeInterval?
        /// Seconds that a camera is to be offline before that is told; nil where nobody has said so.
        public var offlineAfter: TimeInterval?
        /// The filter that is in force from the start.
        public var filter: String
        /// The name of the theme that the program starts with, and those that can be chosen.
        public var theme: String
        public var themes: [String]
        /// Whether the mouse is reported from the start.
        public var mouse: Bool
        /// How many colours the terminal draws: pictures want 256.
        public var colours: Int
        /// Whether a player can be started here.
        public var player: Player
        /// How an earlier run was left.
        public var preferences: Preferences
        /// The time zone, as a function of the moment.
        public var wallTime: @Sendable (Date) -> WallTime

        public init(
            texts: Texts, bindings: Bindings = Bindings(), readOnly: Bool = false, demo: Bool = false, ascii: Bool = false,
            eastAsianLocale: Bool = false, columns: [ColumnID] = ColumnID.allCases,
            pane: PaneChoice = .auto, interval: TimeInterval? = nil, offlineAfter: TimeInterval? = nil, filter: String = "",
            theme: String = "default",
            themes: [String] = ["default"],
            mouse: Bool = false,
            colours: Int = 256, player: Player = .ready,
            preferences: Preferences = Preferences(texts: [:]),
            wallTime: @escaping @Sendable (Date) -> WallTime
        ) {
            self.texts = texts
            self.bindings = bindings
            self.readOnly = readOnly
            self.demo = demo
            self.ascii = ascii
            self.eastAsianLocale = eastAsianLocale
            self.columns = columns
            self.pane = pane
            self.interval = interval
            self.offlineAfter = offlineAfter
            self.filter = filter
            self.theme = theme
            self.themes = themes
            self.mouse = mouse
            self.colours = colours
            self.player = player
            self.preferences = preferences
            self.wallTime = wallTime
        }
    }

    public internal(set) var options: Options
    public internal(set) var size: Size
    public internal(set) var now: Date
    public internal(set) var snapshot = Snapshot()
    var page: any Page = GridPage()
    /// The pages that lie under it, the list first: where Esc goes back to.
    var behind: [any Page] = []
    var dialog: (any Dialog)?
    /// The first line that shows of a dialog which is longer than the screen.
    var dialogTop = 0
    public internal(set) var grid = GridState()
    public internal(set) var notices = Notices()
    var past = PastState()
    public internal(set) var symbols: Symbols
    /// What the line on top says; made anew with every message that can change it, not with every frame.
    var verdict = Verdict()
    /// What has happened, for the rows below the list.
    var news = News()
    var callsWarning = CallsWarning()
    /// Devices whose encryption is being switched: a second switch waits for the first.
    /// With the seconds for which it is lifted, where that was asked for.
    var switching: [DeviceID: TimeInterval?] = [:]
    /// What was told of switches whose end only the lists can tell.
    var openSwitches: [DeviceID: OpenSwitch] = [:]
    /// The terminal reports the mouse, and its own selection does not work.
    public internal(set) var mouse = false
    /// The terminal's window has the focus, as far as it says so.
    var focused = true
    /// The theme in force, by its name.
    public internal(set) var theme: String
    /// The last picture that came.
    var pictured: TakenPicture?
    /// What is being done to all marked cameras.
    var batch: Batch?
    /// Cameras whose address is on its way to the clipboard.
    var copying: Set<CameraID> = []
    /// What came of asking for the addresses of all marked cameras, until it is known whether they were copied.
    var copied: String?
    /// The changes that the message line tells of.
    var told: [Event] = []
    /// The number of the last event that was seen; nil before the first snapshot.
    var heard: Int?
    /// Whether the next run will know what was done in this one, as far as is known.
    var isRemembering = true
    /// What was said of it, while it does not.
    var forgetting: String?
    /// When all was asked for, while answers are awaited.
    var refreshed: Date?
    /// What was said of the configuration's file, while that is wrong.
    var brokenConfiguration: String?
    /// When a key was last pressed.
    var lastKey: Date?
    /// The rows that the service was last told of.
    var shown: [CameraID] = []

    /// What happened before is no news: it may be another one that has polled until then. Where the clock is set back, what comes after
    /// that is.
    var began: Date

    public init(options: Options, size: Size, now: Date) {
        began = now
        self.options = options
        self.size = size
        self.now = now
        grid.filter = Filter(options.filter)
        grid.sort = options.preferences.sort
        grid.tiles = options.preferences.tiles
        grid.pane = options.preferences.pane ?? options.pane
        grid.columns = options.preferences.columns ?? options.columns
        past.chosen = options.preferences.history
        theme = options.theme
        mouse = options.mouse
        isRemembering = !options.demo
        symbols = options.ascii || options.eastAsianLocale ? .ascii : .lines
    }

    public var texts: Texts { options.texts }

    /// The configuration's file was changed and is wrong.
    public var isConfigurationBroken: Bool { brokenConfiguration != nil }

    /// The encryption of some device is being switched.
    public var isSwitching: Bool { !switching.isEmpty }

    /// The selected camera, which every key that acts on one acts on.
    public var selected: Camera? { grid.selected.flatMap { camera($0) } }

    func camera(_ id: CameraID) -> Camera? { grid.index[id].map { snapshot.cameras[$0] } }

    /// The cloud cannot reach the device: behind a recorder that it reaches, a channel may be dead.
    func isOffline(_ device: DeviceID) -> Bool {
        let channels = channels(of: device)
        return !channels.isEmpty && channels.allSatisfy { $0.status?.value == .offline }
    }

    /// All rows that a switch of this device's encryption touches.
    func channels(of device: DeviceID) -> [Camera] {
        let rows = snapshot.cameras.span
        var channels: [Camera] = []
        for place in rows.indices where rows[place].id.device == device { channels.append(rows[place]) }
        return channels
    }

    /// Devices whose encryption was lifted from here and has not come back.
    var lifted: [DeviceID] {
        var seen: Set<DeviceID> = []
        return snapshot.cameras.filter { $0.lifted != nil && seen.insert($0.id.device).inserted }.map(\.id.device)
    }

    /// What is still lifted for a time, and until when that is over, by what each device is called.
    public var pendingLifts: [(device: DeviceID, name: String, until: Date)] {
        lifted.compactMap { device in
            let name = name(of: device)
            let called = name.contains(device.serial) ? name : "\(name) (\(device.serial))"
            return channels(of: device).first?.lifted?.until.map { (device, called, $0) }
        }
    }

    /// How a camera is called in messages: its name, as far as a terminal may see it.
    func name(of id: CameraID) -> String {
        let name = camera(id)?.name ?? ""
        return name.isEmpty ? id.serial : Glyphs.admitted(name)
    }

    /// How a device is called: by its only camera's name, else by its model and serial.
    func name(of device: DeviceID) -> String {
        let label = label(of: device)
        return channels(of: device).count == 1 ? label : label.isEmpty ? device.serial : "\(label) \(device.serial)"
    }

    /// The same where its serial stands beside it.
    func label(of device: DeviceID) -> String {
        let cameras = channels(of: device)
        return cameras.count == 1 ? name(of: cameras[0].id) : Glyphs.admitted(cameras.first?.model ?? "")
    }

    /// `channels 1 Door, 2 Yard`: all that a switch of this device touches; nil where it is one camera.
    func channelNames(of device: DeviceID) -> String? {
        let cameras = channels(of: device)
        guard cameras.count > 1 else { return nil }
        let names = cameras.map { camera in "\(camera.id.channel.map { "\($0) " } ?? "")\(name(of: camera.id))" }
        return "\(texts.dialogs.channels) \(names.joined(separator: texts.punctuation.list))"
    }
}
