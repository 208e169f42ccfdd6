import ArgumentParser
import Settings

extension LanguageChoice: ExpressibleByArgument {}
extension ColorChoice: ExpressibleByArgument {}

/// The options that every command takes, before or after its name.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("Only this account of the configuration.", valueName: "name"))
    var account: String?

    @Option(help: ArgumentHelp("A theme, by its name or its file.", valueName: "name"))
    var theme: String?

    @Option(help: "The language.")
    var language: LanguageChoice?

    @Flag(help: "Only ASCII symbols.")
    var ascii = false

    @Option(help: "How many colours.")
    var color: ColorChoice?

    @Flag(help: "Nothing that changes a device.")
    var readOnly = false

    /// These options where they are set, else those that stood before the command's name.
    func or(_ earlier: GlobalOptions) -> GlobalOptions {
        var options = self
        options.config = config ?? earlier.config
        options.account = account ?? earlier.account
        options.theme = theme ?? earlier.theme
        options.language = language ?? earlier.language
        options.ascii = ascii || earlier.ascii
        options.color = color ?? earlier.color
        options.readOnly = readOnly || earlier.readOnly
        return options
    }
}
