/// What a fixture has to become when a call gets it as its answer.
struct Expectation: CustomStringConvertible {
    var fixture: String
    var call: PlatformCall
    var outcome: Outcome

    init(_ fixture: String, _ call: PlatformCall, _ outcome: Outcome) {
        self.fixture = fixture
        self.call = call
        self.outcome = outcome
    }

    var description: String { fixture }

    static let all = successes + refusals
}
