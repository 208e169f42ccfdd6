import ArgumentParser
import Doctor
import Output
import Startup
import Terminal
import Wording

/// `eztop doctor`: whether everything is as eztop needs it, and what mends it where it is not.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: spoken("What works and what does not, and how to mend it.", "检查什么正常、什么有故障，以及如何修复。"),
        discussion: spoken(
            """
            Looks at terminal, locale, colours, widths, keys, clipboard, configuration, permissions, accounts, clock and push \
            listener. There is nothing secret in what it prints: it may go into a bug report as it is. \
            Exit code: 0 when nothing failed, else that of the first failure.

            """,
            """
            检查终端、区域设置、颜色、字符宽度、按键、剪贴板、配置、权限、账号、时钟和推送监听。\
            输出不含机密，可直接贴入问题报告。退出码：没有故障为 0，否则为第一个故障的退出码。

            """)
                + """

                  eztop doctor
                  eztop doctor --no-ask
                  eztop doctor --json | jq '.findings[] | select(.verdict != "ok")'
                  eztop doctor --demo
                """)

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    @Flag(help: .spoken("One JSON object, in English, without questions.", "一个 JSON 对象，英文，不提问。"))
    var json = false

    @Flag(help: .spoken("No keys to press, and nothing to the clipboard.", "不要求按键，不发送到剪贴板。"))
    var noAsk = false

    mutating func run() throws {
        var examination = try DoctorRun(options.or(parent.options), asks: !noAsk, json: json)
        do {
            try examination.run()
        } catch let interruption as RawTerminal.Interruption {
            // The shell's prompt is not to stand behind a question.
            if !json { Standard.output("\n") }
            throw ArgumentParser.ExitCode(128 + interruption.signal)
        }
        if json { Standard.output(try JSONText.text(of: DoctorReport(examination.findings), pretty: true)) }
        throw ArgumentParser.ExitCode(examination.findings.exitCode.rawValue)
    }
}
