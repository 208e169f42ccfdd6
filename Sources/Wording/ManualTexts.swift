extension Texts {
    /// What stands in the manual besides the commands and the keys, which have their own words.
    public struct Manual: Sendable {
        /// `name` is NAME in every language: manual readers look for it.
        public var name, synopsis, description, options, globalOptions, commands, keys: String
        public var environment, files, exitStatus, seeAlso: String
        public var variables, paths: [(String, String)]
        /// By the exit code.
        public var meaning: @Sendable (Int32) -> String
    }
}

extension Texts.Manual {
    static let english = Texts.Manual(
        name: "NAME", synopsis: "SYNOPSIS", description: "DESCRIPTION", options: "OPTIONS", globalOptions: "GLOBAL OPTIONS",
        commands: "COMMANDS", keys: "KEYS", environment: "ENVIRONMENT", files: "FILES", exitStatus: "EXIT STATUS",
        seeAlso: "SEE ALSO",
        variables: [
            ("EZTOP_APP_KEY", "The app's key; with EZTOP_APP_SECRET an account named default, without any file."),
            ("EZTOP_APP_SECRET", "Its secret."),
            ("EZTOP_REGION", "Where it is registered: cn, eu, us, sa, sg, in or ru."),
            ("EZTOP_BASE_URL", "The cloud's address, in place of a region."),
            ("EZTOP_DEVICES", "own, hosted or own,hosted."),
            ("EZTOP_CONFIG", "The configuration file."),
            ("EZTOP_VERIFICATION_CODE", "The verification code that eztop encryption sends."),
            ("EZTOP_LOG", "A file to which lines for debugging are added, without secrets."),
            ("NO_COLOR", "No colours."),
        ],
        paths: [
            ("~/.config/eztop/config.toml", "The configuration; share/doc/eztop/configuration.md lists every key."),
            ("~/.config/eztop/themes/*.toml", "Themes of one's own."),
            ("~/.cache/eztop/", "Tokens, shared by all eztop of the user."),
            ("~/.local/state/eztop/", "The rows as they were last known, their history, the calls of the day, sort and columns."),
        ],
        meaning: { code in
            switch code {
            case 0: "Done."
            case 1: "The cloud refused the action, or nothing was done; the code and what to do about it are on stderr."
            case 64: "Wrong usage."
            case 69: "The cloud cannot be reached."
            case 75: "Partly done; try again."
            case 77: "The credentials were refused."
            case 78: "The configuration is wrong: file, line, and what was expected."
            case 129: "Hung up."
            case 130: "^C."
            case 143: "Terminated."
            default: ""
            }
        })

    static let chinese = Texts.Manual(
        name: "NAME", synopsis: "概要", description: "描述", options: "选项", globalOptions: "通用选项", commands: "命令", keys: "按键",
        environment: "环境变量", files: "文件", exitStatus: "退出码", seeAlso: "参见",
        variables: [
            ("EZTOP_APP_KEY", "应用的 appKey；与 EZTOP_APP_SECRET 一起构成名为 default 的账号，无需文件。"),
            ("EZTOP_APP_SECRET", "应用的 appSecret。"),
            ("EZTOP_REGION", "注册区域：cn、eu、us、sa、sg、in 或 ru。"),
            ("EZTOP_BASE_URL", "云端地址，代替区域。"),
            ("EZTOP_DEVICES", "own、hosted 或 own,hosted。"),
            ("EZTOP_CONFIG", "配置文件。"),
            ("EZTOP_VERIFICATION_CODE", "eztop encryption 发送的验证码。"),
            ("EZTOP_LOG", "追加调试信息的文件，不含机密。"),
            ("NO_COLOR", "不用颜色。"),
        ],
        paths: [
            ("~/.config/eztop/config.toml", "配置；share/doc/eztop/configuration.md 列出所有配置项。"),
            ("~/.config/eztop/themes/*.toml", "自己的主题。"),
            ("~/.cache/eztop/", "令牌，由该用户的所有 eztop 共用。"),
            ("~/.local/state/eztop/", "最近已知的各行、历史、当日调用次数、排序与列。"),
        ],
        meaning: { code in
            switch code {
            case 0: "完成。"
            case 1: "云端拒绝，或未做任何事；返回码和对策见标准错误。"
            case 64: "用法错误。"
            case 69: "连不上云端。"
            case 75: "部分完成，请重试。"
            case 77: "凭据被拒。"
            case 78: "配置有误：文件、行号和应有的内容。"
            case 129: "终端断开。"
            case 130: "^C。"
            case 143: "被终止。"
            default: ""
            }
        })
}
