import ArgumentParser
import Cells
import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import OpenPlatform
import Output
import Settings
import Startup
import Vocabulary
import Wording

/// `eztop hosting`: devices that other users delegated (设备托管).
struct HostingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hosting",
        abstract: spoken("Devices that other users hosted to you: invite, list, give back.", "他人托管给您的设备：邀请、列出、归还。"),
        discussion: """
              eztop hosting link
              eztop hosting devices --json
              eztop hosting cancel G55512001
            """,
        subcommands: [HostingLinkCommand.self, HostingDevicesCommand.self, HostingCancelCommand.self])

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    /// Those of this level and of the one above.
    var all: GlobalOptions { options.or(parent.options) }
    fileprivate var filter: FilterOption { parent.filter }

    mutating func run() throws { throw Failure.missingSubcommand(of: Self.self) }
}

/// `eztop hosting link`: the page on which an owner hosts devices to this app.
struct HostingLinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: spoken("The page on which a user hosts devices to you, with a QR code.", "用户向您托管设备的页面，附二维码。"),
        discussion: spoken(
            """
            Send it to the owner of the cameras, or let them scan the code. They log in, choose devices, and tick what you \
            may do: Real for live addresses, Config for encryption, Capture for pictures.

            """,
            """
            发给摄像头的主人，或让其扫码。对方登录、选择设备并勾选权限：Real（直播地址）、Config（加密）、Capture（抓图）。

            """)
                + """

                  eztop hosting link
                  eztop hosting link --state "grandma" --no-qr
                """)

    @ParentCommand var parent: HostingCommand
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    @Option(
        help: .spoken("Your own text, which the callback of your app brings back; random unless given.", "自定义文本，由应用的回调带回；默认随机。"))
    var state: String?

    @Flag(help: .spoken("The address alone.", "只输出地址。"))
    var noQr = false

    mutating func run() throws {
        let invocation = try Invocation.asking(options.or(parent.all))
        try invocation.wantPlatform()
        let account = try invocation.onlyAccount
        let state = state ?? String(UInt64.random(in: .min ... .max), radix: 36)
        let page = account.base.authorisationPage(appKey: account.appKey, state: state)
        Standard.output(page + "\n")
        if !noQr { invocation.showCode(of: page) }
    }
}

/// `eztop hosting devices`: the rows of `devices`, hosted ones only.
struct HostingDevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract: spoken("The hosted cameras, as eztop devices prints them.", "托管的摄像头，格式同 eztop devices。"),
        discussion: "  eztop hosting devices --json")

    @ParentCommand var parent: HostingCommand
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions
    @OptionGroup var format: DevicesFormat
    @OptionGroup var filter: FilterOption

    mutating func run() throws {
        var invocation = try Invocation.asking(options.or(parent.all))
        try invocation.wantPlatform()
        let isAsked = invocation.configuration.accounts.contains { $0.devices.contains(.hosted) }
        for index in invocation.configuration.accounts.indices { invocation.configuration.accounts[index].devices = [.hosted] }
        // What was given back a moment ago, whoever polls may not know yet.
        invocation.options.standalone = true
        // The other commands do not show them.
        if !isAsked { invocation.options.note(invocation.texts.inputs.onlyOwn) }
        try DevicesPrinter(invocation: invocation, format: format, filter: filter.or(parent.filter)).run()
    }
}

