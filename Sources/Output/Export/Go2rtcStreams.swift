import Fleet
import Vocabulary
import Wording

/// The `streams` of a go2rtc configuration: each camera asks eztop for an address when somebody begins to watch, so that the file
/// holds none, and no camera is missing because it is offline or encrypted today.
public struct Go2rtcStreams {
    /// How each of these files begins, so that the next one knows which it may replace.
    public static func head(demo: Bool) -> String { "# eztop " + (demo ? "--demo " : "") + "export go2rtc" }

    public private(set) var text: String
    /// Cameras whose serial cannot be put on go2rtc's command lines.
    public private(set) var leftOut: [Camera] = []
    /// What the last file has cameras of, and the cloud shows none any more: their streams stay.
    public private(set) var emptied: [AskedSource] = []

    /// - Parameters:
    ///   - command: the program and the options that every call has.
    ///   - demo: of the simulated cloud's cameras.
    ///   - namesAccount: whether a call has to say which account is meant.
    ///   - former: the last file: streams of cameras that could not be looked up stay.
    ///   - isWhole: this poll was whole; then only those of sources stay that brought no camera at all.
    ///   - empty: such sources, whatever the filter says.
    public init(
        _ snapshot: Snapshot, command: [String], after former: String? = nil, isWhole: Bool = false, empty: [AskedSource] = [],
        demo: Bool = false, liveProtocol: LiveProtocol, namesAccount: Bool, texts: Texts
    ) {
        var streams = "", used: Set<String> = []
        for camera in snapshot.cameras.sorted(by: { $0.id < $1.id }) {
            let account = namesAccount ? ["--account", camera.id.account] : []
            let transport = liveProtocol == .hls ? [] : ["--protocol", liveProtocol.rawValue]
            // Nothing after `--` is an option, whatever a serial looks like.
            let main = CameraArgument.text(of: camera.id).map { command + account + transport + ["--", $0] }
            let sub = CameraArgument.text(of: camera.id).map { command + account + transport + ["--quality", "sd", "--", $0] }
            guard let main = main.flatMap(EchoSource.text), let sub = sub.flatMap(EchoSource.text) else {
                leftOut.append(camera)
                continue
            }
            let name = Self.name(of: camera.id, besides: used)
            used.formUnion([name, name + Self.subStream])
            streams += """
                  \(YAMLText.comment("\(camera.name), \(camera.model), \(texts.source(of: camera))"))
                  \(YAMLText.quoted(name)): \(YAMLText.quoted(main))
                  \(YAMLText.quoted(name + Self.subStream)): \(YAMLText.quoted(sub))

                """
        }
        for block in Self.blocks(of: former ?? "") where !used.contains(block.name) {
            let head = block.text.prefix { $0 != "\n" }
            let source = empty.first { $0.names.contains { head.hasSuffix(YAMLText.comment(", \($0)").dropFirst(2)) } }
            guard !isWhole || source != nil else { continue }
            if let source, !emptied.contains(source) { emptied.append(source) }
            used.insert(block.name)
            streams += block.text
        }
        text = "\(Self.head(demo: demo)): \(texts.export.writtenAnew)\nstreams:\(streams.isEmpty ? " {}" : "")\n\(streams)"
    }

    /// Whether a file has any.
    public static func hasStreams(_ text: String) -> Bool { !blocks(of: text).isEmpty }

    /// The cameras of a file: a comment and two streams each.
    private static func blocks(of text: String) -> [(name: String, text: String)] {
        let lines = text.split(separator: "\n").map(String.init)
        guard let start = lines.firstIndex(of: "streams:") else { return [] }
        return stride(from: start + 1, to: lines.count - 2, by: 3).compactMap { first in
            let parts = lines[first + 1].split(separator: "\"", maxSplits: 2)
            guard lines[first].hasPrefix("  # "), parts.count == 3 else { return nil }
            return (String(parts[1]), lines[first...(first + 2)].joined(separator: "\n") + "\n")
        }
    }

    private static let subStream = "_sub"

    /// `C69625501_1`: what may stand in the address of a stream without an escape, and in no other's place.
    private static func name(of camera: CameraID, besides used: Set<String>) -> String {
        let serial = camera.serial.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        let name = String(serial) + (camera.channel.map { "_\($0)" } ?? "")
        var candidate = name, number = 1
        while used.contains(candidate) || used.contains(candidate + subStream) {
            number += 1
            candidate = "\(name)_\(number)"
        }
        return candidate
    }
}
