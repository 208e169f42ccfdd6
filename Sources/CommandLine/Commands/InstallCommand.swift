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

            --service adds the unit by which systemd starts eztop serve, and says how: for root in /etc/systemd/system, else in \
            ~/.config/systemd/user, or in lib/systemd below --prefix. It is renewed with the rest from then on.

              eztop install
              eztop install --prefix /opt/eztop
              eztop install --service
            """,
            """
            默认安装到 ~/.local，root 则为 /usr/local；可用 --prefix 指定。已有的旧版会被替换。\
            --service 另外写入 systemd 用来启动 eztop serve 的单元，并说明如何启动：root 在 /etc/systemd/system，\
            其他用户在 ~/.config/systemd/user，指定 --prefix 时在其下的 lib/systemd。此后安装新版时它会一同更新。

              eztop install
              eztop install --prefix /opt/eztop
              eztop install --service
            """))

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    @Option(
        help: .spoken("Where bin, share and the rest are.", "bin、share 等所在的目录。", "folder"), completion: .directory)
    var prefix: String?

    /// Its other name is how the argument parser knows it: see `ServiceOption.apart`.
    @Flag(
        name: [.long, .customLong(ServiceOption.unitFlag)],
        help: .spoken("The unit of eztop serve for systemd too.", "同时写入 systemd 的 eztop serve 单元。"))
    var service = false

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
        guard let prefix = prefix ?? Installation.usualPrefix(environment), let program = Invocation.executable else {
            throw Failure(.usage, texts.install.noHome)
        }
        let whole = Invocation.absolute(prefix)
        let installed = try Installation(prefix: whole, environment, texts: texts).install(
            program: program, completions: Self.completions,
            service: service ? (self.prefix == nil ? .usual : .below) : nil)
        Standard.output(texts.install.installed(installed.files, whole) + "\n")
        if service, let unit = installed.units.first {
            let commands = installed.commands.map { "  \($0)\n" }.joined()
            Standard.output(texts.unit.written(Printable.text(unit)) + "\n" + commands)
        } else if !installed.units.isEmpty {
            options.note(texts.unit.renewed(installed.service.restart))
        }
        for path in installed.changed { options.note(texts.unit.notRenewed(Printable.text(path))) }
        let bin = whole + "/bin"
        if !(environment["PATH"] ?? "").split(separator: ":").contains(where: { $0 == bin }) {
            options.note(texts.install.notInPath(bin))
        }
        if environment["SHELL"]?.hasSuffix("/zsh") == true {
            options.note(texts.install.zsh(whole + "/" + Installation.zshFolder))
        }
        if Self.needsSwift { options.note(texts.install.needsSwift) }
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
        let places = [prefix.map(Invocation.absolute)] + (prefix == nil ? [Self.own, Installation.usualPrefix(environment)] : [])
        let whole = places.compactMap(\.self)
        for place in whole {
            guard let removed = try Installation(prefix: place, environment, texts: texts).remove() else { continue }
            Standard.output(texts.install.removed(removed.files, place) + "\n")
            for path in removed.units { options.note(texts.unit.removed(Printable.text(path), removed.service.end)) }
            for path in removed.changed { options.note(texts.unit.notRemoved(Printable.text(path))) }
            let kept =
                UserFolder.allCases.compactMap { $0.path(environment) } + (removed.units.isEmpty ? [] : removed.service.folders)
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
