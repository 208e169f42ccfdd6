import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@Suite("Merging answers")
struct MergeTests {
    let start = VirtualClock.start
    var fleet = Fleet(account: "home")

    func id(_ serial: String, _ channel: Int?) -> CameraID { CameraID(account: "home", serial: serial, channel: channel) }

    func at(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

    func devices(_ numbers: some Sequence<Int>, status: Int? = 1) -> [DeviceRow] {
        numbers.map { DeviceRow(serial: serial($0), name: "D\($0)", model: "CS-C6N", status: status) }
    }

    func channels(_ numbers: some Sequence<Int>, isEncrypt: Int? = 0) -> [ChannelRow] {
        numbers.map { ChannelRow(serial: serial($0), channel: 1, name: "D\($0)", isEncrypt: isEncrypt) }
    }

    @Test("a recorder has a row a channel, a device without channels one row")
    mutating func rows() {
        fleet.merge(
            read(
                [
                    DeviceRow(serial: "N", name: "NVR", model: "DS", status: 1),
                    DeviceRow(serial: "A", name: "报警", model: "A1", status: 0),
                ], at: start))
        fleet.merge(
            read((1...4).map { ChannelRow(serial: "N", channel: $0, name: $0 == 2 ? "" : "门\($0)", isEncrypt: 1) }, at: start)
        )
        #expect(fleet.cameras.map(\.id) == [id("A", nil), id("N", 1), id("N", 2), id("N", 3), id("N", 4)])
        #expect(fleet.cameras.map(\.name) == ["报警", "门1", "NVR 2", "门3", "门4"])
        #expect(fleet.cameras.map(\.encryption?.value) == [nil, .on, .on, .on, .on])
        #expect(fleet.cameras.map(\.status?.value) == [.offline, .online, .online, .online, .online])
    }

    @Test("between two lists nothing is renamed, and nobody comes under a serial")
    mutating func betweenLists() {
        let recorder = DeviceRow(serial: "N", name: "NVR", model: "DS", status: 1)
        let rows = (1...2).map { ChannelRow(serial: "N", channel: $0, name: "", isEncrypt: 0) }
        for moment in [start, at(30)] {
            fleet.merge(read(devices([0]), at: moment))
            fleet.merge(read(channels([0]), at: moment))
        }
        _ = fleet.takeEvents()
        // It comes: its channels are read before it.
        fleet.merge(read(channels([0]) + rows, at: at(60)))
        #expect(fleet.takeEvents().isEmpty)
        fleet.merge(read(devices([0]) + [recorder], at: at(61)))
        #expect(fleet.takeEvents().map { $0.name ?? "" }.sorted() == ["NVR 1", "NVR 2"])
        // It goes: it is missed before its channels are.
        for seconds in [90.0, 120] {
            fleet.merge(read(devices([0]), at: at(seconds)))
            fleet.merge(read(channels([0]), at: at(seconds + 1)))
        }
        let events = fleet.takeEvents()
        #expect(
            events.map(\.what) == [.disappeared, .disappeared] && events.map { $0.name ?? "" }.sorted() == ["NVR 1", "NVR 2"])
    }

    @Test(
        "newcomers and renames are told although the cloud says that there should be more; an address refused for encryption is of all channels"
    )
    mutating func certain() {
        func all(_ names: [String]) {
            var reading = ListRead<DeviceRow>()
            let rows = names.enumerated().map { DeviceRow(serial: serial($0), name: $1, model: "M", status: 1) }
            reading.add([ListPage(rows: rows, total: 9, at: at(1))])
            while !reading.next.isEmpty { reading.add([ListPage(rows: [], total: 9, at: at(1))]) }
            fleet.merge(reading)
            fleet.merge(
                read(
                    names.indices.flatMap { device in
                        (1...2).map { ChannelRow(serial: serial(device), channel: $0, name: "", isEncrypt: 0) }
                    }, at: at(1)))
        }
        all(["A"])
        all(["A"])
        _ = fleet.takeEvents()
        all(["B", "C"])
        let told = fleet.takeEvents()
        #expect(told.count { if case .renamed = $0.what { true } else { false } } == 2)
        #expect(told.count { $0.what == .appeared } == 2)
        fleet.merge(refusal: "60019", message: "", of: id(serial(0), 1), at: at(2))
        #expect(fleet.cameras(of: serial(0)).map(\.encryption?.value) == [.off, .off])
        #expect(fleet.cameras(of: serial(0)).map { $0.liveState(at: at(2)) } == [.refused(code: "60019"), .unknown])
    }

