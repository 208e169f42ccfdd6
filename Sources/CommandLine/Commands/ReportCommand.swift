import ArgumentParser
import Dashboard
import DeviceService
import Fleet
import FoundationEssentials
import Output
import Session
import Settings
import Sharing
import Startup
import Vocabulary
import Wording

/// `eztop report`: what is remembered, in figures. It asks no cloud.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: spoken("Uptime, outages and incidents, from what is remembered.", "在线率、离线次数与同时离线，来自已有记录。"),
        discussion: """
              eztop report
              eztop report --since 7d --filter garden
              eztop report --since 2026-11-01 --until 2026-12-01 --csv > november.csv
              eztop report --json | jq '.cameras[] | select(.uptime < 0.99) | .name'
            """)

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions
    @OptionGroup var service: ServiceOption

    @OptionGroup var span: SpanOption

    @Flag(help: .spoken("One JSON object.", "一个 JSON 对象。"))
    var json = false

    @Flag(help: .spoken("Comma-separated values.", "CSV。"))
    var csv = false

    @OptionGroup var filter: FilterOption

    mutating func validate() throws {
        if json && csv { throw ValidationError("--json and --csv exclude each other.", "--json 与 --csv 不能同时使用。") }
    }

    mutating func run() throws {
        let invocation = try Invocation(options.or(parent.options), service: service.or(parent.service))
        invocation.sayConfigurationNotes()
        if let socket = invocation.serviceSocket { throw Failure(.usage, invocation.texts.sharing.reportOfService(socket)) }
        let (texts, filter, now) = (invocation.texts, filter.or(parent.filter), Date())
        let report = try report(invocation, filter, in: try span.span(now: now), at: now)
        if json {
            Standard.output(try JSONText.text(of: ReportObject(report), pretty: true))
        } else if csv {
            Standard.output(ReportCSV.text(of: report))
        } else if !report.rows.isEmpty {
            Standard.output(ReportTable.text(of: report, texts: texts, moment: { WallTime(local: $0).dateAndMinute }))
        }
        if report.rows.allSatisfy({ $0.figures.observed == 0 }) {
            let nothing = poller(invocation, within: report.span, at: now).map(texts.report.begun) ?? texts.report.nothing
            invocation.options.note(filter.isEmpty || !report.rows.isEmpty ? nothing : texts.report.noFilterMatch(filter.text))
        }
    }

    /// Who watches while this is asked, where that is part of the time.
    private func poller(_ invocation: Invocation, within span: DateInterval, at now: Date) -> Int? {
        span.end < now ? nil : invocation.meetingPlace?.poller
    }

    private func report(
        _ invocation: Invocation, _ filter: Filter, in span: DateInterval, at now: Date
    ) throws(Failure) -> Report {
        guard let memory = invocation.memory else { throw Failure(.partly, invocation.texts.report.noFolder) }
        let texts = invocation.texts
        do throws(StateFault) {
            return try memory.report(filter, texts, interval: invocation.configuration.interval, in: span, at: now) {
                Standard.error(texts.errors.forgot($0))
            }
        } catch {
            // Who has the file in the way knows more of it.
            let faults = error == .foreign || error == .unavailable ? invocation.ownFaults : []
            throw Failure(
                .partly, faults.isEmpty ? texts.report.unread(texts.past.fault(error)) : faults.joined(separator: "\n"))
        }
    }
}
