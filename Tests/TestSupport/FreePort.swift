import Glibc

/// A port that was free a moment ago, for what has to know its own before it listens.
public func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutableBytes(of: &address) { bytes in
        guard let start = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
        return bind(descriptor, start, length) == 0 && getsockname(descriptor, start, &length) == 0
    }
    guard bound else { throw SpawnFailure(program: "a free port", code: errno) }
    return Int(UInt16(bigEndian: address.sin_port))
}
