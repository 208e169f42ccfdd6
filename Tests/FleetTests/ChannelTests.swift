import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@Suite("Recorders and their channels")
struct ChannelTests {
    @Test("a device without channels that an earlier run knew is not new in the next")
    func knownHub() {
        func poll(_ fleet: inout Fleet) -> [Event] {
            for second in 0..<4 {
                let moment = VirtualClock.start + Double(second) * 30
                fleet.merge(read([DeviceRow(serial: "H1", name: "Hub", model: "CS-W3", status: 1)], at: moment))
                fleet.merge(read([ChannelRow](), at: moment + 1))
            }
            return fleet.takeEvents()
        }
        var fleet = Fleet(account: "home")
        #expect(
            !poll(&fleet).contains { $0.what == .appeared },
            "and neither is it as soon as that is known of it, at the first start of all")
        #expect(fleet.cameras.count == 1 && !fleet.cameras[0].awaitsChannels)
        var next = Fleet(account: "home")
        next.remember(fleet.cameras, of: [.own], lifted: [:])
        #expect(!poll(&next).contains { $0.what == .appeared })
        // One that comes later is.
        for second in [200.0, 230, 260] {
            let moment = VirtualClock.start + second
            let rows = ["H1", "H2"].map { DeviceRow(serial: $0, name: "Hub", model: "CS-W3", status: 1) }
            next.merge(read(rows, at: moment))
            next.merge(read([ChannelRow](), at: moment + 1))
        }
        #expect(next.takeEvents().filter { $0.what == .appeared }.map(\.camera?.serial) == ["H2"])
    }

    let start = VirtualClock.start

    func at(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

    private func tell(_ world: inout World, _ states: [Int: Int?], of number: Int = 0) {
        let rows = states.map { ChannelRow(serial: serial(number), channel: $0, name: "x", status: $1, isEncrypt: nil) }
        world.fleet.merge(channels: rows, of: serial(number), at: world.now)
    }

    private func words(_ world: World) -> [Status?] { world.fleet.cameras.map(\.status?.value) }

    @Test("STATUS is the channel's where anything says it, else the device's, and no list takes it back")
    func channelsOwn() {
        var world = World(own: 1, channels: 4, addresses: false)
        world.now = at(5)
        tell(&world, [1: 0, 2: 1, 3: -1, 4: 2])
        #expect(words(world) == [.offline, .online, .online, .online])
        #expect(
            world.fleet.cameras.map(\.status?.call) == ["device/camera/list", "device/camera/list", "device/list", "device/list"])
        _ = world.fleet.takeEvents()
        for seconds in [30.0, 60, 90] {
            world.now = at(seconds)
            world.set(serial(0), online: true)
        }
        #expect(words(world) == [.offline, .online, .online, .online])
        #expect(!world.fleet.takeEvents().contains { if case .status = $0.what { true } else { false } }, "nothing flaps")
        #expect(world.fleet.cameras[0].history.offlineSince == at(5))
        #expect(world.fleet.cameras[0].toldStatus == .offline, "nobody has seen it online")
    }

    @Test("a channel that was told dead stays dead while nobody reports it, with and without an outage of its recorder between")
    func deadAndUnreported() {
        var world = World(own: 1, channels: 2, addresses: false)
        var hosted = Fleet(account: "home")
        func list(_ status: Int) {
            let rows = (1...2).map {
                HostedRow(serial: "H1", channel: $0, deviceName: "NVR", channelName: "", customName: "", status: status)
            }
            hosted.merge(read(rows, at: world.now))
        }
        list(1)
        tell(&world, [1: 1, 2: 0])
        hosted.merge(states: [1: 1, 2: 0], of: "H1", at: world.now)
        _ = (world.fleet.takeEvents(), hosted.takeEvents())
        for (seconds, reported) in [(600.0, nil), (1200, false), (1230, true), (1260, nil), (1860, 0)] as [(Double, Any?)] {
            world.now = at(seconds)
            if let isOnline = reported as? Bool {
                world.set(serial(0), online: isOnline)
                list(isOnline ? 1 : 0)
            } else {
                tell(&world, [1: 1, 2: reported as? Int ?? -1])
                hosted.merge(states: [1: 1, 2: reported as? Int ?? 2], of: "H1", at: world.now)
            }
            #expect(world.fleet.cameras[1].status?.value == .offline && hosted.cameras[1].status?.value == .offline)
        }
        let events = world.fleet.takeEvents() + hosted.takeEvents()
        #expect(!events.contains { $0.camera?.channel == 2 }, "nothing of it has changed")
        world.now = at(2460)
        tell(&world, [1: 1, 2: 1])
        #expect(words(world) == [.online, .online], "somebody says otherwise")
    }

    @Test("the last channel that is left of a recorder is as dead as it was while there were others, also for the next run")
    func lastOfARecorder() {
        var world = World(own: 1, channels: 2, addresses: false)
        tell(&world, [1: 1, 2: 0])
        for seconds in [30.0, 60] {
            world.now = at(seconds)
            world.fleet.merge(read([ChannelRow(serial: serial(0), channel: 2, name: "Cellar", isEncrypt: 0)], at: world.now))
        }
        _ = world.fleet.takeEvents()
        var next = Fleet(account: "home")
        next.remember(world.fleet.cameras, of: [.own], lifted: [:])
        for seconds in [90.0, 120] {
            world.now = at(seconds)
            world.set(serial(0), online: true)
            next.merge(partial([DeviceRow(serial: serial(0), name: "C", model: "", status: 1)], at: world.now))
            #expect(words(world) == [.offline] && next.cameras.map(\.status?.value) == [.offline])
        }
        #expect(!(world.fleet.takeEvents() + next.takeEvents()).contains { if case .status = $0.what { true } else { false } })
        #expect(world.fleet.recorders == [serial(0)], "it is asked further")
        tell(&world, [2: 1])
        #expect(words(world) == [.online])
    }

    @Test("a channel that was dead from the start has not gone: the first word of it is the first thing that is known")
    func deadFromTheStart() {
        var world = World(own: 1, channels: 2, addresses: false)
        _ = world.fleet.takeEvents()
        world.now = at(2)
        tell(&world, [1: 1, 2: 0])
        #expect(words(world) == [.online, .offline])
        #expect(!world.fleet.takeEvents().contains { if case .renamed = $0.what { false } else { true } })
        #expect(world.fleet.cameras[1].history.seenChanges.isEmpty && !world.fleet.cameras[1].history.sawItGo)
        world.now = at(600)
        tell(&world, [1: 0, 2: 0])
        #expect(!world.fleet.takeEvents().isEmpty, "the other one went while somebody looked")
    }

    @Test("hosted rows of one device that differ say nothing of each other, and a push that nothing has changed holds no row up")
    func rowsThatDiffer() {
        var world = World(hosted: 1, addresses: false)
        func read(_ states: [Int]) {
            world.fleet.merge(
                FleetTests.read(
                    states.enumerated().map { channel, status in
                        HostedRow(
                            serial: "H", channel: channel + 1, deviceName: "D", channelName: "K", customName: "", status: status)
                    }, at: world.now))
        }
        read([1, 1, 1])
        world.fleet.merge(states: [1: 0, 2: 1, 3: 1], of: "H", at: world.now)
        for seconds in [30.0, 60, 90] {
            world.now = at(seconds)
            read([1, 1, 0])
        }
        #expect(words(world) == [.offline, .online, .offline], "the word of the first stands beside the third, which is off")
        read([1, 1, 1])
        world.fleet.merge(states: [1: 0, 2: 1, 3: 1], of: "H", at: world.now)
        world.now = at(120)
        world.fleet.merge(pushed: .online, of: "H", sent: nil, at: world.now)
        world.now = at(125)
        read([1, 1, 0])
        #expect(words(world) == [.offline, .online, .offline])
    }

    @Test("a recorder that comes back has a minute to say how its channels are: none is claimed to be online before")
    func comesBack() {
        var world = World(own: 1, channels: 2, addresses: false)
        tell(&world, [1: 1, 2: 1])
        for seconds in [30.0, 60] {
            world.now = at(seconds)
            world.set(serial(0), online: false)
        }
        _ = world.fleet.takeEvents()
        world.now = at(90)
        world.set(serial(0), online: true)
        #expect(words(world) == [.offline, .offline] && world.fleet.takeEvents().isEmpty)
        #expect(world.fleet.askableRecorders == [serial(0)])
        world.now = at(91)
        tell(&world, [1: 1, 2: 0])
        #expect(words(world) == [.online, .offline])
        #expect(world.fleet.takeEvents().allSatisfy { $0.camera?.channel == 1 }, "the outage of the other one goes on")
        var silent = World(own: 1, channels: 2, addresses: false)
        silent.now = at(30)
        silent.set(serial(0), online: false)
        for (seconds, word) in [(60.0, Status.offline), (121, .online)] {
            silent.now = at(seconds)
            silent.set(serial(0), online: true)
            #expect(words(silent) == [word, word], "where nobody may ask, the device's word holds after a minute")
        }
    }

    @Test("a hosted recorder that goes again within a minute of its return is offline at once, whoever told of that return last")
    func goesAgain() {
        var world = World(hosted: 1, addresses: false)
        func list(_ status: Int, at seconds: TimeInterval) {
            world.now = at(seconds)
            let rows = (1...2).map {
                HostedRow(serial: "H", channel: $0, deviceName: "D", channelName: "K", customName: "", status: status)
            }
            world.fleet.merge(read(rows, at: world.now))
        }
        func device(_ status: Int, at seconds: TimeInterval) {
            world.now = at(seconds)
            world.fleet.merge(DeviceInfo(serial: "H", name: "D", model: "DS", status: status, isEncrypt: 0), at: world.now)
        }
        list(1, at: 0)
        world.fleet.merge(states: [1: 1, 2: 1], of: "H", at: world.now)
        list(0, at: 30)
        device(0, at: 31)
        list(1, at: 60)
        world.fleet.merge(states: [1: 1, 2: 1], of: "H", at: at(61))
        list(1, at: 65)
        device(1, at: 68)
        list(0, at: 75)
        #expect(words(world) == [.offline, .offline])
    }

    @Test("where the hosted list tells of each channel, one that comes back holds no other up, nor itself")
    func oneComesBack() {
        var world = World(hosted: 1, addresses: false)
        func list(_ states: [Int], at seconds: TimeInterval) {
            world.now = at(seconds)
            let rows = states.enumerated().map { channel, status in
                HostedRow(serial: "H", channel: channel + 1, deviceName: "D", channelName: "K", customName: "", status: status)
            }
            world.fleet.merge(read(rows, at: world.now))
        }
        list([1, 1, 1], at: 0)
        list([1, 0, 1], at: 30)
        list([1, 1, 1], at: 60)
        #expect(words(world) == [.online, .online, .online])
        list([1, 1, 0], at: 65)
        #expect(words(world) == [.online, .online, .offline])
    }

    @Test("a channel that was dead before its recorder went stays so, however long nobody says how it is")
    func deadBefore() {
        var world = World(own: 1, hosted: 1, addresses: false)
        world.fleet.merge(
            read([1, 2].map { ChannelRow(serial: serial(0), channel: $0, name: "K", isEncrypt: 0) }, at: start))
        func hosted(_ status: Int) {
            let rows = (1...2).map {
                HostedRow(
                    serial: "H", channel: $0, deviceName: "D", channelName: "K", customName: "", status: status)
            }
            world.fleet.merge(read(rows, at: world.now))
        }
        hosted(1)
        hosted(1)
        tell(&world, [1: 1, 2: 0])
        world.fleet.merge(states: [1: 1, 2: 0], of: "H", at: world.now)
        #expect(words(world) == [.online, .offline, .online, .offline])
        for (seconds, isOnline) in [(30.0, false), (60, false), (90, true), (160, true), (3600, true)] {
            world.now = at(seconds)
            world.set(serial(0), online: isOnline)
            hosted(isOnline ? 1 : 0)
        }
        #expect(words(world) == [.online, .offline, .online, .offline])
        let told = world.fleet.takeEvents().filter(\.isTelling).compactMap(\.camera?.channel)
        #expect(Set(told) == [1], "the dead ones neither came nor went")
        tell(&world, [1: 1, 2: -1])
        #expect(world.fleet.cameras[1].status?.value == .offline, "not reported: nobody says otherwise")
    }

    @Test("behind a recorder that is offline nothing is online; when it is back, its channels are as it then says")
    func recorderGone() {
        var world = World(own: 1, channels: 2, addresses: false)
        tell(&world, [1: 0, 2: 1])
        world.now = at(30)
        world.set(serial(0), online: false)
        #expect(words(world) == [.offline, .offline])
        #expect(world.fleet.askableRecorders.isEmpty)
        world.now = at(60)
        world.set(serial(0), online: true)
        #expect(words(world) == [.offline, .offline])
        world.now = at(61)
        tell(&world, [1: 1, 2: 1])
        #expect(words(world) == [.online, .online])
    }

    @Test("a device whose channels are all offline is one problem; one of which some are not, or that has one alone, is none")
    func silent() {
        var world = World(own: 3, channels: 2, addresses: false)
        world.set(serial(0), online: false)
        tell(&world, [1: 0, 2: 1], of: 1)
        #expect(world.fleet.cameras.silentDevices == [DeviceID(account: "home", serial: serial(0)): 2])
        #expect(world.fleet.cameras.allSatisfy { $0.deviceName == "C" || $0.deviceName?.hasPrefix("C") == true })
        var lone = World(own: 1)
        lone.set(serial(0), online: false)
        #expect(lone.fleet.cameras.silentDevices.isEmpty && lone.fleet.cameras[0].deviceName == nil)
        tell(&world, [1: 0, 2: 0], of: 2)
        #expect(world.fleet.cameras.silentDevices.count == 1, "that one can be reached, and all of its cameras are dead")
    }

    @Test("the channels' word keeps its own time: stale after three of its rounds, not of the lists'")
    func staleness() {
        var world = World(own: 1, channels: 2, addresses: false)
        tell(&world, [1: 0, 2: 1])
        for seconds in stride(from: 30.0, through: 1800, by: 30) {
            world.now = at(seconds)
            world.set(serial(0), online: true)
        }
        let camera = world.fleet.cameras[1]
        #expect(!camera.staleness(at: at(1800), interval: 30, liveInterval: 900).status)
        #expect(camera.staleness(at: at(1801), interval: 30, liveInterval: 900).status)
        #expect(!camera.history.changes.contains { $0.seen == .unobserved }, "its device was looked at all the time")
    }

    @Test("ENCRYPTION that the recorder's own list alone tells is as old as that is asked: it does not blink between two askings")
    func encryptionStaleness() {
        var fleet = Fleet(account: "home")
        fleet.merge(read([DeviceRow(serial: "R", name: "R", model: "NVR", status: 1)], at: start))
        fleet.merge(read((1...2).map { ChannelRow(serial: "R", channel: $0, name: "K", isEncrypt: nil) }, at: start))
        fleet.merge(
            channels: (1...2).map { ChannelRow(serial: "R", channel: $0, name: "K", status: 1, isEncrypt: 0) }, of: "R", at: start
        )
        let stale = [600.0, 1800, 1801].map {
            fleet.cameras[0].staleness(at: at($0), interval: 30, liveInterval: 900).encryption
        }
        #expect(fleet.cameras[0].encryption?.value == .off && stale == [false, false, true])
    }

    @Test(
        "a channel without a name is called by its device in the next run too, as that is called then; no name is made up on the way"
    )
    func rememberedNames() {
        func devices(_ name: String) -> [DeviceRow] {
            ["A", "B"].map { DeviceRow(serial: $0, name: "\(name) \($0)", model: "", status: 1) }
        }
        let channels = ["A", "B"].flatMap { serial in
            (1...2).map { ChannelRow(serial: serial, channel: $0, name: $0 == 1 ? "IPCamera 01" : "", isEncrypt: 0) }
        }
        func hosted(_ name: String) -> [HostedRow] {
            (1...2).map {
                HostedRow(serial: "H", channel: $0, deviceName: name, channelName: "", customName: "", status: 1)
            }
        }
        var before = Fleet(account: "home")
        before.merge(read(devices("Rec"), at: start))
        before.merge(read(channels, at: start))
        before.merge(read(hosted("Gate"), at: start))
        let names = ["Rec A IPCamera 01", "Rec A 2", "Rec B IPCamera 01", "Rec B 2", "Gate 1", "Gate 2"]
        #expect(before.cameras.map(\.name) == names)
        var fleet = Fleet(account: "home")
        fleet.remember(before.cameras, of: [.own, .hosted], lifted: [:])
        #expect(fleet.cameras.map(\.name) == names)
        fleet.merge(read(channels, at: at(60)))
        #expect(fleet.cameras.map(\.name) == names, "the list of the devices is still to come")
        fleet.merge(read(devices("Barn"), at: at(60)))
        fleet.merge(read(hosted("Stable"), at: at(60)))
        #expect(
            fleet.cameras.map(\.name)
                == ["Barn A IPCamera 01", "Barn A 2", "Barn B IPCamera 01", "Barn B 2", "Stable 1", "Stable 2"])
        var older = Fleet(account: "home")
        var cameras = before.cameras
        for place in cameras.indices { cameras[place].listedNames = nil }
        older.remember(cameras, of: [.own, .hosted], lifted: [:])
        older.merge(read(hosted("Stable"), at: at(60)))
        #expect(older.cameras.map(\.name) == names.prefix(4) + ["Stable 1", "Stable 2"], "an older eztop kept the names alone")
        older.merge(read(channels, at: at(60)))
        older.merge(read(devices("Barn"), at: at(60)))
        #expect(older.cameras.map(\.name) == fleet.cameras.map(\.name))
    }

    @Test("60019 of an address against ENCRYPTION has the list that tells it read once more, once and not in a loop")
    func encryptedAgainstTheList() {
        var world = World(own: 2, interval: 3600, addresses: false)
        world.run(for: 60)
        let camera = world.fleet.cameras[0].id
        world.calls = [:]
        for _ in 0..<3 {
            world.fleet.merge(refusal: "60019", message: "", of: camera, at: world.now)
            world.plan.asked(camera, .contradicted(.encrypted), at: world.now)
            world.run(for: 60)
        }
        #expect(world.calls == [.cameraList: 1])
        let hosted = World(hosted: 1).fleet
        #expect(hosted.judge(of: .encrypted, hosted.cameras[0]) == .deviceInfo(hosted.cameras[0].id.serial))
    }

    @Test("one call a recorder every ten minutes, none while it is offline, and at once when it is back")
    func rhythm() {
        var world = World(own: 3, channels: 4, addresses: false)
        world.run(for: 3600)
        #expect(world.calls[.channels] == 3 * 6)
        world.set(serial(0), online: false)
        let before = world.calls[.channels] ?? 0
        world.run(for: 1200)
        #expect(world.calls[.channels] == before + 2 * 2)
        world.set(serial(0), online: true)
        _ = world.step()
        #expect(world.asked.contains { $0.due == .channels(serial(0)) && $0.at == world.now })
        var single = World(own: 3, addresses: false)
        single.run(for: 3600)
        #expect(single.calls[.channels] == nil, "a camera that stands alone is its device")
    }

    @Test("a channel that is known to be offline is asked no address, and none is asked before its recorder has told of it")
    func addresses() {
        var world = World(own: 1, channels: 3, visible: 3)
        let schedule = world.plan.schedule(world.fleet, at: world.now)
        for due in schedule.due { world.plan.ended(due, .answered, at: world.now) }
        let next = world.plan.schedule(world.fleet, at: world.now)
        #expect(next.due.filter { $0.kind != .capacity } == [.channels(serial(0))])
        tell(&world, [1: 0, 2: 1, 3: 1])
        world.plan.ended(.channels(serial(0)), .answered, at: world.now)
        world.run(for: 7200)
        let asked = Set(world.asked.compactMap { if case .address(let id) = $0.due { id.channel } else { nil } })
        #expect(asked == [2, 3])
    }

    @Test("20007 of an address against STATUS has whoever tells that asked once more, once and not in a loop", arguments: [1, 4])
    func contradiction(channels: Int) {
        var world = World(own: 1, channels: channels, visible: 1, interval: 3600)
        let judge = channels == 1 ? ScheduledCall.Kind.deviceList : .channels
        _ = world.step()
        world.outcome = { $0.kind == .address ? .disturbed : .answered }
        let camera = world.plan.visible[0]
        world.now = at(100)
        let before = world.calls[judge] ?? 0
        for _ in 0..<3 {
            world.fleet.merge(refusal: "20007", message: "", of: camera, at: world.now)
            world.plan.asked(camera, .contradicted(.offline), at: world.now)
            world.run(for: 60)
        }
        #expect((world.calls[judge] ?? 0) == before + 1)
        #expect(world.fleet[camera]?.status?.value == .online)
        #expect(world.fleet[camera]?.liveState(at: world.now) == .refused(code: "20007"))
        #expect(!world.fleet.takeEvents().contains { if case .status = $0.what { true } else { false } })
    }

    @Test("one call that says offline is asked about once more after ten seconds, by the channels' own call")
    func secondLook() {
        var world = World(own: 1, channels: 2, addresses: false)
        world.run(for: 60)
        tell(&world, [1: 1, 2: 1])
        world.run(for: 10)
        tell(&world, [1: 0, 2: 1])
        let before = world.calls[.channels] ?? 0
        world.run(for: 60)
        #expect(world.calls[.channels] == before + 1)
    }

    @Test("a camera that stands alone is its device: a word about its channel makes it no recorder, and changes nothing")
    func lone() {
        var world = World(own: 1, addresses: false)
        tell(&world, [1: 0])
        #expect(words(world) == [.online] && world.fleet.recorders.isEmpty)
        #expect(world.fleet.cameras[0].status?.call == "device/list")
    }

    @Test("under hosting 2 is a lack of permission, said as that, and the device's word holds")
    func hosted() {
        var fleet = Fleet(account: "home")
        let rows = (1...2).map {
            HostedRow(serial: "H1", channel: $0, deviceName: "NVR", channelName: "", customName: "", status: 1)
        }
        fleet.merge(read(rows, at: start))
        #expect(fleet.cameras.map(\.name) == ["NVR 1", "NVR 2"])
        fleet.merge(states: [1: 0, 2: 2], of: "H1", at: at(1))
        #expect(fleet.cameras.map(\.status?.value) == [.offline, .online])
        #expect(fleet.cameras.map { $0.rights.refusal(of: .get, at: at(1)) } == [nil, "2"])
        fleet.merge(states: [1: 1, 2: 1], of: "H1", at: at(601))
        #expect(fleet.cameras[1].rights.answer(.get, at: at(601)) == .granted)
    }

    @Test(
        "hosted channels have a name each, whatever of theirs is called like the device",
        arguments: [("", ""), ("NVR", ""), ("", "mine"), ("Camera 01", "")])
    func hostedNames(channelName: String, customName: String) {
        var fleet = Fleet(account: "home")
        let rows = (1...3).map {
            HostedRow(
                serial: "H1", channel: $0, deviceName: "NVR", channelName: channelName, customName: customName, status: 1)
        }
        fleet.merge(read(rows, at: start))
        #expect(Set(fleet.cameras.map(\.name)).count == 3)
        #expect(fleet.cameras.allSatisfy { $0.name.hasPrefix("NVR") && $0.name.hasSuffix(" \($0.id.channel ?? 0)") })
    }

    @Test("the list of all gives the names: a recorder's own list that tells none, or others, renames nobody, nor does a blank")
    func names() {
        var world = World(own: 1, channels: 2, addresses: false)
        let before = world.fleet.cameras.map(\.name)
        _ = world.fleet.takeEvents()
        for name in ["", "IPCamera"] {
            let rows = (1...2).map { ChannelRow(serial: serial(0), channel: $0, name: name, status: 1, isEncrypt: 0) }
            world.fleet.merge(channels: rows, of: serial(0), at: world.now)
        }
        world.fleet.merge(
            read([1, 2].map { ChannelRow(serial: serial(0), channel: $0, name: " ", isEncrypt: 0) }, at: world.now))
        #expect(world.fleet.cameras.map(\.name) == before)
        #expect(!world.fleet.takeEvents().contains { if case .renamed = $0.what { true } else { false } })
        world.fleet.merge(
            read([1, 2].map { ChannelRow(serial: serial(0), channel: $0, name: "Yard \($0)", isEncrypt: 0) }, at: world.now))
        #expect(world.fleet.takeEvents().count == 2, "that is a new name")
    }

    @Test("that another recorder's channels are called alike, or no more, renames nobody, however they are shown then")
    func namesakes() {
        var fleet = Fleet(account: "home")
        func poll(_ recorders: [String], _ seconds: TimeInterval) {
            fleet.merge(read(recorders.map { DeviceRow(serial: $0, name: "Rec \($0)", model: "", status: 1) }, at: at(seconds)))
            fleet.merge(
                read(
                    recorders.flatMap { serial in
                        (1...2).map { ChannelRow(serial: serial, channel: $0, name: "Camera \($0)", isEncrypt: 0) }
                    }, at: at(seconds)))
        }
        poll(["A"], 0)
        poll(["A"], 30)
        _ = fleet.takeEvents()
        poll(["A", "B"], 60)
        poll(["A", "B"], 90)
        #expect(fleet.cameras.map(\.name) == ["Rec A Camera 1", "Rec A Camera 2", "Rec B Camera 1", "Rec B Camera 2"])
        poll(["A"], 120)
        #expect(fleet.cameras.count == 4, "one answer may be poor")
        poll(["A"], 150)
        poll(["A"], 180)
        #expect(fleet.cameras.map(\.name) == ["Camera 1", "Camera 2"])
        let events = fleet.takeEvents()
        #expect(events.count == 4 && !events.contains { if case .renamed = $0.what { true } else { false } })
    }

    @Test("one empty answer takes nobody away, in whichever list")
    func emptied() {
        var fleet = Fleet(account: "home")
        func poll(_ channels: [Int], _ seconds: TimeInterval) {
            fleet.merge(read([DeviceRow(serial: "A", name: "Porch", model: "", status: 1)], at: at(seconds)))
            fleet.merge(
                read(channels.map { ChannelRow(serial: "A", channel: $0, name: "Porch", isEncrypt: 0) }, at: at(seconds)))
        }
        for number in 0..<3 { poll([1], Double(number) * 30) }
        _ = fleet.takeEvents()
        for (number, channels) in [[1], [], [1], [1], [], [1]].enumerated() {
            poll(channels, 90 + Double(number) * 30)
            #expect(fleet.cameras.count == 1)
        }
        #expect(fleet.takeEvents().isEmpty, "nothing came, and nothing went")
    }

    @Test("a hosted list that does not report STATUS takes nothing back, and tells nothing")
    func unreported() {
        var fleet = Fleet(account: "home")
        func list(_ status: Int, _ seconds: TimeInterval) {
            fleet.merge(
                read(
                    [HostedRow(serial: "H", channel: 1, deviceName: "D", channelName: "C", customName: "", status: status)],
                    at: at(seconds)))
        }
        list(-1, 0)
        #expect(fleet.cameras[0].status == nil)
        fleet.merge(DeviceInfo(serial: "H", name: "D", model: "M", status: 1, isEncrypt: 0), at: at(1))
        list(-1, 30)
        #expect(fleet.cameras[0].status?.value == .online && fleet.takeEvents().isEmpty)
        list(0, 60)
        list(0, 90)
        _ = fleet.takeEvents()
        for (status, seconds) in [(-1, 120.0), (2, 150), (0, 180)] { list(status, seconds) }
        #expect(fleet.cameras[0].status?.value == .offline && fleet.takeEvents().isEmpty, "one outage, told once")
    }

    @Test("rows of a source that is asked no more are not remembered: they could never change again")
    func otherSource() {
        let before = World(own: 2, hosted: 1, addresses: false).fleet.cameras
        var fleet = Fleet(account: "home")
        fleet.remember(before, of: [.hosted], lifted: [:])
        #expect(fleet.cameras.count == 1 && fleet.cameras[0].source == .hosted)
    }

    @Test("what was remembered of a channel is no word about its device")
    func remembered() {
        var before = World(own: 1, channels: 2, addresses: false)
        tell(&before, [1: 1, 2: 0])
        var fleet = Fleet(account: "home")
        fleet.remember(before.fleet.cameras, of: [.own, .hosted], lifted: [:])
        #expect(fleet.cameras.map(\.status?.value) == [.online, .offline])
        #expect(fleet.askableRecorders == [serial(0)])
        fleet.merge(partial([DeviceRow(serial: serial(0), name: "C", model: "", status: 1)], at: at(30)))
        #expect(fleet.cameras.map(\.status?.value) == [.online, .offline])
        #expect(fleet.takeEvents().isEmpty)
    }

    @Test("twenty-four hosted cameras on the screen are never stale while the cloud is well")
    func hostedFresh() {
        var world = World(hosted: 24, visible: 24, addresses: false)
        let end = world.now.addingTimeInterval(3600)
        while world.now < end {
            let asked = world.asked.count
            let wake = world.step()
            for (due, _) in world.asked[asked...] {
                guard case .deviceInfo(let serial) = due else { continue }
                world.fleet.merge(
                    DeviceInfo(serial: serial, name: "D", model: "M", status: 1, isEncrypt: 0), at: world.now)
                world.fleet.setRound(world.plan.infoRound(of: serial, world.fleet), of: serial)
            }
            let stale = world.fleet.cameras.filter {
                $0.staleness(at: world.now, interval: 30, liveInterval: 900).encryption
            }
            #expect(stale.isEmpty)
            world.now = wake ?? end
        }
        #expect(world.fleet.cameras.allSatisfy { $0.encryption?.value == .off })
        #expect(
            world.fleet.cameras.allSatisfy {
                $0.staleness(at: end.addingTimeInterval(541), interval: 30, liveInterval: 900).encryption
            })
    }
}
