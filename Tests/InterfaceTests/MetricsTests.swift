import DeviceService
import Fleet
import FoundationEssentials
import OpenPlatform
import Testing
import Vocabulary

@testable import Interface

@Suite("Metrics")
struct MetricsTests {
    private let checked = Date(timeIntervalSince1970: 1_764_288_000.5)

    private func camera(_ serial: String, _ name: String, channel: Int? = 1) -> Camera {
        Camera(
            id: CameraID(account: "home", serial: serial, channel: channel), source: .own, name: name, model: "CS-C6N")
    }

    private func lines(_ cameras: [Camera], _ tallies: [String: CallTally] = [:]) -> [String] {
        let text = Metrics.text(of: Snapshot(cameras: cameras), ["home": tallies], attached: 2, version: "eztop 1")
        return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test("what is known is there with when it was checked, what is not is absent")
    func facts() {
        var known = camera("C1", "Hall"), unknown = camera("C2", "Yard", channel: nil)
        known.status = Fact(.online, checked: checked, call: "device/list")
        known.encryption = Fact(.off, checked: checked, call: "camera/list")
        known.live = Fact(.refused(code: "20018", message: ""), checked: checked, call: "x")
        unknown.live = Fact(.limited(code: "10029", message: ""), checked: checked, call: "x")
        let lines = lines([known, unknown])
        let labels = #"account="home",serial="C1",channel="1""#
        for line in [
            "eztop_camera_online{\(labels)} 1", "eztop_camera_encrypted{\(labels)} 0", "eztop_camera_live_ready{\(labels)} 0",
            "eztop_camera_checked_timestamp_seconds{\(labels),fact=\"status\"} 1764288000.500",
            "eztop_camera_info{\(labels),name=\"Hall\",model=\"CS-C6N\",source=\"own\"} 1", "eztop_attached 2",
            #"eztop_build_info{version="eztop 1"} 1"#,
        ] { #expect(lines.contains(line), "\(line)") }
        let second = lines.filter { $0.contains("C2") }
        #expect(
            second.allSatisfy { $0.hasPrefix("eztop_camera_info") || $0.contains("fact=\"live\"") } && second.count == 2,
            "\(second)")
        #expect(second.allSatisfy { $0.contains(#"channel="""#) })
    }

    @Test("no name breaks out of its label, and none is longer than 256 bytes")
    func names() {
        let name = "a\"} 1\n# TYPE x counter\u{1B}[2J\\\u{202E}门" + String(repeating: "长", count: 500)
        let lines = lines([camera("C1", name)])
        let info = lines.filter { $0.hasPrefix("eztop_camera_info") }
        #expect(info.count == 1 && info[0].contains(#"name="a\"} 1# TYPE x counter[2J\\门长"#), "\(info)")
        #expect(info[0].utf8.count < 500 && !info[0].contains("\u{1B}") && !info[0].contains("\u{202E}"))
        #expect(lines.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("eztop_") })
    }

    @Test("a call counts by its code, which is a number; a cloud that makes up codes makes no series without end")
    func calls() {
        var tally = CallTally()
        for (code, milliseconds) in [("200", 40), ("200", 700), ("HTTP 502", 20), ("timed out", 15_000), ("1\"", 1)] {
            tally.add(CallRecord(name: "device/list", code: code, milliseconds: milliseconds))
        }
        #expect(tally.codes == ["200": 2, "502": 1, "0": 2])
        let lines = lines([], ["device/list": tally])
        let labels = #"account="home",call="device/list""#
        for line in [
            "eztop_calls_total{\(labels),code=\"200\"} 2", "eztop_call_duration_seconds_bucket{\(labels),le=\"0.05\"} 3",
            "eztop_call_duration_seconds_bucket{\(labels),le=\"1.0\"} 4",
            "eztop_call_duration_seconds_bucket{\(labels),le=\"+Inf\"} 5",
            "eztop_call_duration_seconds_count{\(labels)} 5",
        ] { #expect(lines.contains(line), "\(line)") }
        for code in 0..<1000 { tally.add(CallRecord(name: "device/list", code: "\(code)", milliseconds: 1)) }
        #expect(tally.codes.count <= 65 && tally.codes.values.reduce(0, +) == 1005)
    }
}
