import Fleet
import Testing
import Vocabulary
import Wording

@testable import CommandLine
@testable import Output

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
    func parses(argument: String, serial: String, channel: Int?) {
        let camera = CameraArgument(argument: argument)
        #expect(camera.serial == serial && camera.channel == channel)
    }

    @Test(
        "what no serial can be is asked of no cloud, and what lists them is said",
        arguments: ["", ":3", "门口", "A B", "A\u{1B}[2J", String(repeating: "A", count: 65), "“C69625501”"])
    func refuses(argument: String) {
        let snapshot = Snapshot(
            cameras: [Camera(id: CameraID(account: "a", serial: "C1", channel: 2), source: .own, name: "门口", model: "")],
            accounts: [AccountState(id: "a", host: "h", sources: [.own])])
        let failure = #expect(throws: Failure.self) {
            try CameraArgument(argument: argument).device(in: snapshot, .english)
        }
        let text = failure?.message ?? ""
        #expect(text.contains("eztop devices") && !text.contains("\u{1B}"), "\(text)")
        #expect(text.contains("did you mean C1:2?") == (argument == "门口"), "\(text)")
    }

    @Test("where an account could not be asked nobody says that none has it: why, and that it is worth another try")
    func unasked() {
        var snapshot = Snapshot(accounts: ["a", "b"].map { AccountState(id: $0, host: "h", sources: [.own]) })
        snapshot.accounts[1].trouble = .unreachable(reason: "no route", host: "far")
        let failure = #expect(throws: Failure.self) { try CameraArgument(argument: "C1").device(in: snapshot, .english) }
        #expect(failure?.code == .partly && failure?.message.contains("far cannot be reached") == true)
        #expect(failure?.message.contains("in the accounts that answered") == true)
    }

    @Test("a right serial with a channel that it has not: its channels are named")
    func wrongChannel() {
        let snapshot = Snapshot(
            cameras: [1, 2].map {
                Camera(id: CameraID(account: "a", serial: "C1", channel: $0), source: .own, name: "Yard \($0 as Int)", model: "")
            })
        #expect(CameraArgument(argument: "C1:7").hint(in: snapshot, .english)?.contains("1 Yard 1, 2 Yard 2") == true)
        #expect(CameraArgument(argument: "C1:2").hint(in: snapshot, .english) == nil)
    }

    @Test("a serial that nobody has: what lists them, and the one that is a slip away", arguments: [Texts.english, .chinese])
    func unknown(texts: Texts) throws {
        let snapshot = Snapshot(
            cameras: ["C69625501", "E71820344"].map {
                Camera(id: CameraID(account: "a", serial: $0, channel: 1), source: .own, name: "", model: "")
            },
            accounts: ["a", "b"].map { AccountState(id: $0, host: "h", sources: [.own]) })
        func said(_ serial: String) throws -> String {
            let argument = CameraArgument(argument: serial)
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
