import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@Suite("What is said of channels, and by whom")
struct ChannelWordTests {
    let start = VirtualClock.start

    func at(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

    /// A recorder with three channels, of one's own or hosted.
    private struct Recorder {
        var fleet = Fleet(account: "home")
        let source: Source

        mutating func list(_ states: [Int], at now: Date) {
            if source == .own {
                fleet.merge(read([DeviceRow(serial: "R", name: "R", model: "NVR", status: states[0])], at: now))
                fleet.merge(
                    read((1...3).map { ChannelRow(serial: "R", channel: $0, name: "K\($0)", isEncrypt: 0) }, at: now))
            } else {
                let rows = states.enumerated().map {
                    HostedRow(
                        serial: "R", channel: $0 + 1, deviceName: "R", channelName: "K\($0)", customName: "", status: $1)
                }
                fleet.merge(read(rows, at: now))
            }
        }

        mutating func tell(_ states: [Int], at now: Date) {
            if source == .own {
                fleet.merge(
                    channels: states.enumerated().map { ChannelRow(serial: "R", channel: $0 + 1, name: "", status: $1) },
                    of: "R", at: now)
            } else {
                let told = Dictionary(uniqueKeysWithValues: states.enumerated().map { ($0 + 1, $1) })
                fleet.merge(states: told, of: "R", at: now)
            }
        }

        var words: [Status?] { fleet.cameras.map(\.status?.value) }
    }

    @Test(
        "what is said of channels while their recorder is offline, or goes, is that: when it is back, they are as it is",
        arguments: Source.allCases, [true, false])
    func silent(source: Source, isBefore: Bool) {
        var recorder = Recorder(source: source)
        recorder.list([1, 1, 1], at: start)
        recorder.tell([1, 1, 1], at: start)
        if isBefore { recorder.tell([0, 0, 0], at: at(25)) }
        recorder.list([0, 0, 0], at: at(30))
        if !isBefore { recorder.tell([0, 0, 0], at: at(40)) }
        recorder.list([0, 0, 0], at: at(60))
        recorder.list([1, 1, 1], at: at(90))
        // Refused by a limit of the moment.
        recorder.fleet.refuseChannels(of: "R", code: "10007")
        recorder.list([1, 1, 1], at: at(160))
        #expect(recorder.words == [.online, .online, .online])
        // Not reported, which comes first of one that has just come up.
        var other = Recorder(source: source)
        other.list([1, 1, 1], at: start)
        other.list([0, 0, 0], at: at(30))
        other.tell([0, 0, 0], at: at(40))
        other.list([1, 1, 1], at: at(60))
        other.tell([-1, -1, -1], at: at(61))
        #expect(other.words == [.online, .online, .online])
    }

    @Test("a channel that was dead before stays so through all of that", arguments: Source.allCases)
    func deadBefore(source: Source) {
        var recorder = Recorder(source: source)
        recorder.list([1, 1, 1], at: start)
        recorder.tell([1, 0, 1], at: start)
        recorder.tell([0, 0, 0], at: at(25))
        recorder.list([0, 0, 0], at: at(30))
        recorder.tell([0, 0, 0], at: at(40))
        recorder.list([1, 1, 1], at: at(60))
        recorder.tell([-1, -1, -1], at: at(61))
        #expect(recorder.words == [.online, .offline, .online])
        // All of them dead behind one that can be reached, and long before it goes.
        recorder.tell([0, 0, 0], at: at(600))
        for seconds in [630.0, 660, 690, 720] { recorder.list([1, 1, 1], at: at(seconds)) }
        recorder.list([0, 0, 0], at: at(750))
        recorder.list([1, 1, 1], at: at(780))
        recorder.list([1, 1, 1], at: at(850))
        #expect(recorder.words == [.offline, .offline, .offline])
    }

    @Test("a hosted list that has a channel back takes back what its recorder said of it, which is asked once more")
    func listTakesBack() {
        var recorder = Recorder(source: .hosted)
        recorder.list([1, 1, 1], at: start)
        recorder.tell([1, 1, 1], at: start)
        recorder.list([1, 0, 1], at: at(30))
        recorder.tell([1, 0, 1], at: at(35))
        recorder.list([1, 1, 1], at: at(60))
        #expect(recorder.words == [.online, .online, .online])
        var world = World(hosted: 1, addresses: false)
        world.fleet = recorder.fleet
        world.plan.ended(.channels("R"), .answered, at: at(35))
        world.now = at(61)
        world.run(for: 120)
        #expect(world.asked.filter { $0.due == .channels("R") }.count == 1)
    }

    @Test("a hosted device of one channel that says that it is a recorder is asked about its channel at once")
    func oneChannel() {
        var world = World(hosted: 1, addresses: false)
        let serial = world.fleet.cameras[0].id.serial
        #expect(world.fleet.recorders.isEmpty)
        world.fleet.merge(DeviceInfo(serial: serial, name: "D", model: "DS-7604N", status: 1, isEncrypt: 1), at: world.now)
        #expect(world.fleet.recorders == [serial])
        _ = world.step()
        #expect(world.asked.contains { $0.due == .channels(serial) })
    }
}
