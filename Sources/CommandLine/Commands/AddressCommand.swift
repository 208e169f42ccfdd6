import ArgumentParser
import Delivery
import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import Settings
import Wording

extension LiveProtocol: ExpressibleByArgument {}
extension Quality: ExpressibleByArgument {}

/// `eztop address SERIAL[:CH]`: a live address on standard output.
struct AddressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "address", abstract: spoken("A camera's live address.", "摄像头的直播地址。"),
        discussion: """
              eztop address C69625501
              mpv "$(eztop address E71820344:2 --quality sd)"
              eztop address C69625501 --expires 2h --copy
              eztop address C69625501 --revoke < address.txt
            """)

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    @Argument(
        help: .spoken("The camera: its serial, and its channel where it has several.", "摄像头：序列号，有多个通道时加通道号。", "serial[:ch]"))
    var camera: CameraArgument

    @Option(name: .customLong("protocol"), help: .spoken("The transport.", "协议。"))
    var liveProtocol = LiveProtocol.hls

    @Option(help: .spoken("Main or sub stream.", "主码流或子码流。"))
    var quality = Quality.hd

    @Option(help: .spoken("How long it is to live: 30s to 720d.", "有效期：30s 到 720d。", "duration"))
    var expires: String?

    @Flag(help: .spoken("To the clipboard of the machine you sit at, instead of to standard output.", "复制到您面前机器的剪贴板，不输出。"))
    var copy = false

    @Flag(help: .spoken("Read the playlist too: exit 1 when it does not play.", "并读取播放列表：不可播则退出码为 1。"))
    var check = false

    @Flag(
        help: .spoken(
            "Withdraw an address of this camera: it, or its id, is read from standard input or asked for.",
            "作废此摄像头的一个地址：从标准输入读取地址或其 id，或询问。"))
    var revoke = false

    private static let life: ClosedRange<TimeInterval> = 30...(720 * 86400)

    mutating func validate() throws {
        if let expires, DurationText(expires).map({ Self.life.contains($0.seconds) }) != true {
            throw ValidationError("--expires takes 30s to 720d, such as 2h.", "--expires 为 30s 到 720d，例如 2h。")
        }
        if revoke, copy || check || expires != nil { throw ValidationError("--revoke goes alone.", "--revoke 须单独使用。") }
        if check, liveProtocol != .hls || quality != .hd {
            throw ValidationError("--check reads the HLS address in HD.", "--check 只读取高清 HLS 地址。")
        }
    }

    mutating func run() throws {
        let invocation = try Invocation(options.or(parent.options))
        let texts = invocation.texts
        let service = invocation.service(try invocation.serviceSettings())
        let snapshot = try Blocking.run { await service.pollOnce(addresses: false) }
        let id = try invocation.find(in: snapshot) { snapshot throws(Failure) in try camera.camera(in: snapshot, texts) }
        if revoke { return try withdraw(id, service, invocation) }
        let (liveProtocol, quality) = (liveProtocol, quality)
        let life = expires.flatMap { DurationText($0)?.seconds }
        let result = try Blocking.run {
            await service.address(of: id, liveProtocol: liveProtocol, quality: quality, life: life, minimumLeft: 60)
        }
        defer { _ = try? Blocking.run { await service.stop() } }
        let address: LiveAddress
        switch result {
        case .success(let known): address = known
        case .failure(let trouble): throw invocation.failure(trouble)
        }
        if copy { try invocation.copy(address.url) } else { Standard.output(address.url + "\n") }
        if check { try checkPlays(id, service, invocation) }
    }

    /// The address is a secret, so that it is never an argument.
    private func withdraw(_ camera: CameraID, _ service: DeviceService, _ invocation: Invocation) throws {
        let texts = invocation.texts
        guard !invocation.readOnly else { throw Failure(.refused, texts.commandLine.readOnly) }
        let line = isatty(STDIN_FILENO) == 1 ? TerminalPrompt.secret(texts.commandLine.addressPrompt) : readLine()
        guard let urlID = line.flatMap(LiveAddress.urlID(in:)) else { throw Failure(.usage, texts.commandLine.noAddressGiven) }
        if case .failure(let trouble) = try Blocking.run({ await service.withdraw(urlID, of: camera) }) {
            throw invocation.failure(trouble)
        }
        Standard.error(texts.commandLine.withdrawn)
        try Blocking.run { await service.stop() }
    }

    private func checkPlays(_ id: CameraID, _ service: DeviceService, _ invocation: Invocation) throws {
        switch try Blocking.run({ await service.check(id) }) {
        case .success(.playing), .success(.address): break
        case .success(.broken(let code, let message)), .success(.limited(let code, let message)),
            .success(.refused(let code, let message)):
            let why = invocation.texts.explain(code: code, message: message)
            throw Failure(.refused, invocation.texts.commandLine.notPlaying(why))
        case .failure(let trouble): throw invocation.failure(trouble)
        }
    }
}
