import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@Suite("What was granted")
struct RightsTests {
    private let now = VirtualClock.start

    private func fleet(channels: Int = 1) -> Fleet { World(own: 1, channels: channels).fleet }

    private func camera(_ channel: Int) -> CameraID { CameraID(account: "home", serial: serial(0), channel: channel) }

    @Test("addresses and pictures are granted channel by channel, encryption device by device; new channels are the device's too")
    func perChannel() {
        var fleet = fleet(channels: 3)
        fleet.learn(.live, of: camera(2), code: "10031", at: now)
        fleet.learn(.capture, of: camera(3), code: "10051", at: now)
        fleet.learn(.configure, of: camera(1), code: "10031", at: now)
        #expect(fleet.cameras.map { $0.rights.refusal(of: .live, at: now) } == [nil, "10031", nil])
        #expect(fleet.cameras.map { $0.rights.refusal(of: .capture, at: now) } == [nil, nil, "10051"])
        #expect(fleet.cameras.allSatisfy { $0.rights.refusal(of: .configure, at: now) == "10031" })
        fleet.learn(.live, of: camera(1), code: nil, at: now)
        #expect(fleet.cameras[1].rights.refusal(of: .live, at: now) == "10031", "what one channel may says nothing of another")
        let rows = (1...4).map { ChannelRow(serial: serial(0), channel: $0, name: "N\($0)", isEncrypt: 0) }
        fleet.merge(read(rows, at: now))
        #expect(fleet.cameras.map { $0.rights.refusal(of: .live, at: now) } == [nil, "10031", nil, nil])
        #expect(fleet.cameras[3].rights.refusal(of: .configure, at: now) == "10031")
        fleet.forgetRefusals(of: serial(0))
        #expect(fleet.cameras.allSatisfy { $0.rights.refusal(of: .live, at: now) == nil })
    }

    @Test("is learned from answers: a success and \"already so\" grant, 10031 and 20018 refuse, other faults say nothing")
    func learned() {
        var fleet = fleet()
        func answer(_ code: String?) -> Rights.Answer? {
            fleet.learn(.configure, of: camera(1), code: code, at: now)
            return fleet.cameras[0].rights.answer(.configure, at: now)
        }
        for code in ["20007", "10029", "49999", "10002"] { #expect(answer(code) == nil) }
        #expect(answer("10031") == .refused(code: "10031", at: now))
        #expect(answer("20007") == .refused(code: "10031", at: now))
        #expect(answer(nil) == .granted)
        #expect(answer("20018") == .refused(code: "20018", at: now))
        for code in ["60016", "60019", "20010"] { #expect(answer(code) == .granted) }
        #expect(fleet.cameras[0].rights.answer(.live, at: now) == nil)
    }

    @Test("a refusal counts for a day, or until the user asks; a grant stays")
    func life() {
        var fleet = fleet()
        fleet.learn(.live, of: camera(1), code: "10031", at: now)
        fleet.learn(.configure, of: camera(1), code: nil, at: now)
        #expect(fleet.cameras[0].rights.refusal(of: .live, at: now + 86399) == "10031")
        #expect(fleet.cameras[0].rights.refusal(of: .live, at: now + 86400) == nil)
        fleet.forgetRefusals(of: serial(0))
        #expect(fleet.cameras[0].rights.answer(.live, at: now) == nil)
        #expect(fleet.cameras[0].rights.answer(.configure, at: now) == .granted)
    }

    @Test("an address that was not granted is not asked by itself for a day, and then once")
    func restsADay() {
        var world = World(own: 1, visible: 1)
        let camera = world.fleet.cameras[0].id
        _ = world.step()
        world.plan.asked(camera, .notGranted, at: world.now)
        let before = world.calls[.address] ?? 0
        world.run(for: 86399)
        #expect(world.calls[.address] == before)
        world.run(for: 2)
        #expect(world.calls[.address] == before + 1)
    }

    @Test("rights outlast a row that is made anew")
    func outlast() {
        var fleet = fleet()
        fleet.learn(.live, of: camera(1), code: "10031", at: now)
        fleet.merge(read([DeviceRow(serial: serial(0), name: "new", model: "CS-C6N", status: 1)], at: now))
        #expect(fleet.cameras[0].rights.refusal(of: .live, at: now) == "10031")
    }
}
