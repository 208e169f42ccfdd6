import Cells

/// A dialog that asks in which direction encryption is to go, of one device or of several.
protocol SwitchDialog: Dialog {
    /// The only direction there is; nil leaves the choice.
    var direction: Bool? { get }
    /// - Parameter life: the seconds for which it is lifted; nil lifts it for good.
    func start(on: Bool, life: Double?, _ state: inout State) -> [Effect]
}

extension Command {
    static let lift: Command = "encryption-lift"
    static let liftForAnHour: Command = "encryption-hour"
    static let restore: Command = "encryption-restore"
}

extension Scope {
    static let encryption = Scope(
        "encryption",
        own: [
            Binding(.lift, [.character("l")], footer: 2, applies: { $0.leavesDirection }, run: { $0.start(on: false) }),
            Binding(
                .liftForAnHour, [.character("h")], footer: 3, applies: { $0.switchDialog?.direction != true },
                run: { $0.start(on: false, life: 3600) }),
            Binding(.restore, [.character("r")], footer: 4, applies: { $0.leavesDirection }, run: { $0.start(on: true) }),
        ], takes: .scrolledDialog, isDangerous: true)
}

extension State {
    fileprivate var switchDialog: (any SwitchDialog)? { dialog as? any SwitchDialog }

    fileprivate var leavesDirection: Bool { switchDialog.map { $0.direction == nil } ?? false }

    fileprivate mutating func start(on: Bool, life: Double? = nil) -> [Effect] {
        switchDialog?.start(on: on, life: life, &self) ?? []
    }
}
