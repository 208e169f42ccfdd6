import ArgumentParser
import Output
import Startup

/// `eztop devices`: one poll of everything, printed.
struct DevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: spoken("One poll of everything, printed.", "查询一次全部摄像头并输出。"),
        discussion: """
              eztop devices
              eztop devices --json --no-live | jq '.cameras[].name'
              eztop devices --csv --addresses > cameras.csv
              eztop devices --filter 'garden !offline'
            """)

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions
    @OptionGroup var service: ServiceOption

    @OptionGroup var format: DevicesFormat
    @OptionGroup var filter: FilterOption

    mutating func run() throws {
        try DevicesPrinter(
            invocation: .asking(options.or(parent.options), service: service.or(parent.service)), format: format,
            filter: filter.or(parent.filter)
        ).run()
    }
}
