import Cells
import Fleet
import FoundationEssentials
import Wording

/// `eztop report`: a plain table for people, the cameras that failed most first, and the incidents below it.
public enum ReportTable {
    /// Cameras of an incident that are called by their names: the JSON has them all.
    private static let named = 8
    /// The newest incidents, that many of them.
    private static let most = 40

    /// - Parameter moment: a moment to the minute, as the clock on the wall shows it.
    public static func text(of report: Report, texts: Texts, moment: (Date) -> String) -> String {
        let (columns, words) = (texts.columns, texts.report)
        var rows = [
            [
                columns.name, columns.serial, columns.channel, words.account, words.observed, columns.uptime, words.outages,
                words.offline,
                words.longest, words.last, words.mostly, words.returned, words.live,
            ]
        ]
        let worstFirst = report.rows.sorted {
            ($1.figures.offline, $1.figures.outages, $0.camera) < ($0.figures.offline, $0.figures.outages, $1.camera)
        }
        for row in worstFirst {
            let figures = row.figures
            let hasFailed = figures.outages > 0
            func length(_ seconds: TimeInterval) -> String { Durations.exact(seconds.rounded()) }
            rows.append([
                row.name, row.camera.serial, row.camera.channel.map(String.init) ?? "", row.camera.account,
                length(figures.observed),
                Percentage.text(figures.uptime, outages: figures.outages, none: "–"), "\(figures.outages)",
                hasFailed ? length(figures.offline) : "–",
                hasFailed ? length(figures.longest) : "–",
                figures.lastOutage.map { moment($0) } ?? "–", figures.failingHour.map(texts.hour) ?? "–",
                "\(figures.encryptionReturned)", figures.liveShare.map(Percentage.text) ?? "–",
            ])
        }
        var lines = PlainTable.lines(of: rows, right: [2, 4, 5, 6, 7, 8, 11, 12])
        let earlier = report.incidents.count - most
        if !report.incidents.isEmpty { lines += ["", texts.past.incidents] }
        if earlier > 0 { lines.append(words.earlier(earlier)) }
        for incident in report.incidents.suffix(most) {
            let most = incident.cameras.prefix(named).map { Printable.text(report.names[$0] ?? $0.serial) }
            let rest = incident.cameras.count > named ? ["…"] : []
            let cameras = (most + rest).joined(separator: texts.punctuation.list)
            // Of one that nobody saw the end of no more is known than was seen.
            let (say, end) = incident.end.map { (words.incident, $0) } ?? (words.atLeast, incident.seenUntil)
            let length = Durations.exact(end.timeIntervalSince(incident.begin).rounded())
            lines.append("\(moment(incident.begin))  \(say(incident.cameras.count, length, cameras))")
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
