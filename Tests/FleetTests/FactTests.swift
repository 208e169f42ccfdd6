import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@Suite("The three facts")
struct FactTests {
    let start = VirtualClock.start
    var world = World(own: 1)
    var camera: Camera { world.fleet.cameras[0] }
    var id: CameraID { camera.id }

    func at(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

    func address(_ life: TimeInterval = 86400) -> LiveAddress {
        LiveAddress(url: "https://h/x.m3u8", expires: at(life), urlID: "1", liveProtocol: .hls, quality: .hd)
    }

    func stale(_ seconds: TimeInterval) -> Staleness {
        camera.staleness(at: at(seconds), interval: 30, liveInterval: 900)
    }

    @Test("STATUS goes stale alone after three intervals")
    mutating func statusAlone() {
        world.now = at(91)
        world.set(serial(0), encrypted: false)
        world.fleet.merge(address(), of: id, at: at(91))
        #expect(stale(91) == Staleness(status: true, encryption: false, live: false))
        #expect(camera.staleAge(at: at(91), interval: 30, liveInterval: 900) == 91)
    }

    @Test("ENCRYPTION goes stale alone after three intervals")
    mutating func encryptionAlone() {
        world.now = at(91)
        world.set(serial(0), online: true)
        world.fleet.merge(address(), of: id, at: at(91))
        #expect(stale(91) == Staleness(status: false, encryption: true, live: false))
    }

    @Test("LIVE goes stale alone after two live intervals")
    mutating func liveAlone() {
        world.fleet.merge(address(), of: id, at: start)
        world.now = at(1801)
        world.set(serial(0), online: true)
        world.set(serial(0), encrypted: false)
        #expect(stale(1801) == Staleness(status: false, encryption: false, live: true))
        #expect(camera.staleAge(at: at(1801), interval: 30, liveInterval: 900) == 1801)
    }

    @Test("a fresh row has no age, and LIVE that says offline is as old as STATUS")
    mutating func offlineAge() {
        #expect(camera.staleAge(at: at(90), interval: 30, liveInterval: 900) == nil)
        world.fleet.merge(address(), of: id, at: start)
        world.now = at(3000)
        world.set(serial(0), online: false)
        world.set(serial(0), encrypted: false)
        #expect(!stale(3000).isAny)
        #expect(stale(3100).live)
        #expect(camera.liveChecked(at: at(3000)) == at(3000))
    }

    @Test("a clock that was set back makes no fact fresh")
    func clockSetBack() {
        #expect(stale(-7200).status)
    }

    @Test("what an address call says, 20007 and 60019 too, is an answer about the address alone", arguments: ["20007", "60019"])
    func addressTells(code: String) {
        var world = world
        world.fleet.merge(refusal: code, message: "", of: id, at: at(1))
        let camera = world.fleet.cameras[0]
        #expect(camera.status?.value == .online && camera.encryption?.value == .off)
        #expect(camera.liveState(at: at(1)) == .refused(code: code))
        #expect(camera.contradiction == Contradiction(code: code))
        #expect(world.fleet.takeEvents().isEmpty)
        world.set(serial(0), encrypted: true)
        #expect(world.fleet.cameras[0].liveState(at: at(2)) == .encrypted && world.fleet.cameras[0].contradiction == nil)
    }

    @Test(
        "refusals read by what can be done about them",
        arguments: [
            ("10031", LiveState.notGranted(code: "10031")), ("20018", .notGranted(code: "20018")),
            ("10007", .limited(code: "10007")), ("10029", .limited(code: "10029")), ("60061", .limited(code: "60061")),
            ("9048", .limited(code: "9048")), ("20002", .refused(code: "20002")),
        ])
    func refusals(code: String, state: LiveState) {
        var world = world
        world.fleet.merge(refusal: code, message: "", of: id, at: at(1))
        #expect(world.fleet.cameras[0].liveState(at: at(1)) == state)
    }

    @Test("an address that is learned or renewed is no change, one that is refused is")
    mutating func liveEvents() {
        world.fleet.merge(address(), of: id, at: at(1))
        world.fleet.merge(address(90000), of: id, at: at(2))
        world.fleet.merge(refusal: "10031", message: "", of: id, at: at(3))
        let kinds = world.fleet.takeEvents().map(\.what)
        #expect(
            kinds == [
                .live(from: .ready(expires: at(90000)), to: .notGranted(code: "10031"))
            ])
    }

    @Test("a switch is pending until an answer agrees, and then it was you")
    mutating func confirmed() {
        world.fleet.expect(.on, of: serial(0), at: at(1))
        world.now = at(2)
        world.set(serial(0), encrypted: false)
        #expect(camera.pendingEncryption?.expected == .on)
        #expect(camera.encryption?.checked == start)
        world.now = at(3)
        world.set(serial(0), encrypted: true)
        #expect(camera.pendingEncryption == nil)
        #expect(camera.encryption?.value == .on)
        #expect(camera.encryption?.changed == at(3))
        #expect(world.fleet.takeEvents().map(\.what) == [.encryption(from: .off, to: .on, by: .you)])
    }

    @Test("an answer that still contradicts after five seconds ends the pending, and that is an event")
    mutating func contradicted() {
        world.fleet.expect(.on, of: serial(0), at: at(1))
        world.now = at(7)
        world.set(serial(0), encrypted: false)
        #expect(camera.pendingEncryption == nil)
        #expect(camera.encryption?.value == .off)
        #expect(world.fleet.takeEvents().map(\.what) == [.encryption(from: .on, to: .off, by: .cloud)])
    }