    @Test("a list that leaves the model out takes none away")
    mutating func modelStays() {
        let row = DeviceRow(serial: serial(0), name: "D", model: "CS-C6N", firmware: "V5", status: 1)
        fleet.merge(read([row], at: start))
        fleet.merge(read([DeviceRow(serial: serial(0), name: "E", model: "", status: 0)], at: at(30)))
        #expect(fleet.cameras.map(\.model) == ["CS-C6N"] && fleet.cameras.map(\.name) == ["E"])
    }

    @Test("a list ends when fifty of its rows make no sense, or at twenty thousand, and is whole neither way")
    func bounds() {
        var poor = ListRead<DeviceRow>()
        poor.add([ListPage(rows: devices(0..<10), total: 1_000_000_000, unreadable: 50, at: start)])
        #expect(poor.next.isEmpty && !poor.isWhole)
        var endless = ListRead<DeviceRow>()
        var pages = 0
        while !endless.next.isEmpty {
            let batch = endless.next
            pages += batch.count
            endless.add(
                batch.map { number in
                    ListPage(rows: devices(number * 50..<(number + 1) * 50), total: 1_000_000_000, at: start)
                })
        }
        #expect(pages == 400 && endless.keys.count == 20_000 && !endless.isWhole)
    }

    @Test("a device whose channels become known goes on as its first channel, without coming or going")
    mutating func channelsBecomeKnown() {
        fleet.merge(read(devices([0]), at: start))
        #expect(fleet.cameras.map(\.id.channel) == [nil])
        fleet.merge(read(channels([0]), at: at(1)))
        fleet.merge(read(devices([0]), at: at(30)))
        #expect(fleet.cameras.map(\.id.channel) == [1])
        #expect(fleet.cameras[0].history.changes.map(\.at) == [start])
        #expect(fleet.takeEvents().isEmpty)
    }

    @Test("channels of two recorders that are called alike get the recorder's name in front")
    mutating func alike() {
        fleet.merge(read(devices([0, 1]), at: start))
        fleet.merge(
            read(
                [0, 1].flatMap { device in
                    (1...2).map { ChannelRow(serial: serial(device), channel: $0, name: "Camera \($0)", isEncrypt: 0) }
                }, at: start))
        #expect(fleet.cameras.map(\.name) == ["D0 Camera 1", "D0 Camera 2", "D1 Camera 1", "D1 Camera 2"])
    }

    @Test("a hosted camera is called by its user's own word, else its channel, else its device with its number")
    mutating func hostedNames() {
        func row(_ channel: Int, _ custom: String, _ name: String) -> HostedRow {
            HostedRow(
                serial: "H", channel: channel, deviceName: "NVR", channelName: name, customName: custom, status: -1)
        }
        fleet.merge(read([row(1, "妈妈家", "x"), row(2, " ", "客厅"), row(3, "", "")], at: start))
        #expect(fleet.cameras.map(\.name) == ["妈妈家", "客厅", "NVR 3"])
        #expect(fleet.cameras.allSatisfy { $0.status == nil && $0.source == .hosted })
        fleet.merge(DeviceInfo(serial: "H", name: "NVR", model: "DS-1", status: 1, isEncrypt: 1), at: at(1))
        fleet.merge(read([row(1, "妈妈家", "x"), row(2, " ", "客厅"), row(3, "", "")], at: at(2)))
        #expect(fleet.cameras.allSatisfy { $0.status?.value == .online && $0.encryption?.value == .on && $0.model == "DS-1" })
    }

