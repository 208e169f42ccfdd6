import Dashboard
import FoundationEssentials
import Glibc
import Output
import System
import Wording

/// The file of `--record`. It is ended by the first write that fails; the dashboard goes on.
struct RecordingFile: ~Copyable {
    private let file: Descriptor
    private var recorder = Recorder()
    private let path: String
    private let texts: Texts
    /// Why it ended before the session did.
    private(set) var fault: String?

    /// - Throws: `Failure` 64 where there is a file already, or none can be made: a recording never takes the place of another; 1 where
    ///   somebody else's link is on the way.
    init(_ path: String, _ texts: Texts) throws(Failure) {
        self.path = path
        self.texts = texts
        try WholeFile(path: path, mode: 0o600).refuseForeign(texts)
        do throws(SystemFault) {
            file = try Descriptor(taking: open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600), path)
        } catch {
            throw Failure(.usage, texts.commandLine.fileFault(Printable.text(path), texts.systemWords(error.reason)))
        }
    }

    mutating func begin(_ state: State) {
        var now = time(nil), local = tm()
        localtime_r(&now, &local)
        if let header = Recorder.header(of: state, version: Version.text, utcOffset: local.tm_gmtoff) { write([header]) }
    }

    mutating func take(_ message: Message, _ state: State, at now: Date) {
        write(recorder.lines(for: message, to: state, at: now))
    }

    private mutating func write(_ lines: [Data]) {
        for line in lines where fault == nil {
            let code = file.write(line)
            if code != 0 {
                fault = texts.commandLine.fileFault(Printable.text(path), texts.systemWords(SystemFault.reason(code)))
            }
        }
    }
}
