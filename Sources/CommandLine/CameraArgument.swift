import ArgumentParser
import Cells
import Fleet
import Settings
import Wording

/// `SERIAL[:CH]`: at most four digits after the last colon are a channel, so that GB28181 serials, which hold a colon, work.
struct CameraArgument: ExpressibleByArgument {
    var serial: String
    var channel: Int?

    static var defaultCompletionKind: CompletionKind { .cameras }

    init?(argument typed: String) {
        let argument = typed.halfWidth
        guard !argument.isEmpty, argument.utf8.count <= 64, argument.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return nil
        }
        if let colon = argument.lastIndex(of: ":") {
            let digits = argument[argument.index(after: colon)...]
            if (1...4).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) {
                guard colon != argument.startIndex else { return nil }
                serial = String(argument[..<colon])
                channel = number
                return
            }
        }
        serial = argument
        channel = nil
    }

    /// How a camera is named on the command line; nil where that would name another one, or none.
    static func text(of camera: CameraID) -> String? {
        let text = camera.serial + (camera.channel.map { ":\($0)" } ?? "")
        guard let argument = CameraArgument(argument: text), argument.serial == camera.serial, argument.channel == camera.channel
        else { return nil }
        return text
    }

    /// The device of that serial, in whichever account has it.
    func device(in snapshot: Snapshot, _ texts: Texts) throws(Failure) -> DeviceID {
        let devices = Set(snapshot.cameras.filter { $0.id.serial.uppercased() == serial.uppercased() }.map(\.id.device))
        if devices.count > 1 {
            let names = devices.map(\.account).sorted().joined(separator: ", ")
            throw Failure(.usage, texts.commandLine.severalAccounts(serial, names))
        }
        if let device = devices.first { return device }
        // Nobody has it as far as the lists say: then the cloud itself shall say so, where it is clear who is to be asked.
        if let account = snapshot.accounts.first, snapshot.accounts.count == 1 {
            return DeviceID(account: account.id, serial: serial)
        }
        throw unknown(in: snapshot, texts)
    }

    /// No camera of a poll has this serial.
    func unknown(in snapshot: Snapshot, _ texts: Texts) -> Failure {
        Failure(
            .refused, texts.commandLine.unknownSerial(serial) + texts.punctuation.semicolon + whatToList(in: snapshot, texts))
    }

    /// How to find the serial that was meant; nil where it is one of a camera in the lists.
    func hint(in snapshot: Snapshot, _ texts: Texts) -> String? {
        snapshot.cameras.contains { $0.id.serial.uppercased() == serial.uppercased() } ? nil : whatToList(in: snapshot, texts)
    }

    private func whatToList(in snapshot: Snapshot, _ texts: Texts) -> String {
        let serials = Set(snapshot.cameras.map(\.id.serial)).sorted()
        let near = Spelling.near(serial, among: serials).map { texts.punctuation.semicolon + texts.inputs.didYouMean($0) }
        return texts.inputs.whatToList + (near ?? "")
    }

    /// The channel that is meant: the one named, else the device's only one, else, as the platform does it, channel 1.
    func camera(in snapshot: Snapshot, _ invocation: Invocation) throws(Failure) -> CameraID {
        let texts = invocation.texts
        let device = try device(in: snapshot, texts)
        let channels = snapshot.cameras.filter { $0.id.device == device }
        if let channel { return CameraID(device: device, channel: channel) }
        if channels.count > 1 {
            let list = channels.map { "\($0.id.channel.map(String.init) ?? "-") \($0.name)" }.joined(separator: ", ")
            invocation.options.note(texts.commandLine.whichChannel(device.serial, Printable.text(list)))
        }
        return channels.min { $0.id < $1.id }?.id ?? CameraID(device: device, channel: 1)
    }
}