    @Test("a field that an answer lacks leaves the fact and its age as they were; an undocumented number is kept")
    mutating func missingFields() {
        fleet.merge(read(devices([0]), at: start))
        fleet.merge(read(channels([0]), at: start))
        fleet.merge(read(devices([0], status: nil), at: at(30)))
        fleet.merge(read(channels([0], isEncrypt: nil), at: at(30)))
        #expect(fleet.cameras[0].status == Fact(.online, checked: start, call: "device/list"))
        #expect(fleet.cameras[0].encryption == Fact(.off, checked: start, call: "camera/list"))
        fleet.merge(read(devices([0], status: 7), at: at(60)))
        #expect(fleet.cameras[0].status?.value == .unknown(code: 7))
    }

    @Test("an old word of one list does not come back when another list is read")
    mutating func noEcho() {
        fleet.merge(read(devices([0]), at: start))
        fleet.merge(read(channels([0]), at: start))
        fleet.merge(pushed: .offline, of: serial(0), sent: nil, at: at(5))
        fleet.merge(read(channels([0]), at: at(10)))
        #expect(fleet.cameras[0].status?.value == .offline)
        #expect(fleet.cameras[0].status?.call == "push")
    }

    @Test("a camera goes when two whole readings in a row lack it, of one page or of several")
    mutating func disappearing() {
        fleet.merge(read(devices(0..<3), at: start))
        fleet.merge(read(channels(0..<3), at: start))
        fleet.merge(read(devices(0..<2), at: at(20)))
        fleet.merge(read(channels(0..<2), at: at(20)))
        #expect(fleet.cameras.count == 3)
        fleet.merge(read(devices(0..<2), at: at(30)))
        fleet.merge(read(channels(0..<2), at: at(30)))
        #expect(fleet.cameras.count == 2)
        let gone = fleet.takeEvents()
        #expect(gone.map(\.what) == [.disappeared] && gone[0].name == "D2" && gone[0].camera == id(serial(2), 1))
        fleet.merge(read(devices(0..<60), at: at(60)))
        #expect(fleet.takeEvents().isEmpty, "nobody knows yet whether they have channels")
        fleet.merge(read(channels(0..<60), at: at(60)))
        #expect(fleet.takeEvents().filter { $0.what == .appeared }.map(\.camera?.channel) == Array(repeating: 1, count: 58))
        fleet.merge(read(devices(1..<60), at: at(90)))
        fleet.merge(read(channels(1..<60), at: at(90)))
        #expect(fleet.cameras.count == 60)
        fleet.merge(read(devices(1..<60), at: at(120)))
        fleet.merge(read(channels(1..<60), at: at(120)))
        #expect(fleet.cameras.count == 59)
    }

    @Test("the row that stands for a device is no camera before two readings of the channels had none of it")
    mutating func standIn() {
        fleet.merge(read(devices(0..<1), at: start))
        fleet.merge(read(channels(0..<1), at: start))
        fleet.merge(read(devices(0..<2), at: at(30)))
        fleet.merge(read(channels(0..<1), at: at(30)))
        #expect(fleet.cameras[1].id.channel == nil && fleet.cameras[1].awaitsChannels && fleet.takeEvents().isEmpty)
        var other = fleet
        other.merge(read(channels(0..<2), at: at(60)))
        #expect(other.takeEvents().map(\.camera) == [id(serial(1), 1)])
        fleet.merge(read(channels(0..<1), at: at(60)))
        #expect(!fleet.cameras[1].awaitsChannels)
        #expect(fleet.takeEvents().map(\.what) == [.appeared])
    }

    @Test("another name is told once, and what a first poll makes of it is none")
    mutating func renaming() {
        fleet.merge(read(channels([0]).map { ChannelRow(serial: $0.serial, channel: 1, name: "", isEncrypt: 0) }, at: start))
        fleet.merge(read(devices([0]), at: at(1)))
        #expect(fleet.cameras[0].name == "D0 1" && fleet.takeEvents().isEmpty)
        fleet.merge(read(channels([0]), at: at(30)))
        fleet.merge(read(channels([0]), at: at(60)))
        #expect(fleet.takeEvents().map(\.what) == [.renamed(from: "D0 1", to: "D0")])
    }