    @Test("a switch that another process may never have sent is contradicted without an event: nothing has changed")
    mutating func hearsay() {
        world.fleet.expectStill(PendingEncryption(expected: .on, since: at(1)), of: serial(0), at: at(2))
        #expect(camera.pendingEncryption?.expected == .on)
        world.now = at(7)
        world.set(serial(0), encrypted: false)
        #expect(camera.pendingEncryption == nil)
        #expect(world.fleet.takeEvents().isEmpty)
    }

    @Test("a list that was asked before a switch had its answer says nothing against it, however late it comes")
    mutating func askedBefore() {
        func list(_ encrypted: Bool, asked: TimeInterval, _ seconds: TimeInterval) {
            var reading = ListRead<ChannelRow>()
            let row = ChannelRow(serial: serial(0), channel: 1, name: "C0-1", isEncrypt: encrypted ? 1 : 0)
            reading.add([ListPage(rows: [row], total: nil, asked: at(asked), at: at(seconds))])
            world.fleet.merge(reading)
        }
        world.fleet.expect(.on, of: serial(0), isUnderWay: true, at: at(1))
        list(false, asked: 10, 11)
        #expect(camera.pendingEncryption?.expected == .on, "it is under way")
        world.fleet.expect(.on, of: serial(0), at: at(12))
        list(false, asked: 11, 20)
        #expect(camera.pendingEncryption?.expected == .on)
        list(true, asked: 20, 21)
        #expect(world.fleet.takeEvents().map(\.what) == [.encryption(from: .off, to: .on, by: .you)])
    }

    @Test("while the call of a switch is under way it is pending, though the lists have told of it already")
    mutating func toldEarly() {
        world.fleet.expect(.on, of: serial(0), isUnderWay: true, at: at(1))
        world.now = at(2)
        world.set(serial(0), encrypted: true)
        #expect(camera.encryption?.value == .on && camera.pendingEncryption?.expected == .on)
        #expect(world.fleet.takeEvents().map(\.what) == [.encryption(from: .off, to: .on, by: .you)])
        world.fleet.expect(.on, of: serial(0), at: at(9))
        world.now = at(10)
        world.set(serial(0), encrypted: true)
        #expect(camera.pendingEncryption == nil && world.fleet.takeEvents().isEmpty)
    }

    @Test("what is done after nobody waited for its answer any more was done by nobody else")
    mutating func doneLate() {
        world.fleet.expect(.on, of: serial(0), isUnderWay: true, at: at(1))
        world.fleet.expectNothing(of: serial(0), mayCome: true, at: at(16))
        world.now = at(17)
        world.set(serial(0), encrypted: false)
        #expect(world.fleet.takeEvents().isEmpty)
        world.now = at(46)
        world.set(serial(0), encrypted: true)
        #expect(world.fleet.takeEvents().map(\.what) == [.encryption(from: .off, to: .on, by: .you)])
    }

    @Test("a switch that no list ever tells of holds nothing up after some seconds; a state that nobody knows contradicts it too")
    mutating func neverTold() {
        world.fleet.lift(serial(0), EncryptionLift(at: at(0), until: at(3)))
        world.fleet.expect(.off, of: serial(0), isUnderWay: true, at: at(1))
        #expect(world.fleet.restorable(at: at(20)).isEmpty, "under way")
        world.fleet.expect(.off, of: serial(0), at: at(20))
        #expect(world.fleet.restorable(at: at(24)).isEmpty)
        #expect(world.fleet.restorable(at: at(26)) == [serial(0)])
        world.fleet.merge(partial([ChannelRow(serial: serial(0), channel: 1, name: "C", isEncrypt: 7)], at: at(23)))
        #expect(camera.pendingEncryption != nil)
        world.fleet.merge(partial([ChannelRow(serial: serial(0), channel: 1, name: "C", isEncrypt: 7)], at: at(27)))
        #expect(camera.pendingEncryption == nil && camera.encryption?.value == .unknown(code: 7))
    }

    @Test("60019 right after the encryption was lifted is a stale read")
    mutating func staleRead() {
        world.set(serial(0), encrypted: true)
        world.fleet.expect(.off, of: serial(0), at: at(1))
        world.fleet.merge(refusal: "60019", message: "", of: id, at: at(2))
        #expect(camera.pendingEncryption?.expected == .off && camera.live == nil)
        world.fleet.merge(refusal: "60019", message: "", of: id, at: at(8))
        #expect(camera.pendingEncryption?.expected == .off, "whether it came on is for the lists to say")
        #expect(camera.liveState(at: at(8)) == .refused(code: "60019"))
    }

    @Test("encryption that comes on by itself takes the live address with it")
    mutating func comesOn() {
        world.fleet.merge(address(), of: id, at: at(1))
        world.now = at(30)
        world.set(serial(0), encrypted: true)
        #expect(camera.live == nil)
        world.set(serial(0), encrypted: false)
        #expect(camera.liveState(at: at(30)) == .unknown)
    }

    @Test("attention goes to offline, failing, encrypted, in this order")
    mutating func attention() {
        #expect(camera.attention(at: start) == .fine)
        world.fleet.merge(refusal: "10031", message: "", of: id, at: at(1))
        #expect(camera.attention(at: start) == .failing)
        world.set(serial(0), encrypted: true)
        #expect(camera.attention(at: start) == .encrypted)
        world.set(serial(0), online: false)
        #expect(camera.attention(at: start) == .offline)
        #expect(Attention.allCases.sorted() == [.offline, .failing, .encrypted, .unknown, .fine])
    }
}
