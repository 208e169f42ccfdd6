import Fleet
import Output
import Vocabulary
import Wording

/// Something that Home Assistant is to show, as its discovery wants it: https://www.home-assistant.io/integrations/mqtt/#discovery-messages
struct Entity: Encodable {
    /// What it belongs to there: a camera, or a recorder.
    struct Device: Encodable {
        var identifiers: [String]
        var name: String
        var manufacturer = "EZVIZ"
        var model: String?
        var serial_number: String
        var sw_version: String?
        /// The recorder of a channel.
        var via_device: String?
    }

    struct Origin: Encodable {
        var name = "eztop"
        var sw_version = Version.number
    }

    /// Left out where the class of the device has a name there, in the user's language.
    var name: String?
    var unique_id: String
    var device: Device
    var origin = Origin()
    var availability_topic: String
    var state_topic: String
    var value_template: String
    var device_class: String?
    var expire_after: Int?
    var options: [String]?
    var json_attributes_topic: String?
    var json_attributes_template: String?
    var command_topic: String?
    var qos = 1

    var payload: [UInt8] {
        let text = try? JSONText.text(of: self, pretty: false)
        return Array((text ?? "").utf8.dropLast())
    }
}

/// Which entities a camera and its device have. The rest of an entity's topic is `NAME-ENTITY`.
enum EntityKind: String, Sendable {
    case online, live, encryption

    func object(_ name: String) -> String { name + "-" + rawValue }

    func component(actions: Bool) -> String {
        switch self {
        case .online: "binary_sensor"
        case .live: "sensor"
        case .encryption: actions ? "switch" : "binary_sensor"
        }
    }
}

/// What an entity is made of: when one of these changes, it is announced anew.
struct EntityCard: Hashable, Sendable {
    let serial: String
    let name: String
    let model: String
    let firmware: String?
    /// Of the device whose channel it is, where that has several.
    let recorder: String?
    /// Seconds after which a state that was not told again is none.
    let expiry: Int

    init(_ camera: Camera, isOneOfSeveral: Bool, expiry: Int) {
        serial = camera.id.serial
        name = camera.name
        model = camera.model
        firmware = camera.firmware
        recorder = isOneOfSeveral ? camera.deviceName ?? camera.id.serial : nil
        self.expiry = expiry
    }

    /// - Parameters:
    ///   - camera: the camera's name in topics, and the one that tells of its device.
    ///   - device: that of its device.
    func entity(
        _ kind: EntityKind, camera: String, device: String, actions: Bool, _ topics: Topics, _ texts: Texts
    ) -> Entity {
        let isOfRecorder = kind == .encryption && recorder != nil
        let its = topics.node + "_" + (isOfRecorder ? device : camera)
        var shown = Entity.Device(identifiers: [its], name: name.isEmpty ? serial : name, serial_number: serial)
        if isOfRecorder, let recorder {
            shown.name = recorder
        } else if recorder != nil {
            shown.via_device = topics.node + "_" + device
        }
        shown.model = model.isEmpty ? nil : model
        shown.sw_version = firmware
        let state = topics.state(of: camera)
        var entity = Entity(
            unique_id: topics.node + "_" + kind.object(kind == .encryption ? device : camera), device: shown,
            availability_topic: topics.status, state_topic: state, value_template: "")
        switch kind {
        case .online:
            entity.value_template = "{{ {'online': 'ON', 'offline': 'OFF'}.get(value_json.status, 'None') }}"
            entity.device_class = "connectivity"
            entity.expire_after = expiry
        case .live:
            let words = Texts.english.states
            entity.name = texts.broker.live
            entity.value_template =
                "{{ 'None' if value_json.live.state == '\(words.unknown)' else value_json.live.state }}"
            entity.device_class = "enum"
            entity.options = [
                words.offline, words.encrypted, words.playing, words.ready, words.refused, words.notGranted, words.limited,
                words.broken, words.asking,
            ]
            entity.expire_after = expiry
            // The platform's code and words, where it refused.
            entity.json_attributes_topic = state
            entity.json_attributes_template = "{{ value_json.live | tojson }}"
        case .encryption:
            entity.name = texts.broker.encryption
            entity.value_template = "{{ {'on': 'ON', 'off': 'OFF'}.get(value_json.encryption, 'None') }}"
            if actions { entity.command_topic = topics.command(of: device) } else { entity.expire_after = expiry }
        }
        return entity
    }
}
