import Alerts
import ArgumentParser
import Dashboard
import DeviceService
import Fleet
import FoundationEssentials
import Output
import Settings
import Sharing
import Startup
import Wording

/// `eztop alerts`: of what is told, and what became of it. It asks no cloud.
struct AlertsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: spoken("The rules of alerts, what fires, and what waits to be sent.", "告警规则、正在告警的和等待发送的。"),
        discussion: spoken(
            """
            [[alerts]] and [[via]] of the configuration say of what is told, and over which way; whoever polls sends them.

              eztop alerts
              eztop alerts --json | jq -r '.firing[].title'
              eztop alerts test
              eztop alerts test ntfy
            """,
            """
            配置中的 [[alerts]] 与 [[via]] 说明告警内容与途径；由负责查询的进程发送。

              eztop alerts
              eztop alerts --json | jq -r '.firing[].title'
              eztop alerts test
              eztop alerts test ntfy
            """),
        subcommands: [AlertsTestCommand.self])

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    @Flag(help: .spoken("One JSON object.", "一个 JSON 对象。"))
    var json = false

    /// Those of this level and of the one above.
    var all: GlobalOptions { options.or(parent.options) }

    mutating func run() throws {
        let invocation = try Invocation(all)
        invocation.sayConfigurationNotes()
        let (configuration, texts, now) = (invocation.configuration, invocation.texts, Date())
        var rows: [AlertRow] = []
        if !configuration.alerts.isEmpty, let file = invocation.stateFile, file.isThere {
            do throws(StateFault) { rows = try file.alertRows(of: invocation.identities) } catch {
                throw Failure(.partly, texts.report.unread(texts.past.fault(error)))
            }
        }
        let report = AlertReport(configuration.alerts, configuration.routes, rows: rows, invocation.alertMeans, at: now)
        if json {
            Standard.output(try JSONText.text(of: AlertsObject(report), pretty: true))
            return
        }
        if report.rules.isEmpty { return invocation.options.note(texts.alerts.noRules) }
        Standard.output(AlertsTable.text(of: report, texts, at: now) { WallTime(local: $0).dateAndMinute })
        if invocation.meetingPlace?.poller == nil { invocation.options.note(texts.alerts.nobodyPolls) }
    }
}

/// `eztop alerts test`: a message over each route, now.
struct AlertsTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: spoken("Send a test message over each route, or the one that is named.", "经每条途径（或指定的一条）发送测试消息。"),
        discussion: """
              eztop alerts test
              eztop alerts test ntfy
            """)

    @ParentCommand var parent: AlertsCommand
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    @Argument(help: .spoken("A route, or a rule for all of its routes.", "途径名；或规则名，表示其全部途径。", "name"))
    var name: String?

    @Flag(help: .spoken("One JSON object.", "一个 JSON 对象。"))
    var json = false

    mutating func run() throws {
        let invocation = try Invocation(options.or(parent.all))
        invocation.sayConfigurationNotes()
        let texts = invocation.texts
        let routes = try wanted(invocation)
        let (courier, means) = (Courier(environment: invocation.environment), invocation.alertMeans)
        var object = TestObject()
        for route in routes {
            let letter = Letter.test(over: route.name, means, at: Date()), begin = ContinuousClock.now
            let fault = try Blocking.run { () -> RouteFault? in
                do throws(RouteFault) { try await courier.carry(letter, over: route) } catch { return error }
                return nil
            }
            let milliseconds = Int((ContinuousClock.now - begin) / .milliseconds(1))
            let reason = fault.map(texts.reason)
            object.routes.append(
                TestObject.Route(
                    name: route.name, kind: route.kind.rawValue, taken: fault == nil, reason: .init(reason), ms: milliseconds))
            if isJSON { continue }
            if let reason {
                Standard.error(texts.alerts.notDelivered(route.name, reason))
            } else {
                Standard.output(Printable.text(texts.alerts.delivered(route.name, milliseconds)) + "\n")
            }
        }
        if isJSON { Standard.output(try JSONText.text(of: object, pretty: true)) }
        let failed = object.routes.count { !$0.taken }
        guard failed > 0 else { return }
        throw ArgumentParser.ExitCode((failed == routes.count ? Output.ExitCode.unreachable : .partly).rawValue)
    }

    /// The flag may stand before the command's name, where its parent takes it.
    private var isJSON: Bool { json || parent.json }

    private func wanted(_ invocation: Invocation) throws(Failure) -> [AlertRoute] {
        let (configuration, texts) = (invocation.configuration, invocation.texts)
        guard !configuration.routes.isEmpty else { throw Failure(.configuration, texts.alerts.noRoutes) }
        guard let name else { return configuration.routes }
        if let route = configuration.routes.first(where: { $0.name == name }) { return [route] }
        if let rule = configuration.alerts.first(where: { $0.name == name }) {
            return configuration.routes.filter { rule.via.contains($0.name) }
        }
        let names = configuration.routes.map(\.name) + configuration.alerts.map(\.name)
        throw Failure(.usage, texts.alerts.unknownName(name, names.joined(separator: texts.punctuation.list)))
    }

    private struct TestObject: Encodable, Sendable {
        struct Route: Encodable, Sendable {
            var name, kind: String
            var taken: Bool
            var reason: Nullable<String>
            var ms: Int
        }

        var routes: [Route] = []
    }
}
