import FoundationEssentials

extension PollPlan {
    /// Seconds between two turns at the account's queue of messages: sooner than the next poll, or it would tell nothing, and no oftener
    /// than the configuration lets the cloud be asked.
    var queueRhythm: TimeInterval { min(30, max(1, interval / 3)) }

    mutating func takeMessages(_ schedule: inout Schedule, at now: Date) {
        guard let queue, running[.messages] == nil, !isResting(.messages, at: now) else { return }
        let next = queue.next(at: now)
        guard next <= now else { return schedule.wake(at: next) }
        self.queue?.begin(at: now)
        schedule.due.append(.messages)
    }

    /// What the queue's call brought.
    public mutating func came(_ answer: MessageQueue.Answer, at now: Date) {
        let rhythm = queueRhythm
        queue?.came(answer, at: now, every: rhythm)
    }

    /// What an empty queue costs in a day.
    var queueCallsADay: Double {
        guard let queue else { return 0 }
        return 86400 / (queue.isInTrouble ? MessageQueue.longestRest : queueRhythm)
    }
}
