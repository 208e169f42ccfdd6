import Glibc

/// The clock that nobody sets.
public enum MonotonicClock {
    public static var milliseconds: Int { microseconds / 1000 }

    public static var microseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1_000_000 + now.tv_nsec / 1000
    }
}
