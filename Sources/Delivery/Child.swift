import CChild
import FoundationEssentials
import Glibc
import System

/// A program run to its end: the one place where eztop starts others.
///
/// A child gets a clean signal mask, default dispositions, no descriptor but 0, 1 and 2, none of our secrets in its environment,
/// and, unless it asks on the terminal, no terminal.
public struct Child: Sendable {
    /// What it reads.
    public enum Input: Sendable {
        case nothing
        case bytes([UInt8])
        /// Ours: it may ask on the terminal.
        case inherited
    }

    /// Where its words go.
    public enum Output: Sendable {
        case discarded
        /// Kept up to so many bytes; more is read and dropped, so that the child never waits.
        case captured(limit: Int)
        case inherited
        /// An open terminal of its own: ours may be one whose writes do not wait, which no program expects.
        case terminal
    }

    /// The program, found in PATH when it has no slash, and its arguments. Everyone on the machine may read them.
    public var arguments: [String]
    public var input: Input
    public var output: Output
    public var errors: Output
    /// nil passes ours on; of neither do children see the secrets.
    public var environment: [String: String]?
    /// It stays in our session and process group, as a program must that asks on the terminal; then only itself is ended by the
    /// limit, otherwise all that it started and that did not leave its group.
    public var asksOnTerminal: Bool
    /// What it started is waited for too, and killed at the limit.
    public var endsWithItsChildren: Bool

    public init(
        _ arguments: [String], input: Input = .nothing, output: Output = .discarded, errors: Output = .discarded,
        environment: [String: String]? = nil, asksOnTerminal: Bool = false, endsWithItsChildren: Bool = false
    ) {
        self.arguments = arguments
        self.input = input
        self.output = output
        self.errors = errors
        self.environment = environment
        self.asksOnTerminal = asksOnTerminal
        self.endsWithItsChildren = endsWithItsChildren
    }

    /// What no other program needs.
    private static let withheld: Set<String> = ["EZTOP_APP_KEY", "EZTOP_APP_SECRET", "EZTOP_VERIFICATION_CODE"]

    /// Starts it and waits until it has ended, at most `limit` seconds; then it is killed. Blocks its thread.
    ///
    /// It has ended when itself has, whatever it left behind in the background with our pipes (xclip does).
    ///
    /// - Parameter isCancelled: looked at now and then: from when on it is to be ended as at its limit; nil where it never is.
    public func run(limit: TimeInterval, isCancelled: (@Sendable () -> Bool)? = nil) throws(ChildError) -> Finished {
        let deadline = Deadline(after: limit)
        let input = try inputFile()
        var output = try Capture(output, inherited: STDOUT_FILENO)
        var errors = try Capture(errors, inherited: STDERR_FILENO)
        let process = try spawn(with: [input.number, output.writer, errors.writer])
        output.closeWriter()
        errors.closeWriter()
        return process.finish(
            by: deadline, endsGroup: endsWithItsChildren && !asksOnTerminal, isCancelled, output: output, errors: errors)
    }

    private func inputFile() throws(ChildError) -> Descriptor {
        switch input {
        case .nothing: try Descriptor(open("/dev/null", O_RDONLY | O_CLOEXEC), "open")
        case .inherited: try Descriptor(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1), "fcntl")
        case .bytes(let bytes): try Self.file(holding: bytes)
        }
    }

    /// A file in memory rather than a pipe: nothing to feed, and no SIGPIPE from a child that does not read.
    private static func file(holding bytes: [UInt8]) throws(ChildError) -> Descriptor {
        let file = try Descriptor(eztop_child_memory(), "memfd_create")
        let fault = file.write(bytes)
        guard fault == 0 else { throw .failed(call: "write", errno: fault) }
        lseek(file.number, 0, SEEK_SET)
        return file
    }

    /// - Parameter streams: what becomes its 0, 1 and 2.
    private func spawn(with streams: [Int32]) throws(ChildError) -> RunningChild {
        guard let program = arguments.first, !program.isEmpty else { throw .invalidArguments }
        let environment = (environment ?? ProcessInfo.processInfo.environment).filter { !Self.withheld.contains($0.key) }
        let strings = arguments + environment.flatMap { [$0.key, $0.value] }
        guard !strings.contains(where: { $0.utf8.contains(0) }) else { throw .invalidArguments }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
        }
        let closing = eztop_child_close_from(&actions, STDERR_FILENO + 1)
        guard closing == 0 else { throw .failed(call: "posix_spawn_file_actions", errno: closing) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t(), all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        if !asksOnTerminal { flags |= Int32(eztop_child_new_session) }
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var pid: pid_t = 0
        let code = CStrings(arguments).withPointers { argv in
            CStrings(environment.map { "\($0.key)=\($0.value)" }).withPointers { envp in
                posix_spawnp(&pid, program, &actions, &attributes, argv, envp)
            }
        }
        switch code {
        case 0: return try RunningChild(pid: pid, leadsGroup: !asksOnTerminal)
        case ENOENT, ENOTDIR: throw .notFound(program: program)
        case EACCES, ENOEXEC: throw .notExecutable(program: program)
        default: throw .failed(call: "posix_spawn", errno: code)
        }
    }
}

/// Texts as C wants them: an array of pointers with a null at its end.
struct CStrings {
    private let texts: [String]

    init(_ texts: [String]) {
        self.texts = texts
    }

    func withPointers<Result>(_ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
        let pointers = texts.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers)
    }
}
