import FoundationEssentials
import Wording

extension Language {
    /// The argument parser's own words, which it has in English alone, in this language.
    public func translated(_ help: String) -> String {
        guard self == .chinese else { return help }
        return Self.bracketed(Self.parserWords.reduce(help) { $0.replacing($1.english, with: $1.chinese) })
    }

    /// What it appends to an explanation, in the brackets and with the commas of a Chinese sentence.
    private static func bracketed(_ help: String) -> String {
        var (text, rest) = ("", help[...])
        while let open = ["(可选：", "(默认："].compactMap({ rest.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }),
            let close = rest[open.upperBound...].firstIndex(of: ")")
        {
            let before = rest[..<open.lowerBound]
            let inner = rest[rest.index(after: open.lowerBound)..<close].replacing(", ", with: "、")
            text += (before.hasSuffix("。 ") ? before.dropLast() : before) + "（" + inner + "）"
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    private static let parserWords: [(english: String, chinese: String)] = [
        ("OVERVIEW: ", "概述："), ("USAGE: ", "用法："), ("Usage: ", "用法："), ("ARGUMENTS:", "参数："), ("SUBCOMMANDS:", "子命令："),
        ("OPTIONS:", "选项："), ("通用选项:", "通用选项："), ("Error: ", "错误："), ("Help:  ", "帮助："),
        ("(values: ", "(可选："), ("; default: ", "；默认："), ("(default: ", "(默认："),
        ("  See '", "  详见 '"), ("' for detailed help.", "'。"), ("' for more information.", "'。"),
        ("Show the version.", "显示版本。"), ("Show help information.", "显示帮助。"),
        ("Show subcommand help information.", "显示子命令的帮助。"),
        ("The value is invalid for '", "此处的值不能用于 '"), ("The value '", "值 '"), ("' is invalid for '", "' 不能用于 '"),
        ("'. Please provide one of ", "'。可用的值："), ("' and '", "'、'"), ("' or '", "'、'"), ("', '", "'、'"),
        ("The option '", "选项 '"), ("' does not take any value, but '", "' 不带值，却给了 '"), ("' was specified.", "'。"),
        ("Missing expected argument", "缺少参数"), ("Unknown option", "未知选项"), ("Missing value for ", "缺少值："),
        ("argument. ", "argument。"), ("arguments. ", "arguments。"), ("'. 验证码", "'。验证码"),
        (" unexpected arguments", " 个多余的参数"),
        (" unexpected argument", " 个多余的参数"), ("Unexpected argument", "多余的参数"), ("'. Did you mean", "'。您是指"),
        ("Did you mean", "您是指"), ("'?", "'？"),
        ("'.\n", "'。\n"),
    ]
}
