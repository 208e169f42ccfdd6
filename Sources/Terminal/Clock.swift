import Glibc

/// Milliseconds of the monotonic clock, for what happens between bytes.
enum Clock {
    static var milliseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
    }
}
