import Cells
import Vocabulary
import Wording

extension Command {
    static let cardHLS: Command = "card-hls"
    static let cardCopy: Command = "card-copy"
    static let cardWithdraw: Command = "card-withdraw"
}

extension Scope {
    static let card = Scope(
        "card",
        own: [
            Binding(
                .cardCopy, [.character("y")], footer: 1, applies: { $0.usable != nil },
                run: { state in
                    state[CardPage.self].flatMap { card in card.usable.map { [.copyAddress($0, of: card.camera)] } } ?? []
                }
            ),
            .kind(.cardHLS, "h", footer: 3, \.liveProtocol, .hls),
            .kind("card-llhls", "l", footer: 3, \.liveProtocol, .llhls),
            .kind("card-rtmp", "r", footer: 3, \.liveProtocol, .rtmp),
            .kind("card-flv", "f", footer: 3, \.liveProtocol, .flv),
            .kind("card-ezopen", "z", footer: 3, \.liveProtocol, .ezopen),
            .kind("card-sd", "b", footer: 2, \.quality, .sd),
            .kind("card-hd", "d", footer: 2, \.quality, .hd),
            Binding(
                "card-stable", [.character("S")], footer: 4,
                word: { $0[CardPage.self]?.isStable == true ? nil : $0.word("card-stable") },
                run: { $0.ask { $0.isStable = true } }),
            Binding(
                "card-check", [.character("c")], footer: 5, applies: { $0[CardPage.self]?.isCheckable == true },
                run: { $0.checkSelected() }),
            Binding(
                .cardWithdraw, [.character("w")], footer: 6,
                applies: { $0.usable != nil && $0[CardPage.self]?.isStable == false },
                disabledReason: { $0.options.readOnly ? $0.texts.commandLine.readOnly : nil }, run: { $0.withdraw() }),
            // The card has heard that the address stays, and stays itself.
            Binding("card-keep", [.escape], applies: { $0[CardPage.self]?.asksWithdrawal == true }),
        ], takes: .page)
}

extension Binding {
    /// Asks for the address of another kind. The one that is there is asked for anew, and not worth naming.
    fileprivate static func kind<Value: Equatable & Sendable>(
        _ command: Command, _ key: String, footer: Int, _ part: any WritableKeyPath<CardPage, Value> & Sendable, _ value: Value
    ) -> Binding {
        Binding(
            command, [.character(key)], footer: footer,
            word: { state in
                guard let card = state[CardPage.self], card[keyPath: part] == value else { return state.word(command) }
                return card.isStable ? state.word(command) : nil
            },
            run: { $0.ask { $0[keyPath: part] = value } })
    }
}

extension State {
    /// The address on the card, while it is worth anything.
    fileprivate var usable: LiveAddress? { self[CardPage.self]?.usable }
}
