import CChild
import Glibc
import System

/// A child between its start and its end. `finish` reaps it, once.
struct RunningChild: ~Copyable {
    private let pid: pid_t
    private let leadsGroup: Bool
    /// Becomes readable when the child ends.
    private let end: Descriptor

    init(pid: pid_t, leadsGroup: Bool) throws(ChildError) {
        self.pid = pid
        self.leadsGroup = leadsGroup
        do throws(ChildError) {
            end = try Descriptor(eztop_child_descriptor(pid), "pidfd_open")
        } catch {
            Self.kill(pid, leadsGroup)
            _ = Self.reap(pid)
            throw error
        }
    }

    /// Waits for the end, reading what is captured meanwhile; kills it at the deadline.
    ///
    /// - Parameters:
    ///   - endsGroup: what it started has to end by then too.
    ///   - isCancelled: from when on it is to be over at once.
    consuming func finish(
        by deadline: Deadline, endsGroup: Bool, _ isCancelled: (() -> Bool)?, output: consuming Capture, errors: consuming Capture
    ) -> Finished {
        var timedOut = false
        while true {
            var polled = [end.number, output.reader, errors.reader].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let wait = isCancelled == nil ? deadline.milliseconds : min(deadline.milliseconds, Self.glance)
            let count = poll(&polled, nfds_t(polled.count), wait)
            if count < 0, errno == EINTR { continue }
            timedOut = count < 0 || count == 0 && (deadline.milliseconds == 0 || isCancelled?() == true)
            if timedOut || polled[0].revents != 0 { break }
            output.drain()
            errors.drain()
        }
        if timedOut { Self.kill(pid, leadsGroup) }
        let ending = Self.reap(pid)
        if endsGroup, !timedOut { Self.endGroup(pid, by: deadline, isCancelled) }
        // What it wrote just before its end.
        output.drain()
        errors.drain()
        return Finished(
            ending: timedOut ? .timedOut : ending, output: output.bytes, errors: errors.bytes,
            truncated: output.truncated || errors.truncated)
    }

    /// Milliseconds between two looks at what tells by no descriptor.
    private static let glance: Int32 = 50

    /// Waits until nothing of a group is left, and kills what is at the deadline.
    private static func endGroup(_ group: pid_t, by deadline: Deadline, _ isCancelled: (() -> Bool)?) {
        while Glibc.kill(-group, 0) == 0 {
            if deadline.milliseconds == 0 || isCancelled?() == true { return kill(group, true) }
            poll(nil, 0, min(deadline.milliseconds, glance))
        }
    }

    private static func kill(_ pid: pid_t, _ leadsGroup: Bool) {
        Glibc.kill(leadsGroup ? -pid : pid, SIGKILL)
    }

    private static func reap(_ pid: pid_t) -> Finished.Ending {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 {
            if errno != EINTR { return .unobserved }
        }
        let signal = status & 0x7F
        return signal == 0 ? .exited(status: Int((status >> 8) & 0xFF)) : .killed(signal: Int(signal))
    }
}
