import Fleet
import Glibc
import Settings

/// The names under which a machine publishes at a broker, of `[A-Za-z0-9_-]` whatever devices and accounts are called. No two cameras
/// share one.
struct Topics: Hashable, Sendable {
    /// `eztop/nas`
    let root: String
    /// The same as one word: the machine's name for the broker, and in what is announced.
    let node: String

    /// Home Assistant's own place, and where it says that it is there.
    static let discovery = "homeassistant"
    static let birth = discovery + "/status"

    /// - Parameter host: the machine's name, where the configuration has no other.
    init(_ broker: Broker, host: String = Self.hostName) {
        let name = broker.node ?? Self.level(host)
        root = broker.topic + "/" + name
        node = broker.topic.replacing("/", with: "-") + "-" + name
    }

    static var hostName: String {
        var names = utsname()
        uname(&names)
        return withUnsafeBytes(of: names.nodename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// A host's name as a level of a topic; what it cannot hold is `_` there.
    private static func level(_ host: String) -> String {
        let name = String(host.utf8.prefix(64).map { isPlain($0) || $0 == 0x2D ? Character(Unicode.Scalar($0)) : "_" })
        return name.isEmpty ? "eztop" : name
    }

    // MARK: Names

    /// - Parameter isShared: another account has that serial too.
    func name(of device: DeviceID, isShared: Bool) -> String {
        let serial = Self.escaped(device.serial, keepsDash: false)
        // A serial's own dash is escaped, so that the last one is where the account ends.
        return isShared ? Self.escaped(device.account, keepsDash: true) + "-" + serial : serial
    }

    /// A device without channels has channel 0.
    func name(ofChannel channel: Int?, of device: String) -> String { "\(device)_\(channel ?? 0)" }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    /// What is no letter and no digit as `_` and two hexadecimal digits; a `_` that could be taken for such stands as one itself.
    private static func escaped(_ text: String, keepsDash: Bool) -> String {
        let bytes = Array(text.utf8)
        var name = ""
        for (place, byte) in bytes.enumerated() {
            let isLiteral =
                isPlain(byte) || keepsDash && byte == 0x2D
                || byte == 0x5F && !(bytes[(place + 1)...].prefix(2).count { isHex($0) } == 2)
            if isLiteral {
                name.append(Character(Unicode.Scalar(byte)))
            } else {
                name += "_" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return name
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46: true
        default: false
        }
    }

    // MARK: Topics

    var status: String { root + "/status" }
    func state(of name: String) -> String { "\(root)/\(name)/state" }
    func command(of device: String) -> String { "\(root)/\(device)/encryption/set" }
    func config(_ component: String, _ object: String) -> String { "\(Self.discovery)/\(component)/\(node)/\(object)/config" }

    var anyState: String { root + "/+/state" }
    var anyCommand: String { root + "/+/encryption/set" }
    var anyConfig: String { "\(Self.discovery)/+/\(node)/+/config" }

    /// The name in the topic of a state; nil in every other.
    func name(ofState topic: String) -> Substring? { Self.middle(of: topic, root + "/", "/state") }
    /// The device in the topic of a command; nil in every other.
    func device(ofCommand topic: String) -> Substring? { Self.middle(of: topic, root + "/", "/encryption/set") }

    /// Component and object in the topic of an entity; nil in every other.
    func entity(ofConfig topic: String) -> (component: Substring, object: Substring)? {
        let parts = topic.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == Self.discovery, parts[2] == node, parts[4] == "config" else { return nil }
        return (parts[1], parts[3])
    }

    private static func middle(of topic: String, _ start: String, _ end: String) -> Substring? {
        guard topic.hasPrefix(start), topic.hasSuffix(end), topic.utf8.count > start.utf8.count + end.utf8.count else {
            return nil
        }
        let middle = topic.dropFirst(start.count).dropLast(end.count)
        return middle.contains("/") ? nil : middle
    }
}
