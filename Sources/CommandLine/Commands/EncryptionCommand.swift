import ArgumentParser
import Cells
import DeviceService
import Fleet
import Output
import Settings
import Sharing
import Startup
import Terminal
import Vocabulary
import Wording

/// `eztop encryption on|off SERIAL`: switches a device's encryption.
struct EncryptionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encryption", abstract: spoken("Switches a device's encryption on or off.", "解除或恢复设备的视频加密。"),
        discussion: """
              eztop encryption off C69625502
              EZTOP_VERIFICATION_CODE=ABCDEF eztop encryption off C69625502


            """
                + spoken(
                    """
                    The verification code, where the cloud wants one, comes from the configuration, from \
                    EZTOP_VERIFICATION_CODE, or from a prompt; never from the command line, which everyone can read.
                    """,
                    """
                    云端需要验证码时，取自配置、EZTOP_VERIFICATION_CODE 或提示输入；绝不取自命令行，那是人人可见的。
                    """))

    enum Direction: String, ExpressibleByArgument {
        case on, off

        init?(argument: String) { self.init(rawValue: argument.halfWidth.lowercased()) }
    }

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions
    @OptionGroup var service: ServiceOption

    @Argument(
        help: .spoken("on encrypts the video; off lifts that, so that live addresses can be had.", "on 加密视频；off 解除加密，之后可获取直播地址。"),
        completion: .list(["on", "off"]))
    var direction: Direction

    @Argument(help: .spoken("The device; all of its channels are switched together.", "设备；其全部通道一起切换。"), completion: .devices)
    var serial: CameraArgument

    mutating func run() throws {
        if serial.channel != nil {
            throw Failure(.usage, Invocation.texts(options.or(parent.options)).commandLine.wholeDevice)
        }
        let invocation = try Invocation.asking(options.or(parent.options), service: service.or(parent.service))
        let texts = invocation.texts
        guard !invocation.readOnly else { throw Failure(.refused, texts.commandLine.readOnly) }
        var code = try invocation.verificationCode
        let service = try invocation.commandService(invocation.serviceSettings())
        defer { _ = try? Blocking.run { await service.stop() } }
        let snapshot = try Blocking.run { await service.pollOnce(addresses: false) }
        let device = try invocation.find(in: snapshot) { snapshot throws(Failure) in try serial.device(in: snapshot, texts) }
        let on = direction == .on
        while true {
            let given = code
            let outcome = try Blocking.run { await service.switchEncryption(device, on: on, validateCode: given, life: nil) }
            switch outcome {
            case .done:
                Standard.output((on ? texts.commandLine.restored : texts.commandLine.lifted)(device.serial) + "\n")
                return
            case .already:
                Standard.output((on ? texts.notices.alreadyOn : texts.notices.alreadyOff)(device.serial) + "\n")
                return
            case .wantsCode(let refusal, _):
                code = try ask(
                    device, because: (texts.commandLine.codeAsked(refusal), texts.commandLine.codeWanted(refusal)), texts)
            case .refusesCode(let refusal, _):
                code = try ask(
                    device, because: (texts.commandLine.codeRefused(refusal), texts.commandLine.codeRefused(refusal)), texts)
            case .failed(let trouble): throw invocation.failure(trouble, of: serial, in: snapshot, wasAction: true)
            }
        }
    }

    /// - Throws: `Failure` 1 with the reason where nobody can be asked, or nobody answers.
    private func ask(_ device: DeviceID, because reason: (asking: String, alone: String), _ texts: Texts) throws(Failure)
        -> Secret
    {
        guard let terminal = TerminalPrompt() else { throw Failure(.refused, reason.alone) }
        terminal.say(reason.asking)
        while true {
            guard let typed = terminal.askSecret(texts.commandLine.codePrompt(device.serial)), !typed.isEmpty else {
                throw Failure(.refused, texts.commandLine.noCode)
            }
            guard Expectation.verificationCode.isQuoted(typed) else { return Secret(typed) }
            terminal.say(texts.describe(.quoted))
        }
    }
}
