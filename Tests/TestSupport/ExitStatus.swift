import Glibc

/// How a process ended.
public enum ExitStatus: Hashable, Sendable {
    case code(Int32)
    case signal(Int32)

    init(waited status: Int32) {
        self = status & 0x7F == 0 ? .code(status >> 8 & 0xFF) : .signal(status & 0x7F)
    }
}
