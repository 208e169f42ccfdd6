import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@testable import OpenPlatform

@Suite("Replies with one field wrong", .serialized, .heavy, .timeLimit(.minutes(1)))
struct GeneratedFaultTests {
    private static let successes = Expectation.successes.filter { $0.fixture.hasSuffix(".json") }

    /// What may stand in a field's place: nothing, null, the other type, too much, too little, another shape, hostile text.
    private static func faults(_ value: JSON) -> [JSON?] {
        var faults: [JSON?] = [
            nil, .null, .bool(true), .integer(-1), .integer(.max), .integer(.min), .real(1e300), .real(0.5), .string(""),
            .string("99999999999999999999"), .string(String(repeating: "长", count: 2000)),
            .string("\u{1B}]52;c;aGk=\u{07}\0\u{202E}\r\n"), .array([]), .array([.null, .integer(1), .object([:])]), .object([:]),
        ]
        switch value {
        case .integer(let number): faults.append(.string(String(number)))
        case .string(let text): if let number = Int(text) { faults.append(.integer(number)) }
        default: break
        }
        return faults
    }

    @Test("nothing crashes, nothing is invented, no error quotes the reply", arguments: successes)
    func survives(_ expected: Expectation) async throws {
        // Numbers that occur once only: one in the outcome that stands nowhere in the reply was invented.
        var next = 1000
        let whole = try JSONDecoder().decode(JSON.self, from: Fixtures.data(expected.fixture)).renumbered(from: &next)
        for reply in whole.variants(Self.faults) + Self.faults(whole).compactMap(\.self) {
            let client = OpenPlatformClient(transport: StubTransport(try JSONEncoder().encode(reply)))
            switch await expected.call.perform(by: client) {
            case .failed(.refused(let code, let message)):
                #expect(reply.leaves.contains(code) && code.utf8.count <= 10)
                #expect(message.isEmpty || reply.leaves.contains { $0.onOneLine.hasPrefix(message) })
            case .failed(let error):
                #expect(!reply.leaves.contains { $0.count > 3 && "\(error)".contains($0) })
            case let outcome:
                for value in Self.leaves(of: outcome) {
                    #expect(reply.leaves.contains { $0.onOneLine == value || $0.count > 256 && $0.hasPrefix(value) }, "\(value)")
                }
            }
        }
    }

    @Test("a number written as a string, and the reverse, changes nothing", arguments: successes)
    func otherType(_ expected: Expectation) async throws {
        let whole = try JSONDecoder().decode(JSON.self, from: Fixtures.data(expected.fixture))
        let swapped = whole.variants { value in
            switch value {
            case .integer(let number): [.string(String(number))]
            case .string(let text): Int(text).map { [.integer($0)] } ?? []
            default: []
            }
        }
        for reply in swapped {
            let client = OpenPlatformClient(transport: StubTransport(try JSONEncoder().encode(reply)))
            #expect(await expected.call.perform(by: client) == expected.outcome)
        }
    }

    @Test("a row that cannot be read is counted, and the others stay")
    func unreadableRows() async {
        let good = #"{"deviceSerial":"C78957921","channelNo":1}"#
        let bad = [
            "null", "1", "[]", "{}", #"{"deviceSerial":""}"#, #"{"deviceSerial":null,"channelNo":1}"#,
            #"{"deviceSerial":{},"channelNo":1}"#, #"{"deviceSerial":"A","channelNo":-1}"#, #"{"deviceSerial":"A"}"#,
        ]
        let body = #"{"code":"200","data":[\#(bad.joined(separator: ",")),\#(good)],"page":{"total":10}}"#
        let client = OpenPlatformClient(transport: StubTransport(Data(body.utf8)))
        let row = ChannelRow(serial: "C78957921", channel: 1, name: "")
        #expect(
            await PlatformCall.cameras.perform(by: client)
                == .channels(Listing(rows: [row], total: 10, unreadable: bad.count)))
    }

    @Test("a negative total is none")
    func negativeTotal() async {
        let client = OpenPlatformClient(transport: StubTransport(Data(#"{"code":"200","data":[],"page":{"total":-1}}"#.utf8)))
        #expect(await PlatformCall.devices.perform(by: client) == .devices(Listing(rows: [])))
    }

    /// The texts and numbers an outcome holds, apart from what is there when the reply says nothing. Times are tried elsewhere.
    private static func leaves(of value: Any) -> [String] {
        switch value {
        case let text as String: text.isEmpty ? [] : [text]
        case let number as Int: [String(number)]
        case is Date, is Source: []
        default: Mirror(reflecting: value).children.filter { $0.label != "unreadable" }.flatMap { leaves(of: $0.value) }
        }
    }
}
