import Dispatch
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Delivery

@Suite("Controlling terminal", .serialized, .heavy)
struct ControllingTerminalTests {
    @Test("writes everything, however slowly the terminal takes it")
    func slow() throws {
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        let (reader, writer) = (ends[0], ends[1])
        defer { for end in [reader, writer] { close(end) } }
        _ = fcntl(writer, F_SETFL, O_NONBLOCK)
        // More than the socket holds.
        let bytes = (0..<1_000_000).map { UInt8($0 % 251) }
        let isWritten = Mutex(false), done = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            let result = ControllingTerminal.write(bytes, to: writer)
            isWritten.withLock { $0 = result }
            done.signal()
        }
        var read: [UInt8] = [], piece = [UInt8](repeating: 0, count: 65_536)
        while read.count < bytes.count {
            let count = recv(reader, &piece, piece.count, 0)
            guard count > 0 else { break }
            read += piece[..<count]
        }
        let isWhole = read == bytes
        #expect(isWhole)
        done.wait()
        #expect(isWritten.withLock { $0 })
    }

    @Test("gives up on a terminal that has gone")
    func gone() {
        #expect(!ControllingTerminal.write([1], to: -1))
    }
}
