import ArgumentParser
import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import Output
import Sharing
import Startup
import Wording

/// `eztop snapshot SERIAL[:CH]`: a picture into a file.
struct SnapshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", abstract: spoken("A picture of a camera, into a file.", "抓一张图，存为文件。"),
        discussion: spoken("The camera takes it now; that counts against the day's captures.", "摄像头立即抓图，计入当日抓图次数。") + """


              eztop snapshot C69625501
              eztop snapshot E71820344:2 --output door.jpg
              eztop snapshot C69625501 --output - | chafa
            """)

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions
    @OptionGroup var service: ServiceOption

    @Argument(
        help: .spoken("The camera: its serial, and its channel where it has several.", "摄像头：序列号，有多个通道时加通道号。", "serial[:ch]"))
    var camera: CameraArgument

    @Option(
        help: .spoken(
            "Where to; - is standard output. A file of that name is replaced. SERIAL-CH.jpg unless given, with a number where that is there already.",
            "输出文件，同名文件会被替换；- 为标准输出。默认 SERIAL-CH.jpg，已存在时加编号。", "file"))
    var output: String?

    mutating func run() throws {
        let invocation = try Invocation.asking(options.or(parent.options), service: service.or(parent.service))
        let texts = invocation.texts
        guard output != "-" || isatty(STDOUT_FILENO) == 0 else { throw Failure(.usage, texts.commandLine.pictureToTerminal) }
        if let output, output != "-" { try WholeFile(path: output, mode: 0o600).refuseForeign(texts) }
        let service = try invocation.commandService(invocation.serviceSettings())
        defer { _ = try? Blocking.run { await service.stop() } }
        let snapshot = try Blocking.run { await service.pollOnce(addresses: false) }
        let id = try invocation.find(in: snapshot) { snapshot throws(Failure) in try camera.camera(in: snapshot, invocation) }
        let picture: Data
        switch try Blocking.run({ await service.capture(id) }) {
        case .success(let taken): picture = taken
        case .failure(let trouble): throw invocation.failure(trouble, of: camera, in: snapshot)
        }
        // What the cloud sends goes into no file unless it is a picture.
        guard picture.starts(with: [0xFF, 0xD8]) else { throw Failure(.refused, texts.picture.unreadable) }
        guard output != "-" else { return Standard.output(picture) }
        if let output {
            try WholeFile(path: output, mode: 0o600).write(picture, texts)
            return Standard.output(output + "\n")
        }
        // A serial may hold a colon or, for all anybody knows, a slash.
        let name = "\(id.serial.filter { $0.isLetter || $0.isNumber })-\(id.channel ?? 1)"
        Standard.output(try WholeFile.writeNew(name, ending: ".jpg", mode: 0o600, picture, texts) + "\n")
    }
}
