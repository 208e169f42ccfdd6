import FoundationEssentials
import Glibc

/// How many bytes more than before the process held at most while something ran.
public func peakMemory<Value>(of body: () throws -> Value) rethrows -> (value: Value, bytes: Int) {
    let file = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)
    _ = write(file, "5", 1)
    close(file)
    let before = high()
    let value = try body()
    return (value, max(0, high() - before))
}

/// How many bytes the process holds.
public func residentMemory() -> Int { status("VmRSS:") }

private func high() -> Int { status("VmHWM:") }

private func status(_ key: String) -> Int {
    let text = FileManager.default.contents(atPath: "/proc/self/status").map { String(decoding: $0, as: UTF8.self) } ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(key) } ?? ""
    return (Int(line.filter(\.isNumber)) ?? 0) << 10
}
