import FoundationEssentials
import Vocabulary

/// Reading playlists: by itself, where the configuration wants it (`check = "15m"`), and one after another where many are asked for.
///
/// Each reading takes one of the few streams that an account's plan has, and keeps it for a while after. So eztop's own are made one at
/// a time and ten seconds apart, over all accounts of the process; one that somebody asks for alone does not wait.
struct CheckRound: Sendable {
    /// When each camera's playlist was last read.
    var last: [CameraID: Date] = [:]
    /// Asked for together with others, in their order.
    var queue: [CameraID] = []
    /// Readings under way in this process, of all accounts.
    var underWay = 0
    /// When the last one of them ended.
    var ended: Date?
    /// Seconds from then to the next one.
    var gap = PollPlan.checkGap
    /// The streams were taken: until when nothing is read by itself, and how often in a row that was so.
    var resumes: Date?
    var refusals = 0
}

extension PollPlan {
    /// Seconds between the end of a check and the beginning of the next, at the least.
    public static let checkGap: TimeInterval = 10
    /// A round whose streams were taken goes on after so long, and after twice that where they still are.
    static let checkRest: TimeInterval = 60

    /// A playlist begins to be read, in this account or in another one of the process.
    public mutating func checkBegan() { checking.underWay += 1 }

    /// Such a reading has ended.
    public mutating func checkEnded(at now: Date) {
        checking.underWay = max(0, checking.underWay - 1)
        checking.ended = now
    }

    /// A playlist of this account was read, by itself or by hand; `streamsTaken` says that it met 9048 or 9049, with which the round ends.
    public mutating func checked(_ camera: CameraID, streamsTaken: Bool = false, at now: Date) {
        checking.last[camera] = now
        checking.refusals = streamsTaken ? min(checking.refusals + 1, 20) : 0
        checking.resumes = streamsTaken ? now.addingTimeInterval(checkPause) : nil
    }

    /// A reading met 9048 or 9049 while streams of eztop's own readings may still have counted: it says nothing of its camera, which is
    /// read again once they are free; from then on readings are further apart.
    public mutating func metOwnStreams(at now: Date) {
        checking.gap = min(2 * checking.gap, Self.checkRest)
        checking.resumes = now.addingTimeInterval(Self.checkRest)
    }

    /// Asks for a check in its turn.
    public mutating func queueCheck(_ camera: CameraID) {
        if !checking.queue.contains(camera) { checking.queue.append(camera) }
    }

    private var checkPause: TimeInterval {
        let pause = Self.checkRest * Double(1 << min(checking.refusals - 1, 10))
        return min(pause, max(Self.checkRest, checkInterval ?? 0))
    }

    /// What was asked for comes first, then the one that waits longest.
    mutating func takeChecks(_ schedule: inout Schedule, _ fleet: Fleet, byItself: Bool, at now: Date) {
        guard checking.underWay == 0, !running.keys.contains(where: { $0.kind == .check }) else { return }
        if let ended = checking.ended, ended <= now {
            let turn = ended.addingTimeInterval(checking.gap)
            if turn > now {
                if !checking.queue.isEmpty || (checkInterval != nil && byItself) { schedule.wake(at: turn) }
                return
            }
        }
        if !checking.queue.isEmpty {
            schedule.due.append(.check(checking.queue.removeFirst()))
        } else if byItself {
            takeOwnCheck(&schedule, fleet, at: now)
        }
    }

    private mutating func takeOwnCheck(_ schedule: inout Schedule, _ fleet: Fleet, at now: Date) {
        guard let checkInterval else { return }
        if checking.last.count > 2 * fleet.cameras.count + 16 { checking.last = checking.last.filter { fleet[$0.key] != nil } }
        var first: (id: CameraID, due: Date)?
        for camera in fleet.cameras where camera.mayBeChecked && hasAddress(camera, at: now) {
            let due = checking.last[camera.id].map { $0 > now ? now : $0.addingTimeInterval(checkInterval) } ?? .distantPast
            if first.map({ due < $0.due }) ?? true { first = (camera.id, due) }
        }
        guard let first else { return }
        var due = first.due
        if let resumes = checking.resumes, resumes.timeIntervalSince(now) <= max(Self.checkRest, checkInterval) {
            due = max(due, resumes)
        }
        if due > now {
            schedule.wake(at: due)
        } else {
            schedule.due.append(.check(first.id))
        }
    }

    /// Whether its playlist can be read without asking for an address while those rest.
    private func hasAddress(_ camera: Camera, at now: Date) -> Bool {
        guard isResting(.address, at: now) else { return true }
        guard let address = camera.live?.value.address else { return false }
        return address.expires.map { $0 > now } ?? true
    }
}

extension Camera {
    /// Its playlist can be read without anybody asking for it: there is an address, or a playlist was read before, and no battery
    /// is drained.
    var mayBeChecked: Bool {
        guard mayBeAsked, !battery, let live else { return false }
        return live.value.address != nil || live.call == .playlist
    }
}
