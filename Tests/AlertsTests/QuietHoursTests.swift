import Settings
import Testing

@Suite("Quiet hours")
struct QuietHoursTests {
    @Test(
        "over midnight, up to midnight, and what is none",
        arguments: [
            ("22:00-07:00", [22 * 60, 0, 419], [420, 1319]), ("08:00-20:00", [480, 1199], [479, 1200]),
            ("8:00-24:00", [480, 1439], [0, 479]),
        ])
    func minutes(text: String, within: [Int], outside: [Int]) throws {
        let quiet = try #require(QuietHours(text))
        for minute in within { #expect(quiet.contains(minute: minute)) }
        for minute in outside { #expect(!quiet.contains(minute: minute)) }
    }

    @Test(
        "what is none",
        arguments: [
            "", "08:00", "8-9", "24:00-08:00", "08:00-08:00", "00:00-24:00", "08:60-09:00", "08:00-20:00-22:00", "-1:00-08:00",
            "８:00-9:00",
        ])
    func none(text: String) { #expect(QuietHours(text) == nil) }
}
