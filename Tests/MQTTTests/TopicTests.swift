import Fleet
import Settings
import TestSupport
import Testing

@testable import MQTT

@Suite("Names of topics", .serialized, .heavy)
struct TopicTests {
    private let topics = Topics(.test())

    @Test("are those of the contract")
    func contract() {
        let device = DeviceID(account: "home", serial: "C69625501")
        #expect(topics.status == "eztop/nas/status")
        #expect(
            topics.state(of: topics.name(ofChannel: 1, of: topics.name(of: device, isShared: false)))
                == "eztop/nas/C69625501_1/state")
        #expect(topics.name(ofChannel: nil, of: "C69625501") == "C69625501_0")
        #expect(topics.name(of: device, isShared: true) == "home-C69625501")
        #expect(topics.command(of: "C69625501") == "eztop/nas/C69625501/encryption/set")
        #expect(topics.config("sensor", "C69625501_1-live") == "homeassistant/sensor/eztop-nas/C69625501_1-live/config")
        #expect(topics.name(ofState: "eztop/nas/C69625501_1/state") == "C69625501_1")
        for other in [
            "eztop/nas/a/b/state", "eztop/nas//state", "eztop/nas/state", "eztop/other/C1_1/state", "eztop/nas/C1_1/stat",
        ] {
            #expect(topics.name(ofState: other) == nil, "\(other)")
        }
    }

    @Test("a machine's name holds nothing that has a meaning in a topic; deeper topics are one word where one is wanted")
    func nodes() {
        #expect(Topics(.test(node: nil), host: "nas.lan").root == "eztop/nas_lan")
        #expect(Topics(.test(node: nil), host: "#/+").root == "eztop/___")
        #expect(Topics(.test(node: nil), host: "").root == "eztop/eztop")
        var broker = Broker.test()
        broker.topic = "sites/north"
        #expect(Topics(broker).root == "sites/north/nas" && Topics(broker).node == "sites-north-nas")
    }

    @Test("no two cameras share one, whatever they and their accounts are called, and none holds another sign", arguments: 0..<20)
    func unique(_ seed: Int) {
        var dice = Dice(seed: seed)
        let signs = ["A", "1", "_", "-", "5", "F", "/", "+", "#", ":", " ", "é", "门", "\u{0}", "a", "$"]
        func word() -> String {
            (0..<Int.random(in: 1...4, using: &dice)).map { _ in signs.randomElement(using: &dice)! }.joined()
        }
        var names: [String: [String]] = [:]
        for _ in 0..<3000 {
            let isShared = Bool.random(using: &dice)
            let device = DeviceID(account: word(), serial: word())
            let channel = Bool.random(using: &dice) ? nil : Int.random(in: 1...12, using: &dice)
            let name = topics.name(ofChannel: channel, of: topics.name(of: device, isShared: isShared))
            let what = [isShared ? device.account : "", device.serial, "\(channel ?? 0)", "\(isShared)"]
            #expect(names[name, default: what] == what, "\(name)")
            names[name] = what
            #expect(
                name.utf8.allSatisfy { "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-".utf8.contains($0) },
                "\(name)")
        }
    }
}
