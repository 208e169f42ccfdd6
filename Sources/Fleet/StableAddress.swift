import FoundationEssentials
import Vocabulary

/// Where `eztop serve` has the addresses that never end (docs/export.md). Whoever has one of them can watch.
public struct StableRoot: Hashable, Codable, Sendable {
    /// `http://nas.lan:8421/live/KEY/`
    private let url: String

    /// - Parameters:
    ///   - server: how others reach it, as `http://nas.lan:8421` or `https://example.org/eztop`.
    ///   - key: what nobody guesses.
    public init(server: String, key: Secret) {
        let server = String(server.reversed().drop { $0 == "/" }.reversed())
        url = "\(server)\(StableAddress.path)\(key.value)/"
    }

    /// - Parameter isShared: another account has that serial too.
    public func url(of camera: CameraID, isShared: Bool, _ kind: StableAddress.Kind = .hls) -> String {
        let name = isShared ? "\(camera.account)-\(StableAddress.name(of: camera))" : StableAddress.name(of: camera)
        return url + StableAddress.escaped(name) + "." + kind.rawValue
    }
}

/// One address that never ends, by its parts: `SERIAL_CH.m3u8`, or `ACCOUNT-SERIAL_CH.m3u8` where two accounts have that serial.
public struct StableAddress: Hashable, Sendable {
    /// What is behind it.
    public enum Kind: String, Sendable {
        case hls = "m3u8"
        case flv
    }

    public static let path = "/live/"

    public var kind: Kind
    /// Without the kind.
    private var name: String

    /// - Parameter file: the last part of its path; nil where it has no kind that is served.
    public init?(file: String) {
        guard let dot = file.lastIndex(of: "."), let kind = Kind(rawValue: String(file[file.index(after: dot)...])) else {
            return nil
        }
        self.kind = kind
        name = String(file[..<dot])
    }

    /// The camera that it is of; nil where none is called so, or several.
    public func camera(among cameras: [Camera]) -> Camera? {
        var plain: [Camera] = [], named: [Camera] = []
        for camera in cameras where name.hasSuffix(Self.name(ofChannel: camera.id.channel)) {
            if name == Self.name(of: camera.id) { plain.append(camera) }
            if name == "\(camera.id.account)-\(Self.name(of: camera.id))" { named.append(camera) }
        }
        let found = plain.isEmpty ? named : plain
        return found.count == 1 ? found.first : nil
    }

    /// A device without channels has channel 0.
    fileprivate static func name(of camera: CameraID) -> String { camera.serial + name(ofChannel: camera.channel) }

    private static func name(ofChannel channel: Int?) -> String { "_\(channel ?? 0)" }

    /// As it may stand in a path.
    fileprivate static func escaped(_ name: String) -> String {
        name.utf8.reduce(into: "") { text, byte in
            let character = Character(Unicode.Scalar(byte))
            let isPlain = byte < 0x80 && (character.isLetter || character.isNumber || "-._~".contains(character))
            text += isPlain ? String(character) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
    }
}

extension [Camera] {
    /// Serials that several accounts have.
    public var sharedSerials: Set<String> {
        var accounts: [String: AccountName] = [:], shared: Set<String> = []
        for camera in self {
            if let other = accounts[camera.id.serial], other != camera.id.account { shared.insert(camera.id.serial) }
            accounts[camera.id.serial] = camera.id.account
        }
        return shared
    }
}
