import Cells
import Glibc
import System
import Wording

/// Standard output and standard error, written at once and whole.
public enum Standard {
    /// To be called before anything is opened. A descriptor that whoever started the program has closed is taken, or the next file
    /// or socket would get its number, and what is printed with it. A reader that goes away is told by its write, not by a signal.
    public static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        // A core file would hold tokens and addresses.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // Standard output is opened for reading alone, so that writing to it still fails and is said.
            _ = open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    public static func output(_ text: String) { output(text.utf8) }

    /// A reader that has gone wants no more; a full disk is said, and ends the program.
    public static func output(_ bytes: some Sequence<UInt8>) {
        if let code = fault(writing: bytes) { exit(code.rawValue) }
    }

    /// The same for who has something to put in order first: how the program ends, where it cannot be written.
    public static func fault(writing bytes: some Sequence<UInt8>) -> ExitCode? {
        let fault = Descriptor.write(bytes, to: STDOUT_FILENO)
        guard fault != 0 else { return nil }
        if fault != EPIPE {
            error(spoken("stdout: ", "标准输出：") + Language.spoken.texts.systemWords(SystemFault.reason(fault)))
        }
        return fault == EPIPE ? .done : .refused
    }

    /// What it says may quote a cloud, a file or the command line: line by line, nothing of that reaches the terminal as a control.
    /// Where nobody reads it, nothing else comes to harm by it.
    public static func error(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Printable.text(String($0)) + "\n" }
        _ = Descriptor.write(lines.joined().utf8, to: STDERR_FILENO)
    }
}

/// Text of a cloud made fit for a terminal, a pipe or a log: no controls, nothing that turns the line round.
public enum Printable {
    public static func text(_ text: String) -> String { Glyphs.admitted(text) }

    /// Padded with blanks to so many columns.
    public static func padded(_ text: String, to columns: Int) -> String {
        let admitted = Glyphs.admitted(text)
        return admitted + String(repeating: " ", count: max(0, columns - Glyphs.width(of: admitted)))
    }
}
