import ArgumentParser
import FoundationEssentials
import Output
import Settings
import Wording

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
        if let dash = foreignDash {
            return ". " + spoken("\(dash) is another sign: options begin with -- .", "\(dash) 是另一个符号：选项以 -- 开头。")
        }
        if isOfEncryption { return whereCodesGo }
        if let meantCommand { return ". Did you mean '\(meantCommand)'?" }
        if let command = givenCommand {
            return ". " + spoken("eztop \(command) --help says what it takes.", "用法见 eztop \(command) --help。")
        }
        return ". " + spoken("eztop --help lists the commands.", "eztop --help 列出全部命令。")
    }

    /// What an input method or a word processor has put in the place of the dashes of an option.
    private static var foreignDash: Character? {
        ProcessInfo.processInfo.arguments.dropFirst().lazy.compactMap(\.first).first { ["—", "–", "－", "−", "─"].contains($0) }
    }

    private static var givenCommand: String? {
        let first = ProcessInfo.processInfo.arguments.dropFirst().first { !$0.hasPrefix("-") }
        return first.flatMap { names.contains($0) ? $0 : nil }
    }

    private static var names: [String] { Eztop.configuration.subcommands.map { $0.configuration.commandName ?? "" } }

    /// `eztop help NAME` of a command that there is not: the argument parser helps with everything then.
    ///
    /// - Throws: `Failure` 64 with what was probably meant.
    static func checkTopic() throws(Failure) {
        let words = ProcessInfo.processInfo.arguments.dropFirst().filter { !$0.hasPrefix("-") }
        guard words.first == "help", words.count > 1, !names.contains(words[1]), words[1] != "help" else { return }
        let near = Spelling.near(words[1], among: names)
        throw Failure(
            .usage,
            spoken("There is no such command", "没有这个命令")
                + (near.map { spoken(". Did you mean '\($0)'?", "。您是指 '\($0)'？") }
                    ?? spoken(": eztop --help lists them.", "：eztop --help 列出全部命令。")))
    }

    private static var whereCodesGo: String {
        spoken(". ", "。")
            + spoken(
                "on or off, then the serial of one device; and a verification code is no argument: it is asked for, or stands in EZTOP_VERIFICATION_CODE or the configuration.",
                "先写 on 或 off，再写一台设备的序列号；验证码不作为参数：会另行询问，或写在 EZTOP_VERIFICATION_CODE 或配置中。")
    }

    /// The command that was probably meant, where the first argument is the name of none.
    private static var meantCommand: String? {
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

extension Failure {
    /// A command that only gathers others: its help says which.
    static func missingSubcommand(of command: any ParsableCommand.Type) -> Failure {
        Failure(.usage, HelpText.shown(Eztop.helpMessage(for: command, columns: HelpWrap.unbroken)))
    }
}

/// Ours; the argument parser's is called by its whole name.
typealias ExitCode = Output.ExitCode