    @Test("a list that was read in part at first makes nobody new")
    mutating func partial() {
        var broken = ListRead<DeviceRow>()
        broken.add([ListPage(rows: devices(0..<2), total: 4, at: start)])
        broken.abandon()
        fleet.merge(broken)
        fleet.merge(read(channels(0..<4), at: start))
        fleet.merge(read(devices(0..<4), at: at(30)))
        #expect(fleet.cameras.count == 4 && fleet.takeEvents().isEmpty)
    }

    @Test("pages that shift while they are read lose, double and invent nothing")
    mutating func shifting() {
        fleet.merge(read(devices(0..<60), at: start))
        var reading = ListRead<DeviceRow>()
        reading.add([ListPage(rows: devices(0..<50), total: 60, at: at(30))])
        // Device 3 went in between: what was row 50 is now on the first page, which has been read.
        let moved = Array((devices(0..<3) + devices(4..<60)).dropFirst(50))
        reading.add([ListPage(rows: moved, total: 59, at: at(30))])
        #expect(reading.isShifted)
        #expect(!reading.isConclusive)
        fleet.merge(reading)
        #expect(Set(fleet.cameras.map(\.id.serial)) == Set((0..<60).map { serial($0) }))
        #expect(fleet.cameras.count == 60)
    }

    @Test(
        "a page that repeats for ever, or a total that is not there, ends the reading", arguments: [nil, 60, 1_000_000, Int.max])
    func repeating(total: Int?) {
        var reading = ListRead<DeviceRow>()
        var asked = 0
        while !reading.next.isEmpty, asked < 1000 {
            asked += reading.next.count
            reading.add(reading.next.map { _ in ListPage(rows: devices(0..<50), total: total, at: start) })
        }
        #expect(asked <= 5)
        #expect(!reading.isConclusive)
    }

    @Test("a cloud that sends fewer rows a page than asked for is read to its end")
    func shortPages() {
        var reading = ListRead<DeviceRow>()
        while !reading.next.isEmpty {
            reading.add(reading.next.map { ListPage(rows: devices($0 * 10..<$0 * 10 + 10), total: 30, at: start) })
        }
        #expect(reading.keys.count == 30)
        #expect(reading.isConclusive)
    }

    @Test("a page that cannot be read keeps the others, and takes nothing away")
    mutating func failedPage() {
        fleet.merge(read(devices(0..<120), at: start))
        var reading = ListRead<DeviceRow>()
        reading.add([ListPage(rows: devices(0..<50, status: 0), total: 120, at: at(30))])
        #expect(reading.next == 1..<3)
        reading.add([nil, ListPage(rows: devices(100..<120, status: 0), total: 120, at: at(30))])
        #expect(reading.next.isEmpty)
        #expect(!reading.isWhole)
        fleet.merge(reading)
        #expect(fleet.cameras.count == 120)
        #expect(fleet.cameras.filter { $0.status?.value == .offline }.count == 70)
    }

    @Test("a known battery model, a configured serial and the platform's category are battery cameras")
    mutating func battery() {
        fleet.battery = [serial(1)]
        fleet.merge(
            read(devices([0, 1]) + [DeviceRow(serial: "B", name: "B", model: "CS-BC1C-A0", status: 1)], at: start))
        #expect(fleet.cameras.filter(\.battery).map(\.id.serial) == ["B", serial(1)])
    }

    @Test("a list whose total is a lie ends at the first empty page, and is not read again for it")
    func lie() {
        func page(_ serials: Range<Int>) -> ListPage<DeviceRow> {
            ListPage(
                rows: serials.map { DeviceRow(serial: "C\($0)", name: "", model: "", status: 1) },
                total: 100_000, at: .distantPast)
        }
        var read = ListRead<DeviceRow>()
        read.add([page(0..<50)])
        #expect(read.next == 1..<5)
        read.add([page(50..<100), page(100..<120), page(0..<0)])
        #expect(read.next.isEmpty && !read.isWhole && !read.isShifted && read.keys.count == 120)
    }
}
