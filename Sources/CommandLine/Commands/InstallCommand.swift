import ArgumentParser
import FoundationEssentials
import Glibc
import Install
import Output
import Settings
import Startup
import Wording

/// `eztop install`: puts this very program, with all that belongs to it, under a prefix.
struct InstallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: spoken("Installs this program, its themes, manual and completions.", "安装本程序及其主题、手册和补全。"),
        discussion: spoken(
            """
            Under ~/.local, or /usr/local for root, unless --prefix says otherwise. An older one is replaced.

              eztop install
              eztop install --prefix /opt/eztop
            """,
            """
            默认安装到 ~/.local，root 则为 /usr/local；可用 --prefix 指定。已有的旧版会被替换。

              eztop install
              eztop install --prefix /opt/eztop
            """))

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    @Option(
        help: .spoken("Where bin, share and the rest are.", "bin、share 等所在的目录。", "folder"), completion: .directory)
    var prefix: String?

    /// Of the shells that the argument parser knows.
    private static var completions: [(path: String, text: String)] {
        let places = [
            ("share/bash-completion/completions/eztop", CompletionShell.bash), ("\(Installation.zshFolder)/_eztop", .zsh),
            ("share/fish/vendor_completions.d/eztop.fish", .fish),
        ]
        return places.map { ($0, Eztop.completionScript(for: $1)) }
    }

    mutating func run() throws {
        let options = options.or(parent.options)
        let texts = Invocation.texts(options)
        let environment = ProcessInfo.processInfo.environment
        guard let prefix = prefix ?? Self.usual(environment), let program = Invocation.executable else {
            throw Failure(.usage, texts.install.noHome)
        }
        let whole = Invocation.absolute(prefix)
        let count = try Installation(prefix: whole, texts: texts).install(program: program, completions: Self.completions)
        Standard.output(texts.install.installed(count, whole) + "\n")
        let bin = whole + "/bin"
        if !(environment["PATH"] ?? "").split(separator: ":").contains(where: { $0 == bin }) {
            options.note(texts.install.notInPath(bin))
        }
        if environment["SHELL"]?.hasSuffix("/zsh") == true {
            options.note(texts.install.zsh(whole + "/" + Installation.zshFolder))
        }
        if Self.needsSwift { options.note(texts.install.needsSwift) }
    }

    /// Where it goes unless somebody says otherwise.
    static func usual(_ environment: [String: String]) -> String? {
        if geteuid() == 0 { return "/usr/local" }
        return environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.local" : nil }
    }

    /// Swift's libraries are shared ones: they are not copied along.
    private static var needsSwift: Bool {
        let maps = FileManager.default.contents(atPath: "/proc/self/maps") ?? Data()
        return String(decoding: maps, as: UTF8.self).contains("/libswiftCore.so")
    }
}

/// `eztop uninstall`: takes away what `install` put there, and nothing else.
struct UninstallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "uninstall",
        abstract: spoken("Takes away what eztop install put there.", "移除 eztop install 安装的文件。"),
        discussion: spoken(
            """
            From where this program lies, or where install puts it, unless --prefix says otherwise. Your configuration and history stay.

              eztop uninstall
              eztop uninstall --prefix /opt/eztop
            """,
            """
            默认从本程序所在处或 install 的默认位置移除，可用 --prefix 指定。您的配置和历史会保留。

              eztop uninstall
              eztop uninstall --prefix /opt/eztop
            """))

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    @Option(help: .spoken("Where it was installed.", "安装到的目录。", "folder"), completion: .directory)
    var prefix: String?

    mutating func run() throws {
        let options = options.or(parent.options)
        let texts = Invocation.texts(options)
        let environment = ProcessInfo.processInfo.environment
        let places = [prefix.map(Invocation.absolute)] + (prefix == nil ? [Self.own, InstallCommand.usual(environment)] : [])
        let whole = places.compactMap(\.self)
        for place in whole {
            guard let count = try Installation(prefix: place, texts: texts).remove() else { continue }
            Standard.output(texts.install.removed(count, place) + "\n")
            let kept = UserFolder.allCases.compactMap { $0.path(environment) }
            if !kept.isEmpty { options.note(texts.install.stays(kept.joined(separator: " "))) }
            return
        }
        throw Failure(.refused, texts.install.notInstalled(whole.joined(separator: ", ")))
    }

    /// The prefix of this very program; nil where it lies in no `bin`.
    private static var own: String? {
        guard let folders = Invocation.executable?.split(separator: "/").dropLast(), folders.last == "bin" else { return nil }
        return folders.dropLast().map { "/" + $0 }.joined()
    }
}
