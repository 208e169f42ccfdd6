import Testing
import Wording

@Suite("Percentages")
struct PercentageTests {
    @Test(
        "are rounded down to a tenth, and 100 only where nothing is missing",
        arguments: [
            (1, "100 %"), (0.9996, "99.9 %"), (0.999_999_999, "99.9 %"), (0.971, "97.1 %"), (0.57, "57.0 %"), (0.0009, "0.0 %"),
            (0, "0.0 %"), (-1, "0.0 %"), (0.29, "29.0 %"), (0.1, "10.0 %"),
        ] as [(Double, String)])
    func rounding(share: Double, text: String) {
        #expect(Percentage.text(share) == text)
    }

    @Test("every tenth is what it is, whatever a division made of it")
    func tenths() {
        for tenth in 0..<1000 { #expect(Percentage.text(1 - Double(1000 - tenth) / 1000) == "\(tenth / 10).\(tenth % 10) %") }
    }

    @Test("an outage of a moment is one; where nobody looked there is no figure")
    func uptimes() {
        #expect(Percentage.text(1, outages: 1, none: "–") == "99.9 %" && Percentage.text(1, outages: 0, none: "–") == "100 %")
        #expect(Percentage.text(nil, outages: 0, none: "–") == "–")
    }
}
