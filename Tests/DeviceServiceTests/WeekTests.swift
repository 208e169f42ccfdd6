import DeviceService
import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

/// A week as it is written down here, minute by minute, and what the report says of it, reckoned by hand.
@Suite("A week, and its report", .serialized, .heavy, .timeLimit(.minutes(2)))
struct WeekTests {
    /// Asked once a minute. `C10000000` is offline for four minutes on Tuesday and for nine on Thursday, the recorder with its two channels for
    /// twenty on Wednesday; from Friday 22:00 to Saturday 06:00 eztop does not run, and on Sunday at noon the clock is set back by an hour.
    @Test("two outages of four and nine minutes, a night in which nobody looked, a recorder's incident, a clock set back")
    func week() async throws {
        let folder = try TemporaryFolder(), clock = VirtualClock()
        let file = StateFile(folder: folder.path + "/eztop")
        let cloud = FakeCloud(own: 2)
        cloud.set { $0.channels.append(ChannelRow(serial: "C10000001", channel: 2, name: "Second", isEncrypt: 0)) }
        var settings = DeviceServiceTests.settings(interval: 60, addresses: false)
        settings.stateFile = file
        settings.keepsCameras = true
        func begin() -> DeviceService {
            DeviceService(settings, remembered: file.load(settings.accounts.map(\.identity), at: clock.now), clock: clock) { _ in
                cloud
            }
        }
        let start = clock.now
        func minute(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Int { (day * 24 + hour) * 60 + minute }
        let lone = [minute(1, 3)..<minute(1, 3, 4), minute(3, 14, 30)..<minute(3, 14, 39)]
        let recorder = [minute(2, 9)..<minute(2, 9, 20)]
        let night = minute(4, 22)..<minute(5, 6)
        var service = begin()
        for now in 0...minute(7, 0) {
            if now == night.upperBound { service = begin() }
            if night.contains(now) {
                if now == night.lowerBound { await service.stop() }
            } else {
                cloud.set { state in
                    state.devices[0].status = lone.contains { $0.contains(now) } ? 0 : 1
                    state.devices[1].status = recorder.contains { $0.contains(now) } ? 0 : 1
                }
                _ = await service.pollOnce(addresses: false)
                // As a service that runs does: some minutes are lost where it is killed.
                if now % 240 == 0 {
                    await service.stop()
                    service = begin()
                }
            }
            clock.advance(by: 60)
            if now == minute(6, 12) { clock.advance(by: -3600) }
        }
        await service.stop()
        let end = clock.now
        let span = DateInterval(start: start, end: end)
        let report = Report(try file.pasts(settings.accounts.map(\.identity), in: span), in: span, interval: 60) {
            Int($0.timeIntervalSince(start) / 60) % (7 * 1440)
        }
        // Seven days from Monday's first minute to next Monday's, less the hour that came twice, and the minute after the last look.
        let week = Double(7 * 86400 - 3600 + 60)
        #expect(span.duration == week)
        // Not seen: the night but for the last look's minute.
        let observed = week - 60 - Double(8 * 3600 + 60)
        #expect(report.rows.map(\.camera.serial) == ["C10000000", "C10000001", "C10000001"])
        let figures = report.rows.map(\.figures)
        // Of a recorder's channels too, which it has been asked about in the first minute.
        for figure in figures { #expect(abs(figure.observed - observed) < 1, "\(figure.observed - observed)") }
        #expect(figures[0].outages == 2 && abs(figures[0].offline - 13 * 60) < 0.1 && abs(figures[0].longest - 9 * 60) < 0.1)
        #expect(figures[0].lastOutage.map { abs($0.timeIntervalSince(start) - Double(minute(3, 14, 30)) * 60) < 0.1 } == true)
        #expect(abs((figures[0].uptime ?? 0) - (1 - 780 / observed)) < 1e-6)
        #expect(figures[1].outages == 1 && abs(figures[1].offline - 1200) < 0.1)
        let incident = try #require(report.incidents.first)
        #expect(report.incidents.count == 1 && incident.cameras.map(\.channel) == [1, 2])
        #expect(abs(incident.begin.timeIntervalSince(start) - Double(minute(2, 9)) * 60) < 0.1)
        #expect(incident.end.map { abs($0.timeIntervalSince(incident.begin) - 1200) < 0.1 } == true)
    }
}
