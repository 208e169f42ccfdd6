import Fleet
import Settings
import Testing
import Vocabulary

@testable import CommandLine
@testable import Setup

@Suite("Where an app is registered")
struct RegionSearchTests {
    private func refused(_ code: String) -> ServiceError { .refused(code: code, message: "", call: "token/get", host: "h") }

    /// Answers by region; those not named have no such key. Returns the outcome and who was asked.
    private func search(takenBy takers: Set<Region> = [], _ answers: [Region: ServiceError] = [:]) throws -> (
        RegionSearch.Outcome, [Region]
    ) {
        var asked: [Region] = []
        let outcome = try RegionSearch.everywhere.run { place in
            guard case .region(let name) = place else { return nil }
            asked.append(name)
            return takers.contains(name) ? nil : answers[name] ?? refused("10017")
        }
        return (outcome, asked)
    }

    @Test("the first region that takes key and secret is it, and no further one is told the secret")
    func found() throws {
        let (outcome, asked) = try search(takenBy: [.eu, .us])
        #expect(outcome == .found(.region(.eu)))
        #expect(asked == [.cn, .eu])
    }

    @Test("a secret that is not the key's ends the search where the key is known")
    func wrongSecret() throws {
        let (outcome, asked) = try search([.us: refused("10030")])
        #expect(outcome == .wrongSecret(.region(.us)))
        #expect(asked == [.cn, .eu, .us])
    }

    @Test("a region that cannot be reached does not end it; a key that is frozen does")
    func others() throws {
        let (gone, _) = try search(takenBy: [.ru], [.cn: .unreachable(reason: "no route", host: "h")])
        #expect(gone == .found(.region(.ru)))
        let (frozen, asked) = try search([.cn: refused("10005")])
        #expect(frozen == .refused(.region(.cn), refused("10005")) && asked == [.cn])
    }

    @Test("a region that does not answer may be the one: it is named, and the key is not blamed")
    func unanswered() throws {
        let (outcome, _) = try search([.eu: .unreachable(reason: "no route", host: "h")])
        #expect(outcome == .unanswered([.region(.eu)]))
    }

    @Test("every region is asked, once, before it is said that none knows the key")
    func nowhere() throws {
        let (outcome, asked) = try search()
        #expect(outcome == .nowhere)
        #expect(Set(asked) == Set(Region.allCases) && asked.count == Region.allCases.count)
    }
}
