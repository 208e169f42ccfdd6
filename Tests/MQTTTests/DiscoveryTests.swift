import Fleet
import FoundationEssentials
import Testing

@testable import MQTT

/// Home Assistant's own schema of what it discovers: homeassistant/components/mqtt/{schemas,binary_sensor,switch,sensor}.py of its core,
/// 2024 and later, as far as its sources were read. What has another key is refused there.
@Suite("What Home Assistant discovers")
struct DiscoveryTests {
    private static let common: Set<String> = [
        "availability", "availability_mode", "availability_template", "availability_topic", "payload_available",
        "payload_not_available", "device", "origin", "enabled_by_default", "entity_category", "entity_picture", "icon",
        "json_attributes_topic", "json_attributes_template", "unique_id", "name", "qos", "encoding", "value_template",
        "state_topic", "device_class",
    ]
    private static let allowed: [String: Set<String>] = [
        "binary_sensor": common.union(["expire_after", "force_update", "off_delay", "payload_on", "payload_off"]),
        "sensor": common.union([
            "expire_after", "force_update", "last_reset_value_template", "options", "state_class", "suggested_display_precision",
            "unit_of_measurement",
        ]),
        "switch": common.union([
            "command_topic", "command_template", "optimistic", "payload_on", "payload_off", "retain", "state_on", "state_off",
        ]),
    ]
    private static let required: [String: Set<String>] = [
        "binary_sensor": ["state_topic"], "sensor": ["state_topic"], "switch": ["command_topic"],
    ]
    private static let device: Set<String> = [
        "identifiers", "connections", "manufacturer", "model", "model_id", "name", "hw_version", "serial_number", "sw_version",
        "via_device", "suggested_area", "configuration_url",
    ]

    private func configs(_ cameras: [Camera], actions: Bool) throws -> [String: [String: JSON]] {
        var board = Board(actions: actions)
        board.take(snapshot(cameras), at: start)
        board.connect()
        let told = board.taken().filter { $0.key.hasPrefix("homeassistant/") }
        return try told.mapValues { try JSONDecoder().decode([String: JSON].self, from: Data($0.utf8)) }
    }

    @Test("topics and payloads are as its schema has them", arguments: [false, true])
    func schema(actions: Bool) throws {
        var recorder = [camera("R1", 1), camera("R1", 2)]
        for place in recorder.indices { recorder[place].deviceName = "Recorder" }
        let configs = try configs([camera("C1"), camera("S1", nil, name: "")] + recorder, actions: actions)
        // Three for each camera that stands alone; two for each channel, and the recorder's one switch.
        #expect(configs.count == 3 + 3 + 2 * 2 + 1)
        let topic = try Regex("homeassistant/(binary_sensor|sensor|switch)/[a-zA-Z0-9_-]+/[a-zA-Z0-9_-]+/config")
        for (name, config) in configs {
            #expect(name.wholeMatch(of: topic) != nil, "\(name)")
            let component = String(name.split(separator: "/")[1])
            let keys = Set(config.keys)
            #expect(keys.isSubset(of: try #require(Self.allowed[component])), "\(name): \(keys)")
            #expect(keys.isSuperset(of: try #require(Self.required[component])), "\(name): \(keys)")
            // A device wants one of these, and an entity a name of its own to be part of one.
            let device = try #require(config["device"]?.object)
            #expect(Set(device.keys).isSubset(of: Self.device) && device["identifiers"]?.list.isEmpty == false)
            #expect(device["name"]?.text.isEmpty == false && config["unique_id"]?.text.isEmpty == false)
            #expect(config["origin"].map { Set($0.object.keys) } == ["name", "sw_version"])
            if config["options"] != nil { #expect(config["device_class"]?.text == "enum") }
            #expect(config["availability_topic"]?.text == "eztop/nas/status")
        }
        let ids = configs.values.compactMap { $0["unique_id"]?.text }
        #expect(Set(ids).count == configs.count)
        let component = actions ? "switch" : "binary_sensor"
        let encryption = configs.keys.filter { $0.hasSuffix("-encryption/config") }
        #expect(encryption.count == 3 && encryption.allSatisfy { $0.hasPrefix("homeassistant/\(component)/") })
        let ofRecorder = try #require(configs["homeassistant/\(component)/eztop-nas/R1-encryption/config"])
        #expect(ofRecorder["state_topic"]?.text == "eztop/nas/R1_1/state")
        #expect(ofRecorder["command_topic"]?.text == (actions ? "eztop/nas/R1/encryption/set" : nil))
        let itself = ofRecorder["device"]?.object
        #expect(itself?["name"]?.text == "Recorder" && itself?["via_device"] == nil)
        let channel = configs["homeassistant/sensor/eztop-nas/R1_2-live/config"]?["device"]?.object
        #expect(channel?["via_device"]?.text == itself?["identifiers"]?.list.first)
    }

    @Test("no name of a camera breaks a payload")
    func hostile() throws {
        let names = ["\"}]{{ 7*7 }}", "\u{1b}]52;c;x\u{7}", "a\nb\u{0}c", "\u{202E}evil", String(repeating: "长", count: 1000)]
        for name in names {
            for config in try configs([camera("C1", name: name)], actions: true).values {
                #expect(config["device"]?.object["name"]?.text == name)
                #expect(config["value_template"]?.text.contains("7*7") == false)
            }
        }
    }
}

/// As much of JSON as there is in these.
private enum JSON: Decodable {
    case text(String)
    case number(Int)
    case list([String])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let number = try? value.decode(Int.self) {
            self = .number(number)
        } else if let list = try? value.decode([String].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JSON].self))
        }
    }

    var text: String { if case .text(let text) = self { text } else { "" } }
    var list: [String] { if case .list(let list) = self { list } else { [] } }
    var object: [String: JSON] { if case .object(let object) = self { object } else { [:] } }
}
