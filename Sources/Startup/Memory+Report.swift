import Dashboard
import DeviceService
import Fleet
import FoundationEssentials
import Vocabulary
import Wording

extension Memory {
    /// What is remembered of the cameras that the filter finds, in figures.
    ///
    /// - Parameters:
    ///   - interval: seconds between two looks.
    ///   - note: is told what was forgotten, where there is something all the same.
    /// - Throws: why nothing of it can be read.
    public func report(
        _ filter: Filter, _ texts: Texts, interval: TimeInterval, in span: DateInterval, at now: Date, note: (StateFault) -> Void
    ) throws(StateFault) -> Report {
        let remembered = remembered(at: now)
        let rows = Dictionary(remembered.cameras.values.flatMap(\.self).map { ($0.id, $0) }) { first, _ in first }
        if let fault = remembered.fault {
            guard fault.isOver, fault != .damaged else { throw fault }
            note(fault)
        }
        let pasts = try read(FactKind.allCases, in: span)
        func isShown(_ id: CameraID) -> Bool {
            guard let past = pasts[id] else { return false }
            var row = rows[id] ?? Camera(id: id, source: .own, name: past.name, model: "")
            if row.status == nil, let last = past.status.changes.last, let status = Status(last) {
                row.status = Fact(status, checked: past.status.observed ?? last.at, call: .deviceList)
            }
            // A camera that is no more stays as long as there is something to tell of it.
            let isTold = rows[id] != nil || !past.status.stretches(in: span).isEmpty
            return isTold && filter.keeps(row, texts: texts, at: now)
        }
        return Report(pasts, in: span, interval: interval, isShown: isShown) { WallTime(local: $0).minuteOfWeek }
    }
}
