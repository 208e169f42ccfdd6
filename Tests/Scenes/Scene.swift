import Cells
import Dashboard
import Fleet
import FoundationEssentials
import Vocabulary
import Wording

/// A screen worth a golden: how to get there from a fresh start, by the keys a user would press.
public struct Scene: Sendable {
    public var name: String
    public var keys: [Key]
    public var snapshot: Snapshot?
    /// What comes after the keys.
    public var messages: [Message]
    /// What is remembered; nil where nothing is.
    public var past: PastReader?
    /// The past is still being read.
    public var isReading: Bool

    /// Every screen there is.
    public static let all: [Scene] = [
        Scene(name: "asking", keys: [], snapshot: nil),
        Scene(name: "grid"),
        Scene(name: "filter", keys: [.character("/")] + letters("offline")),
        Scene(name: "lift", keys: find("门口") + [.character("e")]),
        Scene(name: "restore-recorder", keys: find("前门") + [.character("e")]),
        Scene(name: "details", keys: find("客厅摄") + [.enter]),
        Scene(name: "details-offline", keys: find("车库") + [.enter]),
        Scene(name: "details-refused", keys: find("妈妈") + [.enter]),
        Scene(name: "tiles", keys: [.character("t"), .down, .right]),
        Scene(name: "marks", keys: marks),
        Scene(name: "marked-dialog", keys: marks + [.character("e")]),
        Scene(
            name: "batch", keys: marks + [.character("e"), .character("l")],
            messages: [
                .switched(
                    DeviceID(account: "home", serial: "C69625502"), on: false, .wantsCode(code: "20010", message: "设备验证码错误"))
            ]),
        Scene(name: "pinyin", keys: [.character("/")] + letters("kt") + [.enter]),
        Scene(
            name: "card", keys: find("客厅摄") + [.character("Y")],
            messages: [.addressed(SampleFleet.living, .hls, .hd, .address(SampleFleet.address))]),
        Scene(
            name: "card-stable", keys: find("客厅摄") + [.character("Y"), .character("S")],
            messages: [.stable(SampleFleet.living, .address(SampleFleet.stableAddress))]),
        Scene(
            name: "picture", keys: find("客厅摄") + [.character("p")],
            messages: [.pictured(SampleFleet.living, .picture(SampleFleet.picture))]),
        Scene(name: "accounts", keys: [.character("a"), .down]),
        Scene(name: "columns", keys: [.character("C"), .down, .character(" "), .down]),
        Scene(name: "palette", keys: [.character(":")] + letters("re") + [.down]),
        Scene(name: "help", keys: [.character("?")]),
        Scene(name: "log", keys: [.character("l")]),
        Scene(name: "grid-30d", keys: [.character("h"), .character("h"), .escape]),
        Scene(name: "history", keys: find("车库") + [.character("H")]),
        Scene(name: "history-camera", keys: find("车库") + [.character("H"), .enter]),
        Scene(name: "history-reading", keys: [.character("H")], isReading: true),
        Scene(name: "history-fault", keys: [.character("H")], past: { _, _, _ throws(StateFault) in throw .newer }),
        Scene(name: "history-nothing", keys: [.character("H"), .enter], past: nil),
        Scene(name: "silent", keys: [], snapshot: silent),
    ]

    /// The scene of that name; a name that there is none of is a fault of the test.
    public static func named(_ name: String) -> Scene {
        guard let scene = all.first(where: { $0.name == name }) else { preconditionFailure("no scene \(name)") }
        return scene
    }

    init(
        name: String, keys: [Key] = [], snapshot: Snapshot? = SampleFleet.snapshot, messages: [Message] = [],
        past: PastReader? = SampleFleet.read, isReading: Bool = false
    ) {
        self.name = name
        self.keys = keys
        self.snapshot = snapshot
        self.messages = messages
        self.past = past
        self.isReading = isReading
    }

    /// The state after the scene's keys.
    public func state(size: Size, language: Language) -> State {
        var state = Self.fresh(size: size, language: language)
        if let snapshot { _ = state.update(.snapshot(snapshot), at: SampleFleet.now) }
        for message in keys.map({ Message.input(.key($0)) }) + messages {
            var effects = state.update(message, at: SampleFleet.now)
            while !isReading, case .readPast(let query)? = effects.last {
                effects = state.update(.past(query, query.answer(from: past)), at: SampleFleet.now)
            }
        }
        return state
    }

    /// A dashboard that has just started, with the wall clock in UTC.
    public static func fresh(
        size: Size, language: Language = .english, readOnly: Bool = false, interval: TimeInterval? = nil,
        offlineAfter: TimeInterval? = nil,
        themes: [String] = ["default"], rebound: [Command: [Key]] = [:]
    ) -> State {
        State(
            options: State.Options(
                texts: language.texts, bindings: Bindings(rebound: rebound, readOnly: readOnly), readOnly: readOnly,
                interval: interval, offlineAfter: offlineAfter, themes: themes,
                wallTime: { WallTime(utc: $0) }), size: size,
            now: SampleFleet.now)
    }

    private static func letters(_ text: String) -> [Key] { text.map { .character(String($0)) } }

    /// Selects a camera by filtering for it, and clears the filter: the selection stays.
    private static func find(_ text: String) -> [Key] {
        [.character("/")] + letters(text) + [.escape]
    }

    /// Three cameras with marks, of which one is encrypted.
    private static var marks: [Key] { find("门口") + [.character(" "), .character(" "), .down, .character(" ")] }

    /// The cloud has not answered for two minutes.
    private static var silent: Snapshot {
        var snapshot = SampleFleet.snapshot
        snapshot.accounts[0].lastAnswer = SampleFleet.now - 125
        snapshot.accounts[0].trouble = .unreachable(reason: "Failed to connect to open.ys7.com port 443", host: "open.ys7.com")
        for index in snapshot.cameras.indices {
            snapshot.cameras[index].status?.checked = SampleFleet.now - 125
            snapshot.cameras[index].encryption?.checked = SampleFleet.now - 125
        }
        return snapshot
    }
}

extension Scene {
    /// Attributes without colours: enough to tell roles apart on a terminal.
    public static let theme = Theme(
        name: "scenes",
        inks: [
            .dim: Ink(attributes: .dim), .selection: Ink(attributes: .reverse), .match: Ink(attributes: .underline),
        ])
}
