import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@testable import Fleet

@Suite("A fleet without end", .serialized, .heavy, .timeLimit(.minutes(2)))
struct BoundTests {
    private func channels(_ count: Int) -> [ChannelRow] {
        (1...count).map { ChannelRow(serial: "R", channel: $0, name: "own \($0)", isEncrypt: 0) }
    }

    private func hosted(_ count: Int) -> [HostedRow] {
        (1...count).map {
            HostedRow(serial: "S", channel: $0, deviceName: "", channelName: "hosted \($0)", customName: "", status: 1)
        }
    }

    @Test("twenty thousand cameras are the most over all lists together; what has no room has neither come nor gone")
    func most() {
        var fleet = Fleet(account: "home")
        let start = VirtualClock.start
        fleet.merge(read([DeviceRow(serial: "R", name: "recorder", model: "", status: 1)], at: start))
        fleet.merge(read(channels(12_000), at: start))
        #expect(fleet.cameras.count == 12_000 && !fleet.isCut)
        fleet.merge(read(hosted(12_000), at: start))
        #expect(fleet.cameras.count == 20_000 && fleet.isCut)
        _ = fleet.takeEvents()
        fleet.merge(read(channels(12_001), at: start + 30))
        #expect(fleet.cameras.count == 20_000)
        #expect(!fleet.takeEvents().contains { $0.what == .appeared || $0.what == .disappeared })
        for seconds in [60.0, 90] { fleet.merge(read(hosted(10), at: start + seconds)) }
        #expect(fleet.cameras.count == 12_011 && !fleet.isCut)
    }
}
