import ArgumentParser
import Dashboard
import DeviceService
import Fleet
import FoundationEssentials
import Output
import Startup
import Wording

/// How the rows are printed.
struct DevicesFormat: ParsableArguments {
    @Flag(help: .spoken("One JSON object.", "一个 JSON 对象。"))
    var json = false

    @Flag(help: .spoken("Comma-separated values.", "CSV。"))
    var csv = false

    @Flag(help: .spoken("With the live addresses; whoever has one can watch.", "附直播地址；得到地址的人都能观看。"))
    var addresses = false

    @Flag(help: .spoken("Ask for no live addresses.", "不查询直播地址。"))
    var noLive = false

    @OptionGroup var freshness: FreshOption

    mutating func validate() throws {
        if json && csv { throw ValidationError("--json and --csv exclude each other.", "--json 与 --csv 不能同时使用。") }
        if addresses && noLive {
            throw ValidationError("--addresses and --no-live exclude each other.", "--addresses 与 --no-live 不能同时使用。")
        }
    }
}

/// One poll of everything, printed.
struct DevicesPrinter {
    let invocation: Invocation
    let format: DevicesFormat
    let filter: Filter

    func run() throws {
        let texts = invocation.texts
        let addresses = format.addresses
        let snapshot = try invocation.poll(
            try invocation.serviceSettings(), addresses: !format.noLive, filter: filter, isFresh: format.freshness.fresh,
            handsOut: addresses)
        if addresses { try invocation.wantAddresses(of: snapshot) }
        let now = Date()
        if format.json {
            Standard.output(try JSONText.text(of: DevicesReport(snapshot, addresses: addresses, at: now), pretty: true))
        } else if format.csv {
            Standard.output(DevicesCSV.text(of: snapshot, addresses: addresses, at: now))
        } else if !snapshot.cameras.isEmpty || snapshot.accounts.allSatisfy({ $0.trouble == nil }) {
            Standard.output(DevicesTable.text(of: snapshot, addresses: addresses, texts: texts, at: now))
        }
        if addresses { invocation.noteDemo() }
        let verdict = PollVerdict(snapshot, texts)
        for line in verdict.lines { Standard.error(line) }
        if verdict.code != .done { throw ArgumentParser.ExitCode(verdict.code.rawValue) }
    }
}
