import Glibc
import Terminal
import TestSupport
import Testing

@Suite("Messages reach the main loop", .serialized, .heavy)
struct MailboxTests {
    @Test("the descriptor is readable while there are messages, and they keep their order")
    func order() throws {
        let mailbox = Mailbox<Int>()
        let wakeups = try Wakeups(mailbox: mailbox.descriptor, input: -1)
        #expect(wakeups.wait(milliseconds: 0).timeout)
        mailbox.send(1)
        mailbox.send(2)
        #expect(wakeups.wait(milliseconds: 1000).mailbox)
        #expect(mailbox.drain() == [1, 2])
        #expect(wakeups.wait(milliseconds: 0).timeout)
        mailbox.send(3)
        #expect(wakeups.wait(milliseconds: nil).mailbox)
        #expect(mailbox.drain() == [3])
    }

    @Test("none is lost among many senders")
    func many() async throws {
        let mailbox = Mailbox<Int>()
        let wakeups = try Wakeups(mailbox: mailbox.descriptor, input: -1)
        async let sent: Void = withTaskGroup { group in
            for sender in 0..<8 {
                group.addTask { for message in 0..<500 { mailbox.send(sender * 500 + message) } }
            }
        }
        var received: Set<Int> = []
        while received.count < 4000, wakeups.wait(milliseconds: 100).mailbox || received.count < 4000 {
            received.formUnion(mailbox.drain())
            await Task.yield()
        }
        await sent
        #expect(received == Set(0..<4000))
    }

    @Test("a deadline is kept")
    func deadline() throws {
        let mailbox = Mailbox<Int>()
        let wakeups = try Wakeups(mailbox: mailbox.descriptor, input: -1)
        let start = ContinuousClock.now
        #expect(wakeups.wait(milliseconds: 30).timeout)
        #expect(ContinuousClock.now - start >= .milliseconds(29))
    }

    @Test("a terminal whose other end is gone is a hang-up")
    func hangup() throws {
        var pair: [Int32] = [-1, -1]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0, &pair) == 0)
        let mailbox = Mailbox<Int>()
        let wakeups = try Wakeups(mailbox: mailbox.descriptor, input: pair[0])
        close(pair[1])
        #expect(wakeups.wait(milliseconds: 1000).hangup)
        close(pair[0])
    }
}
