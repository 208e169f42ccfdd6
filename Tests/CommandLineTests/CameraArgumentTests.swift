import Fleet
import Testing
import Vocabulary
import Wording

@testable import CommandLine

@Suite("SERIAL[:CH]")
struct CameraArgumentTests {
    @Test(
        "at most four digits after the last colon are a channel",
        arguments: [
            ("C69625501", "C69625501", Int?.none), ("E71820344:2", "E71820344", 2), ("A:9999", "A", 9999),
            ("33010343992967895520:33011062991327187933", "33010343992967895520:33011062991327187933", nil),
            ("33010343992967895520:33011062991327187933:3", "33010343992967895520:33011062991327187933", 3),
            ("Ｅ71820344：2", "E71820344", 2), ("A:12345", "A:12345", nil), ("A:x1", "A:x1", nil), ("A:", "A:", nil),
        ])
    func parses(argument: String, serial: String, channel: Int?) throws {
        let camera = try #require(CameraArgument(argument: argument))
        #expect(camera.serial == serial && camera.channel == channel)
    }

    @Test(
        "what no serial can be is refused", arguments: ["", ":3", "门口", "A B", "A\u{1B}[2J", String(repeating: "A", count: 65)])
    func refuses(argument: String) {
        #expect(CameraArgument(argument: argument) == nil)
    }

    @Test("a serial that nobody has: what lists them, and the one that is a slip away", arguments: [Texts.english, .chinese])
    func unknown(texts: Texts) throws {
        let snapshot = Snapshot(
            cameras: ["C69625501", "E71820344"].map {
                Camera(id: CameraID(account: "a", serial: $0, channel: 1), source: .own, name: "", model: "")
            },
            accounts: ["a", "b"].map { AccountState(id: $0, host: "h", sources: [.own]) })
        func said(_ serial: String) throws -> String {
            let argument = try #require(CameraArgument(argument: serial))
            do throws(Failure) {
                return try argument.device(in: snapshot, texts).serial
            } catch {
                return error.message
            }
        }
        #expect(try said("c69625501") == "C69625501")
        for slip in ["C69625510", "C6962550", "C96625501"] {
            let text = try said(slip)
            #expect(text.contains("eztop devices") && text.contains("C69625501"), "\(text)")
        }
        let text = try said("Q11112222")
        #expect(text.contains("eztop devices") && !text.contains("C69625501"), "\(text)")
    }
}