/// `eztop hosting cancel SERIAL[:CH]…`: gives hosted cameras back.
struct HostingCancelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: spoken("Give hosted cameras back to their owners; asks first.", "把托管的摄像头归还主人；先询问。"),
        discussion: spoken("Only the owner can host them to you again.", "只有主人才能再次托管。") + """


              eztop hosting cancel G55512001
              eztop hosting cancel G55512001:1 G55512077:1 --yes
            """)

    @ParentCommand var parent: HostingCommand
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    @Argument(help: .spoken("The cameras; without a channel all of the device's.", "摄像头；不加通道则为设备的全部通道。", "serial[:ch]"))
    var cameras: [CameraArgument]

    @Flag(help: .spoken("Without asking.", "不询问。"))
    var yes = false

    mutating func run() throws {
        var invocation = try Invocation.asking(options.or(parent.all))
        try invocation.wantPlatform()
        let texts = invocation.texts
        guard !invocation.readOnly else { throw Failure(.refused, texts.commandLine.readOnly) }
        guard yes || isatty(STDIN_FILENO) == 1 else { throw Failure(.usage, texts.commandLine.wantsYes) }
        let isAsked = invocation.configuration.accounts.contains { $0.devices.contains(.hosted) }
        for index in invocation.configuration.accounts.indices { invocation.configuration.accounts[index].devices = [.hosted] }
        // The other commands do not show them.
        if !isAsked { invocation.options.note(invocation.texts.inputs.onlyOwn) }
        let service = invocation.service(try invocation.serviceSettings())
        defer { _ = try? Blocking.run { await service.stop() } }
        let snapshot = try Blocking.run { await service.pollOnce(addresses: false) }
        let chosen = try chosen(in: snapshot, invocation)
        for camera in chosen {
            let line = "\(camera.id.serial):\(camera.id.channel ?? 0)  \(Printable.text(camera.name))"
            // They are what the question is about.
            yes ? invocation.options.note(line) : Standard.error(line)
        }
        if !yes {
            Standard.error(texts.commandLine.giveBack(chosen.count))
            guard let answer = readLine(), texts.setup.yes.contains(answer.halfWidth.lowercased()) else {
                throw Failure(.refused, texts.commandLine.nothingGivenBack)
            }
        }
        let outcome = try Blocking.run { await service.cancelHosting(chosen.map(\.id)) }
        for camera in outcome.cancelled { Standard.output("\(camera.serial):\(camera.channel ?? 0)\n") }
        guard let first = outcome.kept.first else { return }
        for (camera, trouble) in outcome.kept {
            let why =
                trouble.map { texts.explain(ofAction: $0, toldBy: "eztop hosting devices") }
                ?? texts.commandLine.keptWithoutReason
            Standard.error("\(camera.serial):\(camera.channel ?? 0): \(why)")
        }
        let code = outcome.cancelled.isEmpty ? first.trouble.map { PollVerdict.code(for: $0) } ?? .refused : .partly
        throw ArgumentParser.ExitCode(code.rawValue)
    }

    /// Every camera that was named, once; one that is not hosted to any account ends it before anything is asked.
    private func chosen(in snapshot: Snapshot, _ invocation: Invocation) throws(Failure) -> [Camera] {
        var chosen: [Camera] = []
        for argument in cameras {
            let texts = invocation.texts
            let device = try invocation.find(in: snapshot) { snapshot throws(Failure) in try argument.device(in: snapshot, texts)
            }
            let all = snapshot.cameras.filter { $0.id.device == device }
            guard !all.isEmpty else {
                let lines = [texts.commandLine.notHosted(Printable.text(argument.serial)), invocation.elsewhere(argument)]
                throw Failure(.refused, lines.compactMap(\.self).joined(separator: "\n"))
            }
            let rows = all.filter { camera in argument.channel.map { $0 == camera.id.channel } ?? true }
            guard !rows.isEmpty else { throw Failure(.refused, argument.hint(in: snapshot, texts) ?? "") }
            chosen += rows.filter { !chosen.contains($0) }
        }
        return chosen
    }
}

extension Invocation {
    /// The account that is meant where a command is about one: the only one, or the one of `--account`.
    var onlyAccount: Account {
        get throws(Failure) {
            guard configuration.accounts.count == 1, let account = configuration.accounts.first else {
                throw Failure(
                    .usage,
                    texts.commandLine.whichAccount(configuration.accounts.map(\.name).joined(separator: texts.punctuation.list)))
            }
            return account
        }
    }
}
