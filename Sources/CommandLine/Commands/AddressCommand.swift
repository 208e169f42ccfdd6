import ArgumentParser
import Cells
import Delivery
import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import Output
import Settings
import Sharing
import Startup
import Terminal
import Vocabulary
import Wording

extension LiveProtocol: ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument.halfWidth.lowercased()) }
}
extension Quality: ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument.halfWidth.lowercased()) }
}

/// `eztop address SERIAL[:CH]`: a live address on standard output.
struct AddressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "address", abstract: spoken("A camera's live address.", "摄像头的直播地址。"),
        discussion: """
              eztop address C69625501
              mpv "$(eztop address E71820344:2 --quality sd)"
              eztop address C69625501 --expires 2h --copy
              eztop address C69625501 --quality sd --qr
              eztop address C69625501 --stable
              eztop address C69625501 --revoke < address.txt
            """)

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions
    @OptionGroup var service: ServiceOption

    @Argument(
        help: .spoken("The camera: its serial, and its channel where it has several.", "摄像头：序列号，有多个通道时加通道号。", "serial[:ch]"))
    var camera: CameraArgument

    @Option(name: .customLong("protocol"), help: .spoken("The transport.", "协议。"))
    var liveProtocol = LiveProtocol.hls

    @Option(help: .spoken("Main or sub stream.", "主码流或子码流。"))
    var quality = Quality.hd

    @OptionGroup var life: AddressLife
    @OptionGroup var freshness: FreshOption

    @Flag(help: .spoken("To the clipboard of the machine you sit at, instead of to standard output.", "复制到您面前机器的剪贴板，不输出。"))
    var copy = false

    @Flag(
        help: .spoken(
            "Its QR code too, for the phone; in a pipe as plain characters.",
            "附二维码，供手机扫描；在管道中用普通字符绘制。"))
    var qr = false

    @Flag(help: .spoken("Read the playlist too: exit 1 when it does not play.", "并读取播放列表：不可播则退出码为 1。"))
    var check = false

    @Flag(
        help: .spoken(
            "The address that never ends, which eztop serve serves: for programs that are set up once.",
            "由 eztop serve 提供的永久地址：供只设置一次的程序使用。"))
    var stable = false

    @Flag(
        help: .spoken(
            "Withdraw an address of this camera: it, or its id, is read from standard input or asked for.",
            "作废此摄像头的一个地址：从标准输入读取地址或其 id，或询问。"))
    var revoke = false

    mutating func validate() throws {
        if stable, check || life.expires != nil || freshness.fresh || quality != .hd || ![.hls, .flv].contains(liveProtocol) {
            throw ValidationError("--stable has HLS and FLV in HD, and asks the cloud nothing.", "--stable 仅有高清 HLS 和 FLV，不查询云端。")
        }
        if revoke, stable || copy || qr || check || life.expires != nil || freshness.fresh {
            throw ValidationError("--revoke goes alone.", "--revoke 须单独使用。")
        }
        if check, liveProtocol != .hls || quality != .hd {
            throw ValidationError("--check reads the HLS address in HD.", "--check 只读取高清 HLS 地址。")
        }
    }

    mutating func run() throws {
        let invocation = try Invocation.asking(options.or(parent.options), service: service.or(parent.service))
        let service = try invocation.commandService(invocation.serviceSettings(), isFresh: freshness.fresh)
        defer { _ = try? Blocking.run { await service.stop() } }
        var snapshot = Snapshot()
        let id: CameraID
        if let named = named(in: invocation) {
            id = named
        } else {
            snapshot = try Blocking.run { await service.pollOnce(addresses: false) }
            id = try invocation.find(in: snapshot) { snapshot throws(Failure) in try camera.camera(in: snapshot, invocation) }
        }
        if revoke { return try withdraw(id, service, invocation) }
        if stable { return try show(stable: id, snapshot, service, invocation) }
        let (liveProtocol, quality, life) = (liveProtocol, quality, life.seconds)
        let result = try Blocking.run {
            await service.address(of: id, liveProtocol: liveProtocol, quality: quality, life: life, minimumLeft: 60)
        }
        var address: LiveAddress
        switch result {
        case .success(let known): address = known
        case .failure(let trouble):
            // What there is instead, only the lists know.
            if snapshot.accounts.isEmpty, trouble.code.map(PlatformCode.namesNothing) == true {
                snapshot = try Blocking.run { await service.pollOnce(addresses: false) }
            }
            throw invocation.failure(trouble, of: camera, in: snapshot)
        }
        let report = check ? try Blocking.run { await service.check(id) } : nil
        // Of the two kinds of codec it may be the other one that plays.
        if case .success(let report)? = report, case .playing(let better) = report.answer { address = better }
        invocation.noteDemo()
        if copy { try invocation.copy(address.url) } else { Standard.output(address.url + "\n") }
        if qr { invocation.showCode(of: address.url, inPipes: true) }
        if let report { try sayWhetherItPlays(report, invocation) }
    }

    private func show(stable id: CameraID, _ snapshot: Snapshot, _ service: CommandService, _ invocation: Invocation) throws {
        let root = try invocation.stableRoot(of: service)
        guard snapshot.cameras.contains(where: { $0.id == id }) else {
            let isDevice = snapshot.cameras.contains { $0.id.device == id.device }
            let hint = isDevice ? camera.hint(in: snapshot, invocation.texts) : nil
            throw hint.map { Failure(.refused, $0) } ?? camera.unknown(in: snapshot, invocation.texts)
        }
        let isShared = invocation.options.account != nil || snapshot.cameras.sharedSerials.contains(id.serial)
        let url = root.url(of: id, isShared: isShared, liveProtocol == .flv ? .flv : .hls)
        if copy { try invocation.copy(url) } else { Standard.output(url + "\n") }
        if qr { invocation.showCode(of: url, inPipes: true) }
        invocation.options.note(invocation.texts.stable.needsService)
    }

    /// Who names the channel, where there is one account, leaves nothing to look up: the lists are not read, and an address costs one
    /// call. That is how other programs ask again and again. A serial in small letters is looked up.
    private func named(in invocation: Invocation) -> CameraID? {
        // Whether the camera is encrypted decides whether its code goes along.
        // Nobody says of an address that never ends that it is of no camera.
        guard !check, !revoke, !stable, liveProtocol != .ezopen, let channel = camera.channel,
            camera.serial == camera.serial.uppercased(),
            invocation.configuration.accounts.count == 1, let account = invocation.configuration.accounts.first
        else { return nil }
        return CameraID(account: account.name, serial: camera.serial, channel: channel)
    }

    /// The address is a secret, so that it is never an argument.
    private func withdraw(_ camera: CameraID, _ service: CommandService, _ invocation: Invocation) throws {
        let texts = invocation.texts
        guard !invocation.readOnly else { throw Failure(.refused, texts.commandLine.readOnly) }
        let line = isatty(STDIN_FILENO) == 1 ? TerminalPrompt.secret(texts.commandLine.addressPrompt) : readLine()
        guard let urlID = line.flatMap(LiveAddress.urlID(in:)) else { throw Failure(.usage, texts.commandLine.noAddressGiven) }
        if case .failure(let trouble) = try Blocking.run({ await service.withdraw(urlID, of: camera) }) {
            throw invocation.failure(trouble)
        }
        invocation.options.note(texts.commandLine.withdrawn)
    }

    private func sayWhetherItPlays(_ report: Result<CheckReport, ServiceError>, _ invocation: Invocation) throws {
        let texts = invocation.texts
        switch report {
        case .success(let report):
            guard let fault = report.answer.fault else { return }
            let why =
                report.mayHoldStreams
                ? texts.ourChecks(code: fault.code) : texts.explain(code: fault.code, message: fault.message)
            throw Failure(.refused, texts.commandLine.notPlaying(why))
        // The address is there: what does not answer is the stream.
        case .failure(let trouble):
            let why = texts.explain(trouble, retries: false)
            // Of a limit of calls nobody knows whether it plays.
            guard PollVerdict.code(for: trouble) != .partly else { throw Failure(.partly, why) }
            throw Failure(.refused, texts.commandLine.notPlaying(why))
        }
    }
}
