import Cells
import Fleet
import FoundationEssentials
import Wording

/// What was read of the past, and what is being read.
struct PastState: Sendable {
    /// What HISTORY is to show; it does as soon as that much is known.
    var chosen = HistorySpan.day
    /// What STATUS was of all cameras, by the query that brought it.
    var all: [CameraID: Past] = [:]
    var incidents: [Incident] = []
    private(set) var read: PastQuery?
    /// All that is remembered of one camera.
    private(set) var one: (query: PastQuery, past: Past)?
    /// What is being read: one thing at a time, so that no two wait for each other in the file.
    private(set) var asked: PastQuery?
    /// Why the last reading brought nothing, and when.
    private(set) var lack: (answer: PastAnswer, at: Date)?

    /// How far back one camera is looked at.
    static let reach: TimeInterval = 400 * 86400
    /// Seconds after which it is read anew, and the same where all of it is on the screen. What happens meanwhile the rows tell.
    private static let life: TimeInterval = 3600, shownLife: TimeInterval = 300

    /// What HISTORY shows now.
    var shown: HistorySpan { (read?.span.duration ?? 0) >= chosen.seconds ? chosen : .day }

    /// What STATUS of a camera was, as far back as is known, and how it goes on.
    func status(of camera: Camera, over span: HistorySpan) -> History {
        guard span != .day, let remembered = all[camera.id] else { return camera.history }
        return remembered.status.continued(by: camera.history)
    }

    /// All that is known of a camera; nil while more of it is to be read.
    func past(of camera: Camera) -> Past? {
        guard var past = one.flatMap({ $0.query.camera == camera.id ? $0.past : nil }) else { return nil }
        past.status = past.status.continued(by: camera.history)
        return past
    }

    /// Somebody asks for it anew: what brought nothing before is tried again.
    mutating func retry() { lack = nil }

    mutating func take(_ answer: PastAnswer, to query: PastQuery, at now: Date) {
        asked = nil
        guard case .read(let pasts, let incidents) = answer else {
            lack = (answer, now)
            return
        }
        lack = nil
        if let camera = query.camera {
            one = (query, pasts[camera] ?? Past())
        } else {
            (all, self.incidents, read) = (pasts, incidents, query)
        }
    }

    /// What is to be read next, of what is wanted now.
    ///
    /// - Parameters:
    ///   - camera: whose whole past is on the screen.
    ///   - isShown: the days of all cameras are.
    mutating func next(_ camera: CameraID?, isShown: Bool, interval: TimeInterval, at now: Date) -> PastQuery? {
        func isOld(_ query: PastQuery, _ life: TimeInterval) -> Bool { abs(now.timeIntervalSince(query.span.end)) >= life }
        guard asked == nil, lack.map({ abs(now.timeIntervalSince($0.at)) >= Self.life }) ?? true else { return nil }
        let reach = isShown ? HistorySpan.month.seconds : chosen.seconds
        if let camera, one.map({ $0.query.camera != camera || isOld($0.query, Self.shownLife) }) ?? true {
            asked = PastQuery(span: .last(Self.reach, until: now), camera: camera, interval: interval)
        } else if reach > HistorySpan.day.seconds,
            read.map({ $0.span.duration < reach || isOld($0, isShown ? Self.shownLife : Self.life) }) ?? true
        {
            asked = PastQuery(span: .last(reach, until: now), interval: interval)
        }
        return asked
    }
}

extension State {
    /// Has what the screen lacks of the past read.
    mutating func askPast() -> [Effect] {
        let camera = page is DetailsPage || page is CameraPastPage ? grid.selected : nil
        let isShown = page is PastPage || behind.contains { $0 is PastPage }
        let interval = snapshot.poll.rhythm
        return past.next(camera, isShown: isShown, interval: interval, at: now).map { [.readPast($0)] } ?? []
    }

    mutating func take(_ answer: PastAnswer, to query: PastQuery) {
        let isTold = past.lack != nil
        past.take(answer, to: query, at: now)
        guard query.camera == nil else { return }
        rearrange()
        // Pages of the past say it where they stand.
        guard page is GridPage, !isTold, let words = pastLack else { return }
        if case .fault = answer { notices.add(.error, words, at: now) } else { notices.add(.answer, words, at: now) }
    }

    /// Why no more than the last day is known; nil where more is, or is being read.
    var pastLack: String? {
        switch past.lack?.answer {
        case .fault(let fault): texts.past.unread(texts.past.fault(fault))
        case .nothing: texts.past.nothing
        case .read, nil: nil
        }
    }

    /// What HISTORY shows next.
    mutating func showNextSpan() -> [Effect] {
        past.chosen = past.chosen.next
        past.retry()
        rearrange()
        notices.add(.answer, texts.past.shows(past.chosen.rawValue), at: now)
        return [.remember(preferences)]
    }

    /// Another span was shown before: what is sorted by it stands elsewhere.
    private mutating func rearrange() {
        grid.uptimes = nil
        if grid.sort.column?.isOfPast == true { arrange() }
    }

    /// How a camera is called that may be gone by now.
    func rememberedName(of id: CameraID) -> String {
        let name = camera(id)?.name ?? past.all[id]?.name ?? ""
        return name.isEmpty ? id.serial : Glyphs.admitted(name)
    }
}
