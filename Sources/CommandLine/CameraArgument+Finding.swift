import ArgumentParser
import Cells
import Fleet
import Output
import Settings
import Startup
import Vocabulary
import Wording

extension CameraArgument: ExpressibleByArgument {
    public static var defaultCompletionKind: CompletionKind { .cameras }
}

/// Which camera is meant, as the lists say.
extension CameraArgument {
    /// It may be one that the lists do not show: then the cloud itself can be asked.
    private var mayBeSerial: Bool {
        isPlain && serial.first.map { $0.isLetter || $0.isNumber } == true && !serial.contains { "\"'`".contains($0) }
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
        if let account = snapshot.accounts.first, snapshot.accounts.count == 1, mayBeSerial {
            return DeviceID(account: account.id, serial: serial)
        }
        throw unknown(in: snapshot, texts)
    }

    /// No camera of a poll has this serial; where some account could not be asked, that is said instead.
    func unknown(in snapshot: Snapshot, _ texts: Texts) -> Failure {
        let shown = Printable.text(serial), next = texts.punctuation.semicolon + whatToList(in: snapshot, texts)
        let verdict = PollVerdict(snapshot, texts)
        guard verdict.code != .done else { return Failure(.refused, texts.commandLine.unknownSerial(shown) + next) }
        let lines = verdict.lines + [texts.commandLine.unknownAmongAnswered(shown) + next]
        return Failure(.partly, lines.joined(separator: "\n"))
    }

    /// How to find the camera that was meant, by its serial or among the device's channels; nil where the lists have it.
    func hint(in snapshot: Snapshot, _ texts: Texts) -> String? {
        let channels = snapshot.cameras.filter { $0.id.serial.uppercased() == serial.uppercased() }
        guard let device = channels.first?.id.device else { return whatToList(in: snapshot, texts) }
        guard let channel, !channels.contains(where: { $0.id.channel == channel }) else { return nil }
        return texts.commandLine.whichChannel(device.serial, Self.list(of: channels))
    }

    private static func list(of channels: [Camera]) -> String {
        Printable.text(channels.map { "\($0.id.channel.map(String.init) ?? "-") \($0.name)" }.joined(separator: ", "))
    }

    private func whatToList(in snapshot: Snapshot, _ texts: Texts) -> String {
        let serials = Set(snapshot.cameras.map(\.id.serial)).sorted()
        let named = snapshot.cameras.filter { $0.name == serial }.compactMap { Self.text(of: $0.id) }.first
        let near = named ?? Spelling.near(serial, among: serials)
        let isHostedAsked = snapshot.accounts.contains { $0.sources.contains(.hosted) }
        return [texts.inputs.whatToList, isHostedAsked ? nil : texts.inputs.onlyOwn, near.map(texts.inputs.didYouMean)]
            .compactMap(\.self).joined(separator: texts.punctuation.semicolon)
    }

    /// The channel that is meant: the one named, else the device's only one, else, as the platform does it, channel 1.
    func camera(in snapshot: Snapshot, _ invocation: Invocation) throws(Failure) -> CameraID {
        let texts = invocation.texts
        let device = try device(in: snapshot, texts)
        let channels = snapshot.cameras.filter { $0.id.device == device }
        if let channel { return CameraID(device: device, channel: channel) }
        if channels.count > 1 {
            invocation.options.note(texts.commandLine.whichChannel(device.serial, Self.list(of: channels)))
        }
        return channels.min { $0.id < $1.id }?.id ?? CameraID(device: device, channel: 1)
    }
}
