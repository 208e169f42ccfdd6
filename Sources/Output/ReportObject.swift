import Fleet
import FoundationEssentials
import Wording

/// What `eztop report --json` prints. Fields are only ever added.
public struct ReportObject: Encodable, Sendable {
    struct Row: Encodable, Sendable {
        var account: String
        var serial: String
        var channel: Nullable<Int>
        var name: String
        var observed_s: Int
        var uptime: Nullable<Double>
        var outages: Int
        var offline_s: Int
        var longest_s: Int
        var last_outage: Nullable<String>
        var pattern: Nullable<Pattern>
        var encryption_returned: Int
        var live_share: Nullable<Double>
    }

    /// The hour in which it fails most.
    struct Pattern: Encodable, Sendable {
        /// `02`, or `02:10` where it is no whole one.
        var hour: String
        /// Of its outages, those that begin in it.
        var share: Double
        /// `Mon`, where it is a matter of the day of the week; only there.
        var weekday: String?

        init(_ hour: FailingHour) {
            let clock = hour.clock(dash: "-").prefix { $0 != "-" }
            self.hour = String(hour.minute % 60 == 0 ? clock.prefix(2) : clock)
            share = (hour.share * 100).rounded(.down) / 100
            weekday = hour.weekday.map { Texts.english.past.weekdays[$0] }
        }
    }

    struct CameraRow: Encodable, Sendable {
        var account: String
        var serial: String
        var channel: Nullable<Int>
        var name: String
    }

    struct IncidentRow: Encodable, Sendable {
        var begin: String
        var end: Nullable<String>
        var cameras: [CameraRow]
    }

    var since: String
    var until: String
    var cameras: [Row]
    var incidents: [IncidentRow]

    public init(_ report: Report) {
        since = Timestamp.text(report.span.start)
        until = Timestamp.text(report.span.end)
        cameras = report.rows.map { Row($0) }
        incidents = report.incidents.map { incident in
            IncidentRow(
                begin: Timestamp.text(incident.begin), end: Nullable(incident.end.map(Timestamp.text)),
                cameras: incident.cameras.map { camera in
                    CameraRow(
                        account: camera.account, serial: camera.serial, channel: Nullable(camera.channel),
                        name: report.names[camera] ?? "")
                })
        }
    }
}

extension ReportObject.Row {
    init(_ row: Report.Row) {
        let figures = row.figures
        account = row.camera.account
        serial = row.camera.serial
        channel = Nullable(row.camera.channel)
        name = row.name
        observed_s = Self.seconds(figures.observed)
        uptime = Nullable(figures.uptime.map(Self.share))
        outages = figures.outages
        offline_s = Self.seconds(figures.offline)
        longest_s = Self.seconds(figures.longest)
        last_outage = Nullable(figures.lastOutage.map(Timestamp.text))
        pattern = Nullable(figures.failingHour.map(ReportObject.Pattern.init))
        encryption_returned = figures.encryptionReturned
        live_share = Nullable(figures.liveShare.map(Self.share))
    }

    private static func seconds(_ time: TimeInterval) -> Int { Int(time.rounded()) }

    /// To a millionth, which is half a minute a year; rounded down, so that only what is whole is 1.
    private static func share(_ share: Double) -> Double { ((share * 1e6 + 1e-6).rounded(.down)) / 1e6 }
}

/// `eztop report --csv`: the columns of the JSON.
public enum ReportCSV {
    public static func text(of report: Report) -> String {
        let titles = [
            "account", "serial", "channel", "name", "observed_s", "uptime", "outages", "offline_s", "longest_s", "last_outage",
            "pattern", "encryption_returned", "live_share",
        ]
        let rows = ReportObject(report).cameras.map { row -> [String] in
            [
                row.account, row.serial, row.channel.value.map(String.init) ?? "", row.name, "\(row.observed_s)",
                row.uptime.value.map { "\($0)" } ?? "", "\(row.outages)", "\(row.offline_s)", "\(row.longest_s)",
                row.last_outage.value ?? "", row.pattern.value.map { ($0.weekday.map { $0 + " " } ?? "") + $0.hour } ?? "",
                "\(row.encryption_returned)",
                row.live_share.value.map { "\($0)" } ?? "",
            ]
        }
        return CSVText.text(of: [titles] + rows)
    }
}
