import Dashboard
import FoundationEssentials
import Glibc
import Wording

/// The file of `--record`. It is ended by the first write that fails; the dashboard goes on.
struct RecordingFile: ~Copyable {
    private let descriptor: Int32
    private var recorder = Recorder()
    private let path: String
    /// Why it ended before the session did.
    private(set) var fault: String?
    private var isBroken: Bool { fault != nil }

    /// - Throws: `Failure` 64 where there is a file already, or none can be made: a recording never takes the place of another.
    init(_ path: String, _ texts: Texts) throws(Failure) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw Failure(.usage, texts.commandLine.notRecorded(Printable.text(path), String(cString: strerror(errno))))
        }
    }

    deinit { close(descriptor) }

    mutating func begin(_ state: State) {
        var now = time(nil), local = tm()
        localtime_r(&now, &local)
        if let header = Recorder.header(of: state, version: Version.text, utcOffset: local.tm_gmtoff) { write([header]) }
    }

    mutating func take(_ message: Message, _ state: State) { write(recorder.lines(for: message, to: state)) }

    private mutating func write(_ lines: [Data]) {
        for line in lines where !isBroken {
            var rest = Array(line)[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                if count <= 0 {
                    fault = "\(Printable.text(path)): \(String(cString: strerror(errno)))"
                    break
                }
                rest = rest.dropFirst(count)
            }
        }
    }
}
