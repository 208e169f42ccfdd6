import DeviceService
import Fleet
import FoundationEssentials
import Sharing
import Vocabulary

/// `/metrics`, as Prometheus reads it (its text format, version 0.0.4): numbers alone, and no address.
struct Metrics {
    private var bytes: [UInt8] = []

    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// - Parameter tallies: what came of the platform's calls, by account and path.
    static func text(
        of snapshot: Snapshot, _ tallies: [AccountName: [String: CallTally]], attached: Int, version: String
    ) -> Data {
        var metrics = Metrics()
        metrics.bytes.reserveCapacity(64 << 10 + snapshot.cameras.count * 900)
        metrics.add(snapshot.cameras, at: Date())
        metrics.add(tallies)
        metrics.family("eztop_poll_timestamp_seconds", "gauge", "When a whole poll of the account last succeeded.")
        for account in snapshot.accounts {
            metrics.add("eztop_poll_timestamp_seconds", Self.label("account", account.id), account.lastAnswer)
        }
        metrics.family("eztop_token_expires_timestamp_seconds", "gauge", "When the account's token ends.")
        for account in snapshot.accounts {
            metrics.add("eztop_token_expires_timestamp_seconds", Self.label("account", account.id), account.tokenExpires)
        }
        metrics.family("eztop_attached", "gauge", "Dashboards and watches that are attached to this process.")
        metrics.add("eztop_attached", "", attached)
        metrics.family("eztop_build_info", "gauge", "Always 1; which eztop this is.")
        metrics.add("eztop_build_info", Self.label("version", version), 1)
        return Data(metrics.bytes)
    }

    // MARK: Cameras

    private mutating func add(_ cameras: [Camera], at now: Date) {
        let labels = cameras.map { camera in
            Self.label("account", camera.id.account) + "," + Self.label("serial", camera.id.serial) + ","
                + Self.label("channel", camera.id.channel.map(String.init) ?? "")
        }
        /// One value of each camera of which it is known.
        func each(_ name: String, _ help: String, _ value: (Camera) -> Bool?) {
            family(name, "gauge", help)
            for (camera, labels) in zip(cameras, labels) {
                if let value = value(camera) { add(name, labels, value ? 1 : 0) }
            }
        }
        each("eztop_camera_online", "Whether the camera is online; absent while that is not known.") {
            switch $0.status?.value {
            case .online: true
            case .offline: false
            default: nil
            }
        }
        each("eztop_camera_encrypted", "Whether its video is encrypted; absent while that is not known.") {
            switch $0.encryption?.value {
            case .on: true
            case .off: false
            default: nil
            }
        }
        each("eztop_camera_live_ready", "Whether a live address can be had; absent while that is not known.") {
            switch $0.liveState(at: now) {
            case .ready, .playing: true
            case .offline, .encrypted, .refused, .notGranted, .broken: false
            case .limited, .asking, .unknown: nil
            }
        }
        let name = "eztop_camera_checked_timestamp_seconds"
        family(name, "gauge", "When each fact of the camera was last checked.")
        for (camera, labels) in zip(cameras, labels) {
            add(name, labels + ",fact=\"status\"", camera.status?.checked)
            add(name, labels + ",fact=\"encryption\"", camera.encryption?.checked)
            add(name, labels + ",fact=\"live\"", camera.live?.checked)
        }
        family("eztop_camera_info", "gauge", "Always 1; what the camera is called and what it is.")
        for (camera, labels) in zip(cameras, labels) {
            let more = [
                Self.label("name", camera.name), Self.label("model", camera.model), Self.label("source", camera.source.rawValue),
            ]
            add("eztop_camera_info", ([labels] + more).joined(separator: ","), 1)
        }
    }

    // MARK: Calls

    private mutating func add(_ tallies: [AccountName: [String: CallTally]]) {
        var all: [(labels: String, tally: CallTally)] = []
        for (account, calls) in tallies.sorted(by: { $0.key < $1.key }) {
            for (call, tally) in calls.sorted(by: { $0.key < $1.key }) {
                all.append((Self.label("account", account) + "," + Self.label("call", call), tally))
            }
        }
        family(
            "eztop_calls_total", "counter",
            "Calls of the platform since this process polls, by the code of the answer; 0 is none.")
        for (labels, tally) in all {
            for (code, count) in tally.codes.sorted(by: { $0.key < $1.key }) {
                add("eztop_calls_total", labels + "," + Self.label("code", code), count)
            }
        }
        let name = "eztop_call_duration_seconds"
        family(name, "histogram", "How long calls of the platform took.")
        for (labels, tally) in all {
            for (bound, count) in zip(CallTally.bounds, tally.within) {
                add(name + "_bucket", labels + ",le=\"\(bound)\"", count)
            }
            add(name + "_bucket", labels + ",le=\"+Inf\"", tally.count)
            line(name + "_sum", labels, "\(tally.seconds)")
            add(name + "_count", labels, tally.count)
        }
    }

    // MARK: The format

    private mutating func family(_ name: String, _ type: String, _ help: String) {
        write("# HELP \(name) \(help)\n# TYPE \(name) \(type)\n")
    }

    private mutating func add(_ name: String, _ labels: String, _ value: Int) { line(name, labels, String(value)) }

    /// Nothing where it never was.
    private mutating func add(_ name: String, _ labels: String, _ date: Date?) {
        guard let date else { return }
        let milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded())
        line(name, labels, "\(milliseconds / 1000).\(String(milliseconds % 1000 + 1000).dropFirst())")
    }

    private mutating func line(_ name: String, _ labels: String, _ value: String) {
        write(name)
        if !labels.isEmpty {
            bytes.append(UInt8(ascii: "{"))
            write(labels)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: " "))
        write(value)
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func write(_ text: String) { bytes += text.utf8 }

    /// Bytes of a value: names come from owners of cameras, and serials from the cloud.
    private static let longest = 256

    private static func label(_ name: String, _ value: String) -> String {
        let isPlain =
            value.utf8.count <= longest && value.utf8.allSatisfy { (0x20...0x7e).contains($0) && $0 != 0x22 && $0 != 0x5c }
        if isPlain { return "\(name)=\"\(value)\"" }
        var text = ""
        for scalar in value.unicodeScalars where text.utf8.count < longest {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: break
                default: text.unicodeScalars.append(scalar)
                }
            }
        }
        return "\(name)=\"\(text)\""
    }
}
