import ArgumentParser

/// `eztop devices`: one poll of everything, printed.
struct DevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: spoken("One poll of everything, printed.", "查询一次全部摄像头并输出。"),
        discussion: """
              eztop devices
              eztop devices --json --no-live | jq '.cameras[].name'
              eztop devices --csv --addresses > cameras.csv
            """)

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    @OptionGroup var format: DevicesFormat

    mutating func run() throws {
        try DevicesPrinter(invocation: Invocation(options.or(parent.options)), format: format).run()
    }
}
