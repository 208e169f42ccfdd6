import ArgumentParser
import FoundationEssentials
import Glibc
import Output
import Settings
import Setup
import Startup
import Terminal
import Wording

/// `eztop setup`: from an appKey and its secret to a configuration that works.
struct SetupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: spoken("Asks for key and secret, tries them, writes the configuration.", "询问并验证 appKey 与 appSecret，写入配置。"),
        discussion: spoken(
            """
            Says where key and secret come from, finds the region by trying, shows how many cameras there are, and \
            writes a file that nobody else may read. A file that is there is never overwritten without asking.

              eztop setup
              eztop setup --config ~/cameras.toml
            """,
            """
            说明 appKey 与 appSecret 的来处，逐个尝试区域，显示有多少摄像头，写入只有您能读取的文件。\
            已有的文件不经询问绝不覆盖。

              eztop setup
              eztop setup --config ~/cameras.toml
            """))

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    mutating func run() throws {
        let options = options.or(parent.options)
        let texts = Invocation.texts(options)
        guard !options.demo else { throw Failure(.usage, texts.commandLine.noDemo) }
        guard isatty(STDIN_FILENO) == 1, let terminal = TerminalPrompt() else {
            throw Failure(.usage, texts.setup.needsTerminal)
        }
        let environment = ProcessInfo.processInfo.environment
        let file = try ConfigurationFile(options, environment, texts)
        try SetupConversation(terminal, file, environment, texts).run()
    }
}
