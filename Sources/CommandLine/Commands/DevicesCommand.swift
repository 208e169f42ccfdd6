import ArgumentParser

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

    @OptionGroup var format: DevicesFormat

    mutating func run() throws {
        try DevicesPrinter(invocation: Invocation(options.or(parent.options)), format: format).run()
    }
}
