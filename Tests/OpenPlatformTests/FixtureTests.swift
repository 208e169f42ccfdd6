import OpenPlatform
import Testing

@Suite("Fixtures")
struct FixtureTests {
    @Test("every fixture becomes what the table says", arguments: Expectation.all)
    func decodes(_ expected: Expectation) async throws {
        let client = OpenPlatformClient(transport: StubTransport(try Fixtures.data(expected.fixture)))
        #expect(await expected.call.perform(by: client) == expected.outcome)
    }

    @Test("the table names every fixture, and none twice")
    func complete() throws {
        let named = Expectation.all.map(\.fixture)
        #expect(Set(named) == (try Fixtures.names()))
        #expect(Set(named).count == named.count)
    }
}
