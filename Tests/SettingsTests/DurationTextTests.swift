import Settings
import Testing

@Suite("Duration")
struct DurationTextTests {
    @Test(
        "is read as people write it",
        arguments: [
            ("1s", 1.0), ("30s", 30), ("15m", 900), ("1h30m", 5_400), ("24h", 86_400), ("2d", 172_800), ("1d2h3m4s", 93_784),
            ("0s", 0),
        ])
    func read(_ text: String, _ seconds: Double) {
        #expect(DurationText(text)?.seconds == seconds)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "s", "30", "-1s", "+1s", "1 s", "1.5h", "1S", "30m1h", "1m1m", "３０s", "1秒", "9999999999d",
            "99999999999999999999s", "1h30",
        ])
    func refused(_ text: String) {
        #expect(DurationText(text) == nil)
    }

    @Test("is written as it is read", arguments: ["1s", "15m", "1h30m", "2d", "1d2h3m4s"])
    func written(_ text: String) {
        #expect(DurationText(text)?.description == text)
    }
}
