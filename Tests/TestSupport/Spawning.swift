import Glibc

/// Starts a program as a user's shell would: no signal blocked or ignored, no descriptor but the three.
struct Spawning {
    /// Not shown to Swift by Glibc; Linux's number.
    static let newSession: Int16 = 0x80

    let program: String
    let arguments: [String]
    /// The whole of it: nothing is taken over from the tests but PATH and HOME, and what `.ci/sanitize` and `.ci/coverage` want of
    /// every process.
    var environment: [String: String]

    init(_ program: String, _ arguments: [String], environment: [String: String]) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        for name in ["PATH", "HOME", "ASAN_OPTIONS", "TSAN_OPTIONS", "LLVM_PROFILE_FILE"] where environment[name] == nil {
            self.environment[name] = getenv(name).map { String(cString: $0) }
        }
    }

    /// - Parameter prepare: opens descriptors 0, 1 and 2 of the child.
    func start(_ flags: Int16, _ prepare: (inout posix_spawn_file_actions_t) -> Void) throws -> pid_t {
        var actions = posix_spawn_file_actions_t(), attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        prepare(&actions)
        // Whatever started the tests may have left descriptors open.
        for descriptor in Int32(3)..<256 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var all = sigset_t(), none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, flags | Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var process = pid_t()
        let failure = posix_spawnp(&process, program, &actions, &attributes, &words, &variables)
        guard failure == 0 else { throw SpawnFailure(program: program, code: failure) }
        return process
    }
}

/// A program could not be started; `code` is an errno.
public struct SpawnFailure: Error {
    public let program: String
    public let code: Int32
}
