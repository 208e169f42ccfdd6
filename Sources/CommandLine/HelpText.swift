import ArgumentParser
import FoundationEssentials
import Settings
import Wording

/// A text of `--help` or of what is wrong with the arguments, in the language of whoever asks: both stand where they are used,
/// since the argument parser wants them before any command has run and any `Texts` are chosen.
func spoken(_ english: String, _ chinese: String) -> String {
    Language.spoken.choose(english, chinese)
}

/// What the argument parser says.
enum HelpText {
    /// In the language of whoever asks, and in rows that fit. Completions and dumps, which are for programs, stay as they are.
    static func shown(_ message: String) -> String {
        guard ["OVERVIEW: ", "USAGE: ", "Error: "].contains(where: message.hasPrefix) else { return message }
        return HelpWrap.wrapped(Language.spoken.translated(message), to: HelpWrap.columns)
    }

    /// Without the arguments that were too many, and without what was given to an option that does not exist: somebody may have
    /// typed a code, a secret or an address there, and what is said here is kept in logs.
    static func unquoted(_ message: String) -> String {
        message.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.hasPrefix("Error: ") else { return String(line) }
            if let place = line.firstRange(of: "nexpected argument") {
                let rest = line[place.upperBound...]
                return line[..<place.upperBound] + (rest.hasPrefix("s") ? "s" : "") + nextStep
            }
            // A code belongs nowhere in this command's arguments, and is most likely what is wrong with them.
            if isOfEncryption {
                for (start, rest) in [("Error: The value '", "' is invalid for"), ("Error: Unknown option '", "'")] {
                    guard line.hasPrefix(start), let end = line.firstRange(of: rest, after: start.count) else { continue }
                    return start.dropLast(2) + line[end.lowerBound...].dropFirst() + Self.whereCodesGo
                }
            }
            if line.hasPrefix("Error: Unknown option '"), let mark = line.firstIndex(of: "=") { return line[..<mark] + "'" }
            return String(line)
        }.joined(separator: "\n")
    }
}

extension HelpText {
    private static var isOfEncryption: Bool { ProcessInfo.processInfo.arguments.contains("encryption") }

    /// What helps whoever gave an argument too many.
    private static var nextStep: String {
        if isOfEncryption { return whereCodesGo }
        if let meantCommand { return ". Did you mean '\(meantCommand)'?" }
        return ". " + spoken("eztop --help lists the commands.", "eztop --help 列出全部命令。")
    }

    private static var whereCodesGo: String {
        ". "
            + spoken(
                "A verification code is no argument: it is asked for, or stands in EZTOP_VERIFICATION_CODE or the configuration.",
                "验证码不作为参数：会另行询问，或写在 EZTOP_VERIFICATION_CODE 或配置中。")
    }

    /// The command that was probably meant, where the first argument is the name of none.
    private static var meantCommand: String? {
        let names = Eztop.configuration.subcommands.map { $0.configuration.commandName ?? "" }
        guard let first = ProcessInfo.processInfo.arguments.dropFirst().first(where: { !$0.hasPrefix("-") }),
            !names.contains(first)
        else { return nil }
        return Spelling.near(first, among: names)
    }
}

extension Substring {
    fileprivate func firstRange(of text: String, after count: Int) -> Range<Index>? {
        dropFirst(count).firstRange(of: text)
    }
}

extension ArgumentHelp {
    static func spoken(_ english: String, _ chinese: String, _ valueName: String? = nil) -> ArgumentHelp {
        ArgumentHelp(Language.spoken.choose(english, chinese), valueName: valueName)
    }
}

extension ValidationError {
    init(_ english: String, _ chinese: String) { self.init(spoken(english, chinese)) }
}

extension Language {
    /// That of `--language`, looked for in the arguments as they are, else of the locale.
    static let spoken = Language(
        arguments: ProcessInfo.processInfo.arguments, environment: ProcessInfo.processInfo.environment)

    fileprivate func choose(_ english: String, _ chinese: String) -> String {
        switch self {
        case .english: english
        case .chinese: chinese
        }
    }

    init(arguments: [String], environment: [String: String]) {
        let joined = arguments.lazy.compactMap { $0.hasPrefix("--language=") ? String($0.dropFirst(11)) : nil }.last
        let apart = arguments.lastIndex(of: "--language").flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
        self = (joined ?? apart).flatMap(Language.init(rawValue:)) ?? Language(environment: environment)
    }
}

extension Language {
    /// The argument parser's own words, which it has in English alone, in this language.
    func translated(_ help: String) -> String {
        guard self == .chinese else { return help }
        return Self.parserWords.reduce(help) { $0.replacing($1.english, with: $1.chinese) }
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
        ("Missing expected argument", "缺少参数"), ("Unknown option", "未知选项"), ("Missing value for", "缺少值："),
        ("argument. ", "argument。"), ("arguments. ", "arguments。"), ("'. 验证码", "'。验证码"),
        (" unexpected arguments", " 个多余的参数"),
        (" unexpected argument", " 个多余的参数"), ("Unexpected argument", "多余的参数"), ("Did you mean", "您是指"),
    ]
}
