import ArgumentParser
import Output
import Settings
import Wording

extension LanguageChoice: ExpressibleByArgument {}
extension ColorChoice: ExpressibleByArgument {}

/// The options that every command takes, before or after its name.
public struct GlobalOptions: ParsableArguments, Sendable {
    public static let title = spoken("Global options", "通用选项")

    public init() {}

    @Option(help: .spoken("The configuration file.", "配置文件。", "file"), completion: .file(extensions: ["toml"]))
    public var config: String?

    @Option(help: .spoken("Only this account of the configuration.", "只用配置中的这个账号。", "name"), completion: .accounts)
    public var account: String?

    @Option(help: .spoken("A theme, by its name or its file.", "主题的名称或文件。", "name"), completion: .themes)
    public var theme: String?

    @Option(help: .spoken("The language.", "语言。"))
    public var language: LanguageChoice?

    @Flag(help: .spoken("Only ASCII symbols.", "只用 ASCII 符号。"))
    public var ascii = false

    @Option(help: .spoken("How many colours.", "颜色数。"))
    public var color: ColorChoice?

    @Flag(help: .spoken("Nothing that changes a device.", "不做任何改变设备的操作。"))
    public var readOnly = false

    @Flag(help: .spoken("The simulated cloud inside the program, in place of the accounts.", "用程序内的模拟云代替账号。"))
    public var demo = false

    @Flag(
        help: .spoken(
            "Ask the cloud by itself, whatever other eztops do.", "自行查询云端，不与其他 eztop 共用。"))
    public var standalone = false

    @Flag(help: .spoken("On standard error nothing but faults.", "标准错误只输出故障。"))
    public var quiet = false

    /// These options where they are set, else those that stood before the command's name.
    public func or(_ earlier: GlobalOptions) -> GlobalOptions {
        var options = self
        options.config = config ?? earlier.config
        options.account = account ?? earlier.account
        options.theme = theme ?? earlier.theme
        options.language = language ?? earlier.language
        options.ascii = ascii || earlier.ascii
        options.color = color ?? earlier.color
        options.readOnly = readOnly || earlier.readOnly
        options.demo = demo || earlier.demo
        options.standalone = standalone || earlier.standalone
        options.quiet = quiet || earlier.quiet
        return options
    }

    /// Says on standard error what is no fault, unless that is not wanted.
    public func note(_ text: String) {
        if !quiet { Standard.error(text) }
    }
}

extension ArgumentHelp {
    public static func spoken(_ english: String, _ chinese: String, _ valueName: String? = nil) -> ArgumentHelp {
        ArgumentHelp(Language.spoken.choose(english, chinese), valueName: valueName)
    }
}

extension ValidationError {
    public init(_ english: String, _ chinese: String) { self.init(spoken(english, chinese)) }
}
