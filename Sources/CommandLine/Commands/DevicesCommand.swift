import ArgumentParser
import DeviceService
import Fleet
import FoundationEssentials
import Wording

/// `eztop devices`: one poll of everything, printed.
struct DevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "One poll of everything, printed.",
        discussion: """
              eztop devices
              eztop devices --json --no-live | jq '.cameras[] | select(.status == "offline")'
              eztop devices --csv --addresses > cameras.csv
            """)

    @ParentCommand var parent: Eztop
    @OptionGroup var options: GlobalOptions

    @Flag(help: "One JSON object.")
    var json = false

    @Flag(help: "Comma-separated values.")
    var csv = false

    @Flag(help: "With the live addresses; whoever has one can watch.")
    var addresses = false

    @Flag(help: "Ask for no live addresses.")
    var noLive = false

    mutating func validate() throws {
        if json && csv { throw ValidationError("--json and --csv exclude each other.") }
        if addresses && noLive { throw ValidationError("--addresses and --no-live exclude each other.") }
    }

    /// From so many addresses on, stderr says how many calls that is.
    private static let many = 100

    mutating func run() throws {
        let invocation = try Invocation(options.or(parent.options))
        let texts = invocation.texts
        let service = invocation.service(try invocation.serviceSettings())
        let live = !noLive
        let snapshot = try Blocking.run {
            let snapshot = await service.pollOnce(addresses: live) { asked, count in
                if asked == 0, count > Self.many { Standard.error(texts.commandLine.manyCalls(count)) }
            }
            await service.stop()
            return snapshot
        }
        let now = Date()
        if json {
            Standard.output(try JSONText.text(of: DevicesReport(snapshot, addresses: addresses, at: now), pretty: true))
        } else if csv {
            Standard.output(DevicesCSV.text(of: snapshot, addresses: addresses, at: now))
        } else if !snapshot.cameras.isEmpty || snapshot.accounts.allSatisfy({ $0.trouble == nil }) {
            Standard.output(DevicesTable.text(of: snapshot, addresses: addresses, texts: texts, at: now))
        }
        let verdict = PollVerdict(snapshot, texts)
        for line in verdict.lines { Standard.error(line) }
        if verdict.code != .done { throw ArgumentParser.ExitCode(verdict.code.rawValue) }
    }
}
