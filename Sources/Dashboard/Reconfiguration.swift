import Cells
import Fleet
import FoundationEssentials
import Settings
import Wording

/// What a configuration that was read again means for the dashboard.
public struct Reconfiguration: Hashable, Codable, Sendable {
    /// The keys whose values are others now, as the file spells them.
    public var changed: [String]
    /// Those among them that take effect at the next start.
    public var later: [String]
    public var language: Language
    public var readOnly: Bool
    /// The keys in force, by command.
    public var keys: [String: [Key]]
    public var player: State.Options.Player
    /// Each only where it was changed: what was chosen on the screen holds until then.
    public var columns: [ColumnID]?
    public var pane: PaneChoice?
    public var theme: String?
    public var mouse: Bool?
    /// In seconds.
    public var interval: TimeInterval?
    /// In seconds.
    public var offlineAfter: TimeInterval?

    public init(
        changed: [String], later: [String], language: Language, bindings: Bindings, readOnly: Bool,
        player: State.Options.Player, columns: [ColumnID]?, pane: PaneChoice? = nil, theme: String?, mouse: Bool?,
        interval: TimeInterval?,
        offlineAfter: TimeInterval?
    ) {
        self.changed = changed
        self.later = later
        self.language = language
        self.readOnly = readOnly
        keys = bindings.keys
        self.player = player
        self.columns = columns
        self.pane = pane
        self.theme = theme
        self.mouse = mouse
        self.interval = interval
        self.offlineAfter = offlineAfter
    }
}

extension State {
    /// What is open or under way, and would change a device, does not any more.
    private mutating func keepHandsOff() {
        if dialog?.scope.isDangerous == true { dialog = nil }
        if case .encryption = batch?.action { batch?.stop() }
    }

    /// Takes over what can change while the dashboard runs, and says what has.
    mutating func take(_ new: Reconfiguration) -> [Effect] {
        options.texts = new.language.texts
        options.readOnly = new.readOnly
        options.bindings = Bindings(names: new.keys, readOnly: new.readOnly)
        options.player = new.player
        if new.readOnly { keepHandsOff() }
        if let columns = new.columns {
            options.columns = columns
            grid.columns = columns
        }
        // Others are remembered.
        if new.changed.contains(RootKey.accounts.rawValue) { past = PastState(chosen: past.chosen) }
        // Measured and searched in the words of the language.
        grid.content = ContentWidths(snapshot.cameras, texts: texts)
        grid.haystacks = nil
        arrange()
        news.take(self, isAnew: true)
        if let pane = new.pane {
            options.pane = pane
            grid.pane = pane
        }
        if let theme = new.theme { self.theme = theme }
        if let mouse = new.mouse { self.mouse = mouse }
        if let offlineAfter = new.offlineAfter { options.offlineAfter = offlineAfter }
        brokenConfiguration.map { notices.withdraw($0) }
        brokenConfiguration = nil
        let text = new.changed.isEmpty ? texts.notices.configurationMended : texts.notices.reconfigured(new.changed, new.later)
        notices.add(.news, text, at: now)
        if let interval = new.interval { warnOfCalls(every: interval) }
        // The service may be another one, which knows nothing of the screen yet.
        shown = []
        return tellShown()
    }
}
