import Testing

@testable import CommandLine

@Suite("SERIAL[:CH]")
struct CameraArgumentTests {
    @Test(
        "at most four digits after the last colon are a channel",
        arguments: [
            ("C69625501", "C69625501", Int?.none), ("E71820344:2", "E71820344", 2), ("A:9999", "A", 9999),
            ("33010343992967895520:33011062991327187933", "33010343992967895520:33011062991327187933", nil),
            ("33010343992967895520:33011062991327187933:3", "33010343992967895520:33011062991327187933", 3),
            ("A:12345", "A:12345", nil), ("A:x1", "A:x1", nil), ("A:", "A:", nil),
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
}
