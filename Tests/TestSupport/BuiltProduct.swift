import Glibc

/// The path of an executable of this package, which the build puts beside the tests.
public func builtProduct(_ name: String) -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex) + "/" + name
}
