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
        // Of thousands of cameras each is written seven times: as bytes, made once.
        let labels = cameras.map { camera in
            let (account, serial) = (Self.label("account", camera.id.account), Self.label("serial", camera.id.serial))
            return Array("\(account),\(serial),channel=\"\(camera.id.channel.map(String.init) ?? "")\"".utf8)
        }
        /// One value of each camera of which it is known.
        func each(_ name: String, _ help: String, _ value: (Camera) -> Bool?) {
            family(name, "gauge", help)
            let begin = Array("\(name){".utf8), yes = Array("} 1\n".utf8), no = Array("} 0\n".utf8)
            for place in cameras.indices {
                guard let value = value(cameras[place]) else { continue }
                bytes += begin
                bytes += labels[place]
                bytes += value ? yes : no
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
        let begin = Array("\(name){".utf8), rows = cameras.span
        let facts = ["status", "encryption", "live"].map { Array(",fact=\"\($0)\"} ".utf8) }
        for place in rows.indices {
            let times = (rows[place].status?.checked, rows[place].encryption?.checked, rows[place].live?.checked)
            for (fact, checked) in zip(facts, [times.0, times.1, times.2]) {
                guard let checked else { continue }
                bytes += begin
                bytes += labels[place]
                bytes += fact
                write(checked)
            }
        }
        family("eztop_camera_info", "gauge", "Always 1; what the camera is called and what it is.")
        for place in rows.indices {
            write("eztop_camera_info{")
            bytes += labels[place]
            let names = [("name", rows[place].name), ("model", rows[place].model), ("source", rows[place].source.rawValue)]
            for (name, value) in names {
                bytes.append(UInt8(ascii: ","))
                write(Self.label(name, value))
            }
            write("} 1\n")
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
        write("\(name){\(labels)} ")
        write(date)
    }

    /// Seconds since 1970, to the millisecond, and the line's end.
    private mutating func write(_ date: Date) {
        let milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded())
        write(String(milliseconds / 1000))
        bytes.append(UInt8(ascii: "."))
        for unit in [100, 10, 1] { bytes.append(UInt8(ascii: "0") + UInt8(milliseconds / unit % 10)) }
        bytes.append(UInt8(ascii: "\n"))
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

    private mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes += $0 }
    }

    /// Bytes of a value: names come from owners of cameras, and serials from the cloud.
    private static let longest = 256

    private static func label(_ name: String, _ value: String) -> String {
        var plain = value
        let isPlain = plain.withUTF8 {
            $0.count <= longest && $0.allSatisfy { (0x20...0x7e).contains($0) && $0 != 0x22 && $0 != 0x5c }
        }
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
