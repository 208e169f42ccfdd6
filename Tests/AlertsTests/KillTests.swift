import Fleet
import FoundationEssentials
import Settings
import TestSupport
import Testing

@testable import Alerts

@Suite("Alerts and a process that is killed", .serialized, .heavy)
struct KillTests {
    /// Between the mark and the sending, and between the sending and its being known, a process may die at any moment.
    @Test("nothing is lost, and what may have been sent is sent again with the same id alone", arguments: Dice.seeds(20))
    func kills(seed: Int) {
        let reference = titles(of: run(seed, kills: false))
        let arrived = run(seed, kills: true)
        var seen: [String: String] = [:]
        for letter in arrived {
            let key = letter.id + letter.state.rawValue
            if let known = seen[key] { #expect(known == letter.json) }
            seen[key] = letter.json
        }
        var firsts: Set<String> = []
        let once = arrived.filter { firsts.insert($0.id + $0.state.rawValue).inserted }
        #expect(titles(of: once) == reference)
        for letter in once where letter.state == .resolved {
            let begin = arrived.firstIndex { $0.id == letter.id && $0.state == .firing }
            let end = arrived.firstIndex { $0.id == letter.id && $0.state == .resolved }
            #expect(begin.map { $0 < end ?? 0 } == true)
        }
    }

    private func titles(of letters: [Letter]) -> [String] {
        letters.map { $0.title.prefix { $0 != "(" } + $0.state.rawValue }.sorted()
    }

    /// The same outages, with and without kills.
    private func run(_ seed: Int, kills: Bool) -> [Letter] {
        var street = Street([.offline(for: 120, [.offline, .encrypted], name: "home")])
        for number in 0..<6 { street.add("S\(number)", called: "Spot \(number)") }
        street.run(180)
        var dice = Dice(seed: seed), death = Dice(seed: seed + 1000)
        for number in [0, 1, 2, 3, 4, 5, 0, 2, 4] {
            street.set("S\(number)", .offline)
            live(&street, minutes: Int.random(in: 15...25, using: &dice), kills, &death)
            street.set("S\(number)", .online)
            live(&street, minutes: Int.random(in: 12...20, using: &dice), kills, &death)
        }
        live(&street, minutes: 30, false, &death)
        return street.arrived.map(\.letter)
    }

    private func live(_ street: inout Street, minutes: Int, _ kills: Bool, _ death: inout Dice) {
        for _ in 0..<minutes {
            guard kills, death.happens(30) else {
                street.run(60)
                continue
            }
            street.run(Double(Int.random(in: 1...59, using: &death)))
            // What is due is written; then it may be sent, and then that may be known.
            _ = street.book.step(street.snapshot, at: street.now)
            if death.happens(70) {
                street.mark()
                if death.happens(50), let (_, letter) = street.book.due(at: street.now, besides: []).first {
                    street.arrive(letter)
                }
            }
            street.restart()
            street.run(1)
        }
    }
}
